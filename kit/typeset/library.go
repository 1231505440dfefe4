package typeset

import (
	"fmt"
	"io/fs"
	"slices"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
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

	mu    sync.RWMutex
	faces map[string]*face
	// loading holds the bundled files that somebody has asked for.
	loading map[string]func() (*face, error)
	// found remembers which outside font draws a rune; nil: none does.
	found map[foundKey]*face
	runs  map[runKey]*shaped
	// kept counts the glyphs of runs.
	kept    int
	shapers sync.Pool
}

type fileKey struct {
	script language.Script
	weight Weight
}

type foundKey struct {
	r rune
	w Weight
}

// Fallback finds fonts for runes that no bundled font covers. It must be safe
// for concurrent use.
type Fallback interface {
	// Find names a font that covers r, always the same for the same rune; ok
	// is false when there is none.
	Find(r rune) (name string, ok bool)
	// Load reads a font that Find named: its data, which then belong to the
	// library, and its place in a collection.
	Load(name string) (data []byte, index int, err error)
}

// Option changes a Library while it is made.
type Option func(*Library)

// WithFallback adds the fonts of the computer, or any others.
func WithFallback(f Fallback) Option { return func(l *Library) { l.outside = f } }

// New makes a library from the font files in fonts: Noto cuts named
// NotoSans<Script>-<Weight>.ttf. Files are read when a script first needs
// them. It is an error if the cuts for Latin are not there.
func New(fonts fs.FS, options ...Option) (*Library, error) {
	l := &Library{
		files:   fonts,
		index:   map[fileKey]string{},
		faces:   map[string]*face{},
		loading: map[string]func() (*face, error){},
		found:   map[foundKey]*face{},
		runs:    map[runKey]*shaped{},
	}
	l.shapers.New = func() any { return &shaper{faces: map[*face]*font.Face{}} }
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
		for rank, suffix := range w.suffixes() {
			script, ok := scriptOf(name, suffix)
			if !ok {
				continue
			}
			at := fileKey{script, w}
			if script == language.Latin {
				if l.general[w] == "" || rank > 0 {
					l.general[w] = name
				}
				continue
			}
			if l.index[at] == "" || rank > 0 {
				l.index[at] = name
			}
		}
	}
}
