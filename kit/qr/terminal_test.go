package qr_test

import (
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"eventkit/kit/qr"
)

const (
	blocksOn  = "\x1b[38;5;16;48;5;231m"
	blocksOff = "\x1b[0m"
)

// What a screen shows is read by two decoders that aren't ours.
func TestBlocks(t *testing.T) {
	for _, address := range []string{"http://192.168.137.101:43381/4thw9snc3fa7q/", "HTTPS://EXAMPLE.ORG/S"} {
		s, err := qr.Encode(address)
		if err != nil {
			t.Fatal(err)
		}
		plain := qr.Blocks(s, false)
		if strings.ReplaceAll(strings.ReplaceAll(qr.Blocks(s, true), blocksOn, ""), blocksOff, "") != plain {
			t.Error("with colour it is another")
		}
		path := filepath.Join(t.TempDir(), "screen.png")
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := png.Encode(f, screen(plain)); err != nil {
			t.Fatal(err)
		}
		f.Close()
		for _, reader := range [][]string{{"zbarimg", "-q", "--raw", path}, {"ZXingReader", path}} {
			out, err := exec.Command(reader[0], reader[1:]...).Output()
			if err != nil || !strings.Contains(string(out), address) {
				t.Errorf("%s: %v, %q", reader[0], err, out)
			}
		}
	}
}

// screen paints lines of half blocks, black on white.
func screen(text string) image.Image {
	const dot = 6
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	img := image.NewGray(image.Rect(0, 0, len([]rune(lines[0]))*dot, len(lines)*2*dot))
	for y, line := range lines {
		for x, r := range []rune(line) {
			for i := range 2 * dot * dot {
				half := i / (dot * dot)
				dark := r == '█' || r == '▀' && half == 0 || r == '▄' && half == 1
				if !dark {
					img.SetGray(x*dot+i%dot, y*2*dot+i/dot, color.Gray{Y: 255})
				}
			}
		}
	}
	return img
}

// Every line is as wide as the symbol with its light zone, and sets its
// colours back.
func TestBlocksShape(t *testing.T) {
	s, err := qr.Encode("HTTPS://EXAMPLE.ORG/S")
	if err != nil {
		t.Fatal(err)
	}
	side := s.Modules.N + 2*qr.Quiet
	lines := strings.Split(qr.Blocks(s, true), "\n")
	if len(lines) != (side+1)/2+1 || lines[len(lines)-1] != "" {
		t.Errorf("%d lines for %d modules", len(lines), side)
	}
	for _, line := range lines[:len(lines)-1] {
		inside, ok := strings.CutPrefix(line, blocksOn)
		inside, ok2 := strings.CutSuffix(inside, blocksOff)
		if !ok || !ok2 || len([]rune(inside)) != side {
			t.Errorf("%q", line)
		}
	}
}
