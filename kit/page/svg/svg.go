package svg

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"eventkit/kit/page"
)

// The limits of a drawing. A file beyond one is refused.
const (
	MaxBytes    = 8 << 20
	MaxElements = 200_000
	MaxDepth    = 100
	// MaxSegments bounds the lines and curves of all shapes together.
	MaxSegments = 500_000
)

// Drawing is artwork in units of its own, y down. It must not change once a
// page has items of it.
type Drawing struct {
	// View is the part that is meant to be seen (viewBox).
	View page.Rect
	// Bleeds says that what lies around the view may be shown too, where
	// paper has other proportions (overflow="visible" on the svg element).
	Bleeds bool
	// Shapes are painted in order.
	Shapes []Shape
}

// Shape is an outline in the drawing's units and its colour.
type Shape struct {
	Outline *page.Outline
	Fill    page.Color
}

// Items places the drawing: at is where its origin lies, in mm, and scale is
// mm per unit.
func (d *Drawing) Items(at page.Point, scale float64) []page.Item {
	out := make([]page.Item, len(d.Shapes))
	for i, s := range d.Shapes {
		out[i] = page.Shape{Outline: s.Outline, At: at, Scale: scale, Fill: s.Fill}
	}
	return out
}

// Error says what in a file can't be drawn.
type Error struct {
	// Line is the line in the file, 0 for the file as a whole.
	Line int
	// What is wrong, and the Mend.
	What, Mend string
}

func (e *Error) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("line %d: %s; %s", e.Line, e.What, e.Mend)
	}
	return e.What + "; " + e.Mend
}

// Read reads a drawing. The error is an [*Error], or that of r.
func Read(r io.Reader) (*Drawing, error) { return read(r, false) }

// Measure reads a drawing's beginning: its View and Bleeds, without shapes.
func Measure(r io.Reader) (*Drawing, error) { return read(r, true) }

func read(r io.Reader, start bool) (*Drawing, error) {
	counted := &io.LimitedReader{R: r, N: MaxBytes + 1}
	rd := &reader{dec: xml.NewDecoder(counted), drawing: &Drawing{}, start: start}
	err := rd.run()
	if counted.N <= 0 {
		return nil, &Error{0, fmt.Sprintf("the file is larger than %d MB", MaxBytes>>20), "simplify its paths, or leave pictures out"}
	}
	if err != nil {
		return nil, err
	}
	return rd.drawing, nil
}

// reader is a file while it is read.
type reader struct {
	dec     *xml.Decoder
	drawing *Drawing
	// start says that the drawing is read no further than its first element.
	start bool
	// names are the open elements and states those of the drawn ones; passed
	// counts the open elements whose content is not drawn.
	names    []string
	states   []state
	passed   int
	elements int
	segments int
	// corners counts the points of even-odd paths, whose setting to rights
	// takes their square in time.
	corners int
}

func (r *reader) fail(mend, format string, args ...any) error {
	line, _ := r.dec.InputPos()
	return &Error{line, fmt.Sprintf(format, args...), mend}
}

func (r *reader) run() error {
	for {
		tok, err := r.dec.RawToken()
		if errors.Is(err, io.EOF) {
			return r.end()
		}
		if err != nil {
			return r.broken(err)
		}
		switch t := tok.(type) {
		case xml.StartElement:
			err = r.open(t)
		case xml.EndElement:
			err = r.close(t)
		case xml.Directive:
			err = r.fail("delete the line that begins with <!", "the file has a document type or entities of its own")
		case xml.ProcInst:
			if t.Target != "xml" {
				err = r.fail("delete this line", "<?%s …?> is an instruction to other programs", brief(t.Target))
			}
		}
		if err != nil || r.start && r.elements > 0 {
			return err
		}
	}
}

func (r *reader) end() error {
	switch {
	case r.elements == 0:
		return &Error{0, "this is not SVG", "export the artwork as SVG"}
	case len(r.names) > 0:
		return r.fail("export it again", "the file ends in the middle")
	}
	return nil
}

// broken turns an error of the decoder into one for people, unless it is the
// disk's.
func (r *reader) broken(err error) error {
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		if r.elements == 0 {
			return &Error{0, "this is not SVG", "export the artwork as SVG"}
		}
		return &Error{syntax.Line, "this is not XML: " + brief(syntax.Msg), "export it again"}
	}
	if strings.Contains(err.Error(), "encoding") {
		return r.fail("save it as UTF-8", "the file is not in UTF-8")
	}
	return err
}

// brief shortens what others wrote for a message.
func brief(s string) string {
	rs := []rune(strings.ToValidUTF8(s, "\ufffd"))
	if len(rs) > 40 {
		rs = append(rs[:40], '…')
	}
	return strings.Trim(fmt.Sprintf("%q", string(rs)), `"`)
}
