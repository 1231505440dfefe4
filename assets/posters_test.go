package assets_test

import (
	"bytes"
	"io/fs"
	"slices"
	"testing"

	"eventkit/assets"
	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/page/svg"
)

func drawing(t *testing.T, name string) *svg.Drawing {
	t.Helper()
	data, err := fs.ReadFile(assets.Campaign(), name)
	if err != nil {
		t.Fatal(err)
	}
	d, err := svg.Read(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return d
}

func drawings(t *testing.T) []string {
	t.Helper()
	names, err := fs.Glob(assets.Campaign(), "posters/*.svg")
	if err != nil || len(names) < 8 {
		t.Fatalf("only %d drawings, %v", len(names), err)
	}
	return names
}

// A poster has the colours of one of the kit's palettes and no others.
func TestPostersAreFlatAndOfTheKitsColours(t *testing.T) {
	k := open(t)
	for _, name := range drawings(t) {
		var colours []page.Color
		for _, s := range drawing(t, name).Shapes {
			if !slices.Contains(colours, s.Fill) {
				colours = append(colours, s.Fill)
			}
		}
		if len(colours) < 2 || len(colours) > 3 {
			t.Errorf("%s has %d colours, want two or three", name, len(colours))
		}
		of := func(p kit.Palette) bool {
			return !slices.ContainsFunc(colours, func(c page.Color) bool { return c != p.Ground && c != p.Ink && c != p.Accent })
		}
		if !slices.ContainsFunc(k.Palettes, of) {
			t.Errorf("%s: %v are not the colours of one palette", name, colours)
		}
	}
}

// Every drawing of the kit is used, bleeds, and says that its ground is the
// poster's.
func TestPostersUseTheirDrawings(t *testing.T) {
	used := map[string]bool{}
	for _, p := range open(t).Posters {
		for _, v := range p.Views {
			used[v.File] = true
			d := drawing(t, v.File)
			if !d.Bleeds {
				t.Errorf("%s ends at its frame", v.File)
			}
			if d.Shapes[0].Fill != p.Ground || !d.Shapes[0].Outline.Bounds().Contains(d.View.Grown(100)) {
				t.Errorf("%s does not lie on the ground %v of poster %s", v.File, p.Ground, p.ID)
			}
		}
	}
	for _, name := range drawings(t) {
		if !used[name] {
			t.Errorf("%s is in no poster", name)
		}
	}
}

// The number is the poster's fact: one mark for each year.
func TestTallyHas175Marks(t *testing.T) {
	for _, name := range []string{"posters/tally.svg", "posters/tally-low.svg", "posters/tally-lying.svg"} {
		d := drawing(t, name)
		marks := d.Shapes[1:] // the first is the ground
		if len(marks) != 175 {
			t.Errorf("%s has %d marks", name, len(marks))
		}
		for i, m := range marks {
			if !d.View.Contains(m.Outline.Bounds()) {
				t.Errorf("%s: mark %d is not to be seen whole", name, i+1)
			}
		}
	}
}
