package pdf

import (
	"bytes"
	"io"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/jung-kurt/gofpdf"

	"eventkit/kit/page"
)

// producer is all that a document says about what made it.
const producer = "Event Kit"

// written is the date that every document carries, so that the same pages give
// the same bytes.
var written = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// skeleton lets gofpdf write everything but the drawing: page tree, page
// boxes, links, information and catalog.
type skeleton struct {
	meta  Meta
	pdf   *gofpdf.Fpdf
	count int
}

func (s *skeleton) page(p *page.Page) error {
	s.count++
	if !(p.Size.W >= minSide && p.Size.H >= minSide && p.Size.W <= page.MaxSide && p.Size.H <= page.MaxSide) {
		return &SizeError{Page: s.count, Size: p.Size}
	}
	size := gofpdf.SizeType{Wd: p.Size.W * ptPerMM, Ht: p.Size.H * ptPerMM}
	if s.pdf == nil {
		s.start(p, size)
	}
	s.pdf.AddPageFormat("P", size)
	for it := range p.Items {
		if l, ok := it.(page.Link); ok {
			s.pdf.LinkString(l.X*ptPerMM, l.Y*ptPerMM, l.W*ptPerMM, l.H*ptPerMM, ascii(l.Address))
		}
	}
	return s.pdf.Error()
}

func (s *skeleton) start(first *page.Page, size gofpdf.SizeType) {
	if s.meta.Title == "" {
		s.meta.Title = first.Title
	}
	if s.meta.Lang == "" {
		s.meta.Lang = first.Lang
	}
	s.pdf = gofpdf.NewCustom(&gofpdf.InitType{OrientationStr: "P", UnitStr: "pt", Size: size})
	s.pdf.SetCompression(false)
	s.pdf.SetCatalogSort(true)
	s.pdf.SetCreationDate(written)
	s.pdf.SetModificationDate(written)
	s.pdf.SetProducer(producer, false)
	s.pdf.SetTitle(textString(s.meta.Title), false)
	s.pdf.SetSubject(textString(s.meta.Subject), false)
}

// lang returns the document's language if it has the form of one.
func (s *skeleton) lang() string {
	for _, r := range s.meta.Lang {
		if !(r == '-' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z') {
			return ""
		}
	}
	return s.meta.Lang
}

// bytes returns what gofpdf writes.
func (s *skeleton) bytes() ([]byte, error) {
	var sink wholeWriter
	if err := s.pdf.Output(&sink); err != nil {
		return nil, err
	}
	s.pdf = nil
	return sink.b, nil
}

// wholeWriter takes gofpdf's buffer over instead of copying it: it comes in
// one piece, and gofpdf doesn't touch it again.
type wholeWriter struct{ b []byte }

func (w *wholeWriter) Write(b []byte) (int, error) {
	if w.b != nil {
		return 0, io.ErrShortWrite
	}
	w.b = b
	return len(b), nil
}

// textString returns a text as a PDF text string (ISO 32000-1, 7.9.2.2):
// UTF-16 with its mark unless it is ASCII. gofpdf's own conversion stops at
// the first plane.
func textString(s string) string {
	plain := true
	for _, r := range s {
		plain = plain && r >= ' ' && r < 0x7F
	}
	if plain {
		return s
	}
	var b bytes.Buffer
	b.WriteString("\xFE\xFF")
	for _, u := range utf16.Encode([]rune(s)) {
		b.WriteByte(byte(u >> 8))
		b.WriteByte(byte(u))
	}
	return b.String()
}

// ascii percent-encodes what an address in a PDF can't hold (ISO 32000-1, 12.6.4.7).
func ascii(s string) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c > ' ' && c < 0x7F {
			b.WriteByte(c)
		} else {
			b.Write([]byte{'%', digits[c>>4], digits[c&15]})
		}
	}
	return b.String()
}
