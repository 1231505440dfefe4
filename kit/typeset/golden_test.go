package typeset_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"eventkit/kit/page"
	"eventkit/kit/typeset"
)

var update = flag.Bool("update", false, "write the golden layouts in testdata anew")

// layout is what a golden file holds of a block: lengths in mm, to a hundredth.
type layout struct {
	W, H  float64
	Lines []layoutLine
}

type layoutLine struct {
	Says     string
	Em, X, Y float64
	// Glyphs are the first and the last glyph, and how many there are.
	First, Last string
	Count       int
}

func hundredth(v float64) float64 { return math.Round(v*100) / 100 }

func layoutOf(b *typeset.Block, width float64) layout {
	out := layout{W: hundredth(b.W), H: hundredth(b.H)}
	for _, l := range texts(b, width, typeset.Start) {
		out.Lines = append(out.Lines, layoutLine{
			Says: l.String, Em: hundredth(l.Em), X: hundredth(l.At.X), Y: hundredth(l.At.Y),
			First: l.Glyphs[0].Outline.Name, Last: l.Glyphs[len(l.Glyphs)-1].Outline.Name, Count: len(l.Glyphs),
		})
	}
	return out
}

func TestGolden(t *testing.T) {
	lib := library(t)
	square, tall := page.Size{W: 190, H: 190}, page.Size{W: 120, H: 250}
	sets := map[string]func(add func(string, *typeset.Block, error, float64)){
		"headlines": func(add func(string, *typeset.Block, error, float64)) {
			for _, h := range headlines {
				b, err := lib.Fit(h.text, poster(h.lang), square, typeset.Limits{})
				add(h.name+", square", b, err, square.W)
				b, err = lib.Fit(h.text, poster(h.lang), tall, typeset.Limits{Stack: true})
				add(h.name+", tall and stacked", b, err, tall.W)
			}
		},
		"passages": func(add func(string, *typeset.Block, error, float64)) {
			for _, p := range passages {
				b, err := lib.SetFit(p.text, medium(p.lang), page.Size{W: 100, H: 60}, typeset.Limits{})
				add(p.name, b, err, 100)
			}
		},
	}
	for name, fill := range sets {
		t.Run(name, func(t *testing.T) {
			got := map[string]layout{}
			fill(func(what string, b *typeset.Block, err error, width float64) {
				if err != nil {
					t.Fatalf("%s: %v", what, err)
				}
				got[what] = layoutOf(b, width)
			})
			compare(t, filepath.Join("testdata", name+".json"), got)
		})
	}
}

func compare(t *testing.T, file string, got map[string]layout) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, lineByLine(t, got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v; go test -update writes it", err)
	}
	want := map[string]layout{}
	if err := json.Unmarshal(text, &want); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s: the layout changed; look at it, then go test -update:\n%s", file, diff)
	}
}

// lineByLine writes a layout on each line, so that a change is easy to read.
func lineByLine(t *testing.T, all map[string]layout) []byte {
	t.Helper()
	sep, out := "{\n", []byte(nil)
	for _, what := range slices.Sorted(maps.Keys(all)) {
		text, err := json.Marshal(all[what])
		if err != nil {
			t.Fatal(err)
		}
		out = fmt.Appendf(out, "%s%q: %s", sep, what, text)
		sep = ",\n"
	}
	return append(out, "\n}\n"...)
}

// The goldens must be able to fail.
func TestGoldenSeesAChange(t *testing.T) {
	b, err := library(t).Fit("FREE NOW", poster("en"), page.Size{W: 100, H: 100}, typeset.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	one := layoutOf(b, 100)
	other, err := library(t).Fit("FREE NOW", poster("en"), page.Size{W: 100.1, H: 100.1}, typeset.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if cmp.Equal(one, layoutOf(other, 100)) || strings.Join(b.Lines(), "|") != "FREE|NOW" {
		t.Error("a box that is 0.1 mm larger looks the same")
	}
}
