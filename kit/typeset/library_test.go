package typeset_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"eventkit/kit/page"
	"eventkit/kit/typeset"
)

// Every script has its own cut in every weight, and no other font is read.
func TestCuts(t *testing.T) {
	for _, s := range shaping {
		for w, suffixes := range weightFiles {
			t.Run(fmt.Sprintf("%s/%d", s.name, w), func(t *testing.T) {
				read := &reads{FS: fontFiles}
				lib, err := typeset.New(read)
				if err != nil {
					t.Fatal(err)
				}
				if len(read.names()) != 0 {
					t.Errorf("read before it was needed: %v", read.names())
				}
				word := strings.Fields(s.texts[0])[0]
				b, err := lib.Line(word, typeset.Style{Weight: w, Lang: s.lang}, 10, 1, 1e6)
				if err != nil {
					t.Fatal(err)
				}
				file := fontFile(t, s.font, suffixes)
				want := file[strings.LastIndex(file, "/")+1:]
				for _, g := range textOf(t, b).Glyphs {
					if !strings.HasPrefix(g.Outline.Name, strings.TrimSuffix(want, ".ttf")+"/") {
						t.Errorf("%s is drawn by %s, want %s", word, g.Outline.Name, want)
					}
				}
				if got := read.names(); len(got) != 1 || got[0] != want {
					t.Errorf("read %v, want only %s", got, want)
				}
			})
		}
	}
}

// reads is a folder that remembers which files were read.
type reads struct {
	fs.FS
	mu   sync.Mutex
	seen []string
}

func (r *reads) Open(name string) (fs.File, error) {
	if strings.HasSuffix(name, ".ttf") {
		r.mu.Lock()
		r.seen = append(r.seen, name)
		r.mu.Unlock()
	}
	return r.FS.Open(name)
}

func (r *reads) names() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]string(nil), r.seen...)
}

// A glyph is one outline wherever it stands, so that painters can share it;
// placing a block changes nothing.
func TestOutlinesAreShared(t *testing.T) {
	lib := library(t)
	outlines := map[string]*page.Outline{}
	see := func(b *typeset.Block, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		first := texts(b, 100, typeset.Start)
		if diff := cmp.Diff(first, texts(b, 100, typeset.Start), cmp.Comparer(func(a, b *page.Outline) bool { return a == b })); diff != "" {
			t.Errorf("placed again it is another:\n%s", diff)
		}
		for _, l := range first {
			for _, g := range l.Glyphs {
				if have := outlines[g.Outline.Name]; have != nil && have != g.Outline {
					t.Errorf("%s has two outlines", g.Outline.Name)
				}
				outlines[g.Outline.Name] = g.Outline
			}
		}
	}
	box := page.Size{W: 100, H: 100}
	for _, p := range passages {
		see(lib.SetFit(p.text, medium(p.lang), box, typeset.Limits{MinEm: 1}))
		see(lib.Set(p.text, medium(p.lang), 3, 100))
		see(lib.Line(p.text, medium(p.lang), 3, 0.1, 100))
	}
	if len(outlines) < 200 {
		t.Errorf("only %d glyphs", len(outlines))
	}
}

// A font that is being read for later is not read twice: every glyph keeps its
// one outline, however many ask for it first.
func TestPreload(t *testing.T) {
	counted := &countingFS{FS: os.DirFS("../../assets/fonts")}
	lib, err := typeset.New(counted)
	if err != nil {
		t.Fatal(err)
	}
	lib.Preload()
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for _, w := range []typeset.Weight{typeset.Black, typeset.Bold, typeset.Medium} {
				if _, err := lib.Set("Free", typeset.Style{Weight: w, Lang: "en"}, 5, 100); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if n := counted.reads.Load(); n != 3 {
		t.Errorf("%d files were read, want 3", n)
	}
}

// countingFS counts the fonts that are read.
type countingFS struct {
	fs.FS
	reads atomic.Int32
}

func (c *countingFS) ReadFile(name string) ([]byte, error) {
	c.reads.Add(1)
	return fs.ReadFile(c.FS, name)
}

// Fonts from outside may be asked for by many at once.
func TestConcurrentFallback(t *testing.T) {
	lib := with(t, chinese+"👍", "")
	var wg sync.WaitGroup
	got := make([][]string, 16)
	for i := range got {
		wg.Go(func() {
			b, err := lib.SetFit(chinese, medium("zh"), page.Size{W: 60, H: 60}, typeset.Limits{})
			if err != nil {
				t.Error(err)
				return
			}
			got[i] = b.Lines()
			if _, err := lib.Fit("👍 字 now", poster("en"), page.Size{W: 60, H: 60}, typeset.Limits{}); err == nil {
				t.Error("字 was drawn by a font that lacks it")
			}
		})
	}
	wg.Wait()
	for _, lines := range got {
		if !cmp.Equal(lines, got[0]) {
			t.Errorf("%q and %q", lines, got[0])
		}
	}
}

// Errors say what to do, in few words, whatever was typed.
func TestErrorsRead(t *testing.T) {
	tests := []struct {
		err  error
		want string
	}{
		{
			&typeset.MissingGlyphError{Rune: '字', Script: "Hani", Text: "字"},
			"no font on this computer draws '字' (U+5B57, script Hani); remove it, or install a font for it (Noto has one for most scripts)",
		},
		{
			&typeset.MissingGlyphError{Rune: '\u0007', Script: "Zyyy"},
			`no font on this computer draws '\a' (U+0007, script Zyyy); remove it, or install a font for it (Noto has one for most scripts)`,
		},
		{
			&typeset.TooLongError{Text: "FREE", Letters: 4, MinEm: 2.5},
			`the words "FREE" (4 letters) don't fit on this paper at a size that can be read; shorten them or take larger paper`,
		},
	}
	for _, tt := range tests {
		if got := tt.err.Error(); got != tt.want {
			t.Errorf("%s\nwant %s", got, tt.want)
		}
	}
}

// Work grows with the length of the text and not with its square, as the
// memory tells that it takes.
func TestWorkGrowsWithLength(t *testing.T) {
	for name, text := range map[string]string{
		"words": "freedom now ", "letters": "a b ", "one word": "freedom", "Thai": "เสรีภาพเดี๋ยวนี้",
		"ideograms": "字由", "brackets": "(א", "marks": "e\u0301\u0323", "Arabic": "الحرية الآن ",
	} {
		work := func(n int) float64 {
			lib := with(t, "字由", "")
			set := func(s string) {
				for _, door := range []func(string, typeset.Style, page.Size, typeset.Limits) (*typeset.Block, error){lib.SetFit, lib.Fit} {
					var long *typeset.TooLongError
					if _, err := door(s, medium("en"), page.Size{W: 60, H: 800}, typeset.Limits{MinEm: 0.5}); err != nil && !errors.As(err, &long) {
						t.Fatal(err)
					}
				}
			}
			set(strings.Repeat(text, 3)) // reads the fonts
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			set(strings.Repeat(text, n))
			runtime.ReadMemStats(&after)
			return float64(after.TotalAlloc - before.TotalAlloc)
		}
		if short, long := work(500), work(2000); long > 8*short {
			t.Errorf("%s: %.0f kB, four times the length %.0f kB", name, short/1000, long/1000)
		}
	}
}
