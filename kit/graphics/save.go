package graphics

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"

	"eventkit/kit"
	"eventkit/kit/output"
	"eventkit/kit/placard"
)

// Save makes the pictures of jobs with all cores and puts them into dir, with
// their texts beside them. It makes dir if only that is missing. After each
// picture it calls step, from one goroutine at a time; what it has to say is in
// notes, in the jobs' order and each once.
//
// Nothing in dir changes before all pictures are made: after an error or when
// ctx is cancelled the folder is as it was. Errors are those of [Job.Make] and
// [output.WriteFile].
func Save(ctx context.Context, dir string, m *placard.Maker, k *kit.Kit, ev kit.Event, jobs []Job, step func()) (notes []placard.Note, err error) {
	made, err := output.MakeFolder(dir)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil && made {
			os.Remove(dir) // only if it is empty
		}
	}()
	if err := free(dir, jobs); err != nil {
		return nil, err
	}
	aside := filepath.Join(dir, ".eventkit-"+strconv.Itoa(os.Getpid())+".part")
	if err := os.Mkdir(aside, 0o777); err != nil {
		return nil, failed(dir, err)
	}
	defer os.RemoveAll(aside)
	said, err := paintAll(ctx, len(jobs), step, func(i int) ([]placard.Note, error) {
		return jobs[i].save(aside, m, k, ev)
	})
	if err != nil {
		return nil, err
	}
	for _, j := range jobs {
		for _, name := range j.files() {
			if err := os.Rename(filepath.Join(aside, name), filepath.Join(dir, name)); err != nil {
				return nil, failed(filepath.Join(dir, name), err)
			}
		}
	}
	return once(said), nil
}

func (j Job) files() []string { return []string{j.Name + ".png", j.Name + ".txt"} }

// free reports a folder that stands where a file is to be.
func free(dir string, jobs []Job) error {
	for _, j := range jobs {
		for _, name := range j.files() {
			path := filepath.Join(dir, name)
			if info, err := os.Lstat(path); err == nil && info.IsDir() {
				return &output.Error{Path: path, Reason: output.ErrIsFolder, Err: fs.ErrExist}
			}
		}
	}
	return nil
}

// save writes a job's two files into a folder.
func (j Job) save(dir string, m *placard.Maker, k *kit.Kit, ev kit.Event) ([]placard.Note, error) {
	p, err := j.Make(m, k, ev)
	if err != nil {
		return nil, err
	}
	files := j.files()
	err = output.WriteFile(filepath.Join(dir, files[0]), p.WritePNG)
	if err == nil {
		err = output.WriteFile(filepath.Join(dir, files[1]), func(w io.Writer) error {
			_, err := io.WriteString(w, p.Alternative())
			return err
		})
	}
	// People know their own folder, not the one in it.
	var disk *output.Error
	if errors.As(err, &disk) {
		disk.Path = filepath.Join(filepath.Dir(dir), filepath.Base(disk.Path))
	}
	return p.Report.Notes, err
}

func failed(path string, err error) error {
	return &output.Error{Path: path, Reason: output.Reason(err), Err: err}
}

// paintAll does n pieces of work with all cores and returns what they say. It
// stops at the first error; of several it returns that of the earliest piece.
func paintAll(ctx context.Context, n int, step func(), do func(i int) ([]placard.Note, error)) ([][]placard.Note, error) {
	var (
		mu    sync.Mutex
		group sync.WaitGroup
		next  int
		at    = n
		first error
		said  = make([][]placard.Note, n)
	)
	take := func() (int, bool) {
		mu.Lock()
		defer mu.Unlock()
		next++
		return next - 1, next <= n && first == nil && ctx.Err() == nil
	}
	for range min(n, runtime.GOMAXPROCS(0)) {
		group.Go(func() {
			for i, ok := take(); ok; i, ok = take() {
				notes, err := do(i)
				mu.Lock()
				said[i] = notes
				if err != nil && i < at {
					at, first = i, err
				}
				step()
				mu.Unlock()
			}
		})
	}
	group.Wait()
	if first == nil {
		first = ctx.Err()
	}
	return said, first
}

// once keeps the first of equal notes.
func once(all [][]placard.Note) []placard.Note {
	var out []placard.Note
	seen := map[placard.Note]bool{}
	for _, notes := range all {
		for _, n := range notes {
			if !seen[n] {
				seen[n] = true
				out = append(out, n)
			}
		}
	}
	return out
}
