package pdfium_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"eventkit/kit/pdfium"
)

func render(t testing.TB, data []byte, px int) *image.NRGBA {
	t.Helper()
	img, err := open(t, data).Render(context.Background(), px)
	if err != nil {
		t.Fatal(err)
	}
	return img.(*image.NRGBA)
}

// What PDFium draws is what poppler draws.
func TestRenderAgrees(t *testing.T) {
	for _, file := range []string{
		"cairo.pdf", "skia.pdf", "office.pdf", "tex.pdf", "ghostscript.pdf", "turned.pdf", "turned-back.pdf", "huge.pdf",
	} {
		t.Run(file, func(t *testing.T) {
			data := foreign(t, file)
			img := render(t, data, 200)
			if got := max(img.Rect.Dx(), img.Rect.Dy()); got != 200 {
				t.Fatalf("%d pixels long", got)
			}
			want := poppler(t, data, 200)
			if d := apart(img, want, img.Rect.Dx(), img.Rect.Dy()); d > 0.25 {
				t.Errorf("differs from poppler's by %.2f somewhere", d)
			}
		})
	}
}

// poppler draws a file's first page, so many pixels along its longer side.
func poppler(t testing.TB, data []byte, px int) image.Image {
	t.Helper()
	dir := t.TempDir()
	name := filepath.Join(dir, "in.pdf")
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "out")
	cmd := exec.Command("pdftoppm", "-cropbox", "-singlefile", "-png", "-scale-to", strconv.Itoa(px), name, out)
	if text, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("pdftoppm (Debian: poppler-utils): %v\n%s", err, text)
	}
	b, err := os.ReadFile(out + ".png")
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// apart returns the largest difference between the means of 10 × 10 pixels of
// two pictures on white, from 0 to 1.
func apart(a, b image.Image, w, h int) (most float64) {
	const block = 10
	for y := 0; y+block <= h; y += block {
		for x := 0; x+block <= w; x += block {
			var sum [3]float64
			for i := range block * block {
				p, q := onWhite(a.At(x+i%block, y+i/block)), onWhite(b.At(x+i%block, y+i/block))
				for c := range sum {
					sum[c] += p[c] - q[c]
				}
			}
			for _, s := range sum {
				most = max(most, s/block/block, -s/block/block)
			}
		}
	}
	return most
}

func onWhite(c color.Color) [3]float64 {
	r, g, b, a := c.RGBA()
	ground := 0xFFFF - a
	return [3]float64{float64(r+ground) / 0xFFFF, float64(g+ground) / 0xFFFF, float64(b+ground) / 0xFFFF}
}

func TestRenderGround(t *testing.T) {
	data := onePage(stream("", "/H gs 1 0 0 rg 0 0 50 100 re f"), "/ExtGState <</H <</ca 0.5>> >>")
	img := render(t, data, 100)
	half, none := img.NRGBAAt(20, 50), img.NRGBAAt(80, 50)
	if half.R != 255 || half.G != 0 || half.A < 126 || half.A > 129 {
		t.Errorf("half transparent red came out as %v", half)
	}
	if none.A != 0 {
		t.Errorf("what isn't painted came out as %v", none)
	}
}

// Annotations are remarks on the artwork.
func TestRenderNoAnnotations(t *testing.T) {
	appearance := stream("/Type /XObject /Subtype /Form /BBox [0 0 100 100]", "0 1 0 rg 0 0 100 100 re f")
	data := written(
		"<</Type /Catalog /Pages 2 0 R>>",
		"<</Type /Pages /Kids [4 0 R] /Count 1>>",
		appearance,
		"<</Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Annots [<</Type /Annot /Subtype /Stamp /Rect [0 0 100 100] /F 4 /AP <</N 3 0 R>> >>]>>",
	)
	if got := render(t, data, 50).NRGBAAt(25, 25); got.A != 0 {
		t.Errorf("a stamp was drawn: %v", got)
	}
}

func TestRenderSizes(t *testing.T) {
	square, empty, strip := foreign(t, "huge.pdf"), onePage(stream("", ""), ""), bytes.Replace(foreign(t, "huge.pdf"), []byte("[ 0 0 14400 14400 ]"), []byte("[ 0 0 14400 4     ]"), 1)
	tests := []struct {
		name string
		data []byte
		px   int
		w, h int
	}{
		{"one", square, 1, 1, 1},
		{"none", square, 0, 1, 1},
		{"negative", square, -5, 1, 1},
		{"small", square, 300, 300, 300},
		{"capped", empty, 1 << 40, 3464, 3464},
		{"a strip", strip, 1000, 1000, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			img := render(t, tt.data, tt.px)
			if img.Rect != image.Rect(0, 0, tt.w, tt.h) {
				t.Errorf("%v, want %d × %d", img.Rect, tt.w, tt.h)
			}
		})
	}
}

// A large picture is drawn in bands that can't be seen.
func TestRenderBands(t *testing.T) {
	for _, file := range []string{"cairo.pdf", "skia.pdf", "ghostscript.pdf", "turned.pdf"} {
		data := foreign(t, file)
		whole := render(t, data, 300)
		restore := pdfium.SetBands(300 * 37)
		bands := render(t, data, 300)
		restore()
		if d := apart(whole, bands, whole.Rect.Dx(), whole.Rect.Dy()); d > 0.01 {
			t.Errorf("%s: bands differ from the whole by %.3f", file, d)
		}
	}
}

// A page that piles up transparent groups is drawn in bands where the whole
// takes too much memory.
func TestRenderGroups(t *testing.T) {
	const deep = 6
	var groups []string
	for i := range deep {
		inner := "1 0 0 rg 0 0 100 100 re f"
		if i < deep-1 {
			inner = "/H gs /G Do"
		}
		groups = append(groups, stream(fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Group <</S /Transparency /I true>> "+
			"/Resources <</ExtGState <</H <</ca 0.9>> >> /XObject <</G %d 0 R>> >>", i+6), inner))
	}
	data := onePage(stream("", "/H gs /G Do"), "/ExtGState <</H <</ca 0.9>> >> /XObject <</G 5 0 R>>", groups...)
	defer pdfium.SetMemory(24 << 20)()
	restore := pdfium.SetBands(pdfium.MaxPixels)
	_, err := open(t, data).Render(context.Background(), 1000)
	restore()
	if !errors.Is(err, pdfium.ErrMemory) {
		t.Errorf("%v, want ErrMemory: nothing is shown otherwise", err)
	}
	defer pdfium.SetBands(pdfium.MaxPixels, 100_000)()
	if got := render(t, data, 1000).NRGBAAt(500, 990); got.R != 255 || got.A < 110 || got.A > 160 {
		t.Errorf("%v", got)
	}
}

func TestRenderSame(t *testing.T) {
	data := foreign(t, "skia.pdf")
	if a, b := render(t, data, 500), render(t, data, 500); !bytes.Equal(a.Pix, b.Pix) {
		t.Error("two pictures of one file differ")
	}
}

func TestHostile(t *testing.T) {
	tests := []struct {
		name     string
		data     []byte
		patience time.Duration
		memory   uint64
		want     error
	}{
		{"never ends", endless(50, 12), 300 * time.Millisecond, pdfium.MaxMemory, pdfium.ErrSlow},
		{"wants all memory", bomb(40), pdfium.Patience, 40 << 20, pdfium.ErrMemory},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			defer pdfium.SetPatience(tt.patience)()
			defer pdfium.SetMemory(tt.memory)()
			d := open(t, tt.data)
			if _, err := d.Render(context.Background(), 500); !errors.Is(err, tt.want) {
				t.Fatalf("%v, want %v", err, tt.want)
			}
		})
		// The next one is none the worse for it.
		render(t, foreign(t, "tex.pdf"), 100)
	}
}

func TestCancel(t *testing.T) {
	d := open(t, endless(50, 12))
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() {
		_, err := d.Render(ctx, 500)
		ended <- err
	}()
	// Those behind it in the queue leave when they are told to.
	var waiting sync.WaitGroup
	for range 5 {
		waiting.Go(func() {
			short, stop := context.WithTimeout(context.Background(), 20*time.Millisecond)
			defer stop()
			if _, err := d.Render(short, 500); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("%v, want the deadline's", err)
			}
		})
	}
	waiting.Wait()
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want context.Canceled", err)
	}
	if _, err := d.Render(ctx, 10); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want context.Canceled", err)
	}
}

func TestConcurrent(t *testing.T) {
	d := open(t, foreign(t, "ghostscript.pdf"))
	want := render(t, foreign(t, "ghostscript.pdf"), 200)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			img, err := d.Render(context.Background(), 200)
			if err != nil {
				t.Error(err)
			} else if !bytes.Equal(img.(*image.NRGBA).Pix, want.Pix) {
				t.Error("another picture")
			}
		})
	}
	all.Wait()
}
