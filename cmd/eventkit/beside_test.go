package main

import (
	"io/fs"
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"eventkit/kit/nearby"
	"eventkit/kit/seal"
	"eventkit/kit/seal/sealtest"
)

// Of a signed kit beside the program only what was signed is used; one whose
// list can't be read is named, and the kit inside the program is shown.
func TestSignedKitBesideTheProgram(t *testing.T) {
	signed := sealtest.Sealed(t, sealtest.Kit("river", "1", ""), sealtest.Secret(t, 1))
	signed["added.txt"] = &fstest.MapFile{Data: []byte("x")}
	broken := maps.Clone(signed)
	broken[seal.SumsFile] = &fstest.MapFile{Data: []byte("no list")}
	beside := func(files fstest.MapFS) comes {
		t.Helper()
		dir := sealtest.Put(t, t.TempDir(), fstest.MapFS{"river.kit": {Data: sealtest.Archive(t, files)}})
		c, err := kitFor(nearby.Place{Dir: dir}, "")
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	c := beside(signed)
	if _, err := fs.Stat(c.kit.FS(), "added.txt"); err == nil || c.kit.ID != "river" || c.beside == "" {
		t.Errorf("%s: what was added is there: %v", c.kit.ID, err == nil)
	}
	c = beside(broken)
	if c.kit.ID == "river" || c.beside != "" || !c.notice.Bad || !strings.Contains(c.notice.Hint, "kit inside the program is shown") {
		t.Errorf("%s, %+v", c.kit.ID, c.notice)
	}
}
