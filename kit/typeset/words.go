package typeset

import (
	"strings"

	"eventkit/kit/page"

	"github.com/go-text/typesetting/segmenter"
	"github.com/rivo/uniseg"
	"golang.org/x/text/cases"
	xlang "golang.org/x/text/language"
)

// Style says how words are to look.
type Style struct {
	Weight Weight
	// Lang is the words' language (BCP 47); it gives direction, letter forms
	// and leading.
	Lang string
	// Caps sets capitals where the script has them.
	Caps bool
	// Marks takes *words between asterisks* as marked.
	Marks bool
	// Flush aligns lines by their ink, not by how it looks: for a single
	// large figure.
	Flush bool
	// Address allows breaks after the points and slashes of an address.
	Address bool
}

// word is what stands between two places where a line may break.
type word struct {
	// text is what the word says, before capitals.
	text   string
	pieces []piece
	width  float64
	// space is the width of the space after it, spaceLevel its bidi level.
	space      float64
	spaceLevel uint8
	marked     bool
	// forced says that the line must end here, glued that it can't.
	forced  bool
	glued   bool
	letters int
}

// piece is a shaped run of one level.
type piece struct {
	*shaped
	level uint8
}

// words cleans, splits and shapes a text.
func (l *Library) words(text string, st Style) ([]word, error) {
	raw, marks := parseMarks(Clean(text), st.Marks)
	list := split(raw, marks, st.Address)
	upper := func(s string) string { return s }
	if st.Caps {
		upper = cases.Upper(xlang.Make(st.Lang)).String
	}
	var display []rune
	starts := make([]int, len(list)+1)
	for i := range list {
		starts[i] = len(display)
		shown := upper(list[i].text)
		display = append(display, []rune(shown)...)
		if list[i].space > 0 {
			display = append(display, ' ')
		}
	}
	starts[len(list)] = len(display)
	lv := levels(display, RTL(st.Lang))
	for i := range list {
		end := starts[i+1]
		if list[i].space > 0 {
			end--
			list[i].spaceLevel = lv[end]
		}
		if err := l.shapeWord(&list[i], display[starts[i]:end], lv[starts[i]:end], st); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func (l *Library) shapeWord(w *word, text []rune, lv []uint8, st Style) error {
	spans, err := l.itemise(text, lv, st.Lang, st.Weight)
	if err != nil {
		return err
	}
	for _, sp := range spans {
		run, err := l.shape(sp.face, sp.script, st.Lang, sp.level%2 == 1, text[sp.start:sp.end])
		if err != nil {
			return err
		}
		w.pieces = append(w.pieces, piece{run, sp.level})
		w.width += run.advance
	}
	if w.space > 0 && len(spans) > 0 {
		f := spans[len(spans)-1].face
		if gap, err := l.shape(f, spans[len(spans)-1].script, st.Lang, false, []rune{' '}); err == nil {
			w.space = gap.advance
		}
	}
	return nil
}

// split cuts text where a line may break (UAX #14), and very long words where
// a reader can stand it. A space of 1 stands for one still to be measured.
func split(text []rune, marks []bool, address bool) []word {
	if len(text) == 0 {
		return nil
	}
	var seg segmenter.Segmenter
	seg.Init(text)
	var out []word
	for it := seg.LineIterator(); it.Next(); {
		line := it.Line()
		s := string(line.Text)
		trimmed := strings.TrimRight(s, " \n")
		w := word{forced: line.IsMandatoryBreak && line.Offset+len(line.Text) < len(text)}
		if len(trimmed) < len(s) {
			w.space = 1
		}
		from := len(out)
		for _, part := range chop(trimmed, address) {
			out = append(out, word{text: part, letters: uniseg.GraphemeClusterCount(part)})
		}
		out = cutAtMarks(out, from, marks[line.Offset:])
		last := &out[len(out)-1]
		last.space, last.forced = w.space, w.forced
	}
	return out
}

// cutAtMarks cuts the words from index from on where marks begin or end inside
// them, without allowing a break there. marks starts with those words' runes.
func cutAtMarks(words []word, from int, marks []bool) []word {
	out := words[:from:from]
	at := 0
	for _, w := range words[from:] {
		rs := []rune(w.text)
		start := 0
		for i := 1; i <= len(rs); i++ {
			if i < len(rs) && marks[at+i] == marks[at+i-1] {
				continue
			}
			part := word{text: string(rs[start:i]), marked: marks[at+i-1], glued: i < len(rs), letters: w.letters}
			out = append(out, part)
			start = i
		}
		if len(rs) == 0 {
			out = append(out, w)
		}
		at += len(rs)
	}
	return out
}

// longWord is the number of letters above which a word may be cut.
const longWord = 28

func chop(s string, address bool) []string {
	if !address && len(s) <= longWord {
		return []string{s}
	}
	if address {
		return chopAddress(s)
	}
	if uniseg.GraphemeClusterCount(s) <= longWord {
		return []string{s}
	}
	var out []string
	n, start := 0, 0
	for g := uniseg.NewGraphemes(s); g.Next(); n++ {
		from, _ := g.Positions()
		if n == longWord/2 {
			out = append(out, s[start:from])
			start, n = from, 0
		}
	}
	return append(out, s[start:])
}

func chopAddress(s string) []string {
	var out []string
	start := 0
	for i := range len(s) {
		end := i + 1
		if end < len(s) && (strings.IndexByte("/-.?&=_~%#+", s[i]) >= 0 || end-start >= longWord) && end-start > 2 {
			out = append(out, s[start:end])
			start = end
		}
	}
	return append(out, s[start:])
}

// parseMarks takes the asterisks out and says which runes stood between them.
func parseMarks(s string, on bool) ([]rune, []bool) {
	in := []rune(s)
	out := make([]rune, 0, len(in))
	marks := make([]bool, 0, len(in))
	marked := false
	for _, r := range in {
		if on && r == '*' {
			marked = !marked
			continue
		}
		out, marks = append(out, r), append(marks, marked)
	}
	return out, marks
}

// line is an assembled line, in thousandths of an em from the left end of its
// baseline.
type line struct {
	glyphs  []page.Glyph
	advance float64
	ink     page.Rect
	text    string
	marks   [][2]float64
	// left and right are the optical edges.
	left, right float64
	rtl         bool
}
