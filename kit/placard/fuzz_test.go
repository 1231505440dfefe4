package placard_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/placard"
	"eventkit/kit/qr"
	"eventkit/kit/typeset"
)

// FuzzMake lays out whatever a person can paste: the result is a typed error,
// or a page that holds everything, whose words don't touch and whose code is
// read back.
func FuzzMake(f *testing.F) {
	for i, text := range []string{
		"", "Free Julian Assange now", "الحرية لجوليان أسانج الآن", "जूलियन असांज को अभी रिहा करो",
		"No 🙂 emoji", "a\x00b\x1b[31m\u202Etxet\u202C", "سلام hello שלום 123 (abc)", "W", "—", "* *a*", "\u0301\u0301a",
		strings.Repeat("W", 120), strings.Repeat("free them ", 60), "one\n\n\ntwo\r\nthree\u2028four",
		"ﷺ﷽", "ก็ที่นี่", "ಕನ್ನಡ 中文 한국어", "a\u200Db\uFE0Fc\u00ADd", "ΐ ß ŉ ﬁ İi",
	} {
		f.Add(text, "Nairobi", "Peoples’ Table", uint8(i), uint8(i))
		f.Add("Free the press", text, text, uint8(i), uint8(i+1))
	}
	k, m := theKit(f), theMaker(f)
	templates := placard.Templates()
	sizes := []page.Size{{W: 210, H: 297}, {W: 148, H: 105}, {W: 100, H: 100}, {W: 297, H: 210}, {W: 99, H: 210}}
	f.Fuzz(func(t *testing.T, text, city, host string, lang, template uint8) {
		c := placard.Choice{
			Template: templates[int(template)%len(templates)].ID, Text: text,
			Langs: []string{k.Languages[int(lang)%len(k.Languages)]}, Paper: sizes[int(lang)/len(k.Languages)%len(sizes)],
		}
		ev := kit.Event{City: city, Host: host, Place: city, Date: "2022-10-07", Time: "11:00"}
		s, err := m.Make(k, ev, c)
		if err != nil {
			typed(t, err)
			return
		}
		whole := page.Rect{W: s.Page.Size.W, H: s.Page.Size.H}
		for it := range s.Page.Items {
			if !whole.Contains(it.Bounds()) {
				t.Errorf("%s is off the page: %.2f", name(it), it.Bounds())
			}
		}
		for _, what := range slices.Concat(crowded(s.Page), small(s.Page), meeting(s.Page), faint(s.Page)) {
			t.Error(what)
		}
		if err := qr.ReadBack(s.Page); err != nil {
			t.Error(err)
		}
	})
}

// typed fails unless the error is one that the screen can explain.
func typed(t *testing.T, err error) {
	t.Helper()
	var long *typeset.TooLongError
	var glyph *typeset.MissingGlyphError
	var size *placard.SizeError
	if !errors.As(err, &long) && !errors.As(err, &glyph) && !errors.As(err, &size) {
		t.Errorf("%T: %v", err, err)
	}
}
