package kit_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"eventkit/kit"
)

// The default kit as an archive is the same kit, the same bytes each time, and
// nothing to complain about.
func TestWriteArchive(t *testing.T) {
	campaign := os.DirFS("../assets/campaign")
	var a, b bytes.Buffer
	for _, w := range []*bytes.Buffer{&a, &b} {
		if err := kit.WriteArchive(w, campaign); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("written twice, two files")
	}
	path := filepath.Join(t.TempDir(), "campaign.kit")
	if err := os.WriteFile(path, a.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	problems, err := kit.CheckFile(path)
	if err != nil || slices.ContainsFunc(problems, func(p kit.Problem) bool { return !p.Warning }) {
		t.Errorf("%v, %v", problems, err)
	}
	k, closer, err := kit.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer closer.Close()
	err = fs.WalkDir(campaign, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		want, err := fs.ReadFile(campaign, name)
		if err != nil {
			return err
		}
		got, err := fs.ReadFile(k.FS(), name)
		if !bytes.Equal(got, want) {
			t.Errorf("%s: %d bytes, want %d, %v", name, len(got), len(want), err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestWriteArchiveFails(t *testing.T) {
	link := fstest.MapFS{"a": {Data: []byte("b"), Mode: fs.ModeSymlink}}
	if err := kit.WriteArchive(&bytes.Buffer{}, link); err == nil || !strings.Contains(err.Error(), "a: ") {
		t.Errorf("a link: %v", err)
	}
	if err := kit.WriteArchive(&bytes.Buffer{}, os.DirFS(filepath.Join(t.TempDir(), "nowhere"))); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no folder: %v", err)
	}
	full := errors.New("full")
	if err := kit.WriteArchive(brokenDisk{full}, os.DirFS("../assets/campaign")); !errors.Is(err, full) {
		t.Errorf("a full disk: %v", err)
	}
}

type brokenDisk struct{ err error }

func (f brokenDisk) Write([]byte) (int, error) { return 0, f.err }
