package typeset_test

import (
	"math"
	"os"
	"sync"
	"testing"

	"eventkit/kit/page"
	"eventkit/kit/typeset"
)

var fontFiles = os.DirFS(fontDir)

var bundled = sync.OnceValues(func() (*typeset.Library, error) { return typeset.New(fontFiles) })

func library(t testing.TB) *typeset.Library {
	t.Helper()
	lib, err := bundled()
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

var black = typeset.Paint{Fill: page.Black}

// texts returns the block's lines as they are painted.
func texts(b *typeset.Block, width float64, align typeset.Align) []page.Text {
	var out []page.Text
	for _, it := range b.Place(page.Point{}, width, align, black) {
		if x, ok := it.(page.Text); ok {
			out = append(out, x)
		}
	}
	return out
}

// textOf returns the one line of a block.
func textOf(t testing.TB, b *typeset.Block) page.Text {
	t.Helper()
	all := texts(b, b.W, typeset.Left)
	if len(all) != 1 {
		t.Fatalf("%d lines, want 1: %q", len(all), b.Lines())
	}
	return all[0]
}

func near(a, b, by float64) bool { return math.Abs(a-b) <= by }

type pageGlyph = page.Glyph
