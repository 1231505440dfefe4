package typeset

import (
	"math"
	"strings"

	"eventkit/kit/page"

	"github.com/go-text/typesetting/language"
)

// Style says how words are to look.
type Style struct {
	Weight Weight
	// Lang is the words' language (BCP 47); it gives direction, letter forms
	// and leading.
	Lang string
	// Caps sets capitals where the script has them.
	Caps bool
	// Marks takes *words between asterisks* as marked; Strong takes them as
	// bold.
	Marks, Strong bool
	// Flush aligns lines by their ink, not by how it looks: for a single
	// large figure.
	Flush bool
	// Prose fills the lines of running text and lets the last be short, where
	// else all are as even as can be.
	Prose bool
	// Address allows breaks after the points and slashes of an address.
	Address bool
}

// word is what stands between two places where a line may break.
type word struct {
	// said is the word as it was given, before capitals.
	said string
	// start and end are where it stands in what is shown.
	start, end int
	// width is its advance; before and after are how far inside it, on a line's
	// start and end, its ink seems to begin. top and bottom are the highest
	// and lowest ink of the words shaped with it.
	width, before, after, top, bottom float64
	// space is the width of the space after it, spaceLevel its bidi level.
	space      float64
	spaceLevel uint8
	// ends says that the line must end here; toll is the price of ending it.
	ends bool
	toll float64
	// pieces are its shaped runs, nil where it is shaped with its neighbours.
	pieces      []piece
	letters     int
	light       bool
	markedFirst bool
	markedLast  bool
}

// piece is a shaped run of one level; start is where its text begins in what is shown.
type piece struct {
	*shaped
	start  int
	level  uint8
	face   *face
	script language.Script
}

// passage is a text, cleaned, cut into words, and shaped.
type passage struct {
	lib *Library
	st  Style
	rtl bool
	// script is the one that most of the letters are in.
	script language.Script

	shown  []rune
	levels []uint8
	marked []bool
	words  []word
	lines  map[[2]int]*line
}

// passage prepares a text.
func (l *Library) passage(text string, st Style, how cutting) (*passage, error) {
	p := &passage{lib: l, st: st, rtl: RTL(st.Lang), lines: map[[2]int]*line{}}
	raw, marks := parseMarks(Clean(text), st.Marks || st.Strong)
	upper := capitals(st)
	for _, s := range split(raw, st.Address, how) {
		w := word{said: string(raw[s.start:s.end]), start: len(p.shown), ends: s.ends, toll: s.toll, letters: s.letters}
		w.light = lightWords[strings.ToLower(w.said)]
		p.show(raw[s.start:s.end], marks[s.start:s.end], upper)
		w.end = len(p.shown)
		if w.end > w.start {
			w.markedFirst, w.markedLast = p.marked[w.start], p.marked[w.end-1]
		}
		if s.spaced {
			w.space = 1
			gap := ' '
			if s.ends {
				gap = '\n'
			}
			p.shown, p.marked = append(p.shown, gap), append(p.marked, false)
		}
		p.words = append(p.words, w)
	}
	p.levels = levels(p.shown, p.rtl)
	p.script = scriptOfText(p.shown, st.Lang)
	if err := p.shapeWords(); err != nil {
		return nil, err
	}
	if !p.hasInk() {
		p.words = nil
	}
	return p, nil
}

// show appends what is to be seen of a word, which in capitals may be longer.
func (p *passage) show(raw []rune, marks []bool, upper func(string) string) {
	for start := 0; start < len(raw); {
		end := start
		for end < len(raw) && marks[end] == marks[start] {
			end++
		}
		for _, r := range upper(string(raw[start:end])) {
			p.shown, p.marked = append(p.shown, r), append(p.marked, marks[start])
		}
		start = end
	}
}

// shapeWords shapes the words; those without a space between them together,
// as they will mostly stand on one line.
func (p *passage) shapeWords() error {
	for i := 0; i < len(p.words); {
		j := p.chunkEnd(i, len(p.words))
		pieces, err := p.shape(p.words[i].start, p.words[j-1].end)
		if err != nil {
			return err
		}
		if j == i+1 {
			p.words[i].pieces = pieces
		}
		p.share(i, j, pieces)
		if last := &p.words[j-1]; last.space > 0 {
			last.spaceLevel = p.levels[last.end]
			last.space = p.spaceAfter(pieces)
		}
		i = j
	}
	return nil
}

// chunkEnd is the end of the words, before end, that follow word i without a space.
func (p *passage) chunkEnd(i, end int) int {
	for i++; i < end && p.words[i-1].space == 0 && !p.words[i-1].ends; i++ {
	}
	return i
}

// extent is where the letters of a word stand in a piece, and their ink.
type extent struct {
	x0, x1, left, right float64
	pieces              int
}

// share gives each of words[i:j] the measures of its own letters.
func (p *passage) share(i, j int, pieces []piece) {
	var ink page.Rect
	all := make([]extent, j-i)
	for _, pc := range pieces {
		ink = ink.Union(pc.ink)
		w, last := i, -1
		for _, c := range pc.cells {
			w = p.wordAt(pc.start+c.rune, w, i, j)
			p.words[w].width += c.w
			e := &all[w-i]
			if w != last && e.pieces < 2 {
				e.pieces++
				e.x0, e.x1, e.left, e.right = c.x, c.x, math.Inf(1), math.Inf(-1)
			}
			e.x0, e.x1, last = min(e.x0, c.x), max(e.x1, c.x+c.w), w
		}
		for _, g := range pc.glyphs {
			w = p.wordAt(pc.start+g.rune, w, i, j)
			e := &all[w-i]
			e.left, e.right = min(e.left, g.x+g.left), max(e.right, g.x+g.right)
		}
	}
	for k, e := range all {
		w := &p.words[i+k]
		w.top, w.bottom = ink.Y, ink.Bottom()
		// A word of several pieces is measured when its line is.
		if e.pieces != 1 || e.left > e.right {
			continue
		}
		w.before, w.after = e.left-e.x0, e.x1-e.right
		if p.rtl {
			w.before, w.after = w.after, w.before
		}
	}
}

// wordAt finds the word of words[i:j] that holds a shown rune, beginning at word w.
func (p *passage) wordAt(at, w, i, j int) int {
	for w+1 < j && p.words[w+1].start <= at {
		w++
	}
	for w > i && p.words[w].start > at {
		w--
	}
	return w
}

// shape sets the shown runes from a to b.
func (p *passage) shape(a, b int) ([]piece, error) {
	var pieces []piece
	for a < b {
		end, weight := b, p.st.Weight
		if p.st.Strong {
			end = p.evenly(a, b)
			if p.marked[a] {
				weight = Bold
			}
		}
		spans, err := p.lib.itemise(p.shown[a:end], p.levels[a:end], p.st.Lang, weight)
		if err != nil {
			return nil, err
		}
		for _, sp := range spans {
			run, err := p.lib.shape(sp.face, sp.script, p.st.Lang, sp.level%2 == 1, p.shown[a+sp.start:a+sp.end])
			if err != nil {
				return nil, err
			}
			pieces = append(pieces, piece{run, a + sp.start, sp.level, sp.face, sp.script})
		}
		a = end
	}
	return pieces, nil
}

// evenly is the end of the runes, before b, that are marked as the one at a is.
func (p *passage) evenly(a, b int) int {
	end := a + 1
	for end < b && p.marked[end] == p.marked[a] {
		end++
	}
	return end
}

// spaceAfter is the width of a space in the font of the last letter before it.
func (p *passage) spaceAfter(before []piece) float64 {
	if len(before) == 0 {
		return 0
	}
	last := before[len(before)-1]
	gap, err := p.lib.shape(last.face, last.script, p.st.Lang, false, []rune{' '})
	if err != nil {
		const usual = 260
		return usual
	}
	return gap.advance
}

func (p *passage) hasInk() bool {
	for _, w := range p.words {
		if w.bottom > w.top {
			return true
		}
	}
	return false
}
