package wave_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"eventkit/kit/seal/sealtest"
	"eventkit/kit/wave"
)

// On a stick kits are found at its top and one folder down, as folders and as
// archives; nothing else is, and links lead nowhere.
func TestFind(t *testing.T) {
	river := sealtest.Kit("river", "1.1", "2026-10-06")
	elsewhere := sealtest.Put(t, t.TempDir(), sealtest.Kit("elsewhere", "1", ""))
	stick := sealtest.Put(t, t.TempDir(), fstest.MapFS{
		"photo.jpg": {}, "broken.kit": {Data: []byte("no zip")}, "River/START-HERE.html": {},
		"River/river.kit": {Data: sealtest.Archive(t, river)}, "Lake.KIT": {Data: sealtest.Archive(t, sealtest.Kit("lake", "2", ""))},
		".hidden/x.kit": {Data: sealtest.Archive(t, river)}, "a/b/deep.kit": {Data: sealtest.Archive(t, river)}, "odd/kit.toml": {Data: []byte("[[")},
	})
	sealtest.Put(t, filepath.Join(stick, "Hill"), sealtest.Kit("hill", "3", ""))
	if err := os.Symlink(elsewhere, filepath.Join(stick, "link")); err != nil {
		t.Fatal(err)
	}
	found := func(path string) []string {
		list, err := wave.Find(path)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, f := range list {
			rel, _ := filepath.Rel(stick, f.Path)
			out = append(out, filepath.ToSlash(rel)+" "+f.ID+" "+f.Version+f.Date)
		}
		return out
	}
	if got, want := found(stick), []string{"Hill hill 3", "Lake.KIT lake 2", "River/river.kit river 1.12026-10-06"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	for path, want := range map[string]string{"Hill": "Hill hill 3", "Lake.KIT": "Lake.KIT lake 2", "River": "River/river.kit river 1.12026-10-06", "photo.jpg": "", "a": "a/b/deep.kit river 1.12026-10-06"} {
		if got := strings.Join(found(filepath.Join(stick, path)), ","); got != want {
			t.Errorf("%s: %q", path, got)
		}
	}
	if _, err := wave.Find(filepath.Join(stick, "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}
