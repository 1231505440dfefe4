package stick

import (
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"

	"eventkit/kit"
	"eventkit/kit/seal"
)

// plan is what there is to do on one stick.
type plan struct {
	write  []File // not there, or not right
	remove []string
	bytes  int64 // of write
	kept   int
	ours   claims
	// former are the paths of ours that the load doesn't have, by what they
	// are called where capitals and accents aren't told apart.
	former map[string]string
	// replaced is the size of what lies in the way of each file of write.
	replaced []int64
	// alone says that there is no room for batches of more than one file.
	alone bool
	// cramped says that there is no room beside what a run left that was
	// stopped.
	cramped bool
	// complete says that there is nothing to do.
	complete bool
}

// look reads what is there and plans what is to be done. It changes nothing.
func (w *writer) look() (*plan, error) {
	ours, err := w.readClaims()
	if err != nil {
		return nil, blame("", err)
	}
	p := &plan{ours: ours, former: w.former(ours)}
	for _, f := range w.load.Files {
		if err := w.lookAt(p, f); err != nil {
			return nil, err
		}
	}
	if err := w.leftOver(p); err != nil {
		return nil, err
	}
	if len(p.write) == 0 && len(p.remove) == 0 {
		if p.complete, err = w.sealed(); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// lookAt compares one file of the load with what has its name.
func (w *writer) lookAt(p *plan, f File) error {
	if err := w.pinned(); err != nil {
		return err
	}
	there, err := w.parent(path.Dir(f.Path))
	if err != nil {
		return err
	}
	if !there {
		w.sign(f.Size)
		p.add(f, 0)
		return nil
	}
	info, err := w.root.Lstat(f.Path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		w.sign(f.Size)
		p.add(f, 0)
		return nil
	case err != nil:
		return blame(f.Path, err)
	case info.IsDir():
		return &fault{Taken, f.Path, errForeign}
	}
	if w.renamed(p, f.Path, info) {
		w.sign(f.Size)
		p.add(f, info.Size())
		return nil
	}
	if info.Mode().IsRegular() && info.Size() == f.Size {
		got, err := w.sum(f.Path)
		if err == nil && got == f.SHA256 {
			p.kept++
			return nil
		}
		if cause := w.ctx.Err(); cause != nil {
			return blame(f.Path, cause)
		}
	} else {
		w.sign(f.Size)
	}
	if _, ok := p.ours[f.Path]; !ok && !w.how.Replace {
		return &fault{Taken, f.Path, errForeign}
	}
	p.add(f, info.Size())
	return nil
}

// former lists what is ours and not of the load, by its folded path.
func (w *writer) former(ours claims) map[string]string {
	wanted := map[string]bool{}
	for _, f := range w.load.Files {
		wanted[f.Path] = true
	}
	out := map[string]string{}
	for name := range ours {
		if !wanted[name] {
			out[kit.FoldedPath(name)] = name
		}
	}
	return out
}

// renamed reports whether what answers to a path is a file of ours that was
// called otherwise, as where capitals aren't told apart: it goes under its old
// name, so it is to be written under its new one.
func (w *writer) renamed(p *plan, name string, info fs.FileInfo) bool {
	old, ok := p.former[kit.FoldedPath(name)]
	if !ok {
		return false
	}
	was, err := w.root.Lstat(old)
	return err == nil && os.SameFile(was, info)
}

// parent reports whether a file's folder is there. What has the name of one of
// its folders and is none, a link included, is somebody else's.
func (w *writer) parent(dir string) (bool, error) {
	if dir == "." {
		return true, nil
	}
	if there, err := w.parent(path.Dir(dir)); err != nil || !there {
		return there, err
	}
	info, err := w.root.Lstat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, blame(dir, err)
	case !info.IsDir():
		return false, &fault{Taken, dir, errForeign}
	}
	return true, nil
}

func (p *plan) add(f File, replaces int64) {
	p.write = append(p.write, f)
	p.replaced = append(p.replaced, replaces)
	p.bytes += f.Size
}

// leftOver finds the files that we put there and that no longer belong. One
// that was changed since is its owner's, and stays.
func (w *writer) leftOver(p *plan) error {
	wanted := map[string]bool{seal.SumsFile: true, seal.SignatureFile: len(w.load.sealed) > 1}
	for _, f := range w.load.Files {
		wanted[f.Path] = true
	}
	for name, sum := range p.ours {
		if wanted[name] {
			continue
		}
		info, err := w.root.Lstat(name)
		if err != nil || !info.Mode().IsRegular() {
			continue // not there any more, or no file of ours
		}
		if info.Size() > 0 && sum != ([sha256.Size]byte{}) {
			if got, err := w.sum(name); err != nil || got != sum {
				continue
			}
		}
		p.remove = append(p.remove, name)
	}
	slices.Sort(p.remove)
	return blame("", w.ctx.Err())
}

// sealed reports whether the load's own sums lie there, and no trace of an
// unfinished run.
func (w *writer) sealed() (bool, error) {
	for _, name := range []string{journal, earlier} {
		if _, err := w.root.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
			return false, blame(name, err)
		}
	}
	if left, err := w.temps(); err != nil || len(left) > 0 {
		return false, blame("", err)
	}
	for _, s := range w.load.sealed {
		same, err := w.same(s)
		if err != nil || !same {
			return false, err
		}
	}
	return true, nil
}

// same compares a small file with what it is to be.
func (w *writer) same(s sealedFile) (bool, error) {
	there, err := w.listed(s.path)
	if err != nil || !there {
		return false, err
	}
	f, err := w.recall.open(w.root, s.path)
	if err != nil {
		return false, blame(s.path, err)
	}
	defer f.Close()
	got, err := io.ReadAll(io.LimitReader(f, int64(len(s.data))+1))
	w.sign(0)
	return string(got) == string(s.data), blame(s.path, err)
}

// room says before the first byte whether there is enough of it. Where there
// isn't enough for batches, files are written one by one.
func (w *writer) room(p *plan) error {
	free, block, err := roomOf(w.dir)
	if err != nil {
		return blame("", err)
	}
	if block <= 0 {
		block = 1
	}
	up := func(n int64) int64 { return (n + block - 1) / block * block }
	const folders = 4 // what the lists add to
	lists := folders*block + up(int64(len(w.load.list()))) + up(int64(len(p.ours.list())))
	for _, s := range w.load.sealed {
		lists += up(int64(len(s.data)))
	}
	for _, name := range p.remove {
		if info, err := w.root.Lstat(name); err == nil {
			free += up(info.Size())
		}
	}
	if p.peak(up)+lists <= free {
		return nil
	}
	left, err := w.temps()
	if err != nil {
		return blame("", err)
	}
	for _, info := range left {
		p.cramped = true
		free += up(info.Size())
	}
	if p.peak(up)+lists > free {
		p.alone = true
	}
	if needs := p.peak(up) + lists; needs > free {
		w.v.Needs, w.v.Free = needs, free
		return &fault{Full, "", errNoRoom}
	}
	return nil
}

// batch is how many of the first files of rest are written before they are
// renamed.
func (p *plan) batch(rest []File) (n int) {
	var bytes int64
	for n < min(len(rest), batchFiles) {
		if bytes += rest[n].Size; n > 0 && (p.alone || bytes > batchBytes) {
			break
		}
		n++
	}
	return n
}

// peak is the most room that is taken at a time, by what up says a size takes:
// a batch is written whole before what it replaces goes.
func (p *plan) peak(up func(int64) int64) (peak int64) {
	var used int64
	for at := 0; at < len(p.write); {
		n := p.batch(p.write[at:])
		for _, f := range p.write[at : at+n] {
			used += up(f.Size)
		}
		peak = max(peak, used)
		for _, size := range p.replaced[at : at+n] {
			used -= up(size)
		}
		at += n
	}
	return peak
}

// remove takes away what no longer belongs, and the folders that are empty
// then.
func (w *writer) remove(names []string) error {
	for _, name := range names {
		if err := w.pinned(); err != nil {
			return err
		}
		if err := removeFile(w.root, name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return blame(name, err)
		}
		w.v.Removed++
		w.change(path.Dir(name))
		w.sign(0)
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if w.root.Remove(dir) != nil {
				break // something is in it
			}
			w.change(path.Dir(dir))
		}
	}
	return nil
}
