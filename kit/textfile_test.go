package kit_test

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"eventkit/kit"
)

const goodTexts = `[title]
en = "Sheet"
fr = "Feuille"

[office.line]
en = "To the office"
`

func readTexts(text string) (*kit.TextFile, error) {
	return kit.ReadTextFile(fstest.MapFS{"letter/words.toml": {Data: []byte(text)}}, "letter/words.toml")
}

func TestTextFile(t *testing.T) {
	f, err := readTexts(goodTexts)
	if err != nil {
		t.Fatal(err)
	}
	if got := f.IDs(); !slices.Equal(got, []string{"office.line", "title"}) {
		t.Errorf("ids %q", got)
	}
	if f.Text("title")["fr"] != "Feuille" || f.Text("office.line")["en"] != "To the office" || f.Text("none") != nil {
		t.Errorf("texts %q, %q", f.Text("title"), f.Text("office.line"))
	}
	for at, want := range map[[2]string]string{
		{"title", "fr"}:       "letter/words.toml:3: x; y",
		{"title", "de"}:       "letter/words.toml:1: x; y",
		{"office.line", "en"}: "letter/words.toml:6: x; y",
		{"none", ""}:          "letter/words.toml: x; y",
	} {
		if got := f.Problem(at[0], at[1], "x", "y").String(); got != want {
			t.Errorf("%q: %s, want %s", at, got, want)
		}
	}
	gaps := f.Gaps([]string{"en", "fr"})
	if len(gaps) != 1 || !gaps[0].Warning || !strings.Contains(gaps[0].String(), "words.toml:5: warning: office.line has no words in fr") {
		t.Errorf("gaps %v", gaps)
	}
}

func TestTextFileProblems(t *testing.T) {
	for text, want := range map[string]string{
		"x = 1":                       "words.toml:1: x is not a table",
		"[Title]\nen = \"a\"":         "the id \"Title\" is not a plain name",
		"[title]\nen = 1":             "words.toml:2: en is not text",
		"[title]\nenglish = \"a\"":    "words.toml:2: ",
		"[title]":                     "words.toml:1: title has no language",
		"[title.line]":                "words.toml:1: line has no language",
		"[title]\nen = \"\"":          "words.toml:2: en is empty",
		"[title]\nen = \"a\\u0007b\"": "control character",
		"[title\nen = \"a\"":          "not TOML",
		"[title]\nen = \"" + strings.Repeat("a", 1201) + "\"": "use at most 1200",
	} {
		_, err := readTexts(text)
		var ps kit.Problems
		if !errors.As(err, &ps) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
	if _, err := kit.ReadTextFile(fstest.MapFS{}, "none.toml"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v for a file that isn't there", err)
	}
}

func TestMeasures(t *testing.T) {
	read := func(text string) (*kit.TextFile, error) {
		return kit.ReadTextFile(fstest.MapFS{"w.toml": {Data: []byte(text)}}, "w.toml", "widths", "more")
	}
	f, err := read("[title]\nen = \"A\"\n[widths]\nname = 3.5\ncity = 2\n")
	if err != nil || !slices.Equal(f.Measures("widths"), []kit.Measure{{Name: "name", Value: 3.5}, {Name: "city", Value: 2}}) || f.Measures("more") != nil {
		t.Errorf("%v, %v", f.Measures("widths"), err)
	}
	if !slices.Equal(f.IDs(), []string{"title"}) {
		t.Errorf("%q", f.IDs())
	}
	for text, want := range map[string]string{
		"[widths]\nname = \"3\"": "w.toml:2: name is not a number",
		"[widths]\nname = 0":     "w.toml:2: name is not a number",
		"[widths]\nname = -2.5":  "w.toml:2: name is not a number",
		"[widths]\nname = nan":   "w.toml:2: name is not a number",
		"[widths]\nname = 1e9":   "w.toml:2: name is not a number from 0 to 1000; write name = 2",
		"widths = 3":             "w.toml:1: widths is not a table",
		"[others]\nname = 3":     "w.toml:2: name is not text",
	} {
		if _, err := read(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}
