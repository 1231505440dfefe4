package placard

import (
	"errors"
	"slices"
	"sync"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/qr"
	"eventkit/kit/typeset"
)

// Maker makes placards. It remembers what it has fitted, so that the next
// page of a batch, or the next keystroke, costs little. It is safe for
// concurrent use.
type Maker struct {
	lib *typeset.Library

	mu     sync.Mutex
	fits   map[fitKey]*typeset.Block
	layers map[string]*page.Layer
}

// New returns a maker that sets its words with lib.
func New(lib *typeset.Library) *Maker {
	return &Maker{lib: lib, fits: map[fitKey]*typeset.Block{}, layers: map[string]*page.Layer{}}
}

// Make lays out one placard.
func (m *Maker) Make(k *kit.Kit, ev kit.Event, c Choice) (*Sheet, error) {
	s, err := m.lay(k, ev, c)
	if err != nil {
		return nil, err
	}
	if h, ok := qr.Shorter(s.Report.Address); ok {
		s.Report.Notes = append(s.Report.Notes, Note{NoteShorter, h.String()})
	}
	return s, nil
}

func (m *Maker) lay(k *kit.Kit, ev kit.Event, c Choice) (*Sheet, error) {
	t, err := templateByID(c.Template)
	if err != nil {
		return nil, err
	}
	in, err := resolve(k, ev, c, t)
	if err != nil {
		return nil, err
	}
	sym, err := qr.Encode(in.link.ASCII)
	if err != nil {
		return nil, err
	}
	return m.draw(in, sym, t)
}

// hopeless is the number of letters for which no smaller code makes room.
const hopeless = 500

// draw lays the design out; where a large code leaves its words too little
// room, again with less for the code.
func (m *Maker) draw(in *inputs, sym *qr.Symbol, t Template) (*Sheet, error) {
	var first error
	notes := in.notes
	for _, yield := range []float64{1, 0.85, 0.7, 0.55, 0.42} {
		in.notes = slices.Clone(notes)
		s := newSheet(m, in, sym)
		s.yield = yield
		err := t.draw(s)
		if err == nil {
			return s.finish(), nil
		}
		if first == nil {
			first = err
		}
		tooLong := (*typeset.TooLongError)(nil)
		if !errors.As(err, &tooLong) || tooLong.Letters > hopeless {
			break
		}
	}
	return nil, first
}

// fitKey is everything that a headline's or a text's setting depends on.
type fitKey struct {
	text    string
	style   typeset.Style
	box     page.Size
	lim     typeset.Limits
	em      float64
	running bool
}

// The most settings and layers remembered before they are forgotten together.
const (
	maxFits   = 4096
	maxLayers = 256
)

// remember returns the setting for a key, making it the first time.
func (m *Maker) remember(key fitKey, make func() (*typeset.Block, error)) (*typeset.Block, error) {
	m.mu.Lock()
	b := m.fits[key]
	m.mu.Unlock()
	if b != nil {
		return b, nil
	}
	b, err := make()
	if err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.fits) >= maxFits {
		clear(m.fits)
	}
	m.fits[key] = b
	return b, nil
}

// fit sets a headline as large as the box allows.
func (m *Maker) fit(text string, st typeset.Style, box page.Size, lim typeset.Limits) (*typeset.Block, error) {
	return m.remember(fitKey{text: text, style: st, box: box, lim: lim}, func() (*typeset.Block, error) {
		return m.lib.Fit(text, st, box, lim)
	})
}

// running sets text as large as the box allows, with even lines.
func (m *Maker) running(text string, st typeset.Style, box page.Size, lim typeset.Limits) (*typeset.Block, error) {
	return m.remember(fitKey{text: text, style: st, box: box, lim: lim, running: true}, func() (*typeset.Block, error) {
		return m.lib.SetFit(text, st, box, lim)
	})
}

// set sets text at a size.
func (m *Maker) set(text string, st typeset.Style, em, width float64) (*typeset.Block, error) {
	return m.remember(fitKey{text: text, style: st, em: em, box: page.Size{W: width}}, func() (*typeset.Block, error) {
		return m.lib.Set(text, st, em, width)
	})
}

// intern returns the one layer that paints what l paints, so that the pages of
// a batch share it.
func (m *Maker) intern(l *page.Layer) *page.Layer {
	key := layerKey(l)
	m.mu.Lock()
	defer m.mu.Unlock()
	if have := m.layers[key]; have != nil {
		return have
	}
	if len(m.layers) >= maxLayers {
		clear(m.layers)
	}
	m.layers[key] = l
	return l
}
