package kit_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/jpeg"
	"image/png"
	"testing"
	"testing/fstest"

	"eventkit/kit"
)

// hugePNG is a picture of 66 bytes that asks for width times height pixels.
func hugePNG(width, height uint32) []byte {
	chunk := func(kind string, data []byte) []byte {
		b := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
		body := append([]byte(kind), data...)
		return binary.BigEndian.AppendUint32(append(b, body...), crc32.ChecksumIEEE(body))
	}
	head := binary.BigEndian.AppendUint32(nil, width)
	head = append(binary.BigEndian.AppendUint32(head, height), 16, 6, 0, 0, 0)
	b := append([]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", head)...)
	b = append(b, chunk("IDAT", []byte("x\x9c\x03\x00\x00\x00\x00\x01\x00"))...)
	return append(b, chunk("IEND", nil)...)
}

func TestPictureThatAsksForTooMuch(t *testing.T) {
	for name, data := range map[string][]byte{
		"tall":        hugePNG(30_000, 40_000),
		"above by 1":  hugePNG(1, 100_000_001),
		"in disguise": hugePNG(20_000, 20_000),
	} {
		file := "posters/" + name + ".PNG"
		if name == "in disguise" {
			file = "posters/a.jpeg"
		}
		fsys := with(file, string(data))
		_, err := kit.Open(fsys)
		if limit := limitIn(t, err); limit.What != "pixels" || limit.Max != 100_000_000 || limit.File != file {
			t.Errorf("%s: %+v", name, limit)
		}
		_, err = kit.ReadPicture(fsys, file)
		limitIn(t, err)
	}
	if _, err := kit.Open(with("a.png", string(hugePNG(10_000, 10_000)))); err != nil {
		t.Errorf("exactly 100 megapixels: %v", err)
	}
}

func TestReadPicture(t *testing.T) {
	var asPNG, asJPEG bytes.Buffer
	img := image.NewGray(image.Rect(0, 0, 30, 20))
	if err := png.Encode(&asPNG, img); err != nil {
		t.Fatal(err)
	}
	if err := jpeg.Encode(&asJPEG, img, nil); err != nil {
		t.Fatal(err)
	}
	fsys := with("a.png", asPNG.String())
	fsys["b.jpg"] = &fstest.MapFile{Data: asJPEG.Bytes()}
	k, err := kit.Open(fsys)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a.png", "b.jpg"} {
		got, err := kit.ReadPicture(k.FS(), name)
		if err != nil || got.Bounds() != img.Bounds() {
			t.Errorf("%s: %v", name, err)
		}
	}
	small := kit.DefaultLimits()
	small.Pixels = 599
	_, err = small.ReadPicture(k.FS(), "a.png")
	limitIn(t, err)
}

func TestDamagedPicture(t *testing.T) {
	_, err := kit.Open(with("a.png", "not a picture"))
	saidIn(t, err, "a.png: this is no picture that can be read")
	_, err = kit.Open(with("a.png", "<!doctype html>"))
	saidIn(t, err, "a.png: this is a web page, not a picture; open the address in a browser")
	if _, err := kit.ReadPicture(sample(), "none.png"); err == nil {
		t.Error("a picture that is not there is read")
	}
	fsys := with("b.png", string(hugePNG(10, 10)))
	if _, err := kit.ReadPicture(fsys, "b.png"); err == nil {
		t.Error("a picture without pixels is read")
	}
}
