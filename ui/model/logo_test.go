package model_test

import (
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"eventkit/kit/page"
	"eventkit/ui/model"
)

// logoFile writes a square PNG of so many px.
func logoFile(t *testing.T, name string, px int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img := image.NewNRGBA(image.Rect(0, 0, px, px))
	for i := range img.Pix {
		img.Pix[i] = 0xff
	}
	img.Set(1, 1, color.NRGBA{R: 0xD4, A: 0xff})
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
	return path
}

// pictures is how many the page on the stage has.
func (w *world) pictures() int {
	w.bell.ring()
	n := 0
	for it := range w.Frame().Sheet.Page.Items {
		if _, ok := it.(page.Picture); ok {
			n++
		}
	}
	return n
}

func (w *world) noted(words string) bool {
	w.bell.ring()
	for _, n := range w.Frame().Sheet.Report.Notes {
		if strings.Contains(n.Text, words) {
			return true
		}
	}
	return false
}

func TestALogo(t *testing.T) {
	w := withPapers(t)
	path := logoFile(t, "Ours.PNG", 400)
	w.UseLogo(path)
	if w.LogoName() != "Ours.PNG" || w.pictures() != 1 || w.Notice().Bad || w.noted("logo") {
		t.Errorf("%q, %d pictures, %+v", w.LogoName(), w.pictures(), w.Notice())
	}
	// The file may go; the copy stays.
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	w.PickLanguage("ar")
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	w.start()
	if w.pictures() != 1 || w.LogoName() != "Ours.PNG" {
		t.Error("the logo was forgotten")
	}
	w.DropLogo()
	if w.pictures() != 0 || w.LogoName() != "" {
		t.Error("the logo stays")
	}
	w.Undo()
	if w.pictures() != 1 {
		t.Error("undo doesn't give it back")
	}
	w.PickDocument(model.PaperReceipt)
	if w.pictures() != 0 {
		t.Error("the receipt has a logo")
	}
}

func TestLogosThatCannotBeUsed(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for _, path := range []string{
		file("page.png", "<html>"), file("empty.svg", `<svg viewBox="0 0 9 9"></svg>`), file("text.svg", `<svg viewBox="0 0 9 9"><text>A</text></svg>`),
		file("a.pdf", "%PDF-1.4"), filepath.Join(dir, "gone.png"),
	} {
		w := withPapers(t)
		w.UseLogo(path)
		if n := w.Notice(); !n.Bad || n.Hint == "" || !strings.Contains(n.Text+n.Hint, filepath.Base(path)) || w.LogoName() != "" {
			t.Errorf("%s: %+v", path, n)
		}
	}
	w := withPapers(t)
	if w.UseLogo(logoFile(t, "small.png", 40)); !w.noted("few pixels") {
		t.Errorf("%+v", w.Frame().Sheet.Report.Notes)
	}
}

// A letter whose logo has gone is made without it, and says so.
func TestALogoThatHasGone(t *testing.T) {
	for name, spoil := range map[string]func(path string) error{
		"gone":   os.Remove,
		"broken": func(path string) error { return os.WriteFile(path, []byte("x"), 0o600) },
	} {
		w := withPapers(t)
		w.UseLogo(logoFile(t, "ours.png", 400))
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		kept, err := filepath.Glob(filepath.Join(w.storage, "logo-*.png"))
		if err != nil || len(kept) != 1 {
			t.Fatalf("%q, %v", kept, err)
		}
		if err := spoil(kept[0]); err != nil {
			t.Fatal(err)
		}
		w.start()
		if w.pictures() != 0 || !w.noted("The letter is without its logo. ours.png: ") || w.Frame().Broken() {
			t.Errorf("%s: %+v", name, w.Frame().Sheet.Report.Notes)
		}
	}
}

func TestALogoIsDropped(t *testing.T) {
	w := withPapers(t)
	path := logoFile(t, "ours.png", 400)
	w.PickDocument(model.PaperReceipt)
	if w.Drop([]string{path}); w.LogoName() != "" {
		t.Error("a receipt took a logo")
	}
	w.PickDocument(model.PaperLetter)
	if w.Drop([]string{path}); w.LogoName() != "ours.png" || w.pictures() != 1 {
		t.Errorf("%q, %+v", w.LogoName(), w.Notice())
	}
}
