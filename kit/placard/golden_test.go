package placard_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	"eventkit/kit/page"
	"eventkit/kit/placard"
)

var update = flag.Bool("update", false, "write the golden layouts anew")

// Layouts as they were looked at and found good. After a change that is meant:
// go test ./kit/placard -run Golden -update, then look at the pages.
func TestGoldenLayouts(t *testing.T) {
	for _, tpl := range placard.Templates() {
		for _, lying := range []bool{false, true} {
			for _, lang := range []string{"en", "ar"} {
				v := variant{tpl.ID, lang, a4, lying}
				way := "standing"
				if lying {
					way = "lying"
				}
				file := filepath.Join("testdata", "layouts", fmt.Sprintf("%s-%s-%s.json", tpl.ID, way, lang))
				compare(t, file, layout(t, mustMake(t, eventIn(lang), v.choice()).Page))
			}
		}
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
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Errorf("%v; write it with -update", err)
		return
	}
	if bytes.Equal(got, want) {
		return
	}
	a, b := bytes.Split(want, []byte("\n")), bytes.Split(got, []byte("\n"))
	for i := range min(len(a), len(b)) {
		if !bytes.Equal(a[i], b[i]) {
			t.Errorf("%s:%d:\n got %s\nwant %s", file, i+1, b[i], a[i])
			return
		}
	}
	t.Errorf("%s: %d lines, want %d", file, len(b), len(a))
}

// golden is an item in short: what, where to a hundredth of a mm, and what it
// says or shows.
type golden struct {
	Kind string     `json:"kind"`
	Rect [4]float64 `json:"rect"`
	Fill string     `json:"fill,omitempty"`
	Says string     `json:"says,omitempty"`
	Em   float64    `json:"em,omitempty"`
}

// layout is a page as JSON, an item a line.
func layout(t *testing.T, p *page.Page) []byte {
	t.Helper()
	var b bytes.Buffer
	head, err := json.Marshal(map[string]any{"title": p.Title, "lang": p.Lang, "size": [2]float64{p.Size.W, p.Size.H}})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&b, "[%s", head)
	for it := range p.Items {
		line, err := json.Marshal(inShort(it))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, ",\n%s", line)
	}
	b.WriteString("]\n")
	return b.Bytes()
}

func inShort(it page.Item) golden {
	r := it.Bounds()
	g := golden{Rect: [4]float64{hundredth(r.X), hundredth(r.Y), hundredth(r.W), hundredth(r.H)}}
	switch v := it.(type) {
	case page.Box:
		g.Kind, g.Fill = "box", v.Fill.String()
	case page.Shape:
		g.Kind, g.Fill = "shape", v.Fill.String()
	case page.Text:
		g.Kind, g.Fill, g.Says, g.Em = "text", v.Fill.String(), v.String, hundredth(v.Em)
		if v.Stroke > 0 {
			g.Kind = "hollow"
		}
	case page.Code:
		g.Kind, g.Fill, g.Says, g.Em = "code", v.Dark.String(), v.Address, hundredth(v.Module())
	case page.Link:
		g.Kind, g.Says = "link", v.Address
	}
	return g
}

func hundredth(mm float64) float64 { return math.Round(mm*100) / 100 }
