package genuine_test

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"eventkit/kit/genuine"
	"eventkit/kit/seal"
	"eventkit/kit/seal/sealtest"
)

func check(t *testing.T, files fstest.MapFS, ring seal.Ring) *seal.Report {
	t.Helper()
	r, err := genuine.Check(t.Context(), files, ring, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// A kit is known by its id: first a stranger, then genuine, and an alarm as
// soon as another key signs it, or none.
func TestCheckAKit(t *testing.T) {
	ana, ben := sealtest.Secret(t, 1), sealtest.Secret(t, 2)
	bare := sealtest.Kit("river", "1", "")
	accepted := seal.Ring{"river": ana.Public(), "other": ben.Public()}
	half := maps.Clone(bare)
	half[".eventkit-writing"] = &fstest.MapFile{}
	changed := sealtest.Sealed(t, bare, ana)
	changed["notes/first.txt"] = &fstest.MapFile{Data: []byte("changed")}
	broken := maps.Clone(changed)
	broken["kit.toml"] = &fstest.MapFile{Data: []byte("[[")}
	tests := []struct {
		name  string
		files fstest.MapFS
		ring  seal.Ring
		want  seal.State
		why   string
	}{
		{"first seen", sealtest.Sealed(t, bare, ana), nil, seal.Stranger, ""},
		{"accepted", sealtest.Sealed(t, bare, ana), accepted, seal.Genuine, ""},
		{"another key", sealtest.Sealed(t, bare, ben), accepted, seal.Alarm, "another key"},
		{"no signature any more", sealtest.Sealed(t, bare, nil), accepted, seal.Alarm, "signature is missing"},
		{"no list any more", bare, accepted, seal.Alarm, "isn't signed"},
		{"half written", half, accepted, seal.Unfinished, ""},
		{"never signed", sealtest.Sealed(t, bare, nil), nil, seal.Unsigned, ""},
		{"no list", bare, nil, seal.Unfinished, ""},
		{"changed", changed, accepted, seal.Damaged, ""},
		{"a manifest that can't be read", broken, accepted, seal.Damaged, ""},
		{"another kit", sealtest.Sealed(t, sealtest.Kit("lake", "1", ""), ben), accepted, seal.Stranger, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := check(t, tt.files, tt.ring)
			if r.State != tt.want || !strings.Contains(r.Reason, tt.why) {
				t.Errorf("%s, %q", r.State, r.Reason)
			}
			if r.State == seal.Alarm && r.Expected != ana.Public() {
				t.Errorf("expected %v", r.Expected)
			}
			if p := genuine.Publisher(r); r.Signed && r.Kit != "" && (p == nil || p.Key.IsZero() || p.Title != "River walk") {
				t.Errorf("published by %+v", p)
			}
		})
	}
}

// A stick says two things: that it is complete, and whether the kit on it is
// genuine.
func TestCheckAStick(t *testing.T) {
	ana, ben := sealtest.Secret(t, 1), sealtest.Secret(t, 2)
	accepted := seal.Ring{"river": ana.Public()}
	load := func(inside fstest.MapFS, who *seal.Secret) fstest.MapFS {
		return sealtest.Sealed(t, fstest.MapFS{
			"START-HERE.html": {Data: []byte("<!doctype html>")}, "river.kit": {Data: sealtest.Archive(t, inside)},
		}, who)
	}
	bare := sealtest.Kit("river", "1", "")
	signed := sealtest.Sealed(t, bare, ana)
	other := sealtest.Sealed(t, bare, ben)
	torn := maps.Clone(signed)
	torn["notes/first.txt"] = &fstest.MapFile{Data: []byte("changed")}
	two := load(signed, nil)
	two["b.kit"] = two["river.kit"]
	mixed := load(signed, nil)
	mixed["A.KIT"] = &fstest.MapFile{Data: sealtest.Archive(t, other)}
	half := maps.Clone(bare)
	half[".eventkit-writing"] = &fstest.MapFile{}
	lost := load(signed, nil)
	delete(lost, "START-HERE.html")
	tests := []struct {
		name    string
		files   fstest.MapFS
		ring    seal.Ring
		want    seal.State
		carried seal.State
		why     string
	}{
		{"filled by an organizer", load(signed, nil), accepted, seal.Unsigned, seal.Genuine, ""},
		{"of a publisher not seen before", load(signed, nil), nil, seal.Unsigned, seal.Stranger, ""},
		{"signed by the publisher", load(signed, ana), accepted, seal.Genuine, seal.Genuine, ""},
		{"signed by somebody else", load(signed, ben), accepted, seal.Alarm, seal.Genuine, "another key"},
		{"a kit of somebody else", load(other, nil), accepted, seal.Alarm, seal.Alarm, "the kit on it: it is signed with another key"},
		{"a kit without its signature", load(bare, nil), accepted, seal.Alarm, seal.Alarm, "isn't signed"},
		{"a kit that nobody signs", load(bare, nil), nil, seal.Unsigned, "", ""},
		{"a kit that was changed", load(torn, nil), accepted, seal.Damaged, seal.Damaged, "its own list"},
		{"a file lost", lost, accepted, seal.Damaged, seal.Genuine, ""},
		{"two kits", two, accepted, seal.Unsigned, seal.Genuine, ""},
		{"two kits, one of somebody else", mixed, accepted, seal.Alarm, seal.Alarm, "another key"},
		{"a kit that says it is being written", load(half, nil), accepted, seal.Alarm, seal.Alarm, "isn't signed"},
		{"no kit", sealtest.Sealed(t, fstest.MapFS{"a.kit": {Data: []byte("no zip")}}, ben), accepted, seal.Stranger, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := check(t, tt.files, tt.ring)
			carried := seal.State("")
			if r.Carried != nil {
				carried = r.Carried.State
			}
			if r.State != tt.want || carried != tt.carried || !strings.Contains(r.Reason, tt.why) {
				t.Errorf("%s (carries %q), %q", r.State, carried, r.Reason)
			}
			if p := genuine.Publisher(r); (p != nil) != (r.Kit != "" && (carried != "" && r.Carried.Signed || r.Signed)) {
				t.Errorf("published by %+v", p)
			}
		})
	}
	if r, err := genuine.Check(t.Context(), meager{load(signed, nil)}, accepted, nil); err == nil {
		t.Errorf("a kit that can't be looked into is %s", r.State)
	}
	if genuine.Publisher(nil) != nil {
		t.Error("nobody publishes nothing")
	}
}

// meager serves files that can only be read from their start.
type meager struct{ fs.FS }

func (m meager) Open(name string) (fs.File, error) {
	f, err := m.FS.Open(name)
	if _, dir := f.(fs.ReadDirFile); dir {
		if info, err := f.Stat(); err == nil && info.IsDir() {
			return f, nil
		}
	}
	return struct{ fs.File }{f}, err
}

// What may be opened: what is sound, and what nobody was to sign. The half of a
// publisher's kit may not, though it is no alarm while it is being copied.
func TestUsable(t *testing.T) {
	ana := sealtest.Secret(t, 1)
	accepted := seal.Ring{"river": ana.Public()}
	bare := sealtest.Kit("river", "1", "")
	signed := sealtest.Sealed(t, bare, ana)
	half := maps.Clone(bare)
	half[".eventkit-writing"] = &fstest.MapFile{}
	torn := maps.Clone(signed)
	delete(torn, "notes/first.txt")
	for name, tt := range map[string]struct {
		files fstest.MapFS
		ring  seal.Ring
		state seal.State
		want  bool
	}{
		"genuine":                {signed, accepted, seal.Genuine, true},
		"new":                    {signed, nil, seal.Stranger, true},
		"nobody signs":           {bare, nil, seal.Unfinished, true},
		"half, and nobody signs": {half, nil, seal.Unfinished, true},
		"half of a publisher's":  {half, accepted, seal.Unfinished, false},
		"stripped":               {bare, accepted, seal.Alarm, false},
		"damaged":                {torn, accepted, seal.Damaged, false},
	} {
		if r := check(t, tt.files, tt.ring); r.State != tt.state || genuine.Usable(r) != tt.want {
			t.Errorf("%s: %s, usable %v", name, r.State, genuine.Usable(r))
		}
	}
}

// The folder of the settings is the user's own.
func TestSettings(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(home, "cfg"))
	t.Setenv("AppData", filepath.Join(home, "cfg"))
	dir, err := genuine.Settings()
	if err != nil || !strings.HasPrefix(dir, home+string(os.PathSeparator)) || filepath.Base(dir) != "eventkit.desktop" {
		t.Errorf("%q, %v", dir, err)
	}
}
