package poster_test

import (
	"fmt"
	"image"
	"image/png"
	"os"
	"sync"
	"testing"
	"testing/fstest"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/poster"
	"eventkit/kit/typeset"
)

// campaign is the default kit and shared a maker with the bundled cuts, as
// programs embed them.
var (
	campaign = sync.OnceValues(func() (*kit.Kit, error) { return kit.Open(os.DirFS("../../assets/campaign")) })
	shared   = sync.OnceValues(func() (*poster.Maker, error) {
		lib, err := typeset.New(os.DirFS("../../assets/fonts"))
		if err != nil {
			return nil, err
		}
		return poster.New(lib), nil
	})
)

func theKit(t testing.TB) *kit.Kit {
	t.Helper()
	k, err := campaign()
	if err != nil {
		t.Fatal(err)
	}
	if len(k.Posters) < 8 {
		t.Fatalf("the kit has %d posters", len(k.Posters))
	}
	return k
}

func theMaker(t testing.TB) *poster.Maker {
	t.Helper()
	m, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func mustMake(t testing.TB, k *kit.Kit, ev kit.Event, c poster.Choice) *poster.Sheet {
	t.Helper()
	s, err := theMaker(t).Make(k, ev, c)
	if err != nil {
		t.Fatalf("%+v: %v", c, err)
	}
	return s
}

var event = kit.Event{
	Mission: "British High Commission", City: "Nairobi", Place: "At the main gate", Host: "Peoples’ Table",
	Date: "2022-10-07", Time: "11:00", Timezone: "Africa/Nairobi", Link: "https://example.org/s",
}

var (
	a4     = page.Size{W: 210, H: 297}
	papers = []page.Size{
		a4, a4.Landscape(),
		{W: 297, H: 420},
		{W: 215.9, H: 279.4},
		{W: 215.9, H: 355.6},
		{W: 355.6, H: 215.9},
		{W: 105, H: 148},
		{W: 148, H: 105},
		{W: 200, H: 200},
	}
)

// variant is one poster of the matrix.
type variant struct {
	poster, lang string
	paper        page.Size
	foot         bool
}

func (v variant) String() string {
	return fmt.Sprintf("%s %s %gx%g foot=%v", v.poster, v.lang, v.paper.W, v.paper.H, v.foot)
}

func (v variant) choice() poster.Choice {
	return poster.Choice{Poster: v.poster, Langs: []string{v.lang}, Paper: v.paper, Code: v.foot, Strip: v.foot}
}

// matrix is every poster of the kit in every language on the papers, bare and
// with a foot.
func matrix(t testing.TB, on ...page.Size) []variant {
	t.Helper()
	var all []variant
	for _, p := range theKit(t).Posters {
		for _, paper := range on {
			for _, lang := range theKit(t).Languages {
				all = append(all, variant{p.ID, lang, paper, false}, variant{p.ID, lang, paper, true})
			}
		}
	}
	return all
}

// headline are the lines that stand in the poster's own layer.
func headline(s *poster.Sheet) []page.Text { return textsOf(s.Page.Layers[1]) }

func textsOf(layers ...*page.Layer) []page.Text {
	var out []page.Text
	for _, l := range layers {
		for _, it := range l.Items {
			if t, ok := it.(page.Text); ok {
				out = append(out, t)
			}
		}
	}
	return out
}

func codes(p *page.Page) []page.Code {
	var out []page.Code
	for it := range p.Items {
		if c, ok := it.(page.Code); ok {
			out = append(out, c)
		}
	}
	return out
}

const (
	clipped = `<svg viewBox="0 0 100 100"><rect x="-50" y="-50" width="200" height="200" fill="#D40000"/></svg>`
	wide    = `<svg viewBox="0 0 200 100" overflow="visible"><rect x="-500" y="-500" width="2000" height="2000" fill="#0B7A43"/></svg>`
)

// own is a small kit with posters of its own.
func own(t *testing.T, posters string) *kit.Kit {
	t.Helper()
	manifest := "id = \"river\"\nversion = \"1\"\nlanguages = [\"en\", \"fr\"]\ntitle = { en = \"A clean river\" }\n" + posters
	files := map[string]string{
		"kit.toml": manifest, "slogans.toml": "[swim]\nen = \"Let us swim\"\n",
		"posters/clipped.svg": clipped, "posters/wide.svg": wide, "posters/bad.svg": `<svg viewBox="0 0 9 9"><text/></svg>`,
	}
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	k, err := kit.Open(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// entry is a poster's entry in the manifest.
func entry(id, file, rest string) string {
	return fmt.Sprintf("[[poster]]\nid = %q\nfile = %q\ntitle = { en = \"Water\" }\ncredit = \"We\"\nlicence = \"CC0\"\n%s\n", id, file, rest)
}

// picture reads a PNG.
func picture(t *testing.T, name string) image.Image {
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
