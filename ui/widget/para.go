package widget

import (
	"slices"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	fyneWidget "fyne.io/fyne/v2/widget"

	"eventkit/ui/theme"
)

// Span is a piece of a paragraph in one style.
type Span struct {
	Text string
	Bold bool
	// Color is a theme colour; empty is the paragraph's.
	Color fyne.ThemeColorName
}

// Para is text that wraps. Its height follows from its width: a [Column] asks
// for it.
type Para struct {
	fyneWidget.BaseWidget
	// Spans are the words.
	Spans []Span
	// Em is the type size; zero is the theme's small one.
	Em float32
	// Color is a theme colour; empty is the muted one.
	Color fyne.ThemeColorName
	// Own lets the words run in their own direction: those that run from the
	// right stand at the right.
	Own bool
	// Lines is the largest number of lines; zero is any. What is over is cut.
	Lines int

	letters Letterer
	width   float32
	kept    [2]wrapped
}

// NewPara makes a paragraph of one span. letters may be nil.
func NewPara(text string, letters Letterer) *Para {
	p := &Para{letters: letters}
	if text != "" {
		p.Spans = []Span{{Text: text}}
	}
	p.ExtendBaseWidget(p)
	return p
}

// Set changes the words.
func (p *Para) Set(spans ...Span) {
	p.Spans = spans
	p.Refresh()
}

// Text returns the words without their style.
func (p *Para) Text() string {
	var b strings.Builder
	for _, s := range p.Spans {
		b.WriteString(s.Text)
	}
	return b.String()
}

// Natural returns the width of the words on one line.
func (p *Para) Natural() float32 {
	w := float32(0)
	for _, s := range p.Spans {
		w += p.run(s, s.Text).width()
	}
	return w
}

// HeightFor returns the height at a width.
func (p *Para) HeightFor(width float32) float32 {
	n := len(p.wrap(width))
	return float32(n) * p.leading()
}

func (p *Para) size() float32 {
	if p.Em == 0 {
		return theme.Small
	}
	return p.Em
}

func (p *Para) leading() float32 { return float32(LineHeight)*p.size() + 1 }

// MinSize implements [fyne.CanvasObject].
func (p *Para) MinSize() fyne.Size {
	p.ExtendBaseWidget(p)
	if p.width == 0 {
		return fyne.NewSize(0, float32(min(1, len(p.Spans)))*p.leading())
	}
	return fyne.NewSize(0, p.HeightFor(p.width))
}

// placed is a run with its place on its line.
type placed struct {
	run
	x float32
}

// wrapped are words that were broken into lines, and what that follows from.
// While sticks are written rows are laid out many times a second and few words
// change.
type wrapped struct {
	width, em float32
	color     fyne.ThemeColorName
	own       bool
	most      int
	spans     []Span
	lines     [][]placed
}

// wrap is broken, or what was kept of it. Its lines must not be written to.
func (p *Para) wrap(width float32) [][]placed {
	for _, w := range p.kept {
		if w.lines != nil && w.width == width && w.em == p.Em && w.color == p.Color && w.own == p.Own && w.most == p.Lines && slices.Equal(w.spans, p.Spans) {
			return w.lines
		}
	}
	lines := p.broken(width)
	p.kept[1], p.kept[0] = p.kept[0], wrapped{width, p.Em, p.Color, p.Own, p.Lines, slices.Clone(p.Spans), lines}
	return lines
}

// broken breaks the spans into lines that fit the width, and where they have
// line ends. A word that is wider than the line is broken where it must.
func (p *Para) broken(width float32) [][]placed {
	var lines [][]placed
	var cur []placed
	x := float32(0)
	flush := func() { lines, cur, x = append(lines, cur), nil, 0 }
	for _, s := range p.Spans {
		for i, line := range strings.Split(s.Text, "\n") {
			if i > 0 && len(cur) > 0 {
				flush()
			}
			for _, word := range words(line) {
				r := p.run(s, word)
				if w := r.width(); x > 0 && x+w > width+0.5 {
					flush()
					r.text = strings.TrimLeft(r.text, " ")
				}
				for head, rest := r.breakAt(width); rest.text != ""; head, rest = r.breakAt(width) {
					cur = append(cur, placed{head, x})
					flush()
					r = rest
				}
				cur, x = join(cur, r, x)
			}
		}
	}
	if len(cur) > 0 {
		flush()
	}
	if p.Lines > 0 && len(lines) > p.Lines {
		lines = lines[:p.Lines]
		last := lines[p.Lines-1]
		end := &last[len(last)-1]
		end.text += " …"
		end.run = end.cut(width - end.x)
	}
	return lines
}

// join adds a run to a line, as one with the run before it where style and
// painter are the same: words from right to left must be ordered together.
func join(cur []placed, r run, x float32) ([]placed, float32) {
	if n := len(cur); n > 0 && r.foreign() && !cur[n-1].foreign() {
		// The space before words from right to left must not come out behind them.
		words := strings.TrimLeft(r.text, " ")
		cur[n-1].text += r.text[:len(r.text)-len(words)]
		r.text, x = words, cur[n-1].x+cur[n-1].width()
	}
	if n := len(cur); n > 0 && cur[n-1].bold == r.bold && cur[n-1].color == r.color && cur[n-1].foreign() == r.foreign() {
		cur[n-1].text += r.text
		return cur, cur[n-1].x + cur[n-1].width()
	}
	return append(cur, placed{r, x}), x + r.width()
}

func (p *Para) run(s Span, text string) run {
	c := s.Color
	if c == "" {
		c = p.Color
	}
	if c == "" {
		c = theme.Muted
	}
	right := p.fromRight()
	return run{text: text, size: p.size(), bold: s.Bold, color: c, letters: p.letters, inLatin: !right, drawn: right}
}

// fromRight reports whether the words run from the right: whether their first
// letter does (UAX #9, P2).
func (p *Para) fromRight() bool {
	if !p.Own || p.letters == nil {
		return false
	}
	for _, c := range p.Text() {
		if unicode.IsLetter(c) {
			return unicode.In(c, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko)
		}
	}
	return false
}

// breakAt splits a run that is wider than a line; rest is empty if it fits.
func (r run) breakAt(width float32) (head, rest run) {
	head, rest = r, r
	rest.text = ""
	if width < 20 || r.width() <= width+0.5 {
		return head, rest
	}
	runes := []rune(r.text)
	n := len(runes) - 1
	for ; n > 1; n-- {
		head.text = string(runes[:n])
		if head.width() <= width {
			break
		}
	}
	head.text, rest.text = string(runes[:n]), string(runes[n:])
	return head, rest
}

// words splits text before its spaces and inside addresses, so that joining the pieces gives it back.
func words(s string) []string {
	var out []string
	start := 0
	for i, c := range s {
		if (c == ' ' || c == '\n') && i > start {
			out = append(out, pieces(s[start:i])...)
			start = i
		}
	}
	if start < len(s) {
		out = append(out, pieces(s[start:])...)
	}
	return out
}

// longWord is the number of bytes above which a word may also be broken after
// the signs that addresses and paths are made of.
const longWord = 18

func pieces(word string) []string {
	if len(word) <= longWord {
		return []string{word}
	}
	var out []string
	start := 0
	for i := 1; i < len(word)-1; i++ {
		if strings.IndexByte("/-_.?&=", word[i]) >= 0 && strings.IndexByte("/", word[i+1]) < 0 {
			out = append(out, word[start:i+1])
			start = i + 1
		}
	}
	return append(out, word[start:])
}

// CreateRenderer implements [fyne.Widget].
func (p *Para) CreateRenderer() fyne.WidgetRenderer { return &paraRenderer{p: p} }

type paraRenderer struct {
	p       *Para
	lines   []*line
	objects []fyne.CanvasObject
}

func (r *paraRenderer) Destroy()                     {}
func (r *paraRenderer) MinSize() fyne.Size           { return r.p.MinSize() }
func (r *paraRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *paraRenderer) Refresh()                     { r.Layout(r.p.BaseWidget.Size()) }

func (r *paraRenderer) Layout(s fyne.Size) {
	r.p.width = s.Width
	r.objects = r.objects[:0]
	n := 0
	right := r.p.fromRight()
	for i, row := range r.p.wrap(s.Width) {
		for _, piece := range row {
			if right {
				piece.text = strings.TrimSpace(piece.text)
				piece.x = s.Width - piece.x - piece.width()
			}
			if n == len(r.lines) {
				r.lines = append(r.lines, newLine())
			}
			l := r.lines[n]
			n++
			l.set(piece.run)
			l.place(fyne.NewPos(piece.x, float32(i)*r.p.leading()), piece.run)
			r.objects = append(r.objects, l.objects()...)
		}
	}
}
