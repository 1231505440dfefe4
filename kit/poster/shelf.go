package poster

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"eventkit/kit"
	"eventkit/kit/artwork"
	"eventkit/kit/pdfium"
)

// origin is where artwork comes from: a file of a kit, or, without one, a path
// of this computer. A file that changes there becomes another one.
type origin struct {
	kit   *kit.Kit
	file  string
	state string
}

// ofPath is the origin of a file of this computer.
func ofPath(path string) (origin, error) {
	info, err := os.Stat(path)
	if err != nil {
		return origin{}, err
	}
	return origin{file: path, state: fmt.Sprint(info.Size(), info.ModTime().UnixNano())}, nil
}

func (o origin) measure(ctx context.Context, pdf artwork.Opener) (artwork.Info, error) {
	if o.kit == nil {
		return artwork.MeasureFile(ctx, o.file, pdf)
	}
	return artwork.Measure(ctx, o.kit.FS(), o.file, pdf)
}

func (o origin) open(ctx context.Context, opts artwork.Options) (*artwork.Artwork, error) {
	if o.kit == nil {
		return artwork.OpenFile(ctx, o.file, opts)
	}
	return artwork.Open(ctx, o.kit.FS(), o.file, opts)
}

// shelf remembers artwork, the large with a bound. It reads one file at a time,
// so that no more memory is taken for that than one needs.
type shelf struct {
	reading sync.Mutex

	mu      sync.Mutex
	infos   map[origin]artwork.Info
	opened  map[wish]*artwork.Artwork
	order   []wish // the one used last is last
	weights int
	most    int // bytes of artwork that are remembered
}

// wish is artwork at a density.
type wish struct {
	origin origin
	pixels int
	print  bool
}

// What is remembered: sizes of files, and bytes of artwork.
const (
	mostInfos  = 1000
	mostWeight = 160 << 20
)

func newShelf() *shelf {
	return &shelf{infos: map[origin]artwork.Info{}, opened: map[wish]*artwork.Artwork{}, most: mostWeight}
}

func (s *shelf) info(o origin, pdf artwork.Opener) (artwork.Info, error) {
	if info, ok := s.known(o); ok {
		return info, nil
	}
	s.reading.Lock()
	defer s.reading.Unlock()
	if info, ok := s.known(o); ok {
		return info, nil
	}
	info, err := o.measure(context.Background(), pdf)
	if err != nil {
		return info, fileError(o.file, err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.infos) >= mostInfos {
		clear(s.infos)
	}
	s.infos[o] = info
	return info, nil
}

func (s *shelf) known(o origin) (artwork.Info, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	info, ok := s.infos[o]
	return info, ok
}

func (s *shelf) artwork(w wish, pdf artwork.Opener) (*artwork.Artwork, error) {
	if a := s.take(w); a != nil {
		return a, nil
	}
	s.reading.Lock()
	defer s.reading.Unlock()
	if a := s.take(w); a != nil {
		return a, nil
	}
	a, err := w.origin.open(context.Background(), artwork.Options{Pixels: w.pixels, PDF: pdf, Vectors: w.print})
	if err != nil {
		return nil, fileError(w.origin.file, err)
	}
	s.put(w, a)
	return a, nil
}

func (s *shelf) take(w wish) *artwork.Artwork {
	s.mu.Lock()
	defer s.mu.Unlock()
	a := s.opened[w]
	if a != nil {
		i := slices.Index(s.order, w)
		s.order = append(slices.Delete(s.order, i, i+1), w)
	}
	return a
}

// put remembers artwork, and forgets what wasn't used for longest where it would
// be too much. The newest stays however heavy it is.
func (s *shelf) put(w wish, a *artwork.Artwork) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.opened[w] = a
	s.order = append(s.order, w)
	s.weights += weight(a)
	for s.weights > s.most && len(s.order) > 1 {
		s.weights -= weight(s.opened[s.order[0]])
		delete(s.opened, s.order[0])
		s.order = s.order[1:]
	}
}

// weight is about how many bytes artwork takes.
func weight(a *artwork.Artwork) int {
	n := 0
	if a.Drawing != nil {
		const segment = 56
		for _, shape := range a.Drawing.Shapes {
			n += segment * len(shape.Outline.Segments)
		}
	}
	if a.Image != nil {
		b := a.Image.Pix.Bounds()
		n += 4*b.Dx()*b.Dy() + len(a.Image.JPEG) + len(a.Image.PDF)
	}
	return n
}

// PDFs returns what opens artwork that is a PDF, and starts PDFium when there is
// one. cache is a folder of this user's where PDFium starts faster the next time
// (see [pdfium.Start]); "" is none.
func PDFs(cache string) artwork.Opener {
	return func(ctx context.Context, data []byte) (artwork.Document, error) {
		if err := pdfium.Start(ctx, cache); err != nil {
			return nil, err
		}
		return openPDF(ctx, data)
	}
}

// openPDF opens a PDF, and says what is wrong with one as of other artwork.
func openPDF(ctx context.Context, data []byte) (artwork.Document, error) {
	doc, err := pdfium.Open(ctx, data)
	switch {
	case err == nil:
		return doc, nil
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return nil, err
	}
	what, mend, _ := strings.Cut(err.Error(), "; ")
	return nil, &artwork.Error{What: what, Mend: mend, Err: err}
}

// FileError says that a poster's artwork can't be used.
type FileError struct {
	File string
	Err  error
}

func fileError(file string, err error) error { return &FileError{file, err} }

// Error names the file once.
func (e *FileError) Error() string {
	var a *artwork.Error
	if errors.As(e.Err, &a) && a.File != "" {
		return a.Error()
	}
	return fmt.Sprintf("%s: %v", e.File, e.Err)
}

// Unwrap returns what was wrong.
func (e *FileError) Unwrap() error { return e.Err }

// Check reads the PDFs among a kit's posters, which [kit.Check] doesn't, and
// says of each that can't be used why. pdf opens them; [PDFs] returns one that does.
func Check(k *kit.Kit, pdf artwork.Opener) kit.Problems {
	var out kit.Problems
	seen := map[string]bool{}
	for _, p := range k.Posters {
		for _, v := range p.Views {
			if seen[v.File] {
				continue
			}
			seen[v.File] = true
			o := origin{kit: k, file: v.File}
			if info, err := o.measure(context.Background(), nil); err != nil || info.Kind != artwork.PDF {
				continue
			}
			const few = 200
			_, err := o.open(context.Background(), artwork.Options{Pixels: few, PDF: pdf})
			var e *artwork.Error
			switch {
			case errors.As(err, &e):
				out = append(out, kit.Problem{File: v.File, What: e.What, Mend: e.Mend, Err: err})
			case err != nil:
				out = append(out, kit.Problem{File: v.File, What: err.Error(), Mend: "put a good copy in its place", Err: err})
			}
		}
	}
	return out
}

// nameOf is what artwork of this computer is called.
func nameOf(path string) string {
	base := filepath.Base(path)
	if name := strings.TrimSuffix(base, filepath.Ext(base)); name != "" {
		return name
	}
	return base
}
