package ui_test

import (
	"go/ast"
	"go/token"
	"os"
	"strconv"
	"testing"
	"unicode"

	"golang.org/x/image/font/sfnt"
)

// Every letter of the window's own words is in the font that comes with the
// program: what is only in a font of the system's is a box on the next computer.
func TestLettersOfTheWindow(t *testing.T) {
	var fonts []*sfnt.Font
	for _, name := range []string{"NotoSans-Medium.ttf", "NotoSans-Bold.ttf"} {
		data, err := os.ReadFile("../assets/fonts/" + name)
		if err != nil {
			t.Fatal(err)
		}
		f, err := sfnt.Parse(data)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		fonts = append(fonts, f)
	}
	const command = '⌘' // shown on macOS alone, which has it
	seen := 0
	var buf sfnt.Buffer
	for _, s := range sources(t) {
		ast.Inspect(s.file, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			text, err := strconv.Unquote(lit.Value)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range text {
				if r < ' ' || r == command || unicode.Is(unicode.Cf, r) {
					continue
				}
				seen++
				for _, f := range fonts {
					if i, err := f.GlyphIndex(&buf, r); err != nil || i == 0 {
						t.Errorf("%s: %q (%U) isn't in the font: %v", s.set.Position(lit.Pos()), r, r, err)
					}
				}
			}
			return true
		})
	}
	if seen < 10_000 {
		t.Fatalf("only %d letters were seen", seen)
	}
}
