package qr_test

import (
	"testing"

	"eventkit/kit/page"
	"eventkit/kit/qr"
)

// sheet is an A4 page with one code of the address at 30, 40 mm.
func sheet(t testing.TB, address string, moduleMM float64) (*page.Page, page.Code) {
	t.Helper()
	s, err := qr.Encode(address)
	if err != nil {
		t.Fatal(err)
	}
	c := s.Code(page.Point{X: 30, Y: 40}, moduleMM)
	return &page.Page{Size: page.Size{W: 210, H: 297}, Layers: []*page.Layer{{Items: []page.Item{c}}}}, c
}

func BenchmarkReadBack(b *testing.B) {
	p, _ := sheet(b, "https://example.org/letter/000012", 1.3)
	r := qr.NewReader()
	for _, way := range []struct {
		name string
		read func(*page.Page) error
	}{{"batch", r.Batch}, {"page", r.Page}} {
		b.Run(way.name, func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				if err := way.read(p); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
