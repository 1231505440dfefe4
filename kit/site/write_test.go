package site_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"eventkit/kit/output"
	"eventkit/kit/site"
)

// written lists the files below a folder.
func written(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		out[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestWriteTo(t *testing.T) {
	s := built(t, river)
	dir := filepath.Join(t.TempDir(), "stick")
	last := 0
	if err := s.WriteTo(context.Background(), dir, func(done, total int) { last = done }); err != nil {
		t.Fatal(err)
	}
	if last != len(s.Files) {
		t.Errorf("%d steps for %d files", last, len(s.Files))
	}
	// Again over the old one, beside other people's files.
	other := filepath.Join(dir, "start", "mine.txt")
	if err := os.WriteFile(other, []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := s.WriteTo(context.Background(), dir, nil); err != nil {
		t.Fatal(err)
	}
	got := written(t, dir)
	if got["start/mine.txt"] != "mine" || len(got) != len(s.Files)+1 {
		t.Errorf("%d files for %d and one of somebody's", len(got), len(s.Files))
	}
	for _, f := range s.Files {
		if got[f.Name] != string(read(t, s, f.Name)) {
			t.Errorf("%s differs", f.Name)
		}
	}
}

// After a failure the folder is as it was.
func TestWriteToFails(t *testing.T) {
	s := built(t, river)
	base := t.TempDir()
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	midway, stop := context.WithCancel(context.Background())
	for _, tt := range []struct {
		name   string
		ctx    context.Context
		before map[string]string
		step   func(done, total int)
		want   error
	}{
		{"cancelled", cancelled, nil, nil, context.Canceled},
		{"midway", midway, map[string]string{site.Start: "old"}, func(done, total int) {
			if done == 3 {
				stop()
			}
		}, context.Canceled},
		{"a file for a folder", context.Background(), map[string]string{"start": "a file"}, nil, output.ErrNoFolder},
		{"a folder for a file", context.Background(), map[string]string{site.Start + "/x": "x"}, nil, output.ErrIsFolder},
	} {
		dir := filepath.Join(base, tt.name)
		for name, data := range tt.before {
			at := filepath.Join(dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(at), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(at, []byte(data), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.WriteTo(tt.ctx, dir, tt.step); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v", tt.name, err)
		}
		if _, err := os.Stat(dir); tt.before == nil {
			if !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("%s: the folder stays", tt.name)
			}
			continue
		}
		got := written(t, dir)
		if len(got) != len(tt.before) {
			t.Errorf("%s: %d files are left", tt.name, len(got))
		}
		for name, data := range tt.before {
			if got[name] != data {
				t.Errorf("%s: %s changed", tt.name, name)
			}
		}
	}
	stop()
	err := s.WriteTo(context.Background(), filepath.Join(base, "no", "where"), nil)
	var disk *output.Error
	if !errors.As(err, &disk) {
		t.Errorf("a folder in a folder that isn't there: %v", err)
	}
}
