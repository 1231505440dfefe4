package main

import (
	"bytes"
	"encoding/binary"
	"flag"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/image/draw"

	"eventkit/assets"
)

var update = flag.Bool("update", false, "write the icon for Windows anew")

// iconSides are the sizes that Windows shows, in pixels.
var iconSides = []int{16, 24, 32, 48, 64, 256}

// windowsIcon is the program's icon as Windows has it: a header, an entry of 16
// bytes for each size, and PNGs (Microsoft Learn, "Icons", ICONDIR).
func windowsIcon(t *testing.T) []byte {
	t.Helper()
	whole, err := png.Decode(bytes.NewReader(assets.Icon()))
	if err != nil {
		t.Fatal(err)
	}
	head := binary.LittleEndian.AppendUint16([]byte{0, 0, 1, 0}, uint16(len(iconSides)))
	var pictures []byte
	for _, side := range iconSides {
		small := image.NewNRGBA(image.Rect(0, 0, side, side))
		draw.CatmullRom.Scale(small, small.Bounds(), whole, whole.Bounds(), draw.Src, nil)
		var b bytes.Buffer
		if err := png.Encode(&b, small); err != nil {
			t.Fatal(err)
		}
		head = append(head, byte(side), byte(side), 0, 0, 1, 0, 32, 0) // 256 is 0
		head = binary.LittleEndian.AppendUint32(head, uint32(b.Len()))
		head = binary.LittleEndian.AppendUint32(head, uint32(6+16*len(iconSides)+len(pictures)))
		pictures = append(pictures, b.Bytes()...)
	}
	return append(head, pictures...)
}

// The icon for Windows is made from the one that all programs carry.
func TestIconForWindows(t *testing.T) {
	name := filepath.Join("windows", "icon.ico")
	want := windowsIcon(t)
	if *update {
		if err := os.WriteFile(name, want, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(name)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s isn't made from assets/icon.png (%v); run the test with -update and look at it", name, err)
	}
}

// Windows is told the same version as everyone.
func TestVersionForWindows(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("windows", "eventkit.rc"))
	if err != nil {
		t.Fatal(err)
	}
	commas := strings.ReplaceAll(version, ".", ",") + ",0"
	for _, want := range []string{"\nFILEVERSION " + commas, "\nPRODUCTVERSION " + commas, `"FileVersion", "` + version + `"`, `"ProductVersion", "` + version + `"`} {
		if !strings.Contains(string(text), want) {
			t.Errorf("eventkit.rc says nothing of %q", strings.TrimSpace(want))
		}
	}
}
