package qr_test

import (
	"errors"
	"strings"
	"testing"

	"eventkit/kit/page"
	"eventkit/kit/qr"
)

// A dense symbol says the same with no more modules, and is read back.
func TestEncodeDense(t *testing.T) {
	for _, address := range []string{
		"https://example.org/s",
		"https://example.org/?text=" + strings.Repeat("%D0%96", 90),
		"https://example.org/?text=" + strings.Repeat("word%20", 60),
		"https://example.org/?text=" + strings.Repeat("%E0%A4%85", 130),
	} {
		usual, err := qr.Encode(address)
		if err != nil {
			t.Fatal(err)
		}
		dense, err := qr.EncodeDense(address)
		if err != nil {
			t.Fatal(err)
		}
		if dense.Address != address || dense.Modules.N > usual.Modules.N || len(address) > 500 && dense.Modules.N >= usual.Modules.N {
			t.Errorf("%.40s…: %d modules of level %s, usually %d of level %s", address, dense.Modules.N, dense.Level, usual.Modules.N, usual.Level)
		}
		p := &page.Page{Size: page.Size{W: 100, H: 100}, Layers: []*page.Layer{{}}}
		p.Layers[0].Add(dense.Code(page.Point{X: 5, Y: 5}, 0.5))
		if err := qr.ReadBack(p); err != nil {
			t.Error(err)
		}
	}
	for _, address := range []string{"", "é", strings.Repeat("a", qr.MaxAddress+1)} {
		if _, err := qr.EncodeDense(address); !errors.As(err, new(*qr.AddressError)) {
			t.Errorf("%.20q: %v", address, err)
		}
	}
}
