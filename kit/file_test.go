package kit_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"testing/fstest"

	"eventkit/kit"
)

// folderKit writes the sample to a new folder.
func folderKit(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "river")
	if err := os.CopyFS(dir, sample()); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestOpenFile(t *testing.T) {
	for name, path := range map[string]string{
		"folder":  folderKit(t),
		"archive": saved(t, "river.kit", zipped(t, sampleEntries()...)),
	} {
		t.Run(name, func(t *testing.T) {
			k, closer, err := kit.OpenFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if k.ID != "river" || len(k.Slogans) != 2 {
				t.Errorf("a kit of %q with %d slogans", k.ID, len(k.Slogans))
			}
			if err := fstest.TestFS(k.FS(), "kit.toml", "slogans.toml", "words.toml"); err != nil {
				t.Error(err)
			}
			if err := closer.Close(); err != nil {
				t.Error(err)
			}
			if _, err := fs.ReadFile(k.FS(), "kit.toml"); err == nil {
				t.Error("a closed kit can still be read")
			}
		})
	}
}

func TestOpenFileRefuses(t *testing.T) {
	empty := t.TempDir()
	for name, c := range map[string]struct{ path, want string }{
		"nothing there":  {filepath.Join(empty, "none"), "open the kit"},
		"an empty one":   {empty, "kit.toml: the file is missing"},
		"a picture":      {saved(t, "a.png", []byte("\x89PNG\r\n\x1a\n")), "a.png: this is not a whole zip archive"},
		"an empty file":  {saved(t, "b.kit", nil), "b.kit: this is not a whole zip archive"},
		"a kit in a zip": {saved(t, "c.kit", zipped(t, entry{name: "a.kit", data: "PK"})), "kit.toml: the file is missing"},
	} {
		t.Run(name, func(t *testing.T) {
			_, closer, err := kit.OpenFile(c.path)
			saidIn(t, err, c.want)
			if closer != nil {
				t.Error("something is left open")
			}
			ps, err := kit.CheckFile(c.path)
			if err == nil && len(ps) == 0 {
				t.Error("CheckFile finds nothing")
			}
		})
	}
	if _, _, err := kit.OpenFile(filepath.Join(empty, "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the cause is lost: %v", err)
	}
}

func TestLinksInAFolder(t *testing.T) {
	if runtime.GOOS == "windows" {
		return // links need a privilege there
	}
	secret := saved(t, "secret", []byte("x"))
	for name, target := range map[string]string{"outside": secret, "inside": "kit.toml", "nowhere": "none", "itself": "link"} {
		t.Run(name, func(t *testing.T) {
			dir := folderKit(t)
			if err := os.Symlink(target, filepath.Join(dir, "link")); err != nil {
				t.Fatal(err)
			}
			_, _, err := kit.OpenFile(dir)
			saidIn(t, err, "link: links are not followed")
		})
	}
}

// A file that becomes a link after the kit was opened leads nowhere.
func TestLinkPutInLater(t *testing.T) {
	if runtime.GOOS == "windows" {
		return // links need a privilege there
	}
	dir := folderKit(t)
	k, closer, err := kit.OpenFile(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer closer.Close()
	words := filepath.Join(dir, "words.toml")
	if err := os.Remove(words); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(saved(t, "secret", []byte("x")), words); err != nil {
		t.Fatal(err)
	}
	if data, err := fs.ReadFile(k.FS(), "words.toml"); err == nil {
		t.Errorf("read %q through a link", data)
	}
}

// What grows or comes after the kit was judged is not given out.
func TestFolderThatChanges(t *testing.T) {
	dir := folderKit(t)
	k, closer, err := kit.OpenFile(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer closer.Close()
	if err := os.WriteFile(filepath.Join(dir, "late.txt"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := fs.ReadFile(k.FS(), "late.txt"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a late file: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "words.toml"), make([]byte, 1<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = fs.ReadFile(k.FS(), "words.toml")
	limitIn(t, err)
}

func TestHistoryIsNoPartOfAKit(t *testing.T) {
	k, err := kit.Open(with(".git/objects/a:b", "x"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fs.Stat(k.FS(), ".git"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the history is served: %v", err)
	}
}

func TestKitIsServedAgain(t *testing.T) {
	k, err := kit.Open(sample())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := kit.Open(k.FS()); err != nil {
		t.Error(err)
	}
	for _, path := range []string{"/kit.toml", "../kit.toml", "none"} {
		if _, err := k.FS().Open(path); err == nil {
			t.Errorf("%q opens", path)
		}
	}
}
