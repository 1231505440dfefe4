package kit_test

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"eventkit/kit"
)

func readEntries(text string) (*kit.EntryFile, error) {
	return kit.ReadEntryFile(fstest.MapFS{"m.toml": {Data: []byte(text)}}, "m.toml", "message", "id", "text")
}

func TestEntryFile(t *testing.T) {
	f, err := readEntries("[[message]]\nid = \"a\"\ntext = \"One\"\n\n[[message]]\ntext = 'Two \"2\"'\nid = \"b\"\n")
	if err != nil {
		t.Fatal(err)
	}
	want := []map[string]string{{"id": "a", "text": "One"}, {"id": "b", "text": `Two "2"`}}
	if d := cmp.Diff(want, f.Entries); d != "" {
		t.Error(d)
	}
	for _, c := range []struct {
		i    int
		key  string
		want string
	}{
		{0, "text", "m.toml:3: x; y"},
		{1, "id", "m.toml:7: x; y"},
		{1, "", "m.toml:5: x; y"},
		{1, "none", "m.toml:5: x; y"},
		{-1, "", "m.toml: x; y"},
	} {
		if got := f.Problem(c.i, c.key, "x", "y").String(); got != c.want {
			t.Errorf("%d %q: %s, want %s", c.i, c.key, got, c.want)
		}
	}
}

func TestEntryFileProblems(t *testing.T) {
	for text, want := range map[string]string{
		"":                                      "m.toml: there is no message; write a line [[message]] and below it id, text",
		"x = 1":                                 "m.toml:1: unknown key \"x\"; known here: [[message]]",
		"message = 1":                           "message is not a list of tables",
		"[message]\nid = \"a\"":                 "message is not a list of tables",
		"[[message]]\nid = \"a\"":               "m.toml:1: text is missing; add a line text = \"…\"",
		"[[message]]\nid = \"a\"\ntext = 3":     "m.toml:3: text is not text",
		"[[message]]\nid = \"a\"\ntext = \" \"": "m.toml:3: text is empty",
		"[[message]]\nid = \"a\"\ntext = \"\"\"\nx\ny\"\"\"":                    "holds a line break",
		"[[message]]\nid = \"a\"\ntxt = \"b\"":                                  "m.toml:3: unknown key \"txt\"; known here: id, text",
		"[[message]]\nid = \"a\"\ntext = \"b":                                   "m.toml:3: this is not TOML",
		"[[message]]\nid = \"a\"\ntext = \"\\u0007\"":                           "holds the control character U+0007",
		"[[message]]\nid = \"" + strings.Repeat("a", 1201) + "\"\ntext = \"b\"": "id has 1201 characters; use at most 1200",
		strings.Repeat("[[message]]\nid = \"a\"\ntext = \"b\"\n", 2001):         "there are 2001 entries; keep at most 2000",
	} {
		_, err := readEntries(text)
		var ps kit.Problems
		if !errors.As(err, &ps) || !strings.Contains(err.Error(), want) {
			t.Errorf("%.60q: %v, want %s", text, err, want)
		}
	}
	if _, err := kit.ReadEntryFile(fstest.MapFS{}, "m.toml", "message", "id"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	large := fstest.MapFS{"m.toml": {Data: make([]byte, kit.DefaultLimits().Manifest+1)}}
	if _, err := kit.ReadEntryFile(large, "m.toml", "message", "id"); !errors.As(err, new(*kit.LimitError)) {
		t.Errorf("a large file: %v", err)
	}
}

func ExampleReadEntryFile() {
	bank := fstest.MapFS{"tips.toml": {Data: []byte("[[tip]]\nid = \"tape\"\ntext = \"Bring tape.\"\n")}}
	f, err := kit.ReadEntryFile(bank, "tips.toml", "tip", "id", "text")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(f.Entries[0]["text"])
	// Output: Bring tape.
}
