package pack

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"eventkit/kit/output"
	"eventkit/kit/seal"
)

// Write makes every piece and puts them into dir, which is made if only it is
// missing, with their sums. It calls step, which may be nil, after each piece
// with its name. What the makers have to say is in notes, each once.
//
// Nothing in dir changes before all pieces are made: after an error or when
// ctx is cancelled the folder is as it was. Pieces of an earlier pack that no
// longer belong are taken away, unless someone changed them. Errors are those
// of the products' makers, with the piece's name, and of the disk.
func Write(ctx context.Context, dir string, pieces []Piece, step func(name string)) (notes []string, err error) {
	if err := os.Mkdir(dir, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, &output.Error{Path: dir, Reason: output.Reason(err), Err: err}
	}
	stage, err := os.MkdirTemp(dir, ".eventkit-")
	if err != nil {
		return nil, &output.Error{Path: dir, Reason: output.Reason(err), Err: err}
	}
	defer os.RemoveAll(stage)
	for _, p := range pieces {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		said, err := p.write(ctx, stage)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.Name, err)
		}
		for _, n := range said {
			notes = told(notes, []struct{ ID, Text string }{{Text: n}})
		}
		if step != nil {
			step(p.Name)
		}
	}
	sums, err := seal.Sums(ctx, os.DirFS(stage), nil)
	if err != nil {
		return nil, err
	}
	return notes, move(stage, dir, sums)
}

func (p Piece) write(ctx context.Context, dir string) (notes []string, err error) {
	path := filepath.Join(dir, p.Name)
	if p.folder != nil {
		return p.folder(ctx, path)
	}
	err = output.WriteFile(path, func(w io.Writer) (err error) {
		notes, err = p.make(ctx, w)
		return err
	})
	return notes, err
}

// move puts the finished files in their places. The list of sums goes first
// and comes last, so that it never says what isn't so.
func move(stage, dir string, sums []seal.Sum) error {
	list := filepath.Join(dir, seal.SumsFile)
	before := listed(list)
	if err := os.Remove(list); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	belongs := map[string]bool{}
	for _, s := range sums {
		belongs[s.Path] = true
		to := filepath.Join(dir, filepath.FromSlash(s.Path))
		if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
			return &output.Error{Path: to, Reason: output.Reason(err), Err: err}
		}
		if err := os.Rename(filepath.Join(stage, filepath.FromSlash(s.Path)), to); err != nil {
			return &output.Error{Path: to, Reason: output.Reason(err), Err: err}
		}
	}
	root := os.DirFS(dir)
	for _, s := range before {
		if belongs[s.Path] {
			continue
		}
		if got, _, err := seal.SumOf(context.Background(), root, s.Path, nil); err == nil && got == s.SHA256 {
			_ = os.Remove(filepath.Join(dir, filepath.FromSlash(s.Path))) // a piece too many harms nothing
		}
	}
	return output.WriteFile(list, func(w io.Writer) error { return seal.WriteSums(w, sums) })
}

// listed reads the sums of an earlier pack; one that can't be read lists
// nothing.
func listed(name string) []seal.Sum {
	f, err := os.Open(name)
	if err != nil {
		return nil
	}
	defer f.Close()
	sums, err := seal.ReadSums(f)
	if err != nil {
		return nil
	}
	return sums
}
