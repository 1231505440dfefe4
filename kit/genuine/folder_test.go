package genuine_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"eventkit/kit/genuine"
	"eventkit/kit/seal"
	"eventkit/kit/seal/sealtest"
)

func TestFolder(t *testing.T) {
	tests := map[string]struct {
		files []string
		name  string
		want  string
	}{
		"itself":             {[]string{seal.SumsFile, "a/" + seal.SumsFile}, "a", "."},
		"the only one":       {[]string{"a/" + seal.SumsFile, "photos/1.jpg"}, "", "a"},
		"ours, unfinished":   {[]string{"ours/START-HERE.html", "a/" + seal.SumsFile}, "ours", "ours"},
		"one of another":     {[]string{"a/" + seal.SumsFile}, "ours", "a"},
		"pulled half-way":    {[]string{"a/.eventkit-writing", "README.md", "photos/1.jpg"}, "", "a"},
		"itself, half-way":   {[]string{".eventkit-writing", "a/" + seal.SumsFile}, "", "."},
		"one whole, one not": {[]string{"a/.eventkit-writing", "b/" + seal.SumsFile}, "", "."},
		"two":                {[]string{"a/" + seal.SumsFile, "b/" + seal.SumsFile}, "", "."},
		"none":               {[]string{"photos/1.jpg"}, "", "."},
		"a folder so named":  {[]string{"a/" + seal.SumsFile + "/x"}, "", "."},
	}
	for name, tt := range tests {
		dir := touch(t, t.TempDir(), tt.files...)
		if got, err := genuine.Folder(dir, tt.name); err != nil || got != filepath.Join(dir, tt.want) {
			t.Errorf("%s: %s, %v", name, got, err)
		}
	}
	if _, err := genuine.Folder(filepath.Join(t.TempDir(), "gone"), ""); !os.IsNotExist(err) {
		t.Errorf("%v", err)
	}
}

// What may be repaired is a folder of a kit; what somebody put beside it is
// replaced only where a list, or a kit, says that it is in the wrong place.
func TestMending(t *testing.T) {
	tests := map[string]struct {
		files    []string
		may, all bool
	}{
		"a list":               {[]string{seal.SumsFile, "photo.jpg"}, true, true},
		"a kit":                {[]string{"kit.toml", "photo.jpg"}, true, true},
		"half-way":             {[]string{".eventkit-writing", "kit.toml", "photo.jpg"}, true, false},
		"photos":               {[]string{"photo.jpg", "README.md"}, false, false},
		"nothing":              {nil, false, false},
		"a list further below": {[]string{"a/" + seal.SumsFile}, false, false},
		"a folder so named":    {[]string{seal.SumsFile + "/x"}, false, false},
	}
	for name, tt := range tests {
		dir := touch(t, t.TempDir(), tt.files...)
		o, err := genuine.Mending(dir)
		var foreign *genuine.ForeignError
		if (err == nil) != tt.may || err != nil && (!errors.As(err, &foreign) || foreign.Path != dir) || o.Replace != tt.all {
			t.Errorf("%s: %+v, %v", name, o, err)
		}
	}
	if _, err := genuine.Mending(filepath.VolumeName(t.TempDir()) + string(filepath.Separator)); err == nil {
		t.Error("a whole drive is a folder of a kit")
	}
}

// touch makes empty files below dir and returns it.
func touch(t *testing.T, dir string, files ...string) string {
	t.Helper()
	for _, file := range files {
		sealtest.Put(t, dir, fstest.MapFS{file: {}})
	}
	return dir
}
