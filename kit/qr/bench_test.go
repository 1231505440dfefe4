package qr

import (
	"fmt"
	"testing"
)

func BenchmarkEncode(b *testing.B) {
	b.Run("new", func(b *testing.B) {
		b.ReportAllocs()
		for i := range b.N {
			if _, err := encode(fmt.Sprintf("https://example.org/letter/%06d", i)); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("choose", func(b *testing.B) {
		b.ReportAllocs()
		for i := range b.N {
			if _, _, err := choose(fmt.Sprintf("https://example.org/letter/%06d", i)); err != nil {
				b.Fatal(err)
			}
		}
	})
}
