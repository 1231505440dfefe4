package typeset_test

import (
	"encoding/binary"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"eventkit/kit/page"
	"eventkit/kit/typeset"
)

// fontWith returns a font that draws the given runes with glyphs of Noto Sans
// Hebrew, and no others (OpenType: table directory, cmap format 12).
func fontWith(t testing.TB, glyphs map[rune]uint32) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(fontDir, "NotoSansHebrew-Bold.ttf"))
	if err != nil {
		t.Fatal(err)
	}
	be := binary.BigEndian
	table := be.AppendUint16(nil, 0)
	table = be.AppendUint16(table, 1)
	table = be.AppendUint16(table, 3)
	table = be.AppendUint16(table, 10)
	table = be.AppendUint32(table, 12)
	table = be.AppendUint16(table, 12)
	table = be.AppendUint16(table, 0)
	table = be.AppendUint32(table, uint32(16+12*len(glyphs)))
	table = be.AppendUint32(table, 0)
	table = be.AppendUint32(table, uint32(len(glyphs)))
	for _, r := range slices.Sorted(maps.Keys(glyphs)) {
		table = be.AppendUint32(be.AppendUint32(table, uint32(r)), uint32(r))
		table = be.AppendUint32(table, glyphs[r])
	}
	for len(data)%4 != 0 {
		data = append(data, 0)
	}
	for i := range int(be.Uint16(data[4:])) {
		record := data[12+16*i:]
		if string(record[:4]) == "cmap" {
			be.PutUint32(record[8:], uint32(len(data)))
			be.PutUint32(record[12:], uint32(len(table)))
			return append(data, table...)
		}
	}
	t.Fatal("no cmap")
	return nil
}

// one is a Fallback of a single font.
type one struct {
	data  []byte
	draws map[rune]uint32
}

func (o one) Find(r rune) (string, bool) {
	_, ok := o.draws[r]
	return "one.ttf", ok
}

func (o one) Load(string) ([]byte, int, error) { return o.data, 0, nil }

// The glyphs of a letter and of the space in Noto Sans Hebrew.
const (
	letterGlyph = 12
	spaceGlyph  = 106
)

// with returns the bundled fonts and one more that draws runes.
func with(t testing.TB, runes string, blank string) *typeset.Library {
	t.Helper()
	draws := map[rune]uint32{}
	for _, r := range runes {
		draws[r] = letterGlyph
	}
	for _, r := range blank {
		draws[r] = spaceGlyph
	}
	lib, err := typeset.New(os.DirFS(fontDir), typeset.WithFallback(one{fontWith(t, draws), draws}))
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

// A font that has a glyph for a rune but draws nothing with it is no font for it.
func TestBlankGlyph(t *testing.T) {
	lib := with(t, "字", "由🕊")
	for text, want := range map[string]rune{"字由": '由', "🕊 now": '🕊', "字": 0} {
		_, err := bold(lib, text, "zh")
		var miss *typeset.MissingGlyphError
		if errors.As(err, &miss) != (want != 0) || want != 0 && miss.Rune != want {
			t.Errorf("%s: %v", text, err)
		}
	}
}

const chinese = "新闻自由是每个人的权利，没有它就没有民主。我们要求立即释放他，请签名。"

// Words without spaces between them break between letters, and no line begins
// with a point or a comma.
func TestBreaksWithoutSpaces(t *testing.T) {
	lib := with(t, chinese, "")
	st := typeset.Style{Weight: typeset.Medium, Lang: "zh"}
	for width := 40.0; width < 200; width += 7 {
		b, err := lib.Set(chinese, st, 10, width)
		if err != nil {
			t.Fatal(err)
		}
		lines := b.Lines()
		if strings.Join(lines, "") != chinese {
			t.Errorf("%g mm: %q", width, lines)
		}
		for i, line := range lines {
			if strings.ContainsRune("，。", []rune(line)[0]) {
				t.Errorf("%g mm: a line begins with a point: %q", width, lines)
			}
			if n := len([]rune(line)); i == len(lines)-1 && n < 2 {
				t.Errorf("%g mm: a lone letter: %q", width, lines)
			}
		}
	}
	head, err := lib.Fit("新闻自由", typeset.Style{Lang: "zh"}, page.Size{W: 100, H: 100}, typeset.Limits{})
	if err != nil || len(head.Lines()) != 2 {
		t.Errorf("a square of four letters: %v, %v", head, err)
	}
}
