package poster_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"math"
	"os"
	"path/filepath"
	"testing"

	"eventkit/kit/page"
	"eventkit/kit/poster"
)

var update = flag.Bool("update", false, "write the golden layouts anew")

// golden is a poster in short: how much artwork lies where, and every other
// item to a hundredth of a mm.
type golden struct {
	Lang     string     `json:"lang"`
	Size     [2]float64 `json:"size"`
	Shapes   int        `json:"shapes"`
	Artwork  [4]float64 `json:"artwork"`
	Em       float64    `json:"em"`
	Headline []string   `json:"headline"`
	Contrast float64    `json:"contrast"`
	Items    []item     `json:"items"`
}

type item struct {
	Kind string     `json:"kind"`
	Rect [4]float64 `json:"rect"`
	Says string     `json:"says,omitempty"`
}

// Layouts as they were looked at and found good. After a change that is meant:
// go test ./kit/poster -run Golden -update, then look at the pages.
func TestGoldenLayouts(t *testing.T) {
	for _, p := range theKit(t).Posters {
		var all []golden
		for _, paper := range []page.Size{a4, a4.Landscape()} {
			for _, foot := range []bool{false, true} {
				for _, lang := range []string{"en", "ar"} {
					all = append(all, inShort(mustMake(t, theKit(t), event, variant{p.ID, lang, paper, foot}.choice())))
				}
			}
		}
		var b bytes.Buffer
		for _, g := range all {
			line, err := json.Marshal(g)
			if err != nil {
				t.Fatal(err)
			}
			b.Write(append(line, '\n'))
		}
		compare(t, filepath.Join("testdata", "layouts", p.ID+".jsonl"), b.Bytes())
	}
}

func compare(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Errorf("%v; write it with -update", err)
		return
	}
	a, b := bytes.Split(want, []byte("\n")), bytes.Split(got, []byte("\n"))
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || !bytes.Equal(a[i], b[i]) {
			t.Errorf("%s:%d is another layout; look at the page", file, i+1)
		}
	}
}

func inShort(s *poster.Sheet) golden {
	g := golden{
		Lang: s.Page.Lang, Size: [2]float64{s.Page.Size.W, s.Page.Size.H}, Headline: s.Report.Headline,
		Contrast: hundredth(s.Report.Contrast),
	}
	artwork := page.Rect{}
	for it := range s.Page.Items {
		says, kind := "", ""
		switch v := it.(type) {
		case page.Shape:
			g.Shapes++
			artwork = artwork.Union(v.Bounds())
			continue
		case page.Text:
			kind, says, g.Em = "text", v.String, max(g.Em, hundredth(v.Em))
		case page.Code:
			kind, says = "code", v.Address
		case page.Link:
			kind, says = "link", v.Address
		case page.Box:
			kind, says = "box", v.Fill.String()
		}
		g.Items = append(g.Items, item{kind, rect(it.Bounds()), says})
	}
	g.Artwork = rect(artwork)
	return g
}

func rect(r page.Rect) [4]float64 {
	return [4]float64{hundredth(r.X), hundredth(r.Y), hundredth(r.W), hundredth(r.H)}
}

func hundredth(v float64) float64 { return math.Round(v*100) / 100 }
