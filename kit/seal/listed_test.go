package seal_test

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"slices"
	"testing"
	"testing/fstest"

	"eventkit/kit/seal"
	"eventkit/kit/seal/sealtest"
)

// What was added to a folder after it was sealed isn't there.
func TestListed(t *testing.T) {
	files := sealtest.Sealed(t, fstest.MapFS{
		"kit.toml": {Data: []byte("id")}, "posters/a.svg": {Data: []byte("a")}, "posters/deep/b.svg": {Data: []byte("b")},
	}, sealtest.Secret(t, 1))
	want := slices.Sorted(maps.Keys(files))
	for name, f := range map[string]*fstest.MapFile{
		"words.toml": {Data: []byte("w")}, "posters/c.svg": {Data: []byte("c")}, "song/d.ogg": {Data: []byte("d")}, "posters/deep/e/f": {},
		"KIT.toml": {Data: []byte("other")},
	} {
		files[name] = f
	}
	root, err := os.OpenRoot(sealtest.Put(t, t.TempDir(), files))
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	for _, fsys := range []fs.FS{files, root.FS()} {
		got, err := seal.Listed(fsys)
		if err != nil {
			t.Fatal(err)
		}
		if err := fstest.TestFS(got, want...); err != nil {
			t.Error(err)
		}
		var there []string
		err = fs.WalkDir(got, ".", func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				there = append(there, name)
			}
			return err
		})
		if err != nil || !slices.Equal(there, want) {
			t.Errorf("%v, want %v; %v", there, want, err)
		}
		for _, name := range []string{"words.toml", "song", "song/d.ogg", "posters/deep/e", "KIT.toml", "../x", "none"} {
			if _, err := got.Open(name); err == nil {
				t.Errorf("%s can be opened", name)
			}
		}
		dir, err := got.Open("posters")
		if err != nil {
			t.Fatal(err)
		}
		for i := range 3 {
			entries, err := dir.(fs.ReadDirFile).ReadDir(1)
			if (i < 2) != (err == nil) || len(entries) > 1 {
				t.Errorf("entry %d: %v, %v", i, entries, err)
			}
		}
		dir.Close()
	}

	// A folder where a file is listed, and the other way round, isn't it.
	odd := fstest.MapFS{seal.SumsFile: files[seal.SumsFile], "kit.toml/x": {}, "posters": {Data: []byte("x")}}
	got, err := seal.Listed(odd)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"kit.toml", "posters"} {
		if _, err := got.Open(name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, bad := range []fstest.MapFS{{}, {seal.SumsFile: {Data: []byte("no list")}}} {
		if _, err := seal.Listed(bad); err == nil {
			t.Error("a folder without a good list is one")
		}
	}
}
