package qr

import (
	"bytes"
	"fmt"
	"image"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
	"github.com/makiuchi-d/gozxing/qrcode/decoder"

	"eventkit/kit/page"
)

// tolerance is how far a painted channel may lie from its colour: rounding at
// the edge of a module, and nothing that an eye or a camera would see.
const tolerance = 24

// untouched checks every pixel of the symbol and of its quiet zone, so that a
// thing which covers a part of it is found even where error correction would
// still save the code.
func (r *Reader) untouched(img *image.RGBA, c page.Code, k int) error {
	across := c.Modules.N + 2*c.Quiet
	for my := range across {
		r.line = appendLine(r.line[:0], c, my-c.Quiet, k)
		for y := my * k; y < (my+1)*k; y++ {
			row := img.Pix[y*img.Stride:][:len(r.line)]
			if bytes.Equal(row, r.line) {
				continue
			}
			for i := range row {
				if !near(row[i], r.line[i]) {
					return covered(c, (float64(i/4)+0.5)/float64(k), (float64(y)+0.5)/float64(k))
				}
			}
		}
	}
	return nil
}

// appendLine adds the pixels of a line through row y of the symbol (below 0
// or from N on: through the quiet zone), as RGBA.
func appendLine(line []byte, c page.Code, y, k int) []byte {
	dark := [4]byte{c.Dark.R, c.Dark.G, c.Dark.B, 255}
	light := [4]byte{c.Light.R, c.Light.G, c.Light.B, 255}
	n := c.Modules.N
	for x := -c.Quiet; x < n+c.Quiet; x++ {
		px := &light
		if x >= 0 && x < n && y >= 0 && y < n && c.Modules.At(x, y) {
			px = &dark
		}
		for range k {
			line = append(line, px[:]...)
		}
	}
	return line
}

func near(a, b uint8) bool {
	return int(a)-int(b) <= tolerance && int(b)-int(a) <= tolerance
}

// covered places a fault that was seen so many modules from the code's corner.
func covered(c page.Code, x, y float64) error {
	what := "something enters the light zone around it"
	if first, end := float64(c.Quiet), float64(c.Quiet+c.Modules.N); x >= first && x < end && y >= first && y < end {
		what = "something covers a part of it"
	}
	return &UnreadableError{
		Address: c.Address,
		Reason: fmt.Sprintf("%s, %.1f mm from the left and %.1f mm from the top of the page; move that away",
			what, c.X+x*c.Module(), c.Y+y*c.Module()),
	}
}

// sample takes the middle pixel of every module and decodes that.
func (r *Reader) sample(img *image.RGBA, c page.Code, k int) error {
	n := c.Modules.N
	if r.matrix == nil || r.matrix.GetWidth() != n {
		m, err := gozxing.NewSquareBitMatrix(n)
		if err != nil {
			return fmt.Errorf("read back %q: %w", brief(c.Address), err)
		}
		r.matrix = m
	}
	r.matrix.Clear()
	middle := (gray(c.Dark.R, c.Dark.G, c.Dark.B) + gray(c.Light.R, c.Light.G, c.Light.B)) / 2
	for y := range n {
		row := img.Pix[((y+c.Quiet)*k+k/2)*img.Stride:]
		for x := range n {
			i := 4 * ((x+c.Quiet)*k + k/2)
			if gray(row[i], row[i+1], row[i+2]) < middle {
				r.matrix.Set(x, y)
			}
		}
	}
	res, err := r.decoder.Decode(r.matrix, nil)
	if err != nil {
		return unread(c)
	}
	if meta, ok := res.GetOther().(*decoder.QRCodeDecoderMetaData); ok && meta.IsMirrored() {
		return &UnreadableError{Address: c.Address, Reason: "it is mirrored; make it with Encode"}
	}
	return same(c, res.GetText())
}

// search lets the decoder look for the symbol in the picture, turned by a
// quarter as often as it takes.
func (r *Reader) search(img *image.RGBA, c page.Code, k int) error {
	side := (c.Modules.N + 2*c.Quiet) * k
	for turn := range 4 {
		r.gray = appendGray(r.gray[:0], img, side, turn)
		if text, err := find(r.gray, side); err == nil {
			return same(c, text)
		}
	}
	return unread(c)
}

// find reads the one symbol in a square picture of brightness.
func find(gray []byte, side int) (string, error) {
	source, err := gozxing.NewPlanarYUVLuminanceSource(gray, side, side, 0, 0, side, side, false)
	if err != nil {
		return "", err
	}
	bitmap, err := gozxing.NewBinaryBitmap(gozxing.NewHybridBinarizer(source))
	if err != nil {
		return "", err
	}
	res, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{
		gozxing.DecodeHintType_TRY_HARDER: true,
	})
	if err != nil {
		return "", err
	}
	return res.GetText(), nil
}

// appendGray adds the brightness of the picture, turned by so many quarters.
func appendGray(to []byte, img *image.RGBA, side, turn int) []byte {
	for y := range side {
		for x := range side {
			fx, fy := x, y
			for range turn {
				fx, fy = fy, side-1-fx
			}
			px := img.Pix[fy*img.Stride+4*fx:]
			to = append(to, byte(gray(px[0], px[1], px[2])))
		}
	}
	return to
}

func gray(r, g, b uint8) int { return (int(r) + 2*int(g) + int(b)) / 4 }

func unread(c page.Code) error {
	return &UnreadableError{Address: c.Address, Reason: "a decoder finds nothing in it; make it larger or its address shorter"}
}

func same(c page.Code, got string) error {
	if got == c.Address {
		return nil
	}
	return &UnreadableError{Address: c.Address, Got: got, Reason: "it says something else; make it with Encode"}
}
