package site_test

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"eventkit/kit"
	"eventkit/kit/site"
)

const black = "NotoSans-ExtraCondensedBlack.ttf"

// spoiledFont builds a page with a font that is no longer what it was.
func spoiledFont(t *testing.T, spoil func([]byte) []byte) error {
	t.Helper()
	data, err := os.ReadFile("../../assets/fonts/" + black)
	if err != nil {
		t.Fatal(err)
	}
	_, err = build(only(""), event, site.Options{Langs: []string{"en"}, Fonts: fstest.MapFS{
		"OFL.txt": {Data: []byte("licence")}, black: {Data: spoil(append([]byte(nil), data...))},
	}})
	return err
}

// table finds where a font's directory has a table.
func table(data []byte, name string) int {
	for i := range int(binary.BigEndian.Uint16(data[4:])) {
		if at := 12 + 16*i; string(data[at:at+4]) == name {
			return at
		}
	}
	return -1
}

// A broken font is an error that names it, and never a panic.
func TestHostileFonts(t *testing.T) {
	set := func(at int, v uint32) func([]byte) []byte {
		return func(b []byte) []byte { binary.BigEndian.PutUint32(b[at:], v); return b }
	}
	in := func(name string, field int, v uint32) func([]byte) []byte {
		return func(b []byte) []byte { binary.BigEndian.PutUint32(b[table(b, name)+field:], v); return b }
	}
	for name, spoil := range map[string]func([]byte) []byte{
		"empty":             func([]byte) []byte { return nil },
		"cut in the header": func(b []byte) []byte { return b[:8] },
		"cut in the list":   func(b []byte) []byte { return b[:40] },
		"cut in the tables": func(b []byte) []byte { return b[:len(b)/2] },
		"of another kind":   set(0, 0x4F54544F), // OTTO, with outlines of another sort
		"too many tables":   func(b []byte) []byte { b[4], b[5] = 0xFF, 0xFF; return b },
		"far away":          in("glyf", 8, 0xFFFFFFF0),
		"too long":          in("loca", 12, 0xFFFFFFFF),
		"no glyf":           func(b []byte) []byte { copy(b[table(b, "glyf"):], "xxxx"); return b },
		"no head":           func(b []byte) []byte { copy(b[table(b, "head"):], "xxxx"); return b },
		"short head":        in("head", 12, 8),
		"short maxp":        in("maxp", 12, 2),
		"short loca":        in("loca", 12, 4),
		"short glyf":        in("glyf", 12, 16),
	} {
		if err := spoiledFont(t, spoil); err == nil || !strings.Contains(err.Error(), black) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := spoiledFont(t, func(b []byte) []byte { return b }); err != nil {
		t.Errorf("the font as it is: %v", err)
	}
}

// Whatever a kit says of itself stays words: in the page, in its attributes
// and in the names of its files.
func TestHostileWords(t *testing.T) {
	const bad = `"><img src=x onerror=alert(1)></textarea></script><!--`
	quoted := fmt.Sprintf("%q", bad)
	manifest := "id = \"bad\"\nversion = \"1\"\nlanguages = [\"en\", \"ar\"]\n" +
		"title = { en = " + quoted + ", ar = " + quoted + " }\ndescription = { en = " + quoted + " }\n" +
		"[[action]]\nid = \"a\"\ndate = \"2022-10-07\"\ntitle = { en = " + quoted + " }\nwhere = { en = " + quoted + " }\n" +
		"[[credit]]\nwhat = " + quoted + "\nwho = " + quoted + "\nlicence = " + quoted + "\n"
	files := fstest.MapFS{
		"kit.toml": {Data: []byte(manifest)}, "slogans.toml": {},
		"briefing/briefing.en.md":   {Data: []byte("# " + strings.ReplaceAll(bad, "<!--", "") + "\n\nWords\n")},
		"messages/messages.en.toml": {Data: []byte("[[message]]\nid = \"a\"\naudience = \"everyone\"\ntone = \"warm\"\ntext = " + quoted + "\n")},
	}
	ev := kit.Event{Mission: bad, Place: bad, City: bad, Host: bad}
	s, err := build(files, ev, site.Options{})
	if err != nil {
		// A kit may be refused for markup in its Markdown, with its line.
		if !strings.Contains(err.Error(), "briefing.en.md") {
			t.Fatal(err)
		}
		delete(files, "briefing/briefing.en.md")
		if s, err = build(files, ev, site.Options{}); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range pages(s) {
		checkPage(t, s, name)
		root := parsed(t, s, name)
		for _, img := range elements(root, "img") {
			if attr(img, "src") == "x" {
				t.Errorf("%s: words have become a picture", name)
			}
		}
		if n := len(elements(root, "script")); n != 1 {
			t.Errorf("%s: %d scripts", name, n)
		}
	}
	root := parsed(t, s, site.Start)
	for _, view := range []string{"en", "ar"} {
		if got := text(elements(byID(t, root, view), "h1")[0]); got != bad {
			t.Errorf("%s: the title says %q", view, got)
		}
		if got := attr(byID(t, root, view), "data-title"); got != bad {
			t.Errorf("%s: the tab says %q", view, got)
		}
	}
}

// A file that a kit names and lacks is an error that names it.
func TestMissingParts(t *testing.T) {
	for _, name := range []string{"song/river.wav", "song/river-score.pdf", "videos/flood.webm", "letter/letter.en.md"} {
		files := lightRiver()
		delete(files, name)
		s, err := build(files, event, site.Options{})
		if err == nil && name == "letter/letter.en.md" {
			// Another language stands in.
			if got := attr(byID(t, parsed(t, s, site.Start), "en-letter-text"), "lang"); got != "ar" {
				t.Errorf("without an English letter there is one in %q", got)
			}
			continue
		}
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("without %s: %v", name, err)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) && !strings.Contains(err.Error(), "kit.toml") && !strings.Contains(err.Error(), ".toml:") {
			t.Errorf("without %s: the error isn’t of a missing file: %v", name, err)
		}
	}
}

// Kits with colours of their own keep what a page must: words that stand out.
func TestPalettes(t *testing.T) {
	for name, palettes := range map[string][][3]string{
		"none":           nil,
		"pale accent":    {{"#FFFFFF", "#111111", "#FFF9C4"}},
		"dark accent":    {{"#FFFFFF", "#000000", "#000066"}},
		"grey accent":    {{"#F5F5F5", "#222222", "#777777"}},
		"only dark":      {{"#101820", "#FFFFFF", "#FFD100"}},
		"day and night":  {{"#FFFFFF", "#111111", "#D40000"}, {"#0D1B2A", "#FFFFFF", "#FFD100"}},
		"coloured sheet": {{"#FFD100", "#111111", "#D40000"}},
	} {
		manifest := "id = \"c\"\nversion = \"1\"\nlanguages = [\"en\"]\ntitle = { en = \"C\" }\n"
		for i, p := range palettes {
			manifest += fmt.Sprintf("[[palette]]\nid = \"p%d\"\nname = { en = \"P\" }\nground = %q\nink = %q\naccent = %q\n", i, p[0], p[1], p[2])
		}
		s, err := build(fstest.MapFS{"kit.toml": {Data: []byte(manifest)}, "slogans.toml": {}}, kit.Event{}, site.Options{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for i, ground := range standOut(t, name, s) {
			if light := ground.Luminance() > 0.5; light != (i == 0) && !(i == 0 && name == "only dark") {
				t.Errorf("%s: by day and by night the ground is light: %d %t", name, i, light)
			}
		}
	}
}
