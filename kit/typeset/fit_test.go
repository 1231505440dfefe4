package typeset_test

import (
	"image"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"eventkit/kit/page"
	"eventkit/kit/page/raster"
	"eventkit/kit/typeset"
)

// headlines in every bundled script.
var headlines = []struct{ name, lang, text string }{
	{"English", "en", "Free Julian Assange now"},
	{"Vietnamese", "vi", "Tự do báo chí ngay bây giờ"},
	{"Czech", "cs", "Svobodu pro Ďábla ŤŘŮ Příliš žluťoučký kůň"},
	{"German", "de", "Pressefreiheit ist kein Verbrechen"},
	{"Greek", "el", "Ελευθερία του Τύπου τώρα"},
	{"Russian", "ru", "Свободу Джулиану Ассанжу"},
	{"Arabic", "ar", "الحرية لجوليان أسانج الآن"},
	{"vowelled Arabic", "ar", "الْحُرِّيَّةُ لِلصَّحَافَةِ حَقٌّ لِلْجَمِيعِ"},
	{"Arabic with Latin", "ar", "الجمعة 11:00 بتوقيت Nairobi (EAT)"},
	{"Urdu", "ur", "صحافت کی آزادی سب کا حق ہے"},
	{"Hebrew", "he", "חופש לג׳וליאן אסאנג׳ עכשיו"},
	{"Hindi", "hi", "जूलियन असांज को अभी रिहा करो"},
	{"Bengali", "bn", "জুলিয়ান অ্যাসাঞ্জকে এখনই মুক্তি দাও"},
	{"Tamil", "ta", "ஜூலியன் அசாஞ்சை உடனே விடுதலை செய்"},
	{"Sinhala", "si", "ජූලියන් අසාන්ජ් දැන්ම නිදහස් කරන්න"},
	{"Thai", "th", "ปล่อยตัวจูเลียน อัสซานจ์ เดี๋ยวนี้"},
	{"Amharic", "am", "ጁሊያን አሳንጅን አሁኑኑ ፍቱት"},
	{"Georgian", "ka", "თავისუფლება ჯულიან ასანჟს"},
	{"Armenian", "hy", "Ազատություն Ջուլիան Ասանժին"},
}

var boxes = []page.Size{{W: 190, H: 190}, {W: 190, H: 40}, {W: 60, H: 240}, {W: 400, H: 90}, {W: 95, H: 95}}

func poster(lang string) typeset.Style {
	return typeset.Style{Weight: typeset.Black, Lang: lang, Caps: true}
}

// overhang is how far ink may stand out of the box at the sides, in ems.
const overhang = 0.025

// inside checks that ink stays in its box.
func inside(t *testing.T, b *typeset.Block, box page.Size) {
	t.Helper()
	if b.W > box.W+1e-6 || b.H > box.H+1e-6 {
		t.Errorf("%v: the block is %g by %g mm", box, b.W, b.H)
	}
	for _, align := range []typeset.Align{typeset.Start, typeset.Left, typeset.Center} {
		for _, l := range texts(b, box.W, align) {
			ink, hair := l.Bounds(), overhang*l.Em
			if ink.X < -hair || ink.Right() > box.W+hair || ink.Y < -1e-6 || ink.Bottom() > box.H+1e-6 {
				t.Errorf("%v, align %d: %q paints %+v at %g mm", box, align, l.String, ink, l.Em)
			}
		}
	}
}

// painted reports whether a pixel is dark.
func painted(img *image.RGBA, x, y int) bool { return img.RGBAAt(x, y).R < 128 }

// apart checks with the painter that no two lines paint the same pixel, or
// pixels beside each other.
func apart(t *testing.T, b *typeset.Block, box page.Size, align typeset.Align) {
	t.Helper()
	lines := texts(b, box.W, align)
	for i := 1; i < len(lines); i++ {
		if touching(t, lines[i-1], lines[i]) {
			t.Errorf("%v, align %d: %q touches the line above: %q", box, align, lines[i].String, b.Lines())
		}
	}
}

func touching(t *testing.T, a, b page.Text) bool {
	t.Helper()
	both := a.Bounds().Union(b.Bounds()).Grown(2)
	paint := func(l page.Text) *image.RGBA {
		l.At.X -= both.X
		l.At.Y -= both.Y
		sheet := &page.Page{Size: page.Size{W: both.W, H: both.H}, Layers: []*page.Layer{{Items: []page.Item{l}}}}
		img, err := raster.Paint(sheet, 50)
		if err != nil {
			t.Fatal(err)
		}
		return img
	}
	return touch(paint(a), paint(b))
}

func touch(a, b *image.RGBA) bool {
	r := a.Bounds()
	for y := r.Min.Y + 1; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if painted(b, x, y) && (painted(a, x, y) || painted(a, x, y-1)) {
				return true
			}
		}
	}
	return false
}

func TestFitInsideAndApart(t *testing.T) {
	for _, h := range headlines {
		t.Run(h.name, func(t *testing.T) {
			for i, box := range boxes {
				for _, stack := range []bool{false, true} {
					b, err := library(t).Fit(h.text, poster(h.lang), box, typeset.Limits{Stack: stack})
					if err != nil {
						t.Fatal(err)
					}
					if got := strings.Join(b.Lines(), " "); strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(h.text, " ", "") {
						t.Errorf("the words changed: %q", got)
					}
					inside(t, b, box)
					if i < 3 {
						apart(t, b, box, typeset.Start)
						apart(t, b, box, typeset.Center)
					}
				}
			}
		})
	}
}

// fills reports whether a block is as wide or as high as its box.
func fills(b *typeset.Block, box page.Size) bool {
	return near(b.W, box.W, 1e-6) || near(b.H, box.H, 1e-6)
}

// breakings calls visit with every way to break words into at most n lines.
func breakings(words []string, n int, visit func(lines []string)) {
	for cuts := range 1 << (len(words) - 1) {
		lines := []string{words[0]}
		for i, w := range words[1:] {
			if cuts>>i&1 == 1 {
				lines = append(lines, w)
			} else {
				lines[len(lines)-1] += " " + w
			}
		}
		if len(lines) <= n {
			visit(lines)
		}
	}
}

// The block fills its box one way or the other, and is no more than a fifth
// smaller than the largest of all ways to break the words.
func TestFitLargest(t *testing.T) {
	for _, h := range headlines {
		t.Run(h.name, func(t *testing.T) {
			for _, box := range boxes {
				b, err := library(t).Fit(h.text, poster(h.lang), box, typeset.Limits{})
				if err != nil {
					t.Fatal(err)
				}
				if !fills(b, box) {
					t.Errorf("%v: %g by %g mm, so a larger size would fit", box, b.W, b.H)
				}
				most := 0.0
				breakings(strings.Fields(h.text), 12, func(lines []string) {
					forced, err := library(t).Fit(strings.Join(lines, "\n"), poster(h.lang), box, typeset.Limits{MaxLines: len(lines), MinEm: 0.01})
					if err == nil && len(forced.Lines()) == len(lines) {
						most = max(most, forced.Em)
					}
				})
				if b.Em < most*0.8 {
					t.Errorf("%v: %g mm, %g would do: %q", box, b.Em, most, b.Lines())
				}
			}
		})
	}
}

// A larger box never gives much smaller letters, and a box in scale the same
// layout in scale.
func TestFitMonotone(t *testing.T) {
	for _, h := range headlines {
		t.Run(h.name, func(t *testing.T) {
			fit := func(w, hgt float64) *typeset.Block {
				b, err := library(t).Fit(h.text, poster(h.lang), page.Size{W: w, H: hgt}, typeset.Limits{MinEm: 0.1})
				if err != nil {
					t.Fatal(err)
				}
				return b
			}
			wide, high := 0.0, 0.0
			for side := 40.0; side < 400; side *= 1.07 {
				w, tall := fit(side, 100).Em, fit(100, side).Em
				if w < wide*0.8 || tall < high*0.8 {
					t.Errorf("at %g mm: %g after %g, %g after %g", side, w, wide, tall, high)
				}
				wide, high = max(wide, w), max(high, tall)
				a, b := fit(side, side), fit(3*side, 3*side)
				if !near(3*a.Em, b.Em, 1e-6) || !cmp.Equal(a.Lines(), b.Lines()) {
					t.Errorf("at %g mm: %g mm %q, three times that: %g mm %q", side, a.Em, a.Lines(), b.Em, b.Lines())
				}
			}
		})
	}
}

func TestFitLimits(t *testing.T) {
	lib, box := library(t), page.Size{W: 190, H: 250}
	tests := []struct {
		name, text string
		lim        typeset.Limits
		lines      int
		em         float64
		starts     []string
	}{
		{"at most", "FREE", typeset.Limits{MaxEm: 20}, 1, 20, nil},
		{"at most, stacked", "FREE JULIAN ASSANGE NOW", typeset.Limits{MaxEm: 20, Stack: true}, 0, 20, nil},
		{"one line", "FREE JULIAN ASSANGE NOW", typeset.Limits{MaxLines: 1}, 1, 0, nil},
		{"two lines", "FREE JULIAN ASSANGE NOW", typeset.Limits{MaxLines: 2, Stack: true}, 2, 0, nil},
		{"nothing", " \n ", typeset.Limits{}, 0, 0, nil},
		{"nothing to see", "\u00A0 \u200B", typeset.Limits{}, 0, 0, nil},
		{"forced", "FREE IT\nNOW", typeset.Limits{MaxLines: 2}, 2, 0, []string{"FREE IT", "NOW"}},
		{"forced, stacked", "FREE JULIAN\nASSANGE NOW", typeset.Limits{MaxLines: 2, Stack: true}, 2, 0, []string{"FREE JULIAN", "ASSANGE NOW"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b, err := lib.Fit(tt.text, poster("en"), box, tt.lim)
			if err != nil {
				t.Fatal(err)
			}
			if tt.lines > 0 && len(b.Lines()) != tt.lines {
				t.Errorf("%d lines: %q", len(b.Lines()), b.Lines())
			}
			if tt.em > 0 && !near(b.Em, tt.em, 1e-9) {
				t.Errorf("%g mm, want %g", b.Em, tt.em)
			}
			for i, word := range tt.starts {
				if got := b.Lines()[i]; !strings.HasPrefix(got, word) {
					t.Errorf("line %d is %q, want one that begins with %s", i, got, word)
				}
			}
		})
	}
}

// Stacked lines fill the box better, and no line dwarfs another.
func TestStack(t *testing.T) {
	box := page.Size{W: 180, H: 260}
	stacked := 0
	for _, h := range headlines {
		b, err := library(t).Fit(h.text, poster(h.lang), box, typeset.Limits{Stack: true})
		if err != nil {
			t.Fatal(err)
		}
		plain, err := library(t).Fit(h.text, poster(h.lang), box, typeset.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		small, large := b.Em, 0.0
		for _, l := range texts(b, box.W, typeset.Start) {
			small, large = min(small, l.Em), max(large, l.Em)
		}
		if large > small*typeset.StackRatio+1e-9 || large != b.Em {
			t.Errorf("%s: lines of %g to %g mm, the block says %g", h.name, small, large, b.Em)
		}
		if large > small {
			stacked++
			if b.H <= plain.H {
				t.Errorf("%s: stacked %g mm high, plain %g", h.name, b.H, plain.H)
			}
		}
	}
	if stacked == 0 {
		t.Error("nothing was stacked")
	}
}

// Many at once give what one after the other gives.
func TestConcurrent(t *testing.T) {
	type job struct {
		lang, text string
		box        page.Size
	}
	var jobs []job
	for _, h := range headlines {
		jobs = append(jobs, job{h.lang, h.text, boxes[0]}, job{h.lang, h.text, boxes[2]})
	}
	set := func(lib *typeset.Library, j job) (page.Text, error) {
		b, err := lib.Fit(j.text, poster(j.lang), j.box, typeset.Limits{})
		if err != nil {
			return page.Text{}, err
		}
		return texts(b, j.box.W, typeset.Start)[0], nil
	}
	fresh, err := typeset.New(fontFiles)
	if err != nil {
		t.Fatal(err)
	}
	got := make([]page.Text, 4*len(jobs))
	var wg sync.WaitGroup
	for i := range got {
		wg.Go(func() {
			var err error
			if got[i], err = set(fresh, jobs[i%len(jobs)]); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	for i := range got {
		want, err := set(library(t), jobs[i%len(jobs)])
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got[i], cmp.Comparer(func(a, b *page.Outline) bool { return a.Name == b.Name })); diff != "" {
			t.Fatalf("%s: another layout:\n%s", jobs[i%len(jobs)].text, diff)
		}
	}
}
