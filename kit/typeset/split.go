package typeset

import (
	"slices"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/segmenter"
	"github.com/rivo/uniseg"
)

// stretch is a piece of text after which a line may break.
type stretch struct {
	start, end int // runes, without the space after it
	letters    int
	// spaced says that a space follows, ends that the line must end here.
	spaced, ends bool
	// toll is the price of breaking here.
	toll float64
}

// cutting says how far words may be cut.
type cutting int

const (
	byWords     cutting = iota // between words alone
	bySyllables                // and in scripts that leave no spaces between them
	byLetters                  // and anywhere in what is too long for a line
)

// split cuts text where a line may break: by UAX #14, after the points and
// slashes of an address, and as far as how allows within words.
func split(text []rune, address bool, how cutting) []stretch {
	var out []stretch
	for _, s := range stretches(text, address) {
		from := len(out)
		for _, c := range cuts(text[s.start:s.end], address, how) {
			out = append(out, stretch{start: s.start, end: s.start + c.at, toll: c.toll})
			s.start += c.at
		}
		if from > 0 && isDash(text[s.start:s.end]) {
			out[from-1].toll += beforeDash
		}
		out = append(out, s)
		for i := from; i < len(out); i++ {
			out[i].letters = uniseg.GraphemeClusterCount(string(text[out[i].start:out[i].end]))
		}
	}
	return out
}

// isDash reports whether a word is nothing but a dash between two others,
// which stays with the first.
func isDash(word []rune) bool { return len(word) == 1 && (word[0] == '—' || word[0] == '–') }

// stretches cuts text by UAX #14, or, in an address, at its spaces alone.
func stretches(text []rune, address bool) []stretch {
	var seg segmenter.Segmenter
	seg.Init(text)
	var out []stretch
	for it := seg.LineIterator(); it.Next(); {
		ln := it.Line()
		s := stretch{start: ln.Offset, end: ln.Offset + len(ln.Text)}
		s.ends = ln.IsMandatoryBreak && s.end < len(text)
		for s.end > s.start && (text[s.end-1] == ' ' || text[s.end-1] == '\n') {
			s.end--
			s.spaced = true
		}
		if last := len(out) - 1; address && last >= 0 && !out[last].spaced {
			s.start = out[last].start
			out[last] = s
			continue
		}
		out = append(out, s)
	}
	return out
}

// cut is a place where a line may break within a stretch, counted in runes
// from the cut before it.
type cut struct {
	at   int
	toll float64
}

// longWord is the number of letters above which a word may be cut.
const longWord = 28

func cuts(s []rune, address bool, how cutting) []cut {
	switch {
	case address:
		return addressCuts(s)
	case how >= bySyllables && slices.ContainsFunc(s, spaceless):
		return syllableCuts(s)
	case how == byLetters && len(s) > longWord:
		return evenCuts(s)
	}
	return nil
}

// evenCuts cuts a word that no line can hold, between letters.
func evenCuts(s []rune) []cut {
	ends := clusterEnds(s)
	if len(ends) <= longWord {
		return nil
	}
	var out []cut
	from := 0
	for i := longWord/2 - 1; i < len(ends)-1; i += longWord / 2 {
		out = append(out, cut{at: ends[i] - from, toll: wordCut})
		from = ends[i]
	}
	return out
}

// clusterEnds returns where each letter with its marks ends (UAX #29), in runes.
func clusterEnds(s []rune) []int {
	var out []int
	n := 0
	for g := uniseg.NewGraphemes(string(s)); g.Next(); {
		n += len(g.Runes())
		out = append(out, n)
	}
	return out
}

// addressCuts lets an address break: best after its slashes, or after its
// points and hyphens and before a percent-encoded letter, but never between
// two slashes nor inside such a letter.
func addressCuts(s []rune) []cut {
	const after, pointCut = "/-.?&=_~#+:", 0.3
	var out []cut
	from := 0
	for _, at := range clusterEnds(s) {
		if at == len(s) || at-from < 3 || unicode.IsMark(s[at]) {
			continue
		}
		last, next := s[at-1], s[at]
		inside := last == '%' || at > 1 && s[at-2] == '%'
		toll := 0.0
		switch {
		case last == '/' && next != '/':
		case strings.ContainsRune(after, last) && !strings.ContainsRune(after, next), next == '%':
			toll = pointCut
		case at-from >= longWord && !inside:
			toll = wordCut
		default:
			continue
		}
		out = append(out, cut{at: at - from, toll: toll})
		from = at
	}
	return out
}

// parseMarks takes the asterisks out and says which runes stood between them.
// An asterisk opens before a letter and closes after one; any other is a word.
func parseMarks(s string, on bool) ([]rune, []bool) {
	in := []rune(s)
	out := make([]rune, 0, len(in))
	marks := make([]bool, 0, len(in))
	for i := 0; i < len(in); i++ {
		end := 0
		if on && in[i] == '*' {
			end = markEnd(in, i)
		}
		if end == 0 {
			out, marks = append(out, in[i]), append(marks, false)
			continue
		}
		for _, r := range in[i+1 : end] {
			out, marks = append(out, r), append(marks, true)
		}
		i = end
	}
	return out, marks
}

// markEnd returns where the asterisk stands that closes the one at i, or 0.
func markEnd(in []rune, i int) int {
	if i+1 >= len(in) || unicode.IsSpace(in[i+1]) || in[i+1] == '*' {
		return 0
	}
	for j := i + 2; j < len(in); j++ {
		if in[j] == '*' {
			if unicode.IsSpace(in[j-1]) {
				return 0
			}
			return j
		}
	}
	return 0
}
