package genuine_test

import (
	"os"
	"path/filepath"
	"testing"

	"eventkit/kit/genuine"
	"eventkit/kit/seal"
)

func TestFolder(t *testing.T) {
	tests := map[string]struct {
		files []string
		name  string
		want  string
	}{
		"itself":            {[]string{seal.SumsFile, "a/" + seal.SumsFile}, "a", "."},
		"the only one":      {[]string{"a/" + seal.SumsFile, "photos/1.jpg"}, "", "a"},
		"ours, unfinished":  {[]string{"ours/START-HERE.html", "a/" + seal.SumsFile}, "ours", "ours"},
		"one of another":    {[]string{"a/" + seal.SumsFile}, "ours", "a"},
		"two":               {[]string{"a/" + seal.SumsFile, "b/" + seal.SumsFile}, "", "."},
		"none":              {[]string{"photos/1.jpg"}, "", "."},
		"a folder so named": {[]string{"a/" + seal.SumsFile + "/x"}, "", "."},
	}
	for name, tt := range tests {
		dir := t.TempDir()
		for _, file := range tt.files {
			path := filepath.Join(dir, filepath.FromSlash(file))
			if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, nil, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := genuine.Folder(dir, tt.name); err != nil || got != filepath.Join(dir, tt.want) {
			t.Errorf("%s: %s, %v", name, got, err)
		}
	}
	if _, err := genuine.Folder(filepath.Join(t.TempDir(), "gone"), ""); !os.IsNotExist(err) {
		t.Errorf("%v", err)
	}
}
