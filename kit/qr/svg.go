package qr

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strconv"

	"eventkit/kit/page"
)

// SVG writes the symbol as a picture. Its side, quiet zone included, is
// sideMM; the address is the picture's title, and all dark modules are one
// path. The same symbol and side give the same bytes.
func SVG(w io.Writer, s *Symbol, sideMM float64) error {
	if !(sideMM > 0) || math.IsInf(sideMM, 1) {
		return fmt.Errorf("a code can't be %g mm wide; give a width above 0 mm", sideMM)
	}
	n := s.Modules.N + 2*Quiet
	mm := strconv.FormatFloat(sideMM, 'f', -1, 64)
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%smm" height="%smm" viewBox="0 0 %d %d" shape-rendering="crispEdges">`,
		mm, mm, n, n)
	b.WriteString("<title>")
	if err := xml.EscapeText(&b, []byte(s.Address)); err != nil {
		return fmt.Errorf("write the code's title: %w", err)
	}
	fmt.Fprintf(&b, `</title><path fill="%s" d="M0 0h%dv%dH0z"/><path fill="%s" d="`, page.White, n, n, page.Black)
	writeRuns(&b, s.Modules)
	b.WriteString("\"/></svg>\n")
	if _, err := w.Write(b.Bytes()); err != nil {
		return fmt.Errorf("write the code: %w", err)
	}
	return nil
}

// writeRuns adds one rectangle for every run of dark modules in a row.
func writeRuns(b *bytes.Buffer, m *page.Modules) {
	for y := range m.N {
		for x := 0; x < m.N; x++ {
			if !m.At(x, y) {
				continue
			}
			from := x
			for x < m.N && m.At(x, y) {
				x++
			}
			fmt.Fprintf(b, "M%d %dh%dv1h-%dz", from+Quiet, y+Quiet, x-from, x-from)
		}
	}
}
