package pdfium_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"eventkit/kit/pdfium"
)

var update = flag.Bool("update", false, "write the plain documents anew")

// The plain documents are what the tests of page/pdf set.
func TestVectors(t *testing.T) {
	for _, file := range []string{
		"cairo.pdf", "skia.pdf", "office.pdf", "tex.pdf", "ghostscript.pdf", "turned.pdf", "turned-back.pdf", "huge.pdf",
	} {
		t.Run(file, func(t *testing.T) {
			whole := open(t, foreign(t, file))
			b, err := whole.Vectors(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			golden := filepath.Join("plain", file)
			if *update {
				if err := os.WriteFile(filepath.Join(foreignDir, golden), b, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if !bytes.Equal(b, foreign(t, golden)) {
				t.Error("it is another document than before; look at it, and renew it with -update")
			}
			qpdf(t, b)
			alone := open(t, b)
			if alone.Pages() != 1 || alone.Size() != whole.Size() {
				t.Errorf("%d pages of %v, want one of %v", alone.Pages(), alone.Size(), whole.Size())
			}
		})
	}
}

// qpdf lets another program judge a file.
func qpdf(t *testing.T, data []byte) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "page.pdf")
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("qpdf", "--check", name).CombinedOutput(); err != nil {
		t.Errorf("qpdf --check: %v\n%s", err, out)
	}
}

// What protects or packs a document is gone: the same page is the same file.
func TestVectorsPlain(t *testing.T) {
	for file, plain := range map[string]string{
		"linearized.pdf":    "ghostscript.pdf",
		"protected.pdf":     "ghostscript.pdf",
		"protected-rc4.pdf": "ghostscript.pdf",
		"objectstreams.pdf": "office.pdf",
	} {
		got, err := open(t, foreign(t, file)).Vectors(context.Background())
		if err != nil || !bytes.Equal(got, foreign(t, filepath.Join("plain", plain))) {
			t.Errorf("%s gives another file than %s (%v)", file, plain, err)
		}
	}
}

func TestVectorsLeaveBehind(t *testing.T) {
	data := written(
		"<</Type /Catalog /Pages 2 0 R /OpenAction <</S /JavaScript /JS (app.alert\\(1\\))>> /Metadata 5 0 R "+
			"/Names <</EmbeddedFiles <</Names [(a) <</Type /Filespec /F (attached.exe) /EF <</F 5 0 R>> >>]>> >> >>",
		"<</Type /Pages /Kids [4 0 R] /Count 1>>",
		stream("", "1 0 0 rg 0 0 50 50 re f"),
		"<</Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 3 0 R>>",
		stream("", "the author's name"),
	)
	b, err := open(t, data).Vectors(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"JavaScript", "app.alert", "attached.exe", "the author's name"} {
		if strings.Contains(string(b), word) {
			t.Errorf("%q came along", word)
		}
	}
}

// layered returns a page whose second half is on a layer that the document
// switches off or on.
func layered(state string) []byte {
	return written(
		"<</Type /Catalog /Pages 2 0 R /OCProperties <</OCGs [5 0 R] /D <</"+state+" [5 0 R]>> >> >>",
		"<</Type /Pages /Kids [4 0 R] /Count 1>>",
		stream("", "1 0 0 rg 0 0 50 100 re f /OC /L BDC 0 0 1 rg 50 0 50 100 re f EMC"),
		"<</Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 3 0 R /Resources <</Properties <</L 5 0 R>> >> >>",
		"<</Type /OCG /Name (hidden)>>",
	)
}

func TestVectorsHiddenLayers(t *testing.T) {
	off, on := open(t, layered("OFF")), open(t, layered("ON"))
	if got := render(t, layered("OFF"), 100).NRGBAAt(75, 50); got.A != 0 {
		t.Errorf("a layer that is off was drawn: %v", got)
	}
	if _, err := off.Vectors(context.Background()); !errors.Is(err, pdfium.ErrNoVectors) {
		t.Errorf("%v, want ErrNoVectors", err)
	}
	if _, err := on.Vectors(context.Background()); err != nil {
		t.Errorf("a layer that is on: %v", err)
	}
}

func TestVectorsErrors(t *testing.T) {
	d := open(t, foreign(t, "tex.pdf"))
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := d.Vectors(gone); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want context.Canceled", err)
	}
	d.Close()
	if _, err := d.Vectors(context.Background()); !errors.Is(err, pdfium.ErrClosed) {
		t.Errorf("%v, want ErrClosed", err)
	}
}
