package qr_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"eventkit/kit/page"
	"eventkit/kit/page/raster"
	"eventkit/kit/qr"
)

// The decoders that share no line with this program.
var decoders = []struct {
	name, debian string
	args         []string
}{
	{"zbarimg", "zbar-tools", []string{"--quiet", "--raw", "-Sdisable", "-Sqrcode.enable"}},
	{"ZXingReader", "zxing-cpp-tools", []string{"-format", "QRCode", "-bytes"}},
}

func roundTrips() []string {
	const host = "https://example.org/"
	all := []string{
		"a.example/",
		"https://example.org/letter/sign?lang=en&from=placard#form",
		"HTTPS://EXAMPLE.ORG/S",
		"HTTPS://EXAMPLE.ORG/" + strings.Repeat("FREEDOM-2022/", 20),
		"https://xn--mgbh0fb.example/%D8%A7%D9%84%D8%AD%D8%B1%D9%8A%D8%A9",
		"https://example.org/?text=" + strings.Repeat("%E0%A4%86", 40),
		"https://user:pass@example.org:8443/~a/b;c=d/e,f/!$&'()*+",
		"mailto:someone@example.org?subject=a%20letter",
		"0123456789012345678901234567890123456789",
		"https://example.org/a\\b|c^d`e{f}g<h>i\"j k",
	}
	for _, n := range []int{30, 47, 61, 98, 150, 255, 256, 400, 700, 1000, 1500} {
		all = append(all, (host + letters(n))[:n])
	}
	return all
}

func TestOtherDecodersReadIt(t *testing.T) {
	for _, d := range decoders {
		if _, err := exec.LookPath(d.name); err != nil {
			t.Fatalf("%s is missing; install it: apt-get install %s", d.name, d.debian)
		}
	}
	dir := t.TempDir()
	for i, address := range roundTrips() {
		t.Run(fmt.Sprintf("%d characters %d", len(address), i), func(t *testing.T) {
			t.Parallel()
			s, err := qr.Encode(address)
			if err != nil {
				t.Fatal(err)
			}
			c := s.Code(page.Point{X: 11.1, Y: 17.3}, min(1.3, 180/float64(s.Modules.N+2*qr.Quiet)))
			p := sheet(a4, page.Box{Rect: page.Rect{W: a4.W, H: a4.H}, Fill: page.Color{R: 200, G: 30, B: 30}}, c)
			if err := qr.ReadBack(p); err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(dir, fmt.Sprintf("%d.png", i))
			writePNG(t, file, p)
			for _, d := range decoders {
				out, err := exec.Command(d.name, append(d.args, file)...).Output()
				if got := strings.TrimSuffix(string(out), "\n"); err != nil || got != address {
					t.Errorf("%s reads %q (%v), want %q", d.name, got, err, address)
				}
			}
		})
	}
}

func writePNG(t *testing.T, file string, p *page.Page) {
	t.Helper()
	const dpi = 137 // modules then lie across pixels, as a camera sees them
	img, err := raster.Paint(p, dpi)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := raster.EncodePNG(&b, img, dpi); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}
