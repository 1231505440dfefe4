package site_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/text/cases"
	"golang.org/x/text/language"

	"eventkit/kit/page"
	"eventkit/kit/typeset"
)

// unpacked is a WOFF as the font that it holds, by tables, after what a
// browser checks.
func unpacked(t *testing.T, name string, data []byte) map[string][]byte {
	t.Helper()
	if len(data) < 44 || string(data[:4]) != "wOFF" || int(binary.BigEndian.Uint32(data[8:])) != len(data) {
		t.Fatalf("%s is no WOFF of its length", name)
	}
	out := map[string][]byte{}
	end, size := 44+20*int(binary.BigEndian.Uint16(data[12:])), 12
	for at := 44; at < 44+20*int(binary.BigEndian.Uint16(data[12:])); at += 20 {
		from, packed := int(binary.BigEndian.Uint32(data[at+4:])), int(binary.BigEndian.Uint32(data[at+8:]))
		whole := int(binary.BigEndian.Uint32(data[at+12:]))
		if from%4 != 0 || from < end || from+packed > len(data) {
			t.Fatalf("%s: a table lies at %d", name, from)
		}
		end = from + packed
		table := data[from:end]
		if packed < whole {
			r, err := zlib.NewReader(bytes.NewReader(table))
			if err != nil {
				t.Fatal(err)
			}
			if table, err = io.ReadAll(r); err != nil {
				t.Fatal(err)
			}
		}
		if len(table) != whole {
			t.Errorf("%s: a table of %d bytes is said to have %d", name, len(table), whole)
		}
		out[string(data[at:at+4])] = table
		size += 16 + (whole+3)&^3
	}
	if got := int(binary.BigEndian.Uint32(data[16:])); got != size {
		t.Errorf("%s: unpacked it has %d bytes, said are %d", name, size, got)
	}
	return out
}

// The fonts hold what headings need, and not much else.
func TestFonts(t *testing.T) {
	s := built(t, campaign)
	style := string(read(t, s, "start/style.css"))
	seen := 0
	for _, f := range s.Files {
		if path.Ext(f.Name) != ".woff" {
			continue
		}
		seen++
		tables := unpacked(t, f.Name, read(t, s, f.Name))
		for _, name := range []string{"OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post", "GSUB", "GPOS"} {
			if len(tables[name]) == 0 {
				t.Errorf("%s: no table %q", f.Name, name)
			}
		}
		n := int(binary.BigEndian.Uint16(tables["maxp"][4:]))
		if len(tables["loca"]) != 4*(n+1) {
			t.Fatalf("%s: loca has %d bytes for %d glyphs", f.Name, len(tables["loca"]), n)
		}
		drawn := 0
		for i := range n {
			if binary.BigEndian.Uint32(tables["loca"][4*i:]) < binary.BigEndian.Uint32(tables["loca"][4*i+4:]) {
				drawn++
			}
		}
		if drawn < 15 || drawn > n/3 {
			t.Errorf("%s: %d of %d glyphs", f.Name, drawn, n)
		}
		if !strings.Contains(style, "url("+strings.TrimPrefix(f.Name, "start/")+")") {
			t.Errorf("%s isn't in the style", f.Name)
		}
	}
	if seen != 3 {
		t.Errorf("%d fonts, want Latin, Arabic and Devanagari", seen)
	}
	if !bytes.Contains(read(t, s, "start/fonts/OFL.txt"), []byte("SIL OPEN FONT LICENSE")) {
		t.Error("the fonts’ licence isn't beside them")
	}
	if !strings.Contains(style, "unicode-range:U+20,") {
		t.Error("no font says which runes it has")
	}
}

// Every heading of every page and language is drawn in the display face: each
// of its letters has an outline, alone and as it stands in its word.
func TestHeadingGlyphs(t *testing.T) {
	s := built(t, campaign)
	lib, err := fonts()
	if err != nil {
		t.Fatal(err)
	}
	loca := map[string][]byte{}
	for _, f := range s.Files {
		if name, ok := strings.CutSuffix(path.Base(f.Name), ".woff"); ok {
			loca[name] = unpacked(t, f.Name, read(t, s, f.Name))["loca"]
		}
	}
	// undrawn lists the glyphs of words that have no outline.
	undrawn := func(words, lang string) (seen int, out []string) {
		block, err := lib.Line(words, typeset.Style{Weight: typeset.Black, Lang: lang}, 10, 10, 1e6)
		if err != nil {
			t.Fatalf("%q: %v", words, err)
		}
		for _, it := range block.Place(page.Point{}, block.W, typeset.Start, typeset.Paint{}) {
			text, _ := it.(page.Text)
			for _, g := range text.Glyphs {
				font, number, _ := strings.Cut(g.Outline.Name, "/")
				n := 0
				fmt.Sscan(number, &n)
				at := loca[font]
				if seen++; len(at) < 4*n+8 || binary.BigEndian.Uint32(at[4*n:]) == binary.BigEndian.Uint32(at[4*n+4:]) {
					out = append(out, g.Outline.Name)
				}
			}
		}
		return seen, out
	}
	headings, seen := map[string]bool{}, 0
	check := func(e *html.Node, lang string) {
		words := text(e)
		headings[e.Data] = true
		for _, w := range []string{words, cases.Upper(language.Make(lang)).String(words)} {
			runes := slices.DeleteFunc([]rune(w), unicode.IsSpace)
			for _, part := range append(strings.Split(w, " "), strings.Split(string(runes), "")...) {
				n, missing := undrawn(part, lang)
				if seen += n; len(missing) > 0 {
					t.Errorf("%s, <%s> %q: %q has no outlines for %q", lang, e.Data, words, part, missing)
				}
			}
		}
	}
	for _, name := range pages(s) {
		for _, view := range elements(parsed(t, s, name), "div") {
			if !has(view, "data-copy") {
				continue
			}
			for _, e := range elements(view, "") {
				if slices.Contains([]string{"h1", "h2", "h3"}, e.Data) {
					check(e, attr(view, "lang"))
				}
			}
		}
	}
	if len(headings) != 3 || seen < 2000 {
		t.Errorf("of headings %v were seen, %d glyphs", headings, seen)
	}
}
