package qr_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"eventkit/kit/page"
	"eventkit/kit/qr"
)

var update = flag.Bool("update", false, "write the golden files")

func svg(t *testing.T, address string, side float64) (*qr.Symbol, []byte) {
	t.Helper()
	s, err := qr.Encode(address)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := qr.SVG(&b, s, side); err != nil {
		t.Fatal(err)
	}
	return s, b.Bytes()
}

func TestSVGGolden(t *testing.T) {
	_, got := svg(t, "HTTPS://EXAMPLE.ORG/S", 33)
	file := filepath.Join("testdata", "short.svg")
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("the picture changed; look at it, then run the test with -update:\n%s", got)
	}
}

// The picture is read as a renderer does: its runs are the symbol's modules.
func TestSVGIsTheSymbol(t *testing.T) {
	for _, address := range []string{"HTTPS://EXAMPLE.ORG/S", form, "https://example.org/?a=1&b=<2>\"'", letters(1500)} {
		s, data := svg(t, address, 62.5)
		var pic struct {
			Width   string `xml:"width,attr"`
			Height  string `xml:"height,attr"`
			ViewBox string `xml:"viewBox,attr"`
			Title   string `xml:"title"`
			Paths   []struct {
				D    string `xml:"d,attr"`
				Fill string `xml:"fill,attr"`
			} `xml:"path"`
		}
		if err := xml.Unmarshal(data, &pic); err != nil {
			t.Fatal(err)
		}
		n := strconv.Itoa(s.Modules.N + 8)
		if pic.Width != "62.5mm" || pic.Height != "62.5mm" || pic.ViewBox != "0 0 "+n+" "+n || pic.Title != address {
			t.Errorf("the picture is %s × %s, %s, %q", pic.Width, pic.Height, pic.ViewBox, pic.Title)
		}
		if len(pic.Paths) != 2 || pic.Paths[0].Fill != "#FFFFFF" || pic.Paths[1].Fill != page.Black.String() {
			t.Fatalf("the paths are %d", len(pic.Paths))
		}
		if !equal(modulesOf(t, pic.Paths[1].D, s.Modules.N), s.Modules) {
			t.Errorf("%q: the path is another symbol", address)
		}
	}
}

var run = regexp.MustCompile(`M(\d+) (\d+)h(\d+)v1h-(\d+)z`)

func modulesOf(t *testing.T, path string, n int) *page.Modules {
	t.Helper()
	m := &page.Modules{N: n, Dark: make([]bool, n*n)}
	for _, r := range run.FindAllStringSubmatch(path, -1) {
		var v [4]int
		for i := range v {
			v[i], _ = strconv.Atoi(r[i+1])
		}
		if v[2] != v[3] {
			t.Fatalf("a run doesn't close: %s", r[0])
		}
		for x := range v[2] {
			m.Dark[(v[1]-4)*n+v[0]-4+x] = true
		}
	}
	if rest := run.ReplaceAllString(path, ""); rest != "" {
		t.Fatalf("the path has more: %q", rest)
	}
	return m
}

func TestSVGRefuses(t *testing.T) {
	s, err := qr.Encode(form)
	if err != nil {
		t.Fatal(err)
	}
	for _, side := range []float64{0, -1, math.NaN(), math.Inf(1)} {
		var b bytes.Buffer
		if err := qr.SVG(&b, s, side); err == nil || b.Len() > 0 {
			t.Errorf("a side of %g mm gives %d bytes and %v", side, b.Len(), err)
		}
	}
	full := errors.New("the disk is full")
	if err := qr.SVG(brokenWriter{full}, s, 50); !errors.Is(err, full) {
		t.Errorf("got %v, want %v", err, full)
	}
}

type brokenWriter struct{ err error }

func (w brokenWriter) Write([]byte) (int, error) { return 0, w.err }
