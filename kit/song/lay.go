package song

import (
	"math"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/paper"
	"eventkit/kit/qr"
	"eventkit/kit/typeset"
)

const pt = 25.4 / 72 // mm

// sizes are the sizes of the words in pt on A4, the largest that fits first.
// Smaller than the last nobody reads over a shoulder.
var sizes = []float64{30, 28, 26, 24, 22, 21, 20, 19, 18, 17, 16}

// layout is a lyric sheet while it is laid out. Lengths are mm; u is one mm of
// an A4 page, scaled to the paper's short side.
type layout struct {
	*Maker
	kit         *kit.Kit
	made        *Made
	words       *kit.TextFile
	chords      bool
	address     *paper.Address
	size        page.Size
	u, em       float64
	ink, accent page.Color
	columns     []column
	title, foot []placed
	code        float64 // side of the code, 0: none
	flow        paper.Flow
	// trial says that chords needn't be placed yet, wrapped that a line had to
	// be broken.
	trial, wrapped bool
}

// column is the place of a language: x is the distance of its start from the
// side where it begins.
type column struct {
	lang     string
	rtl      bool
	x, width float64
}

// placed is a text and where its top is, measured from the top of its block.
type placed struct {
	text *paper.Text
	x, y float64
	ink  page.Color
}

func newLayout(m *Maker, k *kit.Kit, made *Made, c Choice, words *kit.TextFile) *layout {
	size := c.Paper
	if size == (page.Size{}) {
		size = page.Size{W: 210, H: 297}
	}
	if len(made.Langs) > 2 {
		size = size.Landscape()
	}
	l := &layout{Maker: m, kit: k, made: made, words: words, chords: c.Chords, size: size, u: size.Short() / 210}
	l.ink, l.accent = paper.Colours(k)
	return l
}

func (l *layout) margin() float64 { return 12 * l.u }

// small is the smallest type, in mm: 9 pt on A4, never under 6.
func (l *layout) small() float64 { return math.Max(9*pt*l.u, 6.1*pt) }

func (l *layout) lang() string { return l.made.Langs[0] }

func (l *layout) style(lang string, em float64, weight typeset.Weight) paper.Style {
	return paper.Style{Lang: lang, RTL: typeset.RTL(lang), Em: em, Least: l.small(), Weight: weight}
}

// lay finds the largest size at which all is on one page, else on two, else
// takes as many pages as the smallest size needs.
func (l *layout) lay() error {
	if l.address != nil {
		l.code = math.Max(20*l.u, qr.MinSide(l.address.Symbol.Modules.N))
	}
	l.divide()
	if err := l.head(); err != nil {
		return err
	}
	if err := l.credits(); err != nil {
		return err
	}
	for _, try := range []struct {
		pages int
		keep  together
	}{{1, answers}, {2, parts}, {2, answers}, {maxPages, answers}, {maxPages, nothing}} {
		pages, err := l.fit(try.pages, try.keep)
		if err != nil {
			return err
		}
		if pages != nil {
			return l.paint(pages)
		}
	}
	return &paper.SizeError{Paper: l.size, What: "lyric sheet"}
}

// maxPages is the most pages of a lyric sheet.
const maxPages = 200

// together is what stays on one page.
type together int

// A verse or a refrain, a call and its answer, or only a line with its chords.
const (
	parts together = iota
	answers
	nothing
)

// fit breaks the lines into at most so many pages, as large as can be; nil
// where they don't fit.
func (l *layout) fit(most int, keep together) ([][]paper.Row, error) {
	for i, size := range sizes {
		l.em, l.trial = math.Max(size*pt*l.u, 9*pt), true
		if err := l.rows(keep); err != nil {
			return nil, err
		}
		last := i == len(sizes)-1
		pages, ok := l.flow.Break(l.room)
		if !ok || len(pages) > most || l.wrapped && !last {
			continue
		}
		l.trial = false
		if err := l.rows(keep); err != nil {
			return nil, err
		}
		pages, _ = l.flow.Break(l.room)
		return pages, nil
	}
	return nil, nil
}

// divide gives each language its column; the first stands where it begins.
func (l *layout) divide() {
	n := float64(len(l.made.Langs))
	gap := 6 * l.u
	width := (l.size.W - 2*l.margin() - (n-1)*gap) / n
	page := typeset.RTL(l.lang())
	for i, lang := range l.made.Langs {
		x := l.margin() + float64(i)*(width+gap)
		rtl := typeset.RTL(lang)
		if rtl != page {
			x = l.size.W - x - width
		}
		l.columns = append(l.columns, column{lang, rtl, x, width})
	}
}

// canvas draws for a language: from the side where it begins.
func (l *layout) canvas(layer *page.Layer, rtl bool) *paper.Canvas {
	return &paper.Canvas{Size: l.size, RTL: rtl, Layer: layer}
}

func (l *layout) paint(pages [][]paper.Row) error {
	n := len(pages)
	for i, rows := range pages {
		layer := &page.Layer{}
		c := l.canvas(layer, typeset.RTL(l.lang()))
		if i == 0 {
			for j, p := range l.title {
				l.canvas(layer, l.columns[j].rtl).Text(p.text, p.x, p.y, p.ink)
			}
			if err := l.legend(layer); err != nil {
				return err
			}
		}
		paper.Draw(c, rows, l.top(i))
		if err := l.drawFoot(c, i, n); err != nil {
			return err
		}
		title, _, _ := l.made.Song.Title.In(l.lang())
		l.made.Pages = append(l.made.Pages, &page.Page{Size: l.size, Title: title, Lang: l.lang(), Layers: []*page.Layer{layer}})
	}
	if l.address != nil {
		l.made.Report.Code(l.address, l.code)
	}
	return nil
}
