package model_test

import (
	"image"
	"image/color"
	"os"
	"testing"

	"eventkit/kit/typeset"
	"eventkit/ui/model"
)

func letters(t *testing.T) *model.Letters {
	t.Helper()
	lib, err := typeset.New(os.DirFS("../../assets/fonts"))
	if err != nil {
		t.Fatal(err)
	}
	return model.NewLetters(lib)
}

// weight is how much of a picture is painted, and where its middle is.
func weight(img image.Image) (sum, x float64) {
	b := img.Bounds()
	for py := b.Min.Y; py < b.Max.Y; py++ {
		for px := b.Min.X; px < b.Max.X; px++ {
			_, _, _, a := img.At(px, py).RGBA()
			sum += float64(a) / 0xFFFF
			x += float64(px) * float64(a) / 0xFFFF
		}
	}
	return sum, x / sum
}

func TestLettersPaintEveryScript(t *testing.T) {
	l := letters(t)
	ink := color.NRGBA{200, 10, 20, 255}
	for _, text := range []string{"English", "العربية", "हिन्दी", "Русский", "עברית", "தமிழ்", "ไทย", "አማርኛ", "English العربية"} {
		for _, bold := range []bool{false, true} {
			img := l.Letter(text, bold, 40, ink)
			if img == nil {
				t.Errorf("%s: nothing", text)
				continue
			}
			if sum, _ := weight(img); sum < 200 {
				t.Errorf("%s: hardly anything: %.0f", text, sum)
			}
			w := l.Measure(text, bold, 40)
			if got := float64(img.Bounds().Dx()); got < w || got > w+3 {
				t.Errorf("%s: measured %.1f, painted %.0f", text, w, got)
			}
			// The line leaves room: nothing touches the picture's edges.
			for x := range img.Bounds().Dx() {
				_, _, _, top := img.At(x, 0).RGBA()
				_, _, _, bottom := img.At(x, img.Bounds().Dy()-1).RGBA()
				if top+bottom > 0 {
					t.Errorf("%s: cut off at the top or bottom", text)
					break
				}
			}
		}
	}
}

func TestLettersRunTheRightWay(t *testing.T) {
	l := letters(t)
	// A heavy letter at the beginning and dots after it: the weight is on the
	// side where the language begins.
	for text, left := range map[string]bool{"ווווו.....": false, "MMMM.....": true, "\u200eווווו.....": true} {
		img := l.Letter(text, true, 40, color.NRGBA{A: 255})
		_, x := weight(img)
		if isLeft := x < float64(img.Bounds().Dx())/2; isLeft != left {
			t.Errorf("%s begins at the wrong side", text)
		}
	}
}

func TestLettersWithoutAFont(t *testing.T) {
	l := letters(t)
	if img := l.Letter("漢字", false, 40, color.NRGBA{A: 255}); img != nil {
		t.Error("painted what no bundled font can draw")
	}
	if w := l.Measure("漢字", false, 10); w <= 0 {
		t.Error("no width for it")
	}
	if img := l.Letter("x", false, 0, color.NRGBA{A: 255}); img != nil {
		t.Error("painted at no size")
	}
}
