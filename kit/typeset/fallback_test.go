package typeset_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"eventkit/kit/page"
	"eventkit/kit/typeset"
)

// bold is a line in the bold voice.
func bold(lib *typeset.Library, text, lang string) (*typeset.Block, error) {
	return lib.Line(text, typeset.Style{Weight: typeset.Bold, Lang: lang}, 10, 1, 1e6)
}

// Whatever no font draws is named; nothing is left out in silence.
func TestMissingGlyph(t *testing.T) {
	tests := []struct {
		name, text string
		rune       rune
		script     string
	}{
		{"emoji", "Free 🕊 now", '🕊', "Zyyy"},
		{"emoji with a skin", "👍🏽", '👍', "Zyyy"},
		{"a family", "👨\u200D👩\u200D👧", '👨', "Zyyy"},
		{"a flag", "🇺🇦", '🇺', "Zyyy"},
		{"Chinese", "自由", '自', "Hani"},
		{"Korean", "자유 now", '자', "Hang"},
		{"Egyptian", "eye 𓂀", '𓂀', "Egyp"},
		{"private use", "\uE0FF", '\uE0FF', "Zzzz"},
		{"not a character", "a\uFFFE", '\uFFFE', "Zzzz"},
		{"a mark on a letter", "a\u3099", '\u3099', "Zinh"},
		{"a blank", "a \u2800 b", '\u2800', "Brai"},
		{"deep in a long text", strings.Repeat("word ", 2000) + "字", '字', "Hani"},
	}
	lib := library(t)
	st := typeset.Style{Weight: typeset.Bold, Lang: "en"}
	box := page.Size{W: 190, H: 250}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doors := map[string]func() (*typeset.Block, error){
				"Fit":    func() (*typeset.Block, error) { return lib.Fit(tt.text, st, box, typeset.Limits{}) },
				"Set":    func() (*typeset.Block, error) { return lib.Set(tt.text, st, 5, 100) },
				"SetFit": func() (*typeset.Block, error) { return lib.SetFit(tt.text, st, box, typeset.Limits{}) },
				"Line":   func() (*typeset.Block, error) { return lib.Line(tt.text, st, 5, 1, 100) },
			}
			for name, door := range doors {
				b, err := door()
				var miss *typeset.MissingGlyphError
				if b != nil || !errors.As(err, &miss) {
					t.Fatalf("%s: %v, %v", name, b, err)
				}
				if miss.Rune != tt.rune || miss.Script != tt.script || !strings.ContainsRune(miss.Text, tt.rune) && len(tt.text) < 100 {
					t.Errorf("%s: %+v", name, miss)
				}
				if len([]rune(miss.Text)) > 61 || !strings.Contains(err.Error(), tt.script) {
					t.Errorf("%s: %s", name, err)
				}
			}
		})
	}
}

// shelf is a Fallback over a folder of fonts, by the first rune of a block.
type shelf struct {
	files fs.FS
	has   map[rune]string
	loads atomic.Int32
	index int
}

func (s *shelf) Find(r rune) (string, bool) {
	name, ok := s.has[r]
	return name, ok
}

func (s *shelf) Load(name string) ([]byte, int, error) {
	s.loads.Add(1)
	data, err := fs.ReadFile(s.files, name)
	return data, s.index, err
}

// latin holds the fonts without which there is no library, and no others.
func latin(t *testing.T) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	for _, w := range []string{"ExtraCondensedBlack", "Bold", "Medium"} {
		name := "NotoSans-" + w + ".ttf"
		data, err := os.ReadFile(filepath.Join(fontDir, name))
		if err != nil {
			t.Fatal(err)
		}
		out[name] = &fstest.MapFile{Data: data}
	}
	return out
}

func TestFallback(t *testing.T) {
	s := &shelf{files: os.DirFS(fontDir), has: map[rune]string{}}
	for _, r := range "นี่" {
		s.has[r] = "NotoSansThai-Bold.ttf"
	}
	for _, r := range "שלום" {
		s.has[r] = "NotoSansThai-Bold.ttf" // a liar: it has no Hebrew
	}
	s.has['ا'] = "gone.ttf"
	s.has['ა'] = "OFL.txt"
	lib, err := typeset.New(latin(t), typeset.WithFallback(s))
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		b, err := bold(lib, "a นี่ b", "th")
		if err != nil {
			t.Fatal(err)
		}
		var from []string
		for _, g := range textOf(t, b).Glyphs {
			from = append(from, strings.Split(g.Outline.Name, "/")[0])
		}
		if got := strings.Join(from, " "); got != "NotoSans-Bold NotoSansThai-Bold.ttf NotoSansThai-Bold.ttf NotoSansThai-Bold.ttf NotoSans-Bold" {
			t.Error(got)
		}
	}
	if n := s.loads.Load(); n != 1 {
		t.Errorf("the font was read %d times", n)
	}
	for _, text := range []string{"שלום", "ا", "ა", "字"} {
		var miss *typeset.MissingGlyphError
		if _, err := bold(lib, text, "en"); !errors.As(err, &miss) || miss.Rune != []rune(text)[0] {
			t.Errorf("%s: %v", text, err)
		}
	}
	s.index = 3
	wrong, err := typeset.New(latin(t), typeset.WithFallback(s))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := bold(wrong, "นี่", "th"); err == nil {
		t.Error("a place that the collection doesn't have was accepted")
	}
}

// The fonts of the computer draw what the bundled ones don't, in the same way
// every time, and their index is kept where it was asked to be.
func TestComputerFonts(t *testing.T) {
	home, cache := t.TempDir(), filepath.Join(t.TempDir(), "index")
	if err := os.MkdirAll(filepath.Join(home, "fonts"), 0o700); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(fontDir, "NotoSansEthiopic-Bold.ttf"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(home, "fonts", "Mine.ttf"), data, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("XDG_DATA_HOME", home)
	computer := typeset.ComputerFonts(cache)
	if _, err := os.Stat(cache); err == nil {
		t.Error("the fonts were looked for before they were needed")
	}
	lib, err := typeset.New(latin(t), typeset.WithFallback(computer))
	if err != nil {
		t.Fatal(err)
	}
	var first string
	for range 3 {
		b, err := bold(lib, "ነፃነት", "am")
		if err != nil {
			t.Fatal(err)
		}
		name := textOf(t, b).Glyphs[0].Outline.Name
		if first == "" {
			first = name
		}
		if name != first || strings.Contains(name, string(filepath.Separator)+"fonts") {
			t.Errorf("drawn by %s, first by %s", name, first)
		}
	}
	if found, _ := os.ReadDir(cache); len(found) == 0 {
		t.Error("no index was kept")
	}
	var miss *typeset.MissingGlyphError
	if _, err := bold(lib, "\U000F0001", "en"); !errors.As(err, &miss) {
		t.Errorf("a private rune: %v", err)
	}
	if _, _, err := computer.Load("no such font"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("Load: %v", err)
	}
}

func TestNewNamesWhatIsMissing(t *testing.T) {
	whole := latin(t).(fstest.MapFS)
	for name := range whole {
		t.Run(name, func(t *testing.T) {
			part := fstest.MapFS{}
			for other, file := range whole {
				if other != name {
					part[other] = file
				}
			}
			voice := strings.TrimPrefix(strings.TrimSuffix(name, ".ttf"), "NotoSans-")
			if _, err := typeset.New(part); err == nil || !strings.Contains(err.Error(), strings.TrimPrefix(voice, "ExtraCondensed")) {
				t.Errorf("New: %v", err)
			}
			part[name] = &fstest.MapFile{Data: []byte("not a font")}
			lib, err := typeset.New(part)
			if err != nil {
				t.Fatal(err)
			}
			for w, suffixes := range weightFiles {
				if suffixes[0] == voice {
					if b, err := lib.Line("a", typeset.Style{Weight: w}, 10, 1, 100); err == nil {
						t.Errorf("drawn without a font: %v", b.Lines())
					}
				}
			}
		})
	}
}
