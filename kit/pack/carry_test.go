package pack_test

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

	"github.com/google/go-cmp/cmp"

	"eventkit/kit"
	"eventkit/kit/output"
	"eventkit/kit/pack"
	"eventkit/kit/paper/papertest"
	"eventkit/kit/seal"
	"eventkit/kit/site"
)

// bare is a kit of a title and what is put to it: quick to make.
func bare(t *testing.T, more fstest.MapFS) *kit.Kit {
	t.Helper()
	files := fstest.MapFS{
		"kit.toml":     {Data: []byte("id = \"bare\"\nversion = \"1\"\nlanguages = [\"en\", \"ar\"]\ntitle = { en = \"Bare\", ar = \"عارية\" }\n")},
		"slogans.toml": {},
	}
	for name, f := range more {
		files[name] = f
	}
	k, err := kit.Open(files)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func load(t *testing.T, k *kit.Kit) pack.Cargo {
	t.Helper()
	return pack.Cargo{Kit: k, Library: papertest.Library(t)}
}

// tree is all files below a folder.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			out[name] = text(t, dir, filepath.FromSlash(name))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// The same kit and event give the same bytes, wherever they are put.
func TestCarryIsTheSameTwice(t *testing.T) {
	k := bare(t, fstest.MapFS{"letter/letter.en.md": {Data: []byte("# A letter\n\nWords.\n")}})
	cargo := load(t, k)
	cargo.Without = []pack.Part{pack.Print}
	var got [2]map[string]string
	for i := range got {
		dir := filepath.Join(t.TempDir(), "stick")
		if _, err := pack.Carry(t.Context(), dir, cargo); err != nil {
			t.Fatal(err)
		}
		got[i] = tree(t, dir)
	}
	if diff := cmp.Diff(got[0], got[1]); diff != "" {
		t.Error(diff)
	}
	for _, want := range []string{site.Start, site.ReadmeFile, "bare.kit"} {
		if got[0][want] == "" {
			t.Errorf("%s is missing or empty", want)
		}
	}
	for name := range got[0] {
		for part := range strings.SplitSeq(name, "/") {
			if what, _ := kit.NameProblem(part); what != "" {
				t.Errorf("%s: %q %s", name, part, what)
			}
		}
	}
}

// The text for editors speaks the languages that were chosen, the leading one
// first, and tells of no part that was left out.
func TestReadmeOnAStick(t *testing.T) {
	cargo := load(t, bare(t, nil))
	cargo.Without = []pack.Part{pack.Print, pack.Kit}
	for _, langs := range [][]string{{"ar"}, {"en", "ar"}, {"ar", "en"}} {
		cargo.Choice.Langs = langs
		dir := filepath.Join(t.TempDir(), "stick")
		if _, err := pack.Carry(t.Context(), dir, cargo); err != nil {
			t.Fatal(err)
		}
		said := text(t, dir, site.ReadmeFile)
		en, ar := strings.Index(said, "in any browser"), strings.Index(said, "افتحوا الملف")
		if ar < 0 || (en >= 0) != slices.Contains(langs, "en") || en >= 0 && (en < ar) != (langs[0] == "en") {
			t.Errorf("%v: English at %d, Arabic at %d", langs, en, ar)
		}
		if strings.Contains(said, "bare.kit") || strings.Contains(said, "«print»") {
			t.Errorf("%v: it tells of what isn’t there:\n%s", langs, said)
		}
	}
}

// What goes wrong says where, by a file that people know.
func TestCarryErrors(t *testing.T) {
	cargo := load(t, bare(t, nil))
	cargo.Event.Date = "yesterday"
	_, err := pack.Carry(t.Context(), filepath.Join(t.TempDir(), "a"), cargo)
	if err == nil || !strings.Contains(err.Error(), site.Start) || !strings.Contains(err.Error(), "date") {
		t.Errorf("a bad date: %v", err)
	}
	cargo = load(t, bare(t, nil))
	at := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(at, []byte("somebody’s"), 0o666); err != nil {
		t.Fatal(err)
	}
	_, err = pack.Carry(t.Context(), at, cargo)
	var disk *output.Error
	if !errors.As(err, &disk) || disk.Path != at {
		t.Errorf("a file where the folder should be: %v", err)
	}
	if got := text(t, filepath.Dir(at), "file"); got != "somebody’s" {
		t.Errorf("it holds %q now", got)
	}
	cargo = load(t, bare(t, fstest.MapFS{"briefing/briefing.en.md": {Data: []byte("# B\n\n\U000107FF\n")}}))
	_, err = pack.Carry(t.Context(), filepath.Join(t.TempDir(), "b"), cargo)
	if err == nil || !strings.Contains(err.Error(), "U+107FF") {
		t.Errorf("a letter that no font has: %v", err)
	}
}

// An earlier list of sums is a stranger's file: what it names outside the
// folder, or through a link, is left alone.
func TestHostileList(t *testing.T) {
	base := t.TempDir()
	dir, outside := filepath.Join(base, "pack"), filepath.Join(base, "outside")
	for _, d := range []string{dir, outside} {
		if err := os.Mkdir(d, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	mine := filepath.Join(outside, "mine.txt")
	if err := os.WriteFile(mine, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
	k, ev := papertest.Kit(t), papertest.Event("en")
	for _, name := range []string{"../outside/mine.txt", mine, "./../outside/mine.txt", "a/../../outside/mine.txt"} {
		list := empty + " *" + name + "\n"
		if err := os.WriteFile(filepath.Join(dir, seal.SumsFile), []byte(list), 0o666); err != nil {
			t.Fatal(err)
		}
		if _, err := pack.Write(t.Context(), dir, small(plan(t, k, ev, pack.Choice{Langs: []string{"en"}})), nil); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(mine); err != nil {
			t.Fatalf("%s: somebody’s file is gone: %v", name, err)
		}
	}
	for _, junk := range []string{"", "\x00\xff", strings.Repeat("x", 1<<16), empty + " *3-letter.txt\n" + empty + " *3-letter.txt\n"} {
		if err := os.WriteFile(filepath.Join(dir, seal.SumsFile), []byte(junk), 0o666); err != nil {
			t.Fatal(err)
		}
		if _, err := pack.Write(t.Context(), dir, small(plan(t, k, ev, pack.Choice{Langs: []string{"en"}})), nil); err != nil {
			t.Errorf("after a list that is none: %v", err)
		}
		if got := text(t, dir, seal.SumsFile); !strings.Contains(got, " *3-letter.txt\n") {
			t.Errorf("the new list: %q", got)
		}
	}
}

// Recording, film and captions go along as they are in the kit.
func TestCopiedAsTheyAre(t *testing.T) {
	k := papertest.Kit(t)
	pieces := slices.DeleteFunc(plan(t, k, papertest.Event("en"), pack.Choice{Langs: []string{"en"}}), func(p pack.Piece) bool {
		return p.Name != "7-open-the-door.ogg" && p.Name != "9-175-years.en.vtt"
	})
	dir := t.TempDir()
	if _, err := pack.Write(t.Context(), dir, pieces, nil); err != nil {
		t.Fatal(err)
	}
	for name, from := range map[string]string{"7-open-the-door.ogg": "song/open-the-door.ogg", "9-175-years.en.vtt": "videos/175-years.en.vtt"} {
		want, err := fs.ReadFile(k.FS(), from)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(want, []byte(text(t, dir, name))) {
			t.Errorf("%s differs from the kit’s", name)
		}
	}
}

// The letter as text and for mail is in its language, with the event's words
// escaped where that matters.
func TestLetterFiles(t *testing.T) {
	ev := papertest.Event("en")
	ev.Host = "The <b>Peoples’</b> Table"
	pieces := slices.DeleteFunc(plan(t, papertest.Kit(t), ev, pack.Choice{Langs: []string{"en", "ar"}}), func(p pack.Piece) bool {
		return !strings.HasPrefix(p.Name, "3-letter.") || strings.HasSuffix(p.Name, ".pdf")
	})
	dir := t.TempDir()
	if _, err := pack.Write(t.Context(), dir, pieces, nil); err != nil {
		t.Fatal(err)
	}
	if got := text(t, dir, "3-letter.en.txt"); !strings.Contains(got, ev.Host) {
		t.Errorf("the text lacks the host: %q", got)
	}
	if got := text(t, dir, "3-letter.en.html"); strings.Contains(got, "<b>Peoples") || !strings.Contains(got, "&lt;b&gt;Peoples’") {
		t.Error("the host’s words are markup now")
	}
	if got := text(t, dir, "3-letter.ar.html"); !strings.Contains(got, `dir="rtl"`) {
		t.Error("the Arabic letter runs from the left")
	}
}
