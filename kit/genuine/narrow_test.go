package genuine_test

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"eventkit/kit/genuine"
	"eventkit/kit/seal"
	"eventkit/kit/seal/sealtest"
)

// What was put beside the files that a publisher signed isn't part of the kit.
func TestOpenKit(t *testing.T) {
	ana := sealtest.Secret(t, 1)
	const added = "song/words.toml"
	plain := sealtest.Kit("river", "1", "")
	for name, tt := range map[string]struct {
		files fstest.MapFS
		own   bool // the file that was added is part of it
	}{
		"signed":                   {sealtest.Sealed(t, plain, ana), false},
		"listed and not signed":    {sealtest.Sealed(t, plain, nil), true},
		"neither":                  {plain, true},
		"signed, without its list": {without(sealtest.Sealed(t, plain, ana), seal.SumsFile), true},
	} {
		files := maps.Clone(tt.files)
		files[added] = &fstest.MapFile{Data: []byte("x")}
		archive := filepath.Join(t.TempDir(), "river.kit")
		if err := os.WriteFile(archive, sealtest.Archive(t, files), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, path := range []string{sealtest.Put(t, t.TempDir(), files), archive} {
			k, closer, err := genuine.OpenKit(path)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			if _, err := fs.Stat(k.FS(), added); (err == nil) != tt.own || k.ID != "river" {
				t.Errorf("%s: %v", name, err)
			}
			closer.Close()
		}
	}
	bad := sealtest.Sealed(t, plain, ana)
	bad[seal.SumsFile] = &fstest.MapFile{Data: []byte("no list")}
	for path, what := range map[string]string{
		sealtest.Put(t, t.TempDir(), bad):                                                 "list",
		filepath.Join(t.TempDir(), "none"):                                                "none",
		sealtest.Put(t, t.TempDir(), without(sealtest.Sealed(t, plain, ana), "kit.toml")): "kit.toml",
	} {
		if _, _, err := genuine.OpenKit(path); err == nil {
			t.Errorf("%s: it is opened", what)
		}
	}
}

func without(files fstest.MapFS, name string) fstest.MapFS {
	delete(files, name)
	return files
}
