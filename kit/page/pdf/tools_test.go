package pdf_test

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"eventkit/kit/page"
	"eventkit/kit/page/pdf"
)

// run runs one of the tools that judge a document from outside, and returns
// what it prints.
func run(t testing.TB, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Fatalf("%s is missing; on Debian: apt-get install qpdf poppler-utils mupdf-tools", name)
	}
	var out, problems bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Stdout, cmd.Stderr = &out, &problems
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s %v: %v\n%s%s", name, args, err, &out, &problems)
	}
	return out.String()
}

// document writes pages and returns the bytes.
func document(t testing.TB, meta pdf.Meta, pages ...*page.Page) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := pdf.Write(&b, meta, each(pages...)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// file writes pages to a file of the test.
func file(t testing.TB, meta pdf.Meta, pages ...*page.Page) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "pages.pdf")
	if err := os.WriteFile(name, document(t, meta, pages...), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// plain returns the document with everything unpacked, for reading.
func plain(t testing.TB, name string) string {
	t.Helper()
	return run(t, "qpdf", "--qdf", "--object-streams=disable", "--no-original-object-ids", name, "-")
}

// A painter turns a page of a document into a picture.
type painter struct {
	name  string
	paint func(t testing.TB, file string, n int, dpi float64) image.Image
	// block is how much 8 × 8 pixels may differ from ours, from 0 to 1: poppler
	// moves small letters to whole pixels up or down, mupdf doesn't.
	block float64
}

var painters = []painter{{"poppler", poppler, 0.3}, {"mupdf", mupdf, 0.12}}

func poppler(t testing.TB, file string, n int, dpi float64) image.Image {
	t.Helper()
	out := filepath.Join(t.TempDir(), "page")
	run(t, "pdftoppm", "-r", strconv.FormatFloat(dpi, 'f', -1, 64), "-f", strconv.Itoa(n), "-l", strconv.Itoa(n),
		"-singlefile", "-png", file, out)
	return picture(t, out+".png")
}

func mupdf(t testing.TB, file string, n int, dpi float64) image.Image {
	t.Helper()
	out := filepath.Join(t.TempDir(), "page.png")
	run(t, "mutool", "draw", "-q", "-r", strconv.FormatFloat(dpi, 'f', -1, 64), "-o", out, file, strconv.Itoa(n))
	return picture(t, out)
}

func picture(t testing.TB, name string) image.Image {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func onPage(size page.Size, items ...page.Item) *page.Page {
	return &page.Page{Size: size, Layers: []*page.Layer{{Items: items}}}
}
