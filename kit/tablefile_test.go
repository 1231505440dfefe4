package kit_test

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"eventkit/kit"
)

const tables = `
name = "river"
loud = true
kind = "wide"
items = ["a", "b"]
[title]
en = "A river"
[[bank]]
id = "left"
[[bank]]
id = "left"
odd = 1
`

func TestReadTables(t *testing.T) {
	fsys := fstest.MapFS{"x/things.toml": {Data: []byte(tables)}}
	problems, err := kit.ReadTables(fsys, "x/things.toml", func(top *kit.Table) {
		if top.Line("name", 10) != "river" || top.Need("name", 10) != "river" || !top.Is("loud") || top.Is("quiet") || top.Line("none", 10) != "" {
			t.Error("words, true and false are not those of the file")
		}
		if top.OneOf("kind", "deep", "wide", "deep") != "wide" || top.OneOf("depth", "deep", "wide", "deep") != "deep" || !top.Has("kind") || top.Has("depth") {
			t.Error("one of several is not that of the file")
		}
		if diff := cmp.Diff([]string{"a", "b"}, top.List("items", 10)); diff != "" {
			t.Error(diff)
		}
		if top.Text("title", 20)["en"] != "A river" || top.NeedText("title", 20)["en"] != "A river" || top.Text("note", 20) != nil {
			t.Error("the text is not that of the file")
		}
		ids := map[string]bool{}
		for _, bank := range top.Tables("bank", 2) {
			if bank.ID("id", ids) != "left" {
				t.Error("the id is not that of the file")
			}
			bank.Done("id")
		}
		top.Gaps("title", "the title", kit.Text{"en": "A river"}, []string{"en", "fr", "sw"})
		top.Fail("too long", "cut it", "title", "en")
		top.Warn("a second item", "keep one", "items", "1")
		top.Done("all")
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		`x/things.toml:5: warning: a second item; keep one`,
		`x/things.toml:6: warning: the title has no words in fr, sw; add them, or another language is shown`,
		`x/things.toml:7: too long; cut it`,
		`x/things.toml:11: the id "left" is there twice; give each its own`,
		`x/things.toml:12: unknown key "odd"; known here: id`,
	}
	if got := problems.Error(); got != strings.Join(want, "\n") {
		t.Errorf("got\n%s", got)
	}
}

func TestReadTablesFailures(t *testing.T) {
	fsys := fstest.MapFS{"broken.toml": {Data: []byte("a = [")}, "bin.toml": {Data: []byte("\xff\xfe")}, "large.toml": {Data: make([]byte, 1<<20+1)}}
	none := func(*kit.Table) { t.Error("there is nothing to read") }
	if _, err := kit.ReadTables(fsys, "missing.toml", none); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("missing: %v", err)
	}
	for name, want := range map[string]string{"broken.toml": "this is not TOML", "bin.toml": "UTF-16", "large.toml": "bytes"} {
		problems, err := kit.ReadTables(fsys, name, none)
		if err != nil || !strings.Contains(problems.Error(), want) {
			t.Errorf("%s: %v, %v", name, problems, err)
		}
	}
	const wrong = "flag = 1\nkind = 'odd'\n[[row]]\n[[row]]\n"
	problems, err := kit.ReadTables(fstest.MapFS{"w.toml": {Data: []byte(wrong)}}, "w.toml", func(top *kit.Table) {
		top.Is("flag")
		top.OneOf("kind", "", "even")
		if rows := top.Tables("row", 1); rows != nil {
			t.Error("more rows than the limit are read")
		}
		top.Done("")
	})
	if err != nil || len(problems) != 3 {
		t.Errorf("%v, %v", problems, err)
	}
}
