package main

import (
	"encoding/binary"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/image/draw"

	"eventkit/ui/player/playertest"
)

// The rooms that these journeys go to, as shortcuts.
const (
	toPlacards = "ctrl+2"
	toSong     = "ctrl+5"
	toDisplay  = "ctrl+6"
)

// loudness is that of the last quarter of a second that was heard.
func loudness(heard *playertest.Recording) float64 {
	frames := heard.Frames()
	last := frames[max(0, len(frames)-playertest.Rate/4):]
	sum := 0.0
	for _, f := range last {
		sum += float64(f[0])*float64(f[0]) + float64(f[1])*float64(f[1])
	}
	return math.Sqrt(sum / float64(max(1, 2*len(last))))
}

// Someone plays the song, goes to another room, and it plays on.
func TestJourneyOfASong(t *testing.T) {
	server := playertest.Start(t)
	heard := server.Record()
	d := boot(t, "")
	d.press(toSong)
	d.until("the room", d.remembered(func(m memory) bool { return m.Room == "song" }))
	sounds := func() bool { return loudness(heard) > 0.01 }
	d.insist("music", func() { d.press("space") }, sounds)
	d.press(toPlacards)
	d.until("the placards", d.remembered(func(m memory) bool { return m.Room == "placards" }))
	before := len(heard.Frames())
	d.until("more of it", func() bool { return len(heard.Frames()) >= before+2*playertest.Rate })
	if !sounds() {
		t.Errorf("in another room it is heard as %.4f", loudness(heard))
	}
	// The strip in the rail pauses it from here.
	d.insist("silence", func() { d.click(point{48, 23}) }, func() bool { return loudness(heard) < 0.0005 })
}

// picture is what the screen shows.
func (d *desktop) picture() *image.RGBA {
	d.t.Helper()
	data, err := os.ReadFile(filepath.Join(d.pixels, "Xvfb_screen0"))
	if err != nil || len(data) < 100 {
		d.t.Fatalf("the screen can't be read: %d bytes, %v", len(data), err)
	}
	word := func(i int) int { return int(binary.BigEndian.Uint32(data[4*i:])) }
	header, width, height, row, colours := word(0), word(4), word(5), word(12), word(19)
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			at := header + 12*colours + y*row + 4*x
			img.SetRGBA(x, y, color.RGBA{data[at+2], data[at+1], data[at], 0xff})
		}
	}
	return img
}

// inside is what the window shows.
func (d *desktop) inside() *image.RGBA {
	d.t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 1280, 800))
	draw.Draw(img, img.Bounds(), d.picture(), image.Pt(d.corner.x, d.corner.y), draw.Src)
	return img
}

// seenFrom is a screen as the camera of a phone sees it: 4000 pixels across 65
// degrees, and a laptop's screen that is 344 mm wide (15.6 inches, 16:9).
func seenFrom(metres float64, screen *image.RGBA) image.Image {
	const across, angle, wide = 4000, 65 * math.Pi / 180, 0.344
	px := across * wide / (2 * metres * math.Tan(angle/2))
	high := px * float64(screen.Bounds().Dy()) / float64(screen.Bounds().Dx())
	// Around the screen is the room.
	out := image.NewGray(image.Rect(0, 0, int(px)+200, int(high)+200))
	draw.Draw(out, out.Bounds(), image.NewUniform(color.Gray{Y: 0x70}), image.Point{}, draw.Src)
	draw.BiLinear.Scale(out, image.Rect(100, 100, 100+int(px), 100+int(high)), screen, screen.Bounds(), draw.Src, nil)
	return out
}

// decoded is what two decoders read from a picture.
func decoded(t *testing.T, img image.Image) (zbar, zxing string) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "seen.png")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	// Neither finds anything with an exit code of its own; what was read tells.
	one, _ := exec.Command("zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", name).Output()
	two, _ := exec.Command("ZXingReader", name).Output()
	_, text, _ := strings.Cut(string(two), `Text:`)
	text, _, _ = strings.Cut(text, "\n")
	return strings.TrimSpace(string(one)), strings.Trim(text, ` "`)
}

const formPage = "https://ipa-aip.org/notes/we-mobilize-for-assanges-freedom/"

// The display is opened, two decoders read its code from three metres away on
// every picture that is looked at, and Escape comes back.
func TestJourneyOfATable(t *testing.T) {
	d := boot(t, "")
	d.press(toDisplay)
	d.until("the room", d.remembered(func(m memory) bool { return m.Room == "display" }))
	shown := func() bool {
		out, err := d.xdotool("search", "--onlyvisible", "--name", "table display")
		return err == nil && out != ""
	}
	d.insist("the display", func() { d.click(point{281, 136}) }, shown)
	reads := func() bool {
		zbar, zxing := decoded(t, seenFrom(3, d.picture()))
		return zbar == formPage && zxing == formPage
	}
	d.until("the code", reads)
	for range 3 {
		before := d.picture()
		d.insist("another picture", func() { d.press("Right") }, func() bool { return differ(before, d.picture()) })
		// A picture may be caught half painted.
		d.until("the code beside another picture", reads)
	}
	d.insist("the way back", func() { d.press("Escape") }, func() bool { return !shown() })
	d.insist("the placards", func() { d.press(toPlacards) }, d.remembered(func(m memory) bool { return m.Room == "placards" }))
}

// differ reports whether two screens differ by more than a clock.
func differ(a, b *image.RGBA) bool {
	n := 0
	for i := range a.Pix {
		if a.Pix[i] != b.Pix[i] {
			n++
		}
	}
	return n > len(a.Pix)/50
}
