package main

import (
	"os"
	"path/filepath"

	"github.com/rogpeppe/go-internal/testscript"

	"eventkit/kit/artwork/artworktest"
)

// field is the colour of a block: four fields of a photograph.
func field(x, y, c int) uint8 {
	return [][4]uint8{{76, 85, 255, 255}, {150, 44, 21, 200}, {29, 255, 107, 255}, {200, 128, 128, 120}}[x/54%2+2*(y/54%2)][c]
}

var pictures = map[string]func() []byte{
	"photo":  artworktest.JPEG{W: 840, H: 840, IDs: "\x01\x02\x03", JFIF: true, Value: field}.Bytes,
	"turned": artworktest.JPEG{W: 840, H: 420, IDs: "\x01\x02\x03", Orient: 6, Value: field}.Bytes,
	"inks":   artworktest.JPEG{W: 840, H: 594, IDs: "1234", Adobe: true, Value: field}.Bytes,
	"clear": artworktest.PNG{W: 400, H: 500, Depth: 8, Kind: 6, Sample: func(x, y, c int) int {
		return (x*(c+1) + y) % 256
	}}.Bytes,
	"enormous": func() []byte { return artworktest.Gray(20_000, enormousRows) },
	"bomb":     func() []byte { return hugePNG(60_000, 60_000) },
	"cut": func() []byte {
		b := artworktest.JPEG{W: 840, H: 840, IDs: "1", Value: field}.Bytes()
		return b[:len(b)/2]
	},
}

// makePicture FILE KIND writes a picture.
func makePicture(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 || pictures[args[1]] == nil {
		ts.Fatalf("usage: picture FILE KIND")
	}
	ts.Check(os.MkdirAll(filepath.Dir(ts.MkAbs(args[0])), 0o777))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), pictures[args[1]](), 0o666))
}
