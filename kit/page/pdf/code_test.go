package pdf

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"eventkit/kit/page"
	"eventkit/kit/page/internal/specimen"
)

// modules draws rows: # is dark.
func modules(rows ...string) *page.Modules {
	m := &page.Modules{N: len(rows)}
	for _, r := range rows {
		for _, c := range r {
			m.Dark = append(m.Dark, c == '#')
		}
	}
	return m
}

// redraw returns the modules that blocks cover, and how often one is covered
// more than once.
func redraw(n int, all []block) (m *page.Modules, twice int) {
	m = &page.Modules{N: n, Dark: make([]bool, n*n)}
	for _, b := range all {
		for y := range int(b.h()) {
			for x := range int(b.w()) {
				i := (int(b.y())+y)*n + int(b.x()) + x
				if m.Dark[i] {
					twice++
				}
				m.Dark[i] = true
			}
		}
	}
	return m, twice
}

func TestBlocks(t *testing.T) {
	tests := []struct {
		name string
		rows []string
		want int
	}{
		{"light", []string{"...", "...", "..."}, 0},
		{"dark", []string{"###", "###", "###"}, 1},
		{"rows", []string{"###", "...", "###"}, 2},
		{"columns", []string{"#.#", "#.#", "#.#"}, 2},
		{"steps", []string{"#..", "##.", "###"}, 3},
		{"a gap above", []string{"#.#", "...", "#.#"}, 4},
		{"a wider run below", []string{"##.", "###", "###"}, 2},
		{"a run that starts inside the one above", []string{"###", ".##", ".##"}, 2},
		{"a ring", []string{"####", "#..#", "#..#", "####"}, 4},
		{"corners that touch", []string{"#.", ".#"}, 2},
	}
	for _, tt := range tests {
		m := modules(tt.rows...)
		got := blocks(nil, m)
		back, twice := redraw(m.N, got)
		if !slices.Equal(back.Dark, m.Dark) || twice > 0 {
			t.Errorf("%s: %v covers other modules, %d twice", tt.name, got, twice)
		}
		if len(got) != tt.want {
			t.Errorf("%s: %d blocks, want %d", tt.name, len(got), tt.want)
		}
	}
}

func TestBlocksCoverWhatIsDark(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 40).Draw(t, "n")
		m := &page.Modules{N: n, Dark: rapid.SliceOfN(rapid.Bool(), n*n, n*n).Draw(t, "dark")}
		back, twice := redraw(n, blocks(nil, m))
		if !slices.Equal(back.Dark, m.Dark) || twice > 0 {
			t.Fatalf("other modules are covered, %d twice", twice)
		}
	})
}

func TestLargestCode(t *testing.T) {
	m := specimen.Modules(177, 3)
	back, twice := redraw(177, blocks(nil, m))
	if !slices.Equal(back.Dark, m.Dark) || twice > 0 {
		t.Errorf("other modules are covered, %d twice", twice)
	}
}

// Equal blocks stand together, and the drawing covers the same modules.
func TestCodeIsSortedByShape(t *testing.T) {
	c := content{doc: newDocument(nil, Meta{})}
	defer c.doc.out.stop()
	it := specimen.Code(page.Point{X: 10, Y: 10}, 45, 37, 2)
	c.code(it)
	var all []block
	shapes := map[string]bool{}
	last := ""
	for line := range strings.Lines(string(c.b)) {
		f := strings.Fields(line)
		if len(f) != 5 || f[4] != "re" {
			continue
		}
		var v [4]int
		for i := range v {
			v[i] = slices.IndexFunc(small[:], func(s string) bool { return s == f[i]+" " })
		}
		all = append(all, block(v[3]<<24|v[2]<<16|v[1]<<8|v[0]))
		if shape := f[2] + "x" + f[3]; shape != last {
			if shapes[shape] {
				t.Errorf("blocks of %s stand in two places", shape)
			}
			shapes[shape], last = true, shape
		}
	}
	back, twice := redraw(37, all)
	if !slices.Equal(back.Dark, it.Modules.Dark) || twice > 0 {
		t.Errorf("other modules are drawn, %d twice", twice)
	}
	if n := strings.Count(string(c.b), " f "); n != 0 || !strings.HasSuffix(string(c.b), "re\nf Q\n") {
		t.Error("the code is not one path")
	}
}
