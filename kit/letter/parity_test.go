package letter_test

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"eventkit/kit/letter"
	"eventkit/kit/paper/papertest"
)

const campaign = "../../assets/campaign"

// Every text exists in every language, with the same paragraphs and
// placeholders, and every form of address too.
func TestParity(t *testing.T) {
	for _, p := range letter.Check(os.DirFS(campaign), papertest.Langs()) {
		t.Error(p)
	}
	for _, prefix := range []string{"/letter/letter.", "/briefing/briefing."} {
		for _, lang := range papertest.Langs() {
			if _, err := os.Stat(campaign + prefix + lang + ".md"); err != nil {
				t.Error(err)
			}
		}
	}
}

// The letter's shape, so that parity is not the parity of empty texts.
func TestShape(t *testing.T) {
	for _, lang := range papertest.Langs() {
		source, name, got, err := letter.Source(papertest.Kit(t), letter.LetterForm, lang)
		if err != nil || got != lang {
			t.Fatalf("%s: served in %s, %v", lang, got, err)
		}
		doc, err := letter.Read(source, name, lang, letter.LetterForm)
		if err != nil {
			t.Fatal(err)
		}
		all := ""
		for _, p := range doc.Parts {
			all += p.Words()
		}
		for _, slot := range []string{"salutation", "mission", "city", "date", "host", "count"} {
			if strings.Count(all, "{{"+slot+"}}") != 1 {
				t.Errorf("%s does not say {{%s}} once", name, slot)
			}
		}
		if len(doc.Parts) != 8 {
			t.Errorf("%s has %d paragraphs", name, len(doc.Parts))
		}
	}
}

// copied is the campaign's folder, to be changed.
func copied(t *testing.T) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS(campaign), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(campaign + "/" + path)
		out[path] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestCheckFindsDifferences(t *testing.T) {
	edit := func(name, old, put string) func(fstest.MapFS) {
		return func(f fstest.MapFS) {
			before := string(f[name].Data)
			after := strings.Replace(before, old, put, 1)
			if before == after {
				t.Fatalf("%s has no %q", name, old)
			}
			f[name] = &fstest.MapFile{Data: []byte(after)}
		}
	}
	for want, change := range map[string]func(fstest.MapFS){
		"letter/letter.hi.md: warning: there is no such text in hi":               func(f fstest.MapFS) { delete(f, "letter/letter.hi.md") },
		"letter/letter.fr.md: warning: it has 7 paragraphs where":                 edit("letter/letter.fr.md", "\n\n{{salutation}}", ""),
		"letter/letter.fr.md:15: warning: its placeholders are not those of line": edit("letter/letter.fr.md", "{{count}}", "{{city}}"),
		"letter/letter.sw.md:11: warning: this is of another kind than line 11":   edit("letter/letter.sw.md", "\n\n**", "\n\n"+"x **"),
		"letter/letter.es.md:3: unknown placeholder {{saludo}}":                   edit("letter/letter.es.md", "{{salutation}}", "{{saludo}}"),
		"briefing/briefing.ru.md:1: ":                                             edit("briefing/briefing.ru.md", "# ", "#"),
		"letter/address.toml: there is no [charge.line]":                          edit("letter/address.toml", "[charge.line]", "[charge.lines]"),
		"[charge.lines] is no form of address":                                    edit("letter/address.toml", "[charge.line]", "[charge.lines]"),
		"warning: ambassador.line has no words in pt":                             edit("letter/address.toml", "pt = ", "nl = "),
		"letter/address.toml:8: this is not TOML":                                 edit("letter/address.toml", "en = \"To", "en = To"),
	} {
		files := copied(t)
		change(files)
		found := letter.Check(files, papertest.Langs())
		var all []string
		for _, p := range found {
			all = append(all, p.String())
		}
		if !slices.ContainsFunc(all, func(s string) bool { return strings.Contains(s, want) }) {
			t.Errorf("got %q, want %s", all, want)
		}
	}
}
