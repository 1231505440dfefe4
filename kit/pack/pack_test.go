package pack_test

import (
	"context"
	"errors"
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
	"eventkit/kit/pack"
	"eventkit/kit/paper/papertest"
	"eventkit/kit/seal"
	"eventkit/kit/site"
)

func plan(t *testing.T, k *kit.Kit, ev kit.Event, c pack.Choice) []pack.Piece {
	t.Helper()
	pieces, err := pack.Plan(k, ev, papertest.Library(t), c)
	if err != nil {
		t.Fatal(err)
	}
	return pieces
}

func names(pieces []pack.Piece) []string {
	var out []string
	for _, p := range pieces {
		out = append(out, p.Name)
	}
	return out
}

// small keeps what is quick to make: these tests are about the folder.
func small(pieces []pack.Piece) []pack.Piece {
	return slices.DeleteFunc(slices.Clone(pieces), func(p pack.Piece) bool {
		return !strings.HasSuffix(p.Name, ".txt") && !strings.HasSuffix(p.Name, ".ics")
	})
}

func TestPlan(t *testing.T) {
	k := papertest.Kit(t)
	one := names(plan(t, k, papertest.Event("en"), pack.Choice{Langs: []string{"en"}}))
	two := names(plan(t, k, papertest.Event("en"), pack.Choice{Langs: []string{"en", "ar"}}))
	if !slices.IsSortedFunc(one, func(a, b string) int { return int(a[0]) - int(b[0]) }) {
		t.Errorf("not in the order of printing: %v", one)
	}
	for _, want := range []string{"1-placards.pdf", "2-posters.pdf", "3-letter.pdf", "3-letter.html", "3-letter.txt", "4-signature-sheets.pdf", "5-receipt-and-checklist.pdf", "6-briefing.pdf", "7-song.pdf", "7-open-the-door.ogg", "9-175-years.webm", "9-175-years.en.vtt", "8-storm-cards.pdf", "8-storm.ics", "9-graphics"} {
		if !slices.Contains(one, want) {
			t.Errorf("%s is missing in %v", want, one)
		}
	}
	for _, want := range []string{"3-letter.en.pdf", "3-letter.ar.pdf", "6-briefing.ar.pdf"} {
		if !slices.Contains(two, want) {
			t.Errorf("%s is missing in %v", want, two)
		}
	}
}

// A kit that has only slogans gets only what can be made of them.
func TestPlanOfLittle(t *testing.T) {
	k, err := kit.Open(fstest.MapFS{
		"kit.toml":     {Data: []byte("id = \"a\"\nversion = \"1\"\nlanguages = [\"en\"]\n[title]\nen = \"A\"\n[links]\nsign = \"https://example.org/\"\n")},
		"slogans.toml": {Data: []byte("[free]\nen = \"Free\"\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	got := names(plan(t, k, kit.Event{}, pack.Choice{}))
	if diff := cmp.Diff([]string{"1-placards.pdf", "9-graphics"}, got); diff != "" {
		t.Error(diff)
	}
	_, err = pack.Plan(&kit.Kit{}, kit.Event{}, papertest.Library(t), pack.Choice{})
	var none *pack.LanguageError
	if !errors.As(err, &none) {
		t.Errorf("no language at all: %v", err)
	}
}

// Everything is made, every PDF is sound, and the sums agree with sha256sum.
func TestWriteAll(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "pack")
	pieces := plan(t, papertest.Kit(t), papertest.Event("en"), pack.Choice{Langs: []string{"en"}, Sheets: 2})
	// The pictures have a test of their own.
	pieces = slices.DeleteFunc(pieces, func(p pack.Piece) bool { return p.Name == "9-graphics" })
	var steps []string
	if _, err := pack.Write(t.Context(), dir, pieces, func(name string) { steps = append(steps, name) }); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(names(pieces), steps); diff != "" {
		t.Errorf("steps:\n%s", diff)
	}
	pdfs, err := filepath.Glob(filepath.Join(dir, "*.pdf"))
	if err != nil || len(pdfs) < 7 {
		t.Fatalf("%v, %v", pdfs, err)
	}
	for _, name := range pdfs {
		if out, err := exec.Command("qpdf", "--check", name).CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
	cmd := exec.Command("sha256sum", "-c", "--strict", "--quiet", seal.SumsFile)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		out[e.Name()] = string(b)
	}
	return out
}

// A pack that is made again drops what no longer belongs, and leaves alone
// what is somebody's own.
func TestWriteAgain(t *testing.T) {
	dir := t.TempDir()
	k, ev := papertest.Kit(t), papertest.Event("en")
	write := func(langs ...string) {
		t.Helper()
		if _, err := pack.Write(t.Context(), dir, small(plan(t, k, ev, pack.Choice{Langs: langs})), nil); err != nil {
			t.Fatal(err)
		}
	}
	write("en", "es", "fr")
	if err := os.WriteFile(filepath.Join(dir, "3-letter.fr.txt"), []byte("my own words"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "notes.txt"), []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	write("en", "ar")
	got := files(t, dir)
	want := []string{"3-letter.ar.txt", "3-letter.en.txt", "3-letter.fr.txt", "8-storm.ics", seal.SumsFile, "notes.txt"}
	if diff := cmp.Diff(want, slices.Sorted(maps.Keys(got))); diff != "" {
		t.Error(diff)
	}
	if got["3-letter.fr.txt"] != "my own words" || got["notes.txt"] != "mine" {
		t.Error("somebody's own files changed")
	}
	write("en", "ar")
	if diff := cmp.Diff(got, files(t, dir)); diff != "" {
		t.Errorf("the same pack made again differs:\n%s", diff)
	}
}

// After an error or a cancel the folder is as it was.
func TestWriteNothing(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "3-letter.txt"), []byte("before"), 0o666); err != nil {
		t.Fatal(err)
	}
	before := files(t, dir)
	k, ev := papertest.Kit(t), papertest.Event("en")
	pieces := small(plan(t, k, ev, pack.Choice{Langs: []string{"en"}}))
	ctx, cancel := context.WithCancel(t.Context())
	_, err := pack.Write(ctx, dir, pieces, func(string) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	ev.Link = "javascript:alert(1)"
	bad := plan(t, k, ev, pack.Choice{Langs: []string{"en"}})
	if _, err := pack.Write(t.Context(), dir, bad[:1], nil); err == nil || !strings.Contains(err.Error(), "1-placards.pdf") {
		t.Errorf("a link that is none: %v", err)
	}
	if diff := cmp.Diff(before, files(t, dir)); diff != "" {
		t.Errorf("the folder changed:\n%s", diff)
	}
	if _, err := pack.Write(t.Context(), filepath.Join(dir, "a/b"), pieces, nil); err == nil {
		t.Error("a folder in a folder that isn't there was made")
	}
}

// What goes onto a stick: the page that opens everything, what is printed, and
// the kit itself, which opens again.
func TestCarry(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "stick")
	k, err := kit.Open(fstest.MapFS{
		"kit.toml":     {Data: []byte("id = \"a\"\nversion = \"1\"\nlanguages = [\"en\"]\n[title]\nen = \"A\"\n[links]\nsign = \"https://example.org/\"\n")},
		"slogans.toml": {Data: []byte("[free]\nen = \"Free\"\n")},
		"words.toml":   {Data: []byte("[sign]\nen = \"Sign\"\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	var told []pack.Part
	cargo := pack.Cargo{Kit: k, Event: papertest.Event("en"), Library: papertest.Library(t), Fonts: os.DirFS("../../assets/fonts")}
	cargo.Step = func(part pack.Part, done, total int) {
		if done > total || done < 0 {
			t.Errorf("%s: %d of %d", part, done, total)
		}
		if len(told) == 0 || told[len(told)-1] != part {
			told = append(told, part)
		}
	}
	if _, err := pack.Carry(t.Context(), dir, cargo); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]pack.Part{pack.Page, pack.Print, pack.Kit}, told); diff != "" {
		t.Error(diff)
	}
	for _, name := range []string{"START-HERE.html", "print/1-placards.pdf", "print/9-graphics"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Error(err)
		}
	}
	said := text(t, dir, site.ReadmeFile)
	for _, want := range []string{"“print”", "“a.kit”", "https://example.org"} {
		if !strings.Contains(said, want) {
			t.Errorf("%s lacks %q:\n%s", site.ReadmeFile, want, said)
		}
	}
	again, closer, err := kit.OpenFile(filepath.Join(dir, "a.kit"))
	if err != nil {
		t.Fatal(err)
	}
	defer closer.Close()
	if again.ID != "a" || len(again.Slogans) != 1 {
		t.Errorf("the kit on the stick: %+v", again.Manifest)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := pack.Carry(ctx, dir, cargo); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	little := filepath.Join(t.TempDir(), "little")
	cargo.Without = []pack.Part{pack.Print, pack.Kit}
	if _, err := pack.Carry(t.Context(), little, cargo); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"print", "a.kit"} {
		if _, err := os.Stat(filepath.Join(little, name)); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s was to be left out: %v", name, err)
		}
	}
	if said := text(t, little, site.ReadmeFile); strings.Contains(said, "print") || strings.Contains(said, "a.kit") {
		t.Errorf("%s tells of what was left out:\n%s", site.ReadmeFile, said)
	}
}

func text(t *testing.T, dir, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
