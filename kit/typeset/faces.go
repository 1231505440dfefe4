package typeset

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"sync"

	"eventkit/kit/page"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/text/unicode/norm"
)

// face is one font at one weight, with what was taken from it so far.
type face struct {
	name string
	font *font.Font
	// unit turns font units into thousandths of an em.
	unit float64
	// axis is where on its weight axis a variable font stands; 0: it has none.
	axis float32

	mu     sync.RWMutex
	glyphs map[font.GID]*drawn
}

var (
	tagFvar = opentype.MustNewTag("fvar")
	tagWght = opentype.MustNewTag("wght")
)

var errNoSuchFont = errors.New("the collection holds no such font")

func newFace(name string, data []byte, index int, w Weight) (*face, error) {
	loaders, err := opentype.NewLoaders(bytes.NewReader(data))
	if err == nil && (index < 0 || index >= len(loaders)) {
		err = errNoSuchFont
	}
	if err != nil {
		return nil, fmt.Errorf("font %s can't be read: %w", name, err)
	}
	f, err := font.NewFont(loaders[index])
	if err != nil {
		return nil, fmt.Errorf("font %s can't be read: %w", name, err)
	}
	listCoverage(f)
	made := &face{name: name, font: f, unit: 1000 / float64(f.Upem()), glyphs: map[font.GID]*drawn{}}
	if loaders[index].HasTable(tagFvar) {
		made.axis = w.axis()
		made.name += "@" + strconv.Itoa(int(made.axis))
	}
	return made, nil
}

// covers reports whether the font draws every rune, if need be in parts.
func (f *face) covers(runes ...rune) bool {
	for _, r := range runes {
		if invisible(r) {
			continue
		}
		if _, ok := f.font.NominalGlyph(r); !ok && !f.coversParts(r) {
			return false
		}
	}
	return true
}

func (f *face) coversParts(r rune) bool {
	var buf [8]byte
	whole := string(r)
	parts := string(norm.NFD.AppendString(buf[:0], whole))
	if parts == whole {
		return false
	}
	for _, p := range parts {
		if _, ok := f.font.NominalGlyph(p); !ok {
			return false
		}
	}
	return true
}

// load returns the bundled face in a file, reading it the first time.
func (l *Library) load(file string) (*face, error) {
	l.mu.RLock()
	f := l.faces[file]
	l.mu.RUnlock()
	if f != nil {
		return f, nil
	}
	l.mu.Lock()
	read := l.loading[file]
	if read == nil {
		read = sync.OnceValues(func() (*face, error) { return l.read(file) })
		l.loading[file] = read
	}
	l.mu.Unlock()
	return read()
}

func (l *Library) read(file string) (*face, error) {
	data, err := fs.ReadFile(l.files, file)
	if err != nil {
		return nil, err
	}
	f, err := newFace(strings.TrimSuffix(path.Base(file), ".ttf"), data, 0, Bold)
	if err != nil {
		return nil, err
	}
	return l.keep(file, f), nil
}

// Preload begins to read the fonts that nearly every page needs, on other
// cores, for a program that is about to set one.
func (l *Library) Preload() {
	for _, file := range l.general {
		go l.load(file)
	}
}

// loadOutside returns a face of the fallback, or nil.
func (l *Library) loadOutside(name string, w Weight) *face {
	shared, own := "outside:"+name, "outside:"+name+"@"+strconv.Itoa(int(w))
	l.mu.RLock()
	f := l.faces[shared]
	if f == nil {
		f = l.faces[own]
	}
	l.mu.RUnlock()
	if f != nil {
		return f
	}
	data, index, err := l.outside.Load(name)
	if err != nil {
		return nil
	}
	f, err = newFace(name, data, index, w)
	if err != nil {
		return nil
	}
	if f.axis != 0 {
		return l.keep(own, f)
	}
	return l.keep(shared, f)
}

// keep remembers a face, unless another goroutine was first.
func (l *Library) keep(key string, f *face) *face {
	l.mu.Lock()
	defer l.mu.Unlock()
	if have := l.faces[key]; have != nil {
		return have
	}
	l.faces[key] = f
	return f
}

// drawn returns what a glyph looks like, always the same pointer for the same
// glyph, so that painters can share it. It is nil for a glyph that is a
// picture and not an outline.
func (f *face) drawn(fc *font.Face, gid font.GID) *drawn {
	f.mu.RLock()
	d := f.glyphs[gid]
	f.mu.RUnlock()
	if d != nil {
		return d
	}
	data, ok := fc.GlyphDataOutline(gid)
	if !ok {
		return nil
	}
	name := f.name + "/" + strconv.Itoa(int(gid))
	d = measureGlyph(page.NewOutline(name, segmentsOf(data.Segments, f.unit)))
	f.mu.Lock()
	defer f.mu.Unlock()
	if have := f.glyphs[gid]; have != nil {
		return have
	}
	f.glyphs[gid] = d
	return d
}

func segmentsOf(in []opentype.Segment, unit float64) []page.Segment {
	out := make([]page.Segment, 0, len(in))
	for _, s := range in {
		seg := page.Segment{Verb: verbs[s.Op]}
		for i := range seg.Verb.Points() {
			seg.P[i] = page.Point{X: float64(s.Args[i].X) * unit, Y: -float64(s.Args[i].Y) * unit}
		}
		out = append(out, seg)
	}
	return out
}

var verbs = map[opentype.SegmentOp]page.Verb{
	opentype.SegmentOpMoveTo: page.MoveTo,
	opentype.SegmentOpLineTo: page.LineTo,
	opentype.SegmentOpQuadTo: page.QuadTo,
	opentype.SegmentOpCubeTo: page.CubicTo,
}

// shaper is what one goroutine shapes with; go-text's faces and shapers hold
// caches that must not be shared.
type shaper struct {
	hb    shaping.HarfbuzzShaper
	faces map[*face]*font.Face
}

func (s *shaper) face(f *face) *font.Face {
	fc := s.faces[f]
	if fc == nil {
		fc = font.NewFace(f.font)
		if f.axis != 0 {
			fc.SetVariations([]font.Variation{{Tag: tagWght, Value: f.axis}})
		}
		s.faces[f] = fc
	}
	return fc
}
