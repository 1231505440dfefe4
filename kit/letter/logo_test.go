package letter_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io/fs"
	"math"
	"strings"
	"testing"
	"testing/fstest"

	"eventkit/kit"
	"eventkit/kit/artwork"
	"eventkit/kit/letter"
	"eventkit/kit/page"
	"eventkit/kit/paper"
	"eventkit/kit/paper/papertest"
)

// picture is a picture that differs everywhere, so that it stays large.
func picture(w, h int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for i := range img.Pix {
		img.Pix[i] = byte(i * i >> 3)
		if i%4 == 3 {
			img.Pix[i] = 0xff
		}
	}
	return img
}

func pngOf(t testing.TB, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, picture(w, h)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func logo(t testing.TB, name string, data []byte) *letter.Logo {
	t.Helper()
	l, err := letter.ReadLogo(context.Background(), fstest.MapFS{name: {Data: data}}, name)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

const (
	square = `<svg viewBox="0 0 10 10"><rect width="10" height="10" fill="#D40000"/><circle cx="5" cy="5" r="3" fill="#FFFFFF"/></svg>`
	banner = `<svg viewBox="0 0 400 60"><rect x="-20" width="420" height="60" fill="#D40000"/></svg>`
)

// shown is where the logo stands on a page: the pictures, or the shapes.
func shown(p *page.Page) page.Rect {
	var out page.Rect
	for it := range p.Items {
		switch it := it.(type) {
		case page.Picture:
			out = out.Union(it.Rect)
		case page.Shape:
			out = out.Union(it.Bounds())
		}
	}
	return out
}

// A logo stands at the side where reading begins, no larger than there is room
// for and no coarser than can be printed, and nothing lies on it.
func TestLogo(t *testing.T) {
	for name, tt := range map[string]struct {
		logo *letter.Logo
		w, h float64
		note bool
	}{
		"square drawing": {logo(t, "a.svg", []byte(square)), 18, 18, false},
		// What lies outside the view is seen too; nothing may lie on the words.
		"wide drawing":   {logo(t, "a.svg", []byte(banner)), 60, 60.0 / 420 * 60, false},
		"large picture":  {logo(t, "a.png", pngOf(t, 1200, 900)), 24, 18, false},
		"wide picture":   {logo(t, "a.png", pngOf(t, 1000, 100)), 60, 6, false},
		"small picture":  {logo(t, "a.png", pngOf(t, 90, 60)), 15.24, 10.16, true},
		"enough to read": {logo(t, "a.png", pngOf(t, 107, 107)), 18, 18, false},
	} {
		for _, lang := range []string{"en", "ar"} {
			made, err := maker(t).Letter(papertest.Kit(t), papertest.Event(lang), letter.Choice{Lang: lang, Logo: tt.logo})
			if err != nil {
				t.Fatal(err)
			}
			p := made.Pages[0]
			got := shown(p)
			if math.Abs(got.W-tt.w) > 0.15 || math.Abs(got.H-tt.h) > 0.15 {
				t.Errorf("%s, %s: %.2f × %.2f mm, want %.2f × %.2f", name, lang, got.W, got.H, tt.w, tt.h)
			}
			begins := got.X
			if lang == "ar" {
				begins = p.Size.W - got.Right()
			}
			if begins < 20 || begins > 40 || got.Y < 12 {
				t.Errorf("%s, %s: it stands at %+v", name, lang, got)
			}
			for _, l := range papertest.Texts(p) {
				if box := l.Bounds(); box.X < got.Right() && got.X < box.Right() && box.Y < got.Bottom() && got.Y < box.Bottom() {
					t.Errorf("%s, %s: “%s” lies on the logo", name, lang, l.String)
				}
			}
			noted := false
			for _, n := range made.Report.Notes {
				noted = noted || n.ID == paper.NoteLogo
			}
			if noted != tt.note || len(made.Pages) != 1 {
				t.Errorf("%s, %s: notes %+v, %d pages", name, lang, made.Report.Notes, len(made.Pages))
			}
		}
	}
}

// On any paper, with much or little to say, the logo keeps to the rules.
func TestLogoOnAnyPaper(t *testing.T) {
	long := kit.Event{Host: strings.Repeat("People’s Assembly of the North ", 4), Contact: "table@example.org"}
	for _, size := range []page.Size{{W: 148, H: 210}, {W: 215.9, H: 279.4}, {W: 297, H: 420}} {
		for name, ev := range map[string]kit.Event{"nothing": {}, "usual": papertest.Event("fr"), "long": long} {
			for _, l := range []*letter.Logo{logo(t, "a.svg", []byte(banner)), logo(t, "a.png", pngOf(t, 300, 300))} {
				made, err := maker(t).Letter(papertest.Kit(t), ev, letter.Choice{Lang: "fr", Paper: size, Logo: l})
				if err != nil {
					t.Fatal(err)
				}
				for i, p := range made.Pages {
					for _, what := range papertest.Faults(p) {
						t.Errorf("%v, %s: %s", size, name, what)
					}
					if has := shown(p).W > 0; has != (i == 0) {
						t.Errorf("%v, %s: page %d has a logo: %v", size, name, i+1, has)
					}
				}
			}
		}
	}
}

// dataOf is what the only picture of a page of HTML holds.
func dataOf(t *testing.T, source string) (kind string, data []byte) {
	t.Helper()
	src := parse(t, source).attrs["img@src"]
	if len(src) != 1 {
		t.Fatalf("there are %d pictures", len(src))
	}
	kind, text, ok := strings.Cut(strings.TrimPrefix(src[0], "data:"), ";base64,")
	data, err := base64.StdEncoding.DecodeString(text)
	if !ok || err != nil {
		t.Fatalf("%.60q, %v", src[0], err)
	}
	return kind, data
}

func TestLogoInHTMLAndText(t *testing.T) {
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, picture(2400, 1600), &jpeg.Options{Quality: 98}); err != nil {
		t.Fatal(err)
	}
	clear := picture(64, 64)
	clear.Set(3, 3, color.NRGBA{})
	var b bytes.Buffer
	if err := png.Encode(&b, clear); err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		data []byte
		kind string
	}{
		"a.svg": {[]byte(square), "image/svg+xml"}, "a.png": {b.Bytes(), "image/png"}, "a.jpg": {photo.Bytes(), "image/jpeg"},
	} {
		made, err := maker(t).Letter(papertest.Kit(t), papertest.Event("en"), letter.Choice{Lang: "en", Logo: logo(t, name, tt.data)})
		if err != nil {
			t.Fatal(err)
		}
		kind, data := dataOf(t, written(t, made, "html"))
		if kind != tt.kind || len(data) > 700<<10 {
			t.Errorf("%s: %s of %d bytes", name, kind, len(data))
		}
		if kind == "image/svg+xml" {
			if again := logo(t, "again.svg", data); again == nil || !strings.Contains(string(data), `fill="#D40000"`) {
				t.Errorf("%s", data)
			}
		} else if _, _, err := image.Decode(bytes.NewReader(data)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		bare, err := maker(t).Letter(papertest.Kit(t), papertest.Event("en"), letter.Choice{Lang: "en"})
		if err != nil {
			t.Fatal(err)
		}
		if written(t, made, "txt") != written(t, bare, "txt") {
			t.Errorf("%s: the plain text is another one", name)
		}
		if strings.Contains(written(t, bare, "html"), "<img") {
			t.Error("a letter without a logo has a picture")
		}
	}
}

func TestLogosThatAreRefused(t *testing.T) {
	for name, tt := range map[string]struct {
		data string
		want error
	}{
		"page.png":  {"<html>", artwork.ErrKind},
		"half.png":  {string(pngOf(t, 50, 50)[:200]), artwork.ErrBroken},
		"paper.pdf": {"%PDF-1.7\n", nil},
		"text.svg":  {`<svg viewBox="0 0 9 9"><text>A</text></svg>`, nil},
		"empty.svg": {`<svg viewBox="0 0 9 9"></svg>`, nil},
		"line.svg":  {`<svg viewBox="0 0 9 9"><path d="M0 0" fill="#000000"/></svg>`, nil},
		"gone.png":  {"", fs.ErrNotExist},
	} {
		fsys := fstest.MapFS{}
		if tt.data != "" {
			fsys[name] = &fstest.MapFile{Data: []byte(tt.data)}
		}
		_, err := letter.ReadLogo(context.Background(), fsys, name)
		var bad *letter.LogoError
		if !errors.As(err, &bad) || bad.File != name || bad.What == "" || bad.Mend == "" || tt.want != nil && !errors.Is(err, tt.want) {
			t.Errorf("%s: %v", name, err)
		}
		if fmt.Sprint(err) != name+": "+bad.What+"; "+bad.Mend {
			t.Errorf("%v", err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := letter.ReadLogo(ctx, fstest.MapFS{"a.png": {Data: pngOf(t, 9, 9)}}, "a.png"); err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if _, err := letter.OpenLogo(context.Background(), t.TempDir()+"/gone.svg"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v", err)
	}
	for _, kind := range letter.LogoKinds() {
		if !strings.HasPrefix(kind, ".") {
			t.Errorf("%q", kind)
		}
	}
}
