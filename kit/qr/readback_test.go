package qr_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"eventkit/kit/page"
	"eventkit/kit/page/raster"
	"eventkit/kit/qr"
)

// ascii is every printable ASCII character.
var ascii = &unicode.RangeTable{R16: []unicode.Range16{{Lo: ' ', Hi: '~', Stride: 1}}, LatinOffset: 1}

// alone is a page that the symbol just fills, with modules of half a mm.
func alone(s *qr.Symbol) *page.Page {
	c := s.Code(page.Point{}, 0.5)
	return sheet(page.Size{W: c.W, H: c.H}, c)
}

func sheet(size page.Size, items ...page.Item) *page.Page {
	return &page.Page{Size: size, Layers: []*page.Layer{{Items: items}}}
}

var a4 = page.Size{W: 210, H: 297}

const form = "https://example.org/letter/sign?lang=en"

// code is the form's code at 30, 40 mm with modules of 1.3 mm.
func code(t testing.TB) page.Code {
	t.Helper()
	s, err := qr.Encode(form)
	if err != nil {
		t.Fatal(err)
	}
	return s.Code(page.Point{X: 30, Y: 40}, 1.3)
}

// triangle is a shape that is no rectangle, 10 mm wide at scale 1.
var triangle = page.NewOutline("triangle", []page.Segment{
	{Verb: page.MoveTo, P: [3]page.Point{{X: 0, Y: 0}}},
	{Verb: page.LineTo, P: [3]page.Point{{X: 10, Y: 0}}},
	{Verb: page.LineTo, P: [3]page.Point{{X: 0, Y: 10}}},
})

var gray = page.Color{R: 128, G: 128, B: 128}

func other(t *testing.T) *qr.Symbol {
	t.Helper()
	s, err := qr.Encode("https://example.net")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// mustFail wants both ways of reading back to find the fault.
func mustFail(t *testing.T, p *page.Page, says string) {
	t.Helper()
	for way, err := range map[string]error{
		"ReadBack": qr.ReadBack(p), "Page": qr.NewReader().Page(p), "Batch": qr.NewReader().Batch(p),
	} {
		var unreadable *qr.UnreadableError
		if !errors.As(err, &unreadable) {
			t.Errorf("%s: got %v, want an UnreadableError", way, err)
		} else if unreadable.Address != form || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: the error says %q, want %q in it", way, err, says)
		}
	}
}

func TestCovered(t *testing.T) {
	for _, tt := range []struct {
		name string
		over func(c page.Code) page.Item // what is painted after the code
		says string
	}{
		{"a box on the corner of the quiet zone", func(c page.Code) page.Item {
			return page.Box{Rect: page.Rect{X: c.X - 5, Y: c.Y - 5, W: 5.5, H: 5.5}, Fill: page.Black}
		}, "something enters the light zone around it, 30."},
		{"a hairline along the far edge", func(c page.Code) page.Item {
			return page.Box{Rect: page.Rect{X: c.X, Y: c.Bottom() - 0.2, W: c.W, H: 0.2}, Fill: page.Black}
		}, "something enters the light zone around it"},
		{"a word that runs into it", func(c page.Code) page.Item {
			return page.Text{
				String: "▼", At: page.Point{X: c.X + 20, Y: c.Y - 6}, Scale: 1, Ink: page.Rect{W: 10, H: 10},
				Glyphs: []page.Glyph{{Outline: triangle}}, Fill: page.Black,
			}
		}, "something enters the light zone around it"},
		{"a box on one light module", func(c page.Code) page.Item {
			m := c.Module()
			return page.Box{Rect: page.Rect{X: c.X + (4+1)*m, Y: c.Y + (4+1)*m, W: m, H: m}, Fill: page.Black}
		}, "something covers a part of it"},
		{"a light box on the dark modules", func(c page.Code) page.Item {
			return page.Box{Rect: page.Rect{X: c.X + 20, Y: c.Y + 20, W: 4, H: 4}, Fill: page.White}
		}, "something covers a part of it"},
		{"a badge in the middle", func(c page.Code) page.Item {
			return page.Shape{Outline: triangle, At: page.Point{X: c.X + 20, Y: c.Y + 20}, Scale: 1, Fill: gray}
		}, "something covers a part of it"},
		{"a second code over it", func(c page.Code) page.Item {
			return other(t).Code(page.Point{X: c.X, Y: c.Y}, 0.5)
		}, "of the page; move that away"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := code(t)
			mustFail(t, sheet(a4, c, tt.over(c)), tt.says)
		})
	}
}

func TestUnsound(t *testing.T) {
	for _, tt := range []struct {
		name  string
		spoil func(c *page.Code)
		says  string
	}{
		{"light on dark", func(c *page.Code) {
			c.Dark, c.Light = c.Light, c.Dark
		}, "light on dark"},
		{"low contrast", func(c *page.Code) {
			c.Dark = gray
		}, "contrast is 3.9:1; it needs 7:1"},
		{"one colour", func(c *page.Code) {
			c.Dark = c.Light
		}, "light on dark"},
		{"narrow quiet zone", func(c *page.Code) {
			c.Quiet = 3
		}, "its light zone is 3 modules wide; give it 4"},
		{"off the page", func(c *page.Code) {
			c.Rect = c.Moved(150, 0)
		}, "runs off the page"},
		{"not square", func(c *page.Code) {
			c.H /= 2
		}, "make it square"},
		{"too small to print", func(c *page.Code) {
			c.W, c.H = 12, 12
		}, "printers need 0.34 mm"},
		{"no symbol", func(c *page.Code) {
			c.Modules = nil
		}, "it has no symbol"},
		{"half a symbol", func(c *page.Code) {
			c.Modules = &page.Modules{N: 21, Dark: make([]bool, 21)}
		}, "it has no symbol"},
		{"an empty symbol", func(c *page.Code) {
			c.Modules = &page.Modules{N: 21, Dark: make([]bool, 21*21)}
		}, "a decoder finds nothing in it"},
		{"mirrored", func(c *page.Code) {
			m := &page.Modules{N: c.Modules.N, Dark: make([]bool, len(c.Modules.Dark))}
			for y := range m.N {
				for x := range m.N {
					m.Dark[y*m.N+x] = c.Modules.At(y, x)
				}
			}
			c.Modules = m
		}, "it is mirrored"},
		{"another address", func(c *page.Code) {
			c.Modules = other(t).Modules
		}, `it says something else; make it with Encode (it reads "https://example.net")`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := code(t)
			tt.spoil(&c)
			mustFail(t, sheet(a4, c), tt.says)
		})
	}
}

// What does no harm is no fault.
func TestHarmless(t *testing.T) {
	c := code(t)
	s, err := qr.Encode("HTTPS://EXAMPLE.ORG/S")
	if err != nil {
		t.Fatal(err)
	}
	dark := page.Box{Rect: page.Rect{W: a4.W, H: a4.H}, Fill: page.Black}
	for _, tt := range []struct {
		name string
		page *page.Page
	}{
		{"an empty page", sheet(a4)},
		{"a page without layers", &page.Page{Size: a4}},
		{"a dark ground under it", sheet(a4, dark, c)},
		{"two codes", sheet(a4, c, s.Code(page.Point{X: 120, Y: 40}, 1))},
		{"a box that touches its edge", sheet(a4, c, page.Box{Rect: page.Rect{X: c.Right(), Y: 0, W: 20, H: 200}, Fill: page.Black})},
		{"a link over it", sheet(a4, c, page.Link{Rect: c.Rect, Address: form})},
		{"a white box in the quiet zone", sheet(a4, c, page.Box{Rect: page.Rect{X: c.X, Y: c.Y, W: 3, H: 3}, Fill: page.White})},
		{"an odd place and size", sheet(a4, s.Code(page.Point{X: 17.0 / 3, Y: 100.0 / 7}, 1.0/3+0.01))},
		{"as small as can be", sheet(a4, s.Code(page.Point{X: 1, Y: 1}, qr.MinSide(1)))},
		{"in the page's corner", sheet(a4, s.Code(page.Point{}, 1))},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if err := qr.NewReader().Page(tt.page); err != nil {
				t.Error("Page:", err)
			}
			if err := qr.NewReader().Batch(tt.page); err != nil {
				t.Error("Batch:", err)
			}
		})
	}
}

// The fault is found wherever among good codes it stands, and a reader that
// met a fault still reads the next page.
func TestSecondCodeIsRead(t *testing.T) {
	good := code(t)
	bad := good
	bad.Rect = bad.Moved(0, 100)
	bad.Address = "https://example.org/another"
	r := qr.NewReader()
	for _, read := range []func(*page.Page) error{r.Page, r.Batch} {
		var unreadable *qr.UnreadableError
		if err := read(sheet(a4, good, bad)); !errors.As(err, &unreadable) || unreadable.Address != bad.Address || unreadable.Got != form {
			t.Errorf("got %v, want the second code", err)
		}
		if err := read(sheet(a4, good)); err != nil {
			t.Error(err)
		}
	}
}

// One reader reads symbols of every size, up and down.
func TestReaderReused(t *testing.T) {
	r := qr.NewReader()
	for _, n := range []int{10, 1500, 40, 700, 41, 2048, 1} {
		s, err := qr.Encode(letters(n))
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Page(alone(s)); err != nil {
			t.Errorf("%d characters: %v", n, err)
		}
		if err := r.Batch(alone(s)); err != nil {
			t.Errorf("%d characters in a batch: %v", n, err)
		}
	}
}

// The level that we claim is the level that a decoder finds.
func TestLevelAsDecoded(t *testing.T) {
	for _, n := range []int{7, 11, 32, 33, 700} {
		s, err := qr.Encode(letters(n))
		if err != nil {
			t.Fatal(err)
		}
		img, err := raster.Paint(alone(s), 25.4*4)
		if err != nil {
			t.Fatal(err)
		}
		bitmap, err := gozxing.NewBinaryBitmapFromImage(img)
		if err != nil {
			t.Fatal(err)
		}
		res, err := qrcode.NewQRCodeReader().Decode(bitmap, nil)
		if err != nil {
			t.Fatalf("%d characters: %v", n, err)
		}
		if level := fmt.Sprint(res.GetResultMetadata()[gozxing.ResultMetadataType_ERROR_CORRECTION_LEVEL]); level != s.Level {
			t.Errorf("%d characters: level %s is decoded, %s was claimed", n, level, s.Level)
		}
	}
}
