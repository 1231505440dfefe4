package typeset_test

import (
	"slices"
	"strings"
	"testing"

	"eventkit/kit/page"
	"eventkit/kit/typeset"
)

// Where headlines break when they may: the words that belong together stay
// together, and no line is a mere article.
func TestPosterBreaks(t *testing.T) {
	tests := []struct {
		lang, text string
		box        page.Size
		want       []string // nil: only the rules below
	}{
		{"en", "Journalism is not a crime", page.Size{W: 100, H: 120}, nil},
		{"en", "Free the press of the world now", page.Size{W: 100, H: 130}, nil},
		{"fr", "Le journalisme n’est pas un crime", page.Size{W: 100, H: 130}, nil},
		{"es", "El periodismo no es un crimen", page.Size{W: 100, H: 130}, nil},
		{"de", "Freiheit für die Presse und für alle", page.Size{W: 100, H: 130}, nil},
		{"el", "Η ελευθερία του Τύπου", page.Size{W: 100, H: 130}, nil},
		{"en", "FREE NOW", page.Size{W: 100, H: 100}, []string{"FREE", "NOW"}},
		{"en", "FREE NOW", page.Size{W: 300, H: 60}, []string{"FREE NOW"}},
		{"th", "ปล่อยตัวจูเลียน อัสซานจ์ เดี๋ยวนี้", page.Size{W: 60, H: 80}, []string{"ปล่อยตัวจูเลียน", "อัสซานจ์", "เดี๋ยวนี้"}},
		{"ru", "Правда — не преступление", page.Size{W: 70, H: 100}, nil},
	}
	light := strings.Fields("a the of is le un el die und für η του —")
	for _, tt := range tests {
		for _, stack := range []bool{false, true} {
			b, err := library(t).Fit(tt.text, poster(tt.lang), tt.box, typeset.Limits{Stack: stack})
			if err != nil {
				t.Fatal(err)
			}
			got := b.Lines()
			if tt.want != nil && !slices.Equal(got, tt.want) {
				t.Errorf("%q, want %q", got, tt.want)
			}
			for _, l := range got {
				if slices.Contains(light, strings.ToLower(l)) {
					t.Errorf("a line is %q: %q", l, got)
				}
			}
			for _, l := range got[1:] {
				if strings.HasPrefix(l, "—") {
					t.Errorf("a line begins with a dash: %q", got)
				}
			}
		}
	}
}

// A dash stays at the end of the line before it wherever it finds room there,
// unless a short word would be left alone on the last one.
func TestDashes(t *testing.T) {
	text := "Свобода печати — это право каждого из нас – и наша обязанность — вместе"
	for ems := 9.0; ems < 30; ems += 0.3 {
		b, err := library(t).Set(text, medium("ru"), 1, ems)
		if err != nil {
			t.Fatal(err)
		}
		lines := b.Lines()
		for i, l := range lines {
			dash := strings.HasPrefix(l, "—") || strings.HasPrefix(l, "–")
			if dash && i < len(lines)-1 && (i == 0 || width(t, lines[i-1]+" —", "ru") < ems-0.01) {
				t.Errorf("%g ems: %q", ems, lines)
			}
		}
	}
}

// Marks of a line keep nearer to their letters than to the next line.
func TestClearOfMarks(t *testing.T) {
	tests := []struct {
		lang, text string
		gap        float64 // ems
	}{
		{"th", "ซาน\nเดี๋ยวนี้", 0.2},
		{"ar", "بتوقيت\nأسانج", 0.17},
		{"ar", "بِي\nنُطَالِبُ", 0.17},
		{"hi", "जूलू\nअसांज", 0.1},
		{"cs", "QĘJ\nŤŘŮ", 0.055},
		{"vi", "TỰ ĐỘC\nBẢO Ố", 0.055},
	}
	for _, tt := range tests {
		box := page.Size{W: 100, H: 100}
		b, err := library(t).Fit(tt.text, poster(tt.lang), box, typeset.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		lines := texts(b, box.W, typeset.Start)
		// Moved up by the gap, the second line still doesn't touch the first.
		lines[1].At.Y -= tt.gap * b.Em
		if touching(t, lines[0], lines[1]) {
			t.Errorf("%q are less than %g em apart", b.Lines(), tt.gap)
		}
	}
}
