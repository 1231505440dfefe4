package qr_test

import (
	"fmt"
	"testing"

	"eventkit/kit/page"
	"eventkit/kit/qr"
)

func BenchmarkEncode(b *testing.B) {
	b.Run("new", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			if _, err := qr.Encode(fmt.Sprintf("https://example.org/letter/%06d", i)); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("again", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := qr.Encode(form); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkReadBack(b *testing.B) {
	p := sheet(a4, code(b))
	r := qr.NewReader()
	for _, way := range []struct {
		name string
		read func(*page.Page) error
	}{{"batch", r.Batch}, {"page", r.Page}} {
		b.Run(way.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := way.read(p); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
