package kit_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"eventkit/kit"
)

const dated = "id = \"a\"\nversion = \"2\"\ndate = \"2022-10-06\"\nlanguages = [\"en\"]\ntitle = { en = \"A\" }\n"

// A manifest is read alone, with its day; what is wrong in it is said by line.
func TestPeek(t *testing.T) {
	m, err := kit.Peek(fstest.MapFS{"kit.toml": {Data: []byte(dated)}, "slogans.toml": {Data: []byte("[[")}})
	if err != nil || m.ID != "a" || m.Version != "2" || m.Date != "2022-10-06" {
		t.Errorf("%+v, %v", m, err)
	}
	for text, want := range map[string]string{
		strings.Replace(dated, "10-06", "13-06", 1): "kit.toml:3: date: \"2022-13-06\" is not a day of the calendar",
		"id = \"a\"\n[[": "kit.toml:2",
	} {
		_, err := kit.Peek(fstest.MapFS{"kit.toml": {Data: []byte(text)}})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
	if _, err := kit.Peek(fstest.MapFS{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no kit: %v", err)
	}
	if kit.IsKit(fstest.MapFS{"kit.toml/x": {}}) || !kit.IsKit(fstest.MapFS{"kit.toml": {}}) {
		t.Error("a folder is taken for a kit, or a kit isn't")
	}
}

// A folder and an archive are opened alike, whatever is in them; links aren't.
func TestFiles(t *testing.T) {
	dir := t.TempDir()
	folder, archive := filepath.Join(dir, "folder"), filepath.Join(dir, "a.zip")
	files := fstest.MapFS{"one": {Data: []byte("1")}, "sub/two": {Data: []byte("2")}}
	var b bytes.Buffer
	if err := errors.Join(os.CopyFS(folder, files), kit.WriteArchive(&b, files), os.WriteFile(archive, b.Bytes(), 0o600)); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{folder, archive} {
		fsys, closer, err := kit.Files(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := fstest.TestFS(fsys, "one", "sub/two"); err != nil {
			t.Error(err)
		}
		closer.Close()
	}
	if err := errors.Join(os.Symlink("one", filepath.Join(folder, "link")), os.WriteFile(archive, b.Bytes()[:b.Len()/2], 0o600)); err != nil {
		t.Fatal(err)
	}
	var problems kit.Problems
	for _, path := range []string{folder, archive} {
		if _, _, err := kit.Files(path); !errors.As(err, &problems) {
			t.Errorf("%s: %v", path, err)
		}
	}
	if _, _, err := kit.Files(filepath.Join(dir, "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}

// Files of two places are one folder, unless their names are in each other's way.
func TestMerge(t *testing.T) {
	a := fstest.MapFS{"one": {Data: []byte("1")}, "sub/two": {Data: []byte("2")}, "ONE": {}}
	b := fstest.MapFS{"sub/three": {Data: []byte("3")}, "one/x": {}}
	both, err := kit.Merge(map[string]fs.FS{"one": a, "sub/two": a, "sub/three": b})
	if err != nil {
		t.Fatal(err)
	}
	if err := fstest.TestFS(both, "one", "sub/two", "sub/three"); err != nil {
		t.Error(err)
	}
	for _, from := range []map[string]fs.FS{{"one": a, "one/x": b}, {"one": a, "ONE": a}, {"none": a}, {"sub": a}} {
		if _, err := kit.Merge(from); err == nil {
			t.Errorf("%v were merged", from)
		}
	}
}
