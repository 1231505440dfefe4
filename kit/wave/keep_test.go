package wave_test

import (
	"errors"
	"io/fs"
	"os"
	"testing"
	"testing/fstest"

	"eventkit/kit"
	"eventkit/kit/seal/sealtest"
	"eventkit/kit/wave"
)

func TestKeep(t *testing.T) {
	archive := func(id, version, date string) fstest.MapFS {
		return fstest.MapFS{"START-HERE.html": {}, id + ".KIT": {Data: sealtest.Archive(t, sealtest.Kit(id, version, date))}}
	}
	own := kit.Manifest{ID: "river", Version: "1.1", Date: "2026-10-06"}
	for name, tc := range map[string]struct {
		there fstest.MapFS
		want  string
	}{
		"nothing":             {fstest.MapFS{}, ""},
		"older":               {archive("river", "1.0", "2026-10-01"), ""},
		"the same":            {archive("river", "1.1", "2026-10-06"), ""},
		"newer":               {archive("river", "1.2", ""), "it has version 1.2 of this kit, and what is copied is version 1.1 of 2026-10-06"},
		"newer by its day":    {archive("river", "1.1", "2026-10-07"), "it has version 1.1 of 2026-10-07 of this kit, and what is copied is version 1.1 of 2026-10-06"},
		"another kit, newer":  {archive("lake", "9", ""), ""},
		"a kit as it lies":    {sealtest.Kit("river", "2", ""), "it has version 2 of this kit, and what is copied is version 1.1 of 2026-10-06"},
		"no zip":              {fstest.MapFS{"river.kit": {Data: []byte("no zip")}}, ""},
		"a folder of a name":  {fstest.MapFS{"river.kit/x": {}}, ""},
		"deeper than the top": {fstest.MapFS{"sub/river.kit": {Data: sealtest.Archive(t, sealtest.Kit("river", "2", ""))}}, ""},
	} {
		// As it is asked on a stick: through a root.
		root, err := os.OpenRoot(sealtest.Put(t, t.TempDir(), tc.there))
		if err != nil {
			t.Fatal(err)
		}
		defer root.Close()
		for _, fsys := range []fs.FS{tc.there, root.FS()} {
			err := wave.Keep(own)(fsys)
			var newer *wave.NewerError
			switch {
			case tc.want == "" && err != nil:
				t.Errorf("%s: %v", name, err)
			case tc.want != "" && (!errors.As(err, &newer) || err.Error() != tc.want || newer.Own.Version != own.Version):
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}
