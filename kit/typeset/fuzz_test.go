package typeset_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"eventkit/kit/page"
	"eventkit/kit/typeset"
)

// FuzzText: whatever a person pastes, setting it ends with a block inside its
// box or with an error that says why.
func FuzzText(f *testing.F) {
	for _, h := range headlines {
		f.Add(h.text, h.lang, 190.0, 100.0, uint8(0))
	}
	for _, s := range []string{
		"", " \n\n ", "FREE *Julian* NOW", "👨\u200D👩\u200D👧\u200D👦 👍🏽 🇺🇦", "a\x00b\x1b[31m", "\u202Eevil\u202C", "\xed\xa0\x80\xff",
		strings.Repeat("a", 200), strings.Repeat("abc ", 60), "Z" + strings.Repeat("\u0301\u0335\u0489", 30),
		"אבג (abc) ١٢٣ [ד", "((((((((((((((((", "\u200D\u200C\u200B\uFE0F", "क्क्क्क्क्क ्् ि", "กำเแโใไะ์ๆฯ",
		"\u00A0\u202F\u00A0", "1/2/3-4.5,6:7", "https://example.org/%F0%9F%91%8D", "*a*b**c* *", "字由\n自由", "ß ΐ ŉ ﬁ և",
		"\u115F\u1160\u3164\uFFA0\u2800", "e\u200E\u0301", "\u0600\u0601123", "ـــــــــ", "\U000E0001\U0010FFFF",
	} {
		f.Add(s, "en", 60.0, 80.0, uint8(255))
		f.Add(s, "ar", 10.0, 300.0, uint8(9))
	}
	lib := with(f, "字由自👍", "🕊")
	f.Fuzz(func(t *testing.T, text, lang string, w, h float64, bits uint8) {
		st := typeset.Style{
			Weight: typeset.Weight(bits % 3), Lang: lang,
			Caps: bits&4 != 0, Marks: bits&8 != 0, Strong: bits&128 != 0, Flush: bits&16 != 0, Address: bits&32 != 0,
		}
		box := page.Size{W: w, H: h}
		lim := typeset.Limits{Stack: bits&64 != 0}
		fit, err := lib.Fit(text, st, box, lim)
		sane(t, "Fit", text, fit, err, box)
		set, err := lib.SetFit(text, st, box, lim)
		sane(t, "SetFit", text, set, err, box)
		set, err = lib.Set(text, st, h, w)
		sane(t, "Set", text, set, err, page.Size{W: w, H: math.Inf(1)})
		line, err := lib.Line(text, st, h, 0.1, w)
		sane(t, "Line", text, line, err, page.Size{W: w, H: math.Inf(1)})
	})
}

func sane(t *testing.T, door, text string, b *typeset.Block, err error, box page.Size) {
	var miss *typeset.MissingGlyphError
	var long *typeset.TooLongError
	if err != nil {
		if b != nil || !errors.As(err, &miss) && !errors.As(err, &long) {
			t.Fatalf("%s: %v, %v", door, b, err)
		}
		if miss != nil && !strings.ContainsRune(typeset.Clean(text)+strings.ToUpper(typeset.Clean(text)), miss.Rune) {
			t.Fatalf("%s: %v, which is not in the text", door, err)
		}
		return
	}
	if len(b.Lines()) == 0 {
		return
	}
	hair, slack := overhang*b.Em, 1e-6*max(1, box.W)
	if !(b.W <= box.W+slack) || !(b.H <= box.H+1e-6*max(1, box.H)) || !(b.Em > 0) {
		t.Fatalf("%s: %g by %g mm at %g mm in %v", door, b.W, b.H, b.Em, box)
	}
	for _, l := range texts(b, box.W, typeset.Start) {
		ink := l.Bounds()
		if !(ink.X >= -hair-slack) || !(ink.Right() <= box.W+hair+slack) || !(ink.Y >= -1e-6*max(1, b.H)) || !(ink.Bottom() <= b.H+1e-6*max(1, b.H)) {
			t.Fatalf("%s: %q paints %+v at %g mm in %v", door, l.String, ink, l.Em, box)
		}
		for _, g := range l.Glyphs {
			if strings.HasSuffix(g.Outline.Name, "/0") || len(g.Outline.Segments) == 0 {
				t.Fatalf("%s: %q is drawn with %s", door, l.String, g.Outline.Name)
			}
		}
	}
}
