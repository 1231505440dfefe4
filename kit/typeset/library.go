package typeset

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sync"

	"eventkit/kit/page"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
)

// Library holds the fonts. It is safe for concurrent use; what it hands out
// is shared and must not be changed.
type Library struct {
	files   fs.FS
	index   map[fileKey]string
	general [weights]string
	// order is in which scripts' fonts are searched for a rune of no script.
	order   []language.Script
	outside Fallback

	mu      sync.RWMutex
	faces   map[string]*face
	runs    map[runKey]*shaped
	lost    map[rune]bool
	shapers sync.Pool
}

type fileKey struct {
	script language.Script
	weight Weight
}

// Fallback finds fonts for runes that no bundled font covers.
type Fallback interface {
	// Find names a font that covers r, always the same for the same rune; ok
	// is false when there is none.
	Find(r rune) (name string, ok bool)
	// Load reads a font that Find named: its data and its place in a collection.
	Load(name string) (data []byte, index int, err error)
}

// Option changes a Library while it is made.
type Option func(*Library)

// WithFallback adds the fonts of the computer, or any others.
func WithFallback(f Fallback) Option { return func(l *Library) { l.outside = f } }

// New makes a library from the font files in fonts: Noto cuts named
// NotoSans<Script>-<Weight>.ttf. Files are read when a script first needs them.
func New(fonts fs.FS, options ...Option) (*Library, error) {
	l := &Library{
		files: fonts,
		index: map[fileKey]string{},
		faces: map[string]*face{},
		runs:  map[runKey]*shaped{},
		lost:  map[rune]bool{},
	}
	l.shapers.New = func() any { return &shaper{faces: map[*font.Font]*font.Face{}} }
	names, err := fs.Glob(fonts, "NotoSans*.ttf")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		l.register(name)
	}
	for k := range l.index {
		if !slices.Contains(l.order, k.script) {
			l.order = append(l.order, k.script)
		}
	}
	slices.Sort(l.order)
	for w := range weights {
		if l.general[w] == "" {
			return nil, fmt.Errorf("fonts: no NotoSans-%s.ttf: the folder of fonts is not whole", w.suffixes()[0])
		}
	}
	for _, o := range options {
		o(l)
	}
	return l, nil
}

func (l *Library) register(name string) {
	for w := range weights {
		for _, suffix := range w.suffixes() {
			script, ok := scriptOf(name, suffix)
			if !ok {
				continue
			}
			if script == language.Latin {
				l.general[w] = name
				continue
			}
			l.index[fileKey{script, w}] = name
		}
	}
}

// face is one font with what was taken from it so far.
type face struct {
	name string
	font *font.Font
	// unit turns font units into thousandths of an em.
	unit float64

	mu       sync.RWMutex
	outlines map[font.GID]*page.Outline
}

func newFace(name string, data []byte, index int) (*face, error) {
	faces, err := font.ParseTTC(bytes.NewReader(data))
	if err != nil || index >= len(faces) {
		return nil, fmt.Errorf("font %s can't be read: %w", name, err)
	}
	f := faces[index].Font
	return &face{
		name: name, font: f, unit: 1000 / float64(f.Upem()),
		outlines: map[font.GID]*page.Outline{},
	}, nil
}

func (f *face) covers(r rune) bool {
	_, ok := f.font.NominalGlyph(r)
	return ok
}

// load returns the bundled face in a file, reading it the first time.
func (l *Library) load(file string) (*face, error) {
	l.mu.RLock()
	f := l.faces[file]
	l.mu.RUnlock()
	if f != nil {
		return f, nil
	}
	data, err := fs.ReadFile(l.files, file)
	if err != nil {
		return nil, err
	}
	return l.keep(file, path.Base(file), data, 0)
}

func (l *Library) keep(key, name string, data []byte, index int) (*face, error) {
	f, err := newFace(name, data, index)
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if have := l.faces[key]; have != nil {
		return have, nil
	}
	l.faces[key] = f
	return f, nil
}

// shaper is what one goroutine shapes with; go-text's faces and shapers hold
// caches that must not be shared.
type shaper struct {
	hb    shaping.HarfbuzzShaper
	faces map[*font.Font]*font.Face
}

func (s *shaper) face(f *font.Font) *font.Face {
	fc := s.faces[f]
	if fc == nil {
		fc = font.NewFace(f)
		s.faces[f] = fc
	}
	return fc
}
