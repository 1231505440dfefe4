package wave_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"eventkit/kit"
	"eventkit/kit/seal"
	"eventkit/kit/seal/sealtest"
	"eventkit/kit/stick"
	"eventkit/kit/wave"
)

// first and second are two versions of a kit: one file goes, one comes, and
// one changes besides the manifest.
func first() fstest.MapFS {
	return sealtest.Kit("river", "1", "2026-10-02", "notes/old.txt", "Old.", "song/large.txt", strings.Repeat("la ", 5000))
}

func second() fstest.MapFS {
	return sealtest.Kit("river", "1.1", "2026-10-06", "notes/first.txt", "First note, mended.", "messages/en.txt", "New messages.", "song/large.txt", strings.Repeat("la ", 5000))
}

func packed(t testing.TB, from, to fs.FS) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := wave.Pack(t.Context(), &b, from, to, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// opened reads an update as it comes: through the gate for archives.
func opened(data []byte) (*wave.Update, error) {
	files, err := kit.ArchiveFiles(bytes.NewReader(data), int64(len(data)), "update.kit")
	if err != nil {
		return nil, err
	}
	if !wave.IsUpdate(files) {
		return nil, errors.New("this is no update")
	}
	return wave.Open(files)
}

func texts(t testing.TB, fsys fs.FS) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		out[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// An update carries only what changed, and makes of the old version the new
// one, byte for byte, with its publisher's signature.
func TestUpdate(t *testing.T) {
	ana := sealtest.Secret(t, 1)
	old, new := sealtest.Sealed(t, first(), ana), sealtest.Sealed(t, second(), ana)
	data := packed(t, old, new)
	if !bytes.Equal(data, packed(t, old, new)) {
		t.Error("packed twice, two files")
	}
	u, err := opened(data)
	if err != nil {
		t.Fatal(err)
	}
	if u.ID != "river" || u.From != "1" || u.Version != "1.1" || u.Date != "2026-10-06" ||
		!slices.Equal(u.Removed, []string{"notes/old.txt"}) || !slices.Equal(u.Files, []string{"kit.toml", "messages/en.txt", "notes/first.txt"}) {
		t.Errorf("%+v", u)
	}
	for name, ring := range map[string]seal.Ring{"accepted": {"river": ana.Public()}, "first seen": nil} {
		made, report, err := u.Apply(t.Context(), old, ring, nil)
		if err != nil {
			t.Fatal(name, err)
		}
		if diff := cmp.Diff(texts(t, new), texts(t, made)); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
		if want := map[bool]seal.State{true: seal.Genuine, false: seal.Stranger}[ring != nil]; report.State != want {
			t.Errorf("%s: %s", name, report.State)
		}
	}
	c, err := wave.Changes(t.Context(), old, new, nil)
	if err != nil || c.Count() != 4 {
		t.Errorf("%+v, %v", c, err)
	}
	// Stock tools agree.
	made, _, err := u.Apply(t.Context(), old, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "made")
	if err := os.CopyFS(dir, made); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"sha256sum", "-c", "--strict", "--quiet", seal.SumsFile}, {"minisign", "-V", "-q", "-p", seal.KeyFile, "-m", seal.SumsFile}} {
		cmd := exec.Command(args[0], args[1:]...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%v: %v\n%s", args, err, out)
		}
	}
}

// Kits that nobody signs are verified as wholes all the same; the new one then
// has its list.
func TestUpdateUnsigned(t *testing.T) {
	u, err := opened(packed(t, first(), second()))
	if err != nil {
		t.Fatal(err)
	}
	made, report, err := u.Apply(t.Context(), first(), nil, nil)
	if err != nil || report.State != seal.Unsigned {
		t.Fatal(report, err)
	}
	want, got := texts(t, second()), texts(t, made)
	delete(got, seal.SumsFile)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	// Once a publisher was accepted, that isn't enough any more.
	var result *wave.ResultError
	_, _, err = u.Apply(t.Context(), first(), seal.Ring{"river": sealtest.Secret(t, 1).Public()}, nil)
	if !errors.As(err, &result) || result.Report.State != seal.Alarm {
		t.Errorf("%v", err)
	}
}

func TestPackRefuses(t *testing.T) {
	ana := sealtest.Secret(t, 1)
	torn := sealtest.Sealed(t, second(), ana)
	torn["words.toml"] = &fstest.MapFile{Data: []byte("changed")}
	more := sealtest.Sealed(t, second(), ana)
	more["unlisted.txt"] = &fstest.MapFile{}
	deep := second()
	deep["1/2/3/4/5/6/7/8"] = &fstest.MapFile{}
	tests := map[string]struct {
		old, new fstest.MapFS
		want     string
	}{
		"another kit":       {first(), sealtest.Kit("lake", "2", ""), "two kits"},
		"the wrong way":     {second(), first(), "isn't later than"},
		"twice the same":    {first(), first(), "isn't later than"},
		"not what it lists": {first(), torn, "damaged"},
		"unlisted":          {first(), more, "doesn't name unlisted.txt"},
		"no kit":            {first(), fstest.MapFS{}, "kit.toml"},
		"from nothing":      {fstest.MapFS{}, first(), "kit.toml"},
		"too deep":          {first(), deep, "names deep"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := wave.Pack(t.Context(), &bytes.Buffer{}, tt.old, tt.new, nil)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%v", err)
			}
			var unsound *stick.UnsoundError
			if errors.As(err, &unsound) != (name == "not what it lists") {
				t.Errorf("%T", err)
			}
		})
	}
}

// An update is added to what it was made for, and to nothing else; the error
// says what that is.
func TestWrongBase(t *testing.T) {
	ana := sealtest.Secret(t, 1)
	old, new := sealtest.Sealed(t, first(), ana), sealtest.Sealed(t, second(), ana)
	u, err := opened(packed(t, old, new))
	if err != nil {
		t.Fatal(err)
	}
	changed := maps.Clone(old)
	changed["notes/first.txt"] = &fstest.MapFile{Data: []byte("mine")}
	more := maps.Clone(old)
	more["mine.txt"] = &fstest.MapFile{}
	for want, base := range map[string]fstest.MapFS{
		"and this is the kit lake":      sealtest.Kit("lake", "1", ""),
		"and this is version 1.1":       new,
		"files are changed, missing":    changed,
		"files are changed, missing or": more,
	} {
		_, _, err := u.Apply(t.Context(), base, nil, nil)
		var misfit *wave.BaseError
		if !errors.As(err, &misfit) || !strings.Contains(err.Error(), "made for version 1 of the kit river") || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := u.Apply(ctx, old, nil, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// repacked is an update with other files in it; "" takes one away.
func repacked(t testing.TB, data []byte, change map[string]string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts := texts(t, z)
	for name, text := range change {
		if parts[name] = text; text == "" {
			delete(parts, name)
		}
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write([]byte(parts[name]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// What an update carries may come from anybody: nothing but the new version
// comes of it, or an error.
func TestHostileUpdates(t *testing.T) {
	ana, ben := sealtest.Secret(t, 1), sealtest.Secret(t, 2)
	ring := seal.Ring{"river": ana.Public()}
	old, new := sealtest.Sealed(t, first(), ana), sealtest.Sealed(t, second(), ana)
	forged := sealtest.Sealed(t, second(), ben)
	good := packed(t, old, new)
	z, err := zip.NewReader(bytes.NewReader(good), int64(len(good)))
	if err != nil {
		t.Fatal(err)
	}
	head := texts(t, z)["update.toml"]
	same := sealtest.Sealed(t, sealtest.Kit("river", "1", "2026-10-02", "notes/old.txt", "Old."), ana)
	tests := map[string]struct {
		data []byte
		want string
	}{
		"another key":      {packed(t, old, forged), "another key"},
		"a changed file":   {repacked(t, good, map[string]string{"files/notes/first.txt": "Not his words."}), "damaged"},
		"a missing file":   {repacked(t, good, map[string]string{"files/messages/en.txt": ""}), "damaged"},
		"a file more":      {repacked(t, good, map[string]string{"files/evil.txt": "x"}), `"files/evil.txt", which the new version doesn't`},
		"something more":   {repacked(t, good, map[string]string{"evil.txt": "x"}), `"evil.txt"`},
		"out of it":        {repacked(t, good, map[string]string{"files/../../evil.txt": "x"}), "leads out"},
		"absolute":         {repacked(t, good, map[string]string{"/evil.txt": "x"}), "slash"},
		"no list":          {repacked(t, good, map[string]string{"seal/SHA256SUMS": ""}), "no list"},
		"a list of lies":   {repacked(t, good, map[string]string{"seal/SHA256SUMS": "x\n"}), "SHA256SUMS:1"},
		"no signature":     {repacked(t, good, map[string]string{"seal/SHA256SUMS.minisig": ""}), "signature"},
		"no head":          {repacked(t, good, map[string]string{"update.toml": ""}), "no update"},
		"a broken head":    {repacked(t, good, map[string]string{"update.toml": "kit = \"river\"\n[["}), "update.toml:2"},
		"an unknown key":   {repacked(t, good, map[string]string{"update.toml": head + "\nx = 1\n"}), "not known"},
		"no kit":           {repacked(t, good, map[string]string{"update.toml": strings.Replace(head, `"river"`, `""`, 1)}), "kit is missing"},
		"no base":          {repacked(t, good, map[string]string{"update.toml": strings.Replace(head, "sums = \"", "sums = \"x", 1)}), "64 hexadecimal"},
		"removes outside":  {repacked(t, good, map[string]string{"update.toml": strings.Replace(head, "notes/old.txt", "../old.txt", 1)}), "can't be a file that goes"},
		"removes nothing":  {repacked(t, good, map[string]string{"update.toml": strings.Replace(head, "notes/old.txt", "notes/none.txt", 1)}), "isn't there"},
		"removes too few":  {repacked(t, good, map[string]string{"update.toml": strings.Replace(head, `["notes/old.txt"]`, "[]", 1)}), "1 not listed"},
		"removes the list": {repacked(t, good, map[string]string{"update.toml": strings.Replace(head, `["notes/old.txt"]`, `["notes/old.txt", "notes/old.txt"]`, 1)}), "can't be a file that goes"},
		"goes nowhere":     {repacked(t, good, map[string]string{"update.toml": strings.Replace(head, `"1.1"`, `"1.2"`, 1)}), "makes version 1.1"},
		"truncated":        {good[:len(good)*2/3], "not a whole zip"},
		"a bomb":           {repacked(t, good, map[string]string{"files/messages/en.txt": strings.Repeat("a", 40<<20)}), "zip bomb"},
		"nothing new":      {repacked(t, good, map[string]string{"seal/SHA256SUMS": string(same[seal.SumsFile].Data), "files/kit.toml": ""}), "which the new version doesn't"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			u, err := opened(tt.data)
			if err == nil {
				_, _, err = u.Apply(t.Context(), old, ring, nil)
			}
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%v, want %q", err, tt.want)
			}
		})
	}
}

// Whatever bytes an update has: the new version comes of it, or an error.
func FuzzUpdate(f *testing.F) {
	ana := sealtest.Secret(f, 1)
	small := func(version string) fstest.MapFS { return sealtest.Sealed(f, sealtest.Kit("river", version, ""), ana) }
	old, new := small("1"), small("2")
	ring := seal.Ring{"river": ana.Public()}
	good := packed(f, old, new)
	want := texts(f, new)
	f.Add(good)
	f.Add(repacked(f, good, map[string]string{"update.toml": "kit = \"river\""}))
	f.Fuzz(func(t *testing.T, data []byte) {
		u, err := opened(data)
		if err != nil {
			return
		}
		made, report, err := u.Apply(t.Context(), old, ring, nil)
		if err != nil {
			return
		}
		if got := texts(t, made); report.State != seal.Genuine || !maps.Equal(got, want) {
			t.Fatalf("%s: %v", report.State, got)
		}
	})
}

// The head is fuzzed by itself: a zip's own sums would hide it.
func FuzzAbout(f *testing.F) {
	list := sealtest.Sealed(f, first(), nil)[seal.SumsFile]
	f.Add([]byte("kit = \"a\"\nremoved = [\"b\"]\n[from]\nversion = \"1\"\nsums = \"" + strings.Repeat("0", 64) + "\"\n[to]\nversion = \"2\"\n"))
	f.Fuzz(func(t *testing.T, head []byte) {
		u, err := wave.Open(fstest.MapFS{"update.toml": {Data: head}, "seal/SHA256SUMS": list})
		if err != nil {
			return
		}
		if u.ID == "" || u.Version == "" || u.From == "" || slices.ContainsFunc(u.Removed, func(n string) bool { return !fs.ValidPath(n) }) {
			t.Fatalf("%+v", u)
		}
	})
}
