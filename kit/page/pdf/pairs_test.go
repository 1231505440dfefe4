package pdf

import (
	"testing"

	"eventkit/kit/page"
)

// line is a line at 5 mm of glyphs that all have the bean's outline, at the
// places given in thousandths of an em.
func line(words string, xs ...float64) page.Text {
	t := page.Text{String: words, Scale: 0.005, Em: 5}
	for _, x := range xs {
		t.Glyphs = append(t.Glyphs, page.Glyph{Outline: bean(), X: x * 0.005})
	}
	return t
}

func TestPairs(t *testing.T) {
	with := func(words string, change func(*page.Text)) page.Text {
		l := line(words, 0, 500, 1000)
		change(&l)
		return l
	}
	tests := []struct {
		name string
		t    page.Text
		want bool
	}{
		{"letters", line("abc", 0, 500, 1000), true},
		{"with spaces", line(" a b\u00A0c ", 0, 760, 1520), true},
		{"Greek", line("αβγ", 0, 500, 1000), true},
		{"Cyrillic", line("жук", 0, 500, 1000), true},
		{"Armenian", line("ազա", 0, 500, 1000), true},
		{"Georgian", line("აბგ", 0, 500, 1000), true},
		{"punctuation", line("“№…", 0, 500, 1000), true},
		{"composed letters", line("éñü", 0, 500, 1000), true},
		{"nothing", line(""), false},
		{"only a space", line(" "), false},
		{"fewer glyphs", line("abc", 0, 500), false},
		{"more glyphs", line("ab", 0, 500, 1000), false},
		{"combining mark", line("e\u0301a", 0, 0, 500), false},
		{"Arabic", line("حري", 0, 500, 1000), false},
		{"Hebrew", line("אבג", 0, 500, 1000), false},
		{"Devanagari", line("कखग", 0, 500, 1000), false},
		{"Thai", line("กขค", 0, 500, 1000), false},
		{"Chinese", line("自由了", 0, 500, 1000), false},
		{"control character", line("a\tb", 0, 500, 1000), false},
		{"direction mark", line("a\u200Eb", 0, 500, 1000), false},
		{"going back", line("abc", 0, 500, 400), false},
		{"right to left", with("abc", func(t *page.Text) { t.RTL = true }), false},
		{"hollow", with("abc", func(t *page.Text) { t.Stroke = 0.1 }), false},
		{"large", with("abc", func(t *page.Text) { t.Em, t.Scale = 20, 0.02 }), false},
		{"other units", with("abc", func(t *page.Text) { t.Scale = 5.0 / 2048 }), false},
		{"no scale", with("abc", func(t *page.Text) { t.Scale = 0 }), false},
		{"raised", with("abc", func(t *page.Text) { t.Glyphs[1].Y = -1 }), false},
		{"no outline", with("abc", func(t *page.Text) { t.Glyphs[1].Outline = nil }), false},
	}
	for _, tt := range tests {
		if _, ok := pairs(nil, tt.t); ok != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, ok, tt.want)
		}
	}
}

func TestPairedLetters(t *testing.T) {
	letters, ok := pairs(nil, line(" ab c", 30, 500.4, 1300))
	if !ok || len(letters) != 3 {
		t.Fatalf("%v, %v", letters, ok)
	}
	for i, want := range []letter{{rune: 'a', x: 30}, {rune: 'b', x: 500}, {rune: 'c', x: 1300, gap: true}} {
		if l := letters[i]; l.rune != want.rune || l.x != want.x || l.gap != want.gap {
			t.Errorf("letter %d is %c at %d, gap %v; want %c at %d, gap %v", i, l.rune, l.x, l.gap, want.rune, want.x, want.gap)
		}
	}
}

// meet lets fonts learn from a line.
func meet(f *fonts, t page.Text, advance int) []letter {
	letters, _ := pairs(nil, t)
	f.meet(letters, advance)
	f.settle()
	return letters
}

func TestWidths(t *testing.T) {
	tests := []struct {
		name    string
		t       page.Text
		advance int
		want    map[rune]int
	}{
		{"from the next letter", line("abc", 0, 510, 1100), 1650, map[rune]int{'a': 510, 'b': 590, 'c': 550}},
		{"across a space", line("a b", 0, 510+spaceWidth), 1400, map[rune]int{'a': 510, 'b': 630}},
		{"of most places", line("aaaab", 0, 500, 1000, 1480, 1980), 2500, map[rune]int{'a': 500, 'b': 520}},
		{"of two, the wider: kerning narrows", line("aab", 0, 480, 980), 1500, map[rune]int{'a': 500, 'b': 520}},
		{"from the outline if nothing else tells", line("ab", 0, 0), 0, map[rune]int{'a': 475, 'b': 475}},
	}
	for _, tt := range tests {
		f := new(fonts)
		for _, l := range meet(f, tt.t, tt.advance) {
			if got, want := l.char.width, tt.want[l.rune]; got != want && want != 475 || got <= 0 {
				t.Errorf("%s: %c is %d wide, want %d", tt.name, l.rune, got, want)
			}
		}
	}
}

func TestWidthsStay(t *testing.T) {
	f := new(fonts)
	first := meet(f, line("ab", 0, 500), 1000)
	second := meet(f, line("ab", 0, 400), 1000)
	if first[0].char != nil && second[0].char.width != 500 {
		t.Errorf("a width changed from 500 to %d after it was used", second[0].char.width)
	}
}

func TestCodes(t *testing.T) {
	f := new(fonts)
	a := meet(f, line("a", 0), 500)[0].char
	again := meet(f, line("a", 0), 500)[0].char // another pointer to an equal outline
	if a == nil || a != again || a.code != 'a' {
		t.Fatalf("the same letter has the codes %v and %v", a, again)
	}
	if b := meet(f, line("b", 0), 500)[0].char; b == a || b.code != 'b' {
		t.Errorf("another letter of the same outline has the code %v", b)
	}
	// An outline of its own for a letter whose code is taken.
	other := line("a", 0)
	other.Glyphs[0].Outline = page.NewOutline("Some-Font/9", append(bean().Segments, seg(page.MoveTo, at(0, 0)), seg(page.LineTo, at(9, 9)), seg(page.LineTo, at(0, 9))))
	if c := meet(f, other, 500)[0].char; c == a || c.code == 'a' || c.font != a.font {
		t.Errorf("a second shape of a letter has the code %v", c)
	}
	// Letters beyond ASCII get codes that are free.
	seen := map[byte]rune{}
	for r := rune(0x400); r < 0x450; r++ {
		c := meet(f, line(string(r), 0), 500)[0].char
		if before, taken := seen[c.code]; taken || c.code == spaceCode {
			t.Fatalf("%c and %c share the code %02X", before, r, c.code)
		}
		seen[c.code] = r
	}
}

func TestManyLettersNeedManyFonts(t *testing.T) {
	f := new(fonts)
	type place struct {
		font *font
		code byte
	}
	seen := map[place]bool{}
	for r := rune(0x3B1); r < 0x3B1+700; r++ {
		if !pairable(r) {
			continue
		}
		c := meet(f, line(string(r), 0), 500)[0].char
		if p := (place{c.font, c.code}); seen[p] {
			t.Fatalf("%c takes a code that is taken", r)
		} else {
			seen[p] = true
		}
	}
	if n := (len(seen) + 254) / 255; len(f.sets) != n {
		t.Errorf("%d letters in %d fonts, want %d", len(seen), len(f.sets), n)
	}
	// Two families never share a font.
	other := line("x", 0)
	other.Glyphs[0].Outline.Name = "Other-Font/1"
	other.Glyphs[0].Outline.Segments = other.Glyphs[0].Outline.Segments[:8]
	if c := meet(f, other, 500)[0].char; c.font.family != "Other-Font" {
		t.Errorf("it went into %s", c.font.family)
	}
}

func TestDirections(t *testing.T) {
	tests := []struct {
		words string
		rtl   bool
		want  []direction
	}{
		{"plain words", false, []direction{{"plain words", false}}},
		{"жук 12", false, []direction{{"жук 12", false}}},
		{"हिन्दी", false, []direction{{"हिन्दी", false}}},
		{"حرية", true, []direction{{"حرية", true}}},
		{"חופש", false, []direction{{"חופש", true}}},
		{"Say حرية", false, []direction{{"Say ", false}, {"حرية", true}}},
		{"عام 2022", true, []direction{{"2022", false}, {"عام ", true}}},
		{"السبت 8 London", true, []direction{{"London", false}, {" ", true}, {"8", false}, {"السبت ", true}}},
		{"Say حرية now", false, []direction{{"Say ", false}, {"حرية", true}, {" now", false}}},
		{"Say חופש 12 now", false, []direction{{"Say ", false}, {"12", false}, {"חופש ", true}, {" now", false}}},
		{"Say חופש 12 חופש", false, []direction{{"Say ", false}, {" חופש", true}, {"12", false}, {"חופש ", true}}},
	}
	for _, tt := range tests {
		got := directions(tt.words, tt.rtl)
		if len(got) != len(tt.want) {
			t.Errorf("%q: %v, want %v", tt.words, got, tt.want)
			continue
		}
		for i := range got {
			if got[i] != tt.want[i] {
				t.Errorf("%q: %v, want %v", tt.words, got, tt.want)
			}
		}
	}
}

// No letter is lost or doubled, whatever the mixture.
func TestDirectionsKeepEveryLetter(t *testing.T) {
	for _, words := range []string{"a ب c د", "(حرية) [now] 12:30", "א1ב2ג", "", "\u202Eabc", "السبت 8 أكتوبر 2022، London"} {
		for _, rtl := range []bool{false, true} {
			count := map[rune]int{}
			for _, r := range words {
				count[r]++
			}
			for _, d := range directions(words, rtl) {
				for _, r := range d.text {
					count[r]--
				}
			}
			for r, n := range count {
				if n != 0 {
					t.Errorf("%q, right to left %v: %q is there %d times too few", words, rtl, r, n)
				}
			}
		}
	}
}

func TestAlphabet(t *testing.T) {
	var a alphabet
	for r, want := range map[rune]uint16{'A': 'A', ' ': ' ', '\n': ' ', '\u0085': ' ', 'ش': 0x634, 0xFFFD: 0xFFFD} {
		if got := a.code(r); got != want {
			t.Errorf("%U has the code %04X, want %04X", r, got, want)
		}
	}
	first, second := a.code('😀'), a.code('🕊')
	if first == second || first>>11 != surrogates>>11 || second>>11 != surrogates>>11 || a.code('😀') != first {
		t.Errorf("runes beyond the first plane have the codes %04X and %04X", first, second)
	}
	for r := rune(0x20000); r < 0x20000+manyBeyond; r++ {
		a.code(r)
	}
	if got := a.code(0x2FFFF); got != replacedRune {
		t.Errorf("one rune too many has the code %04X", got)
	}
}
