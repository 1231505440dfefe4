package widget

import (
	"image"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	base "fyne.io/fyne/v2/theme"
	fyneWidget "fyne.io/fyne/v2/widget"

	"eventkit/ui/theme"
)

// Words is one line. It is cut with an ellipsis where it doesn't fit, and
// painted by a [Letterer] where Fyne would show it wrong.
type Words struct {
	fyneWidget.BaseWidget
	// Text is the line.
	Text string
	// Em is the type size; zero is the theme's.
	Em   float32
	Bold bool
	// Color is a theme colour; empty is the foreground.
	Color fyne.ThemeColorName
	// Cut lets the line be narrower than its words.
	Cut   bool
	Align fyne.TextAlign
	// Latin says that the line runs from left to right whatever it begins with.
	Latin bool

	letters Letterer
}

// NewWords makes a line. letters may be nil: then Fyne shows everything.
func NewWords(text string, letters Letterer) *Words {
	w := &Words{Text: text, letters: letters}
	w.ExtendBaseWidget(w)
	return w
}

// Styled sets how the line looks and returns it.
func (w *Words) Styled(size float32, bold bool, color fyne.ThemeColorName) *Words {
	w.Em, w.Bold, w.Color = size, bold, color
	return w
}

// SetText changes the line.
func (w *Words) SetText(s string) {
	if s != w.Text {
		w.Text = s
		w.Refresh()
	}
}

func (w *Words) run() run {
	r := run{text: w.Text, size: w.Em, bold: w.Bold, color: w.Color, letters: w.letters, inLatin: w.Latin}
	if r.size == 0 {
		r.size = theme.Body
	}
	return r
}

// MinSize implements [fyne.CanvasObject].
func (w *Words) MinSize() fyne.Size {
	w.ExtendBaseWidget(w)
	r := w.run()
	s := fyne.NewSize(r.width(), r.height())
	if w.Cut {
		s.Width = min(s.Width, 2*r.size)
	}
	return s
}

// Natural returns the width of the whole line.
func (w *Words) Natural() float32 { return w.run().width() }

// CreateRenderer implements [fyne.Widget].
func (w *Words) CreateRenderer() fyne.WidgetRenderer {
	r := &wordsRenderer{w: w, line: newLine()}
	r.Refresh()
	return r
}

type wordsRenderer struct {
	w    *Words
	line *line
}

func (r *wordsRenderer) Destroy()                     {}
func (r *wordsRenderer) MinSize() fyne.Size           { return r.w.MinSize() }
func (r *wordsRenderer) Objects() []fyne.CanvasObject { return r.line.objects() }

func (r *wordsRenderer) Layout(s fyne.Size) {
	run := r.w.run().cut(s.Width)
	r.line.set(run)
	width := run.width()
	x := float32(0)
	switch r.w.Align {
	case fyne.TextAlignCenter:
		x = (s.Width - width) / 2
	case fyne.TextAlignTrailing:
		x = s.Width - width
	}
	r.line.place(fyne.NewPos(max(0, x), (s.Height-run.height())/2), run)
}

func (r *wordsRenderer) Refresh() {
	if s := r.w.Size(); s.Width > 0 {
		r.Layout(s)
	} else {
		r.line.set(r.w.run())
	}
}

// run is a piece of text in one style.
type run struct {
	text    string
	size    float32
	bold    bool
	color   fyne.ThemeColorName
	letters Letterer
	// inLatin says that the run is part of a text from left to right, drawn
	// that the letterer paints it whatever it says.
	inLatin, drawn bool
}

// painted is the text as the letterer takes it.
func (r run) painted() string {
	if r.inLatin {
		return "\u200e" + r.text
	}
	return r.text
}

// foreign reports whether the run must be painted by the letterer.
func (r run) foreign() bool { return r.letters != nil && (r.drawn || !plain(r.text)) }

func (r run) width() float32 {
	if r.text == "" {
		return 0
	}
	if r.foreign() {
		return float32(r.letters.Measure(r.painted(), r.bold, float64(r.size)))
	}
	return fyne.MeasureText(r.text, r.size, fyne.TextStyle{Bold: r.bold}).Width
}

func (r run) height() float32 { return float32(LineHeight) * r.size }

// cut returns the run shortened to a width.
func (r run) cut(width float32) run {
	if width <= 0 || r.width() <= width+0.5 {
		return r
	}
	runes := []rune(r.text)
	lo, hi := 0, len(runes)
	for lo < hi {
		mid := (lo + hi + 1) / 2
		c := r
		c.text = strings.TrimRightFunc(string(runes[:mid]), unicode.IsSpace) + "…"
		if c.width() <= width {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	r.text = strings.TrimRightFunc(string(runes[:lo]), unicode.IsSpace) + "…"
	return r
}

// plain reports whether Fyne's text shows the line as it should be: scripts
// that run from left to right, one letter after the other, and that the
// bundled window font has.
func plain(s string) bool {
	for _, c := range s {
		switch {
		case c < 0x0590: // Latin, Greek, Cyrillic, Armenian
			if c >= 0x0530 {
				return false
			}
		case c >= 0x1E00 && c < 0x2000, c >= 0x2010 && c < 0x2030, c >= 0x2030 && c < 0x2060, c >= 0x2070 && c < 0x2C00:
		default:
			return false
		}
	}
	return true
}

// line shows one run, as Fyne's text or as a picture.
type line struct {
	text   *canvas.Text
	raster *canvas.Raster
	run    run
}

func newLine() *line {
	l := &line{text: canvas.NewText("", nil)}
	l.raster = canvas.NewRaster(l.paint)
	l.raster.ScaleMode = canvas.ImageScalePixels
	return l
}

func (l *line) objects() []fyne.CanvasObject { return []fyne.CanvasObject{l.text, l.raster} }

func (l *line) set(r run) {
	if r.color == "" {
		r.color = base.ColorNameForeground
	}
	l.run = r
	if r.foreign() {
		l.text.Hide()
		l.raster.Show()
		l.raster.Refresh()
		return
	}
	l.raster.Hide()
	l.text.Show()
	l.text.Text, l.text.TextSize = r.text, r.size
	l.text.TextStyle = fyne.TextStyle{Bold: r.bold}
	l.text.Color = theme.Color(r.color)
	l.text.Refresh()
}

func (l *line) place(p fyne.Position, r run) {
	l.text.Move(p)
	l.text.Resize(fyne.NewSize(r.width(), r.height()))
	l.raster.Move(p.SubtractXY(0, (LetterBaseline-baseline)*r.size))
	l.raster.Resize(fyne.NewSize(r.width()+1, LetterHeight*r.size))
}

func (l *line) paint(w, h int) image.Image {
	blank := image.NewRGBA(image.Rect(0, 0, max(w, 1), max(h, 1)))
	if !l.run.foreign() || h < 2 || l.raster.Size().Height <= 0 {
		return blank
	}
	// The pixels of one unit, as far as whole pixels tell; never more than that,
	// so that no letter is cut off.
	size := l.raster.Size()
	px := min(float64(w)/float64(size.Width), float64(h)/float64(size.Height)) * float64(l.run.size)
	img := l.run.letters.Letter(l.run.painted(), l.run.bold, px, theme.Color(l.run.color))
	if img == nil {
		return blank
	}
	place(blank, img)
	return blank
}
