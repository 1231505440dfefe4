package stick

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"strconv"
	"strings"
	"time"
)

// How much is written under other names before it is brought to the medium and
// renamed: bringing it there costs a stick about as much for one file as for
// many. A run that is stopped has at most that much to write again.
const (
	batchBytes = 64 << 20
	batchFiles = 256
)

// item is a file to be written.
type item struct {
	path   string
	pieces pieces
	// modTime and runs are those of [File].
	modTime time.Time
	runs    bool
}

// pieces are what a file is made of. start starts to read the first; next
// returns one after the other and then an empty one; each is good until the
// next is asked for.
type pieces interface {
	start()
	next() ([]byte, error)
	close() // may be called again
}

// copy writes what the plan says, a batch at a time.
func (w *writer) copy(p *plan) error {
	for rest := p.write; len(rest) > 0; {
		batch := rest[:p.batch(rest)]
		rest = rest[len(batch):]
		items := make([]item, len(batch))
		for i, f := range batch {
			items[i] = item{f.Path, &filePieces{f, w.load.cache.open(f.Path), 0}, f.ModTime, f.Runs}
		}
		if err := w.place(items); err != nil {
			return err
		}
		for _, f := range batch {
			w.v.Copied++
			w.v.Bytes += f.Size
		}
	}
	return nil
}

// place writes files under other names, brings them to the medium, and renames
// them. What fails takes all that has no name of its own yet away again.
func (w *writer) place(items []item) error {
	w.flow = newFlow(w.dir, w.sign)
	temps := w.tempNames(len(items))
	err := w.fill(items, temps)
	if err == nil {
		err = w.flow.settle()
	}
	if err == nil {
		err = blame("", w.flush())
	}
	named := 0
	for ; err == nil && named < len(items); named++ {
		if err = w.rename(temps[named], items[named].path); err != nil {
			break
		}
	}
	if err != nil {
		w.flow.drop()
		for _, name := range temps[named:] {
			_ = removeFile(w.root, name) // best effort: the stick may be gone
		}
	}
	return err
}

// fill writes the files that have no names of their own yet.
func (w *writer) fill(items []item, temps []string) error {
	defer func() {
		for _, it := range items {
			it.pieces.close()
		}
	}()
	for i, it := range items {
		w.now.File = it.path
		if err := w.pinned(); err != nil {
			return err
		}
		if err := w.folders(path.Dir(it.path)); err != nil {
			return err
		}
		if i+1 < len(items) {
			items[i+1].pieces.start()
		}
		err := w.pour(temps[i], it)
		it.pieces.close()
		if err != nil {
			return blame(it.path, err)
		}
	}
	return nil
}

// pour writes a file under a name that isn't its own yet.
func (w *writer) pour(name string, it item) error {
	mode := os.FileMode(0o666)
	if it.runs {
		mode = 0o777
	}
	f, err := w.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	switch {
	case errors.Is(err, fs.ErrExist):
		return &fault{Taken, name, errForeign}
	case err != nil:
		return err
	}
	w.flow.begin(f, it.path)
	for {
		b, err := it.pieces.next()
		if err != nil {
			return err
		}
		if len(b) == 0 {
			if !it.modTime.IsZero() {
				_ = w.root.Chtimes(name, it.modTime, it.modTime) // some sticks keep no times
			}
			return w.flow.end()
		}
		for len(b) > 0 {
			if err := w.ctx.Err(); err != nil {
				return err
			}
			n := min(len(b), stride)
			if err := w.flow.write(b[:n]); err != nil {
				return err
			}
			b = b[n:]
		}
	}
}

// rename gives a file that is on the medium its name.
func (w *writer) rename(from, to string) error {
	w.now.File = to
	if err := w.pinned(); err != nil {
		return err
	}
	w.sign(0)
	if err := w.root.Rename(from, to); err != nil {
		return blame(to, err)
	}
	w.change(path.Dir(to))
	return w.pinned()
}

// folders makes the folders of a path, one by one.
func (w *writer) folders(dir string) error {
	if dir == "." {
		return nil
	}
	if err := w.folders(path.Dir(dir)); err != nil {
		return err
	}
	made, err := makeFolder(w.root, dir)
	if made {
		w.change(path.Dir(dir))
	}
	return blame(dir, err)
}

// temp is the nth of the names that files have until they are on the medium.
func temp(n int) string {
	if n == 0 {
		return part
	}
	return part + "-" + strconv.Itoa(n)
}

// maxTemps is how many of these names may be in use at a time: those of a batch
// and of what runs left that were stopped.
const maxTemps = 64 * batchFiles

func isTemp(name string) bool {
	n, err := strconv.Atoi(strings.TrimPrefix(name, part+"-"))
	return name == part || err == nil && n > 0 && n < maxTemps && name == temp(n)
}

// tempNames are the first n of these names that aren't in use.
func (w *writer) tempNames(n int) (names []string) {
	for i := 0; len(names) < n; i++ {
		if name := temp(i); !w.debris[name] {
			names = append(names, name)
		}
	}
	return names
}

// temps lists the files in our folder that have such a name: what a run left
// that was stopped.
func (w *writer) temps() ([]fs.FileInfo, error) {
	dir, err := w.root.Open(".")
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	var out []fs.FileInfo
	for {
		some, err := dir.ReadDir(batchFiles)
		for _, e := range some {
			if !isTemp(e.Name()) || e.IsDir() {
				continue
			}
			if info, err := e.Info(); err == nil {
				out = append(out, info)
			}
		}
		switch {
		case errors.Is(err, io.EOF):
			return out, nil
		case err != nil:
			return nil, err
		}
	}
}

// filePieces are a file of the load, which is to be as long as it was. Whether
// it is what its sum says is seen when it is read back.
type filePieces struct {
	file File
	src  *stream
	n    int64
}

func (p *filePieces) next() ([]byte, error) {
	b, err := p.src.next()
	if err != nil {
		return nil, &fault{Source, p.file.Path, err}
	}
	p.n += int64(len(b))
	if p.n > p.file.Size || len(b) == 0 && p.n != p.file.Size {
		return nil, &fault{Source, p.file.Path, errChanged}
	}
	return b, nil
}

func (p *filePieces) start() { p.src.start() }
func (p *filePieces) close() { p.src.close() }

// bytePieces are a small file of our own.
type bytePieces struct{ rest []byte }

func (p *bytePieces) start() {}

func (p *bytePieces) next() (b []byte, err error) {
	b, p.rest = p.rest, nil
	return b, nil
}

func (p *bytePieces) close() {}
