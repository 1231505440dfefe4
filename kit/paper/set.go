package paper

import (
	"strings"
	"sync"
	"unicode"

	"eventkit/kit/page"
	"eventkit/kit/typeset"
)

// Align says at which side of its measure a line stands.
type Align int

// Start is the side where the page's language begins.
const (
	Start Align = iota
	End
	Center
)

// Style says how words are set. It can be compared.
type Style struct {
	// Lang is the words' language (BCP 47), RTL the direction of the page,
	// by which lines are aligned.
	Lang string
	RTL  bool
	// Em is the type size in mm, Lead the distance of baselines in ems; 0 is
	// the script's own, and lines never come closer than that.
	Em, Lead float64
	// Least is the size in mm below which a line is never set.
	Least  float64
	Weight typeset.Weight
	// Caps sets capitals; Strong takes *words between asterisks* as bold;
	// Address lets lines break as addresses do; Prose fills lines and lets the
	// last be short.
	Caps, Strong, Address, Prose bool
	Align                        Align
}

// Text is set words, line by line. It is shared and must not be changed.
type Text struct {
	// Em is the type size, Lead the height of a line, Width the measure, Ink
	// the width of the widest line, all in mm.
	Em, Lead, Width, Ink float64

	lines []page.Text
}

// Len is the number of lines.
func (t *Text) Len() int { return len(t.lines) }

// Height is that of all lines in mm.
func (t *Text) Height() float64 { return float64(len(t.lines)) * t.Lead }

// Descent is how far ink reaches below the last baseline in mm.
func (t *Text) Descent() float64 {
	if len(t.lines) == 0 {
		return 0
	}
	return max(0, t.lines[len(t.lines)-1].Ink.Bottom())
}

// Above is how far ink reaches over the text's upper edge in mm, as marks on
// the first line's letters do.
func (t *Text) Above() float64 {
	if len(t.lines) == 0 {
		return 0
	}
	return max(0, -t.lines[0].Ink.Y-t.Rise())
}

// Said returns what each line says.
func (t *Text) Said() []string {
	out := make([]string, len(t.lines))
	for i, l := range t.lines {
		out[i] = l.String
	}
	return out
}

// Setter sets words and remembers them. It is safe for concurrent use.
type Setter struct {
	lib *typeset.Library

	mu   sync.Mutex
	have map[setKey]*Text
}

type setKey struct {
	words string
	style Style
	width float64
	line  bool
}

// maxKept settings are remembered before they are forgotten together.
const maxKept = 4096

// New returns a setter that takes its fonts from lib.
func New(lib *typeset.Library) *Setter {
	return &Setter{lib: lib, have: map[setKey]*Text{}}
}

// Set sets words in a measure of width mm; empty words have no lines. Errors
// are those of [typeset.Library.Set].
func (s *Setter) Set(words string, st Style, width float64) (*Text, error) {
	return s.remember(setKey{words, st, width, false}, func(ts typeset.Style) (*typeset.Block, error) {
		return s.lib.Set(words, ts, st.Em, width)
	})
}

// Line sets words on one line, smaller where they would be wider than width
// mm, down to 0.6 of the size or the style's least; longer ones are set on
// several lines.
func (s *Setter) Line(words string, st Style, width float64) (*Text, error) {
	return s.remember(setKey{words, st, width, true}, func(ts typeset.Style) (*typeset.Block, error) {
		least := min(st.Em, max(0.6*st.Em, st.Least))
		b, err := s.lib.Line(words, ts, st.Em, least-slack, width)
		if err != nil {
			return s.lib.Set(words, ts, least, width)
		}
		return b, nil
	})
}

func (s *Setter) remember(key setKey, set func(typeset.Style) (*typeset.Block, error)) (*Text, error) {
	s.mu.Lock()
	t := s.have[key]
	s.mu.Unlock()
	if t != nil {
		return t, nil
	}
	st := key.style
	ts := typeset.Style{
		Weight: st.Weight, Lang: direction(key.words, st.Lang),
		Caps: st.Caps, Strong: st.Strong, Address: st.Address, Prose: st.Prose,
	}
	b, err := set(ts)
	if err != nil {
		return nil, err
	}
	t = cut(b, st, key.width)
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.have) >= maxKept {
		clear(s.have)
	}
	s.have[key] = t
	return t, nil
}

// direction is the language by which words run: those without a letter of the
// language's own script, such as an address among Arabic, run left to right.
func direction(words, lang string) string {
	if !typeset.RTL(lang) || !strings.ContainsFunc(words, unicode.IsLetter) || hasRTL(words) {
		return lang
	}
	return "en"
}

// RunsRight reports whether words of a language run from right to left: one of
// their letters must.
func RunsRight(words, lang string) bool { return typeset.RTL(direction(words, lang)) }

func hasRTL(words string) bool {
	return strings.ContainsFunc(words, func(r rune) bool {
		return unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Adlam) && unicode.IsLetter(r)
	})
}

// cut takes a block apart into lines, each aligned in the measure.
func cut(b *typeset.Block, st Style, width float64) *Text {
	t := &Text{Em: b.Em, Width: width, Ink: b.W}
	if b.Em == 0 {
		t.Em = st.Em
	}
	lead := st.Lead
	if lead == 0 {
		lead = typeset.Leading(st.Lang)
	}
	t.Lead = lead * t.Em
	left := b.Place(page.Point{}, width, typeset.Left, typeset.Paint{})
	mid := b.Place(page.Point{}, width, typeset.Center, typeset.Paint{})
	if n := len(left); n > 1 {
		t.Lead = max(t.Lead, (b.Last-b.Baseline)/float64(n-1))
	}
	for i := range left {
		line := left[i].(page.Text)
		half := mid[i].(page.Text).At.X - line.At.X
		switch {
		case st.Align == Center:
			line.At.X += half
		case (st.Align == Start) == st.RTL:
			line.At.X += 2 * half
		}
		line.At.Y = 0
		t.lines = append(t.lines, line)
	}
	return t
}
