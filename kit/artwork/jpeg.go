package artwork

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"runtime"

	"eventkit/kit/page"
	"eventkit/kit/page/resample"
)

// jpegHead is what a JPEG says before its pixels (ITU-T T.81, annex B).
type jpegHead struct {
	w, h       int
	precision  int
	components []component
	// frame is the marker of the frame header: 0xC0 to 0xC2 are read.
	frame  byte
	orient int
	// jfif and adobe say which of the two markers is there; transform is what
	// Adobe's says about colours (0 as they are, 1 YCbCr, 2 YCCK).
	jfif, adobe bool
	transform   byte
}

type component struct{ id, h, v byte }

// The markers that matter here.
const (
	markDHT   = 0xC4
	markSOI   = 0xD8
	markEOI   = 0xD9
	markSOS   = 0xDA
	markDQT   = 0xDB
	markDRI   = 0xDD
	markAPP0  = 0xE0
	markAPP1  = 0xE1
	markAPP14 = 0xEE
)

// isFrame reports whether a marker begins a frame; DHT, JPG and DAC lie among
// them.
func isFrame(m byte) bool { return m >= 0xC0 && m <= 0xCF && m != 0xC4 && m != 0xC8 && m != 0xCC }

// maxScans bounds the scans of a progressive JPEG, each of which goes over the
// whole picture; usual ones have about ten.
const maxScans = 100

// readJPEGHead reads up to the frame header and what it needs of it.
func readJPEGHead(s *source) (*jpegHead, error) {
	h := &jpegHead{orient: 1}
	if _, err := s.Discard(2); err != nil {
		return nil, ended(err)
	}
	for h.frame == 0 {
		mark, err := nextMarker(s)
		if err != nil {
			return nil, err
		}
		if mark == markSOS || mark == markEOI {
			return nil, broken("the JPEG doesn’t say how large it is")
		}
		if mark >= 0xD0 && mark <= markSOI || mark == 0x01 {
			continue
		}
		data, err := segment(s)
		if err != nil {
			return nil, err
		}
		if err := h.segment(mark, data); err != nil {
			return nil, err
		}
	}
	return h, nil
}

// nextMarker finds the next marker, past what isn't one.
func nextMarker(s io.ByteReader) (byte, error) {
	for {
		b, err := s.ReadByte()
		if err != nil {
			return 0, ended(err)
		}
		for b == 0xFF {
			if b, err = s.ReadByte(); err != nil {
				return 0, ended(err)
			}
			if b != 0 && b != 0xFF {
				return b, nil
			}
		}
	}
}

// segment reads what a marker brings along.
func segment(s io.Reader) ([]byte, error) {
	var size [2]byte
	if _, err := io.ReadFull(s, size[:]); err != nil {
		return nil, ended(err)
	}
	n := int(binary.BigEndian.Uint16(size[:]))
	if n < 2 {
		return nil, broken("the JPEG is damaged: a part of it has no length")
	}
	data := make([]byte, n-2)
	_, err := io.ReadFull(s, data)
	return data, ended(err)
}

func (h *jpegHead) segment(mark byte, data []byte) error {
	switch {
	case isFrame(mark):
		return h.start(mark, data)
	case mark == markAPP0 && bytes.HasPrefix(data, []byte("JFIF\x00")):
		h.jfif = true
	case mark == markAPP1 && bytes.HasPrefix(data, []byte("Exif\x00\x00")):
		h.orient = orientation(data[6:])
	case mark == markAPP14 && bytes.HasPrefix(data, []byte("Adobe")) && len(data) >= 12:
		h.adobe, h.transform = true, data[11]
	}
	return nil
}

// start reads the frame header.
func (h *jpegHead) start(mark byte, data []byte) error {
	const plain = "save it as a usual JPEG, or as PNG"
	if len(data) < 6 || len(data) != 6+3*int(data[5]) {
		return broken("the JPEG is damaged: its frame has no proper length")
	}
	h.frame, h.precision = mark, int(data[0])
	h.h, h.w = int(binary.BigEndian.Uint16(data[1:])), int(binary.BigEndian.Uint16(data[3:]))
	for c := data[6:]; len(c) >= 3; c = c[3:] {
		h.components = append(h.components, component{c[0], c[1] >> 4, c[1] & 15})
	}
	switch n := len(h.components); {
	case mark > 0xC2:
		return &Error{What: "this is a rare kind of JPEG (lossless or arithmetic)", Mend: plain, Err: ErrKind}
	case h.precision != 8:
		return &Error{What: fmt.Sprintf("this is a JPEG with %d bits a colour", h.precision), Mend: plain, Err: ErrKind}
	case n != 1 && n != 3 && n != 4:
		return &Error{What: fmt.Sprintf("this is a JPEG with %d colours", n), Mend: plain, Err: ErrKind}
	case h.w == 0 || h.h == 0:
		return broken("the picture has no pixels: %d × %d", h.w, h.h)
	}
	for _, c := range h.components {
		if c.h < 1 || c.h > 4 || c.v < 1 || c.v > 4 {
			return broken("the JPEG is damaged: its colours have no proper size")
		}
	}
	if h.memory() > decoding {
		return tooLarge(h.w, h.h, h.smaller())
	}
	return nil
}

// memory is about how many bytes decoding takes: the planes of all components,
// for a progressive picture four bytes for each of their values besides, and
// what they are put together in.
func (h *jpegHead) memory() int64 {
	px := int64(h.w) * int64(h.h)
	most, planes := int64(1), int64(0)
	for _, c := range h.components {
		most = max(most, int64(c.h)*int64(c.v))
		planes += int64(c.h) * int64(c.v)
	}
	if len(h.components) == 1 {
		planes, most = 1, 1
	}
	all := px * planes / most
	if h.frame == 0xC2 {
		all *= 5
	}
	if len(h.components) == 4 || len(h.components) == 3 && h.isRGB() {
		all += 4 * px
	}
	return all
}

// room is how many pixels there is memory for beside the decoded picture and
// its file.
func (h *jpegHead) room(file int) int {
	const all, least = 250_000_000, 4_000_000
	return max(least, min(maxTwice, int(all-h.memory()-int64(file))/4))
}

// smaller says how large such a picture may be.
func (h *jpegHead) smaller() string {
	px := int64(h.w) * int64(h.h)
	s := fmt.Sprintf("save it with at most %d megapixels", px*decoding/h.memory()/1_000_000)
	if h.frame == 0xC2 {
		s += ", or without “progressive”"
	}
	return s
}

func (h *jpegHead) isRGB() bool {
	c := h.components
	return !h.jfif && (h.adobe && h.transform == 0 || c[0].id == 'R' && c[1].id == 'G' && c[2].id == 'B')
}

// readJPEG decodes a JPEG and keeps it, bare of what it tells about people.
func readJPEG(ctx context.Context, s *source, side int) (*page.Image, page.Size, error) {
	data, err := s.all()
	if err != nil {
		return nil, page.Size{}, err
	}
	head, err := readJPEGHead(newSource(bytes.NewReader(data), s.name))
	if err != nil {
		return nil, page.Size{}, err
	}
	if data, err = bare(data); err != nil {
		return nil, page.Size{}, err
	}
	if err := ctx.Err(); err != nil {
		return nil, page.Size{}, err
	}
	pix, err := decodeJPEG(ctx, head, data, side)
	if err != nil {
		return nil, page.Size{}, err
	}
	return &page.Image{Pix: pix, JPEG: data, Orient: head.orient}, upright(head.w, head.h, head.orient), nil
}

func decodeJPEG(ctx context.Context, head *jpegHead, data []byte, side int) (*image.RGBA, error) {
	img, err := jpeg.Decode(head.reader(data))
	if err != nil {
		return nil, decoded(err)
	}
	b := img.Bounds()
	if b.Dx() != head.w || b.Dy() != head.h {
		return nil, broken("the JPEG says twice how large it is")
	}
	if head.memory() > decoding/4 {
		// What only decoding needed goes before more memory is taken.
		runtime.GC()
	}
	w, h := resample.Fit(head.w, head.h, side, head.room(len(data)))
	small := resample.New(head.w, head.h, w, h)
	inks, _ := img.(*image.CMYK)
	row := make([]byte, 4*head.w)
	for y := range head.h {
		if inks != nil {
			small.Row(inks.Pix[y*inks.Stride:])
		} else {
			small.Row(resample.Row(img, y, row))
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	pix := small.Image()
	if inks != nil {
		printed(pix.Pix, head.adobe)
	}
	return turn(pix, head.orient), nil
}

// reader gives out a JPEG as the decoder takes it: one of four inks must have
// Adobe's marker.
func (h *jpegHead) reader(data []byte) io.Reader {
	if len(h.components) != 4 || h.adobe {
		return bytes.NewReader(data)
	}
	marker := []byte("\xFF\xD8\xFF\xEE\x00\x0EAdobe\x00\x64\x00\x00\x00\x00\x00")
	return io.MultiReader(bytes.NewReader(marker), bytes.NewReader(data[2:]))
}

// decoded says what was wrong with a JPEG.
func decoded(err error) error {
	var format jpeg.FormatError
	var unsupported jpeg.UnsupportedError
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return ended(io.ErrUnexpectedEOF)
	case errors.As(err, &unsupported):
		return &Error{What: "this is a rare kind of JPEG: " + string(unsupported), Mend: "save it as a usual JPEG, or as PNG", Err: ErrKind}
	case errors.As(err, &format):
		return broken("the JPEG is damaged: %s", string(format))
	}
	return err
}
