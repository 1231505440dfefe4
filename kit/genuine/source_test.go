package genuine_test

import (
	"errors"
	"maps"
	"path/filepath"
	"testing"
	"testing/fstest"

	"eventkit/kit/genuine"
	"eventkit/kit/seal"
	"eventkit/kit/seal/sealtest"
	"eventkit/kit/stick"
)

// What a repair may start from: a copy that is sound, fits the accepted key,
// and is one of the same kit.
func TestSource(t *testing.T) {
	ana, ben := sealtest.Secret(t, 1), sealtest.Secret(t, 2)
	ring := seal.Ring{"river": ana.Public()}
	signed := sealtest.Sealed(t, sealtest.Kit("river", "1", ""), ana)
	torn := maps.Clone(signed)
	delete(torn, "words.toml")
	tests := map[string]struct {
		files fstest.MapFS
		need  genuine.Need
		state seal.State // of what is refused; "" is taken
		other bool
	}{
		"a good copy":                  {signed, genuine.Need{Ring: ring, Kit: "river"}, "", false},
		"of anybody":                   {signed, genuine.Need{}, "", false},
		"by the key":                   {signed, genuine.Need{Key: ana.Public()}, "", false},
		"by another key":               {signed, genuine.Need{Key: ben.Public()}, seal.Alarm, false},
		"of another publisher":         {sealtest.Sealed(t, sealtest.Kit("river", "1", ""), ben), genuine.Need{Ring: ring}, seal.Alarm, false},
		"not signed any more":          {sealtest.Sealed(t, sealtest.Kit("river", "1", ""), nil), genuine.Need{Ring: ring}, seal.Alarm, false},
		"signed as what is mended":     {signed, genuine.Need{Signer: ana.Public()}, "", false},
		"not signed, and that was":     {sealtest.Sealed(t, sealtest.Kit("river", "1", ""), nil), genuine.Need{Signer: ana.Public()}, seal.Alarm, false},
		"by another key than that":     {signed, genuine.Need{Ring: ring, Signer: ben.Public()}, seal.Alarm, false},
		"as that, and not as accepted": {sealtest.Sealed(t, sealtest.Kit("river", "1", ""), ben), genuine.Need{Ring: ring, Signer: ben.Public()}, seal.Alarm, false},
		"damaged":                      {torn, genuine.Need{Ring: ring}, seal.Damaged, false},
		"unfinished":                   {sealtest.Kit("river", "1", ""), genuine.Need{}, seal.Unfinished, false},
		"of another kit":               {sealtest.Sealed(t, sealtest.Kit("lake", "1", ""), ana), genuine.Need{Ring: ring, Kit: "river"}, "", true},
		"of no kit":                    {sealtest.Sealed(t, fstest.MapFS{"a": {}}, nil), genuine.Need{Kit: "river"}, "", true},
		"of no kit, for no kit":        {sealtest.Sealed(t, fstest.MapFS{"a": {}}, nil), genuine.Need{}, "", false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			load, err := genuine.Source(t.Context(), tt.files, "Folder", tt.need, nil)
			var unsound *stick.UnsoundError
			var other *genuine.OtherError
			if errors.As(err, &other) != tt.other || errors.As(err, &unsound) != (tt.state != "") || tt.state != "" && unsound.Report.State != tt.state {
				t.Fatalf("%v", err)
			}
			if err == nil && (load.Folder != "Folder" || len(load.Files) == 0) {
				t.Errorf("%+v", load)
			}
		})
	}
}

// The same load can be written under another name.
func TestNamed(t *testing.T) {
	load, err := stick.Prepare(t.Context(), fstest.MapFS{"a": {Data: []byte("1")}}, "One", nil, "", nil)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	v := stick.Write(t.Context(), load.Named("Two"), []stick.Target{{Path: dir}}, stick.Options{}, nil)[0]
	if found, _ := filepath.Glob(filepath.Join(dir, "*", "a")); !v.State.Good() || load.Folder != "One" || len(found) != 1 || filepath.Base(filepath.Dir(found[0])) != "Two" {
		t.Errorf("%+v, %v", v, found)
	}
}
