package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"eventkit/ui/theme"
)

// Verse is a line of a song.
type Verse struct {
	// Words are sung, Beside is their translation or "".
	Words, Beside string
	// Call says that one person sings it; First that a verse begins with it.
	Call, First bool
}

// Lyrics shows the lines of a song, of which one is sung now; it keeps that one
// in the middle. A translation stands beside the words where there is room for
// it, and below them otherwise.
type Lyrics struct {
	// Em is the type size of the words.
	Em float32

	letters Letterer
	lines   []Verse
	now     int
	rows    []lyricRow
	body    *fyne.Container
	scroll  *container.Scroll
}

type lyricRow struct {
	words, beside *Para
	top, high     float32
}

// NewLyrics makes a place for words.
func NewLyrics(em float32, letters Letterer) *Lyrics {
	l := &Lyrics{Em: em, letters: letters, now: -1}
	l.body = container.New(l)
	l.scroll = container.NewVScroll(l.body)
	return l
}

// Root is what the window shows.
func (l *Lyrics) Root() *container.Scroll { return l.scroll }

// Set shows other lines.
func (l *Lyrics) Set(lines []Verse) {
	if equalVerses(l.lines, lines) {
		return
	}
	l.lines, l.rows, l.now = lines, nil, -1
	l.body.RemoveAll()
	for _, v := range lines {
		r := lyricRow{words: NewPara(v.Words, l.letters), beside: NewPara(v.Beside, l.letters)}
		r.words.Em, r.beside.Em = l.Em, l.Em*0.72
		r.words.Own, r.beside.Own = true, true
		l.rows = append(l.rows, r)
		l.body.Add(r.words)
		l.body.Add(r.beside)
		l.style(len(l.rows)-1, false)
	}
	l.scroll.Offset = fyne.Position{}
	l.scroll.Refresh()
}

func equalVerses(a, b []Verse) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// Resize sets the type size of the words.
func (l *Lyrics) Resize(em float32) {
	l.Em = em
	for i, r := range l.rows {
		r.words.Em, r.beside.Em = em, em*0.72
		l.style(i, i == l.now)
	}
	l.scroll.Refresh()
}

// Now is the line that is sung, or -1.
func (l *Lyrics) Now() int { return l.now }

// SetNow says which line is sung; -1 is none, and leaves the last one in sight.
func (l *Lyrics) SetNow(i int) {
	if i == l.now || i >= len(l.rows) {
		return
	}
	if l.now >= 0 {
		l.style(l.now, false)
	}
	if l.now = i; i < 0 {
		return
	}
	l.style(i, true)
	r := l.rows[i]
	view := l.scroll.Size().Height
	y := r.top + r.high/2 - view*0.42
	l.scroll.ScrollToOffset(fyne.NewPos(0, min(max(0, y), max(0, l.body.MinSize().Height-view))))
}

func (l *Lyrics) style(i int, now bool) {
	v, r := l.lines[i], l.rows[i]
	ink, side := base.ColorNameForeground, theme.Muted
	if now {
		ink, side = theme.Accent, base.ColorNameForeground
	}
	// Everyone's lines are bold: those that people join in with.
	r.words.Set(Span{Text: v.Words, Bold: !v.Call, Color: ink})
	if v.Beside != "" {
		r.beside.Set(Span{Text: v.Beside, Color: side})
	}
}

// MinSize implements [fyne.Layout].
func (l *Lyrics) MinSize([]fyne.CanvasObject) fyne.Size {
	high := l.arrange(l.width(), func(fyne.CanvasObject, float32, float32, float32, float32) {})
	return fyne.NewSize(0, high)
}

func (l *Lyrics) width() float32 {
	// The bar that scrolls lies over the right side.
	if w := l.scroll.Size().Width; w > 0 {
		return w - 14
	}
	return 400
}

// Layout implements [fyne.Layout].
func (l *Lyrics) Layout([]fyne.CanvasObject, fyne.Size) {
	l.arrange(l.width(), func(o fyne.CanvasObject, x, y, w, h float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, h))
	})
}

// arrange places the rows and returns their height.
func (l *Lyrics) arrange(width float32, put func(o fyne.CanvasObject, x, y, w, h float32)) float32 {
	gap, part := l.Em*0.5, l.Em*1.1
	side := width >= l.Em*30
	words := width
	if side {
		words = round(width*0.56) - l.Em
	}
	y := float32(4)
	for i := range l.rows {
		r, v := &l.rows[i], l.lines[i]
		if v.First {
			y += part
		}
		r.top = y
		h := r.words.HeightFor(words)
		put(r.words, 0, y, words, h)
		r.beside.Hidden = v.Beside == ""
		switch {
		case v.Beside == "":
		case side:
			other := width - words - l.Em
			b := r.beside.HeightFor(other)
			put(r.beside, words+l.Em, y+l.Em*0.25, other, b)
			h = max(h, b+l.Em*0.25)
		default:
			b := r.beside.HeightFor(words)
			put(r.beside, 0, y+h, words, b)
			h += b
		}
		r.high = h
		y += h + gap
	}
	return y
}
