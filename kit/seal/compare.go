package seal

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"strings"
)

// Changes are the differences of two folders; paths are sorted.
type Changes struct {
	Added   []string `json:"added,omitempty"`
	Removed []string `json:"removed,omitempty"`
	Changed []string `json:"changed,omitempty"`
}

// Count is how many files differ.
func (c Changes) Count() int { return len(c.Added) + len(c.Removed) + len(c.Changed) }

// Compare says what is different in to, compared with from. Both are sorted by
// path, as [ReadSums] and [Sums] return them.
func Compare(from, to []Sum) Changes {
	var c Changes
	for len(from) > 0 || len(to) > 0 {
		order := -1
		switch {
		case len(from) == 0:
			order = 1
		case len(to) > 0:
			order = strings.Compare(from[0].Path, to[0].Path)
		}
		switch {
		case order < 0:
			c.Removed = append(c.Removed, from[0].Path)
			from = from[1:]
		case order > 0:
			c.Added = append(c.Added, to[0].Path)
			to = to[1:]
		default:
			if from[0].SHA256 != to[0].SHA256 {
				c.Changed = append(c.Changed, to[0].Path)
			}
			from, to = from[1:], to[1:]
		}
	}
	return c
}

// Sums reads every file of a folder, sorted by path; the files that seal it
// are left out, but for the key. The error is the context's or names a file.
func Sums(ctx context.Context, fsys fs.FS, p Progress) ([]Sum, error) {
	names, err := Files(fsys)
	if err != nil {
		return nil, err
	}
	out := make([]Sum, 0, len(names))
	err = sumAll(ctx, fsys, names, p, func(i int, sum [sha256.Size]byte, _ int64, err error) error {
		if err != nil {
			return fmt.Errorf("%s: %w", names[i], err)
		}
		out = append(out, Sum{names[i], sum})
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}
