package kit_test

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"eventkit/kit"
	"eventkit/kit/page"
)

func TestOpen(t *testing.T) {
	k, err := kit.Open(sample())
	if err != nil {
		t.Fatal(err)
	}
	want := kit.Manifest{
		ID: "river", Version: "1", Languages: []string{"en", "fr"}, Hashtags: []string{"#CleanRiver"},
		Title: kit.Text{"en": "A clean river", "fr": "Une rivière propre"},
		Links: kit.Links{Sign: "https://example.org/sign"},
		Actions: []kit.Action{{
			ID: "march", Title: kit.Text{"en": "The march", "fr": "La marche"},
			Date: "2022-10-07", Time: "13:00", Timezone: "Europe/London",
		}},
		Palettes: []kit.Palette{{
			ID: "night", Name: kit.Text{"en": "Night", "fr": "Nuit"},
			Ground: page.Color{R: 0x10, G: 0x10, B: 0x18}, Ink: page.White, Accent: page.Color{R: 0xE4, G: 0x57, B: 0x2E},
		}},
		Credits: []kit.Credit{{What: "The words", Who: "The river group", Licence: "CC BY 4.0"}},
	}
	if d := cmp.Diff(want, k.Manifest); d != "" {
		t.Error(d)
	}
	slogans := []kit.Slogan{
		{
			ID: "zebra", Text: kit.Text{"en": "Now", "fr": "Maintenant"},
			Reason: kit.Text{"en": "It took *ten years*.", "fr": "Il a fallu *dix ans*."},
		},
		{ID: "apple", Text: kit.Text{"en": "Clean water", "fr": "De l'eau propre"}},
	}
	if d := cmp.Diff(slogans, k.Slogans); d != "" {
		t.Errorf("slogans, in file order: %s", d)
	}
	if ps := kit.Check(sample()); len(ps) != 0 {
		t.Errorf("a good kit has problems: %v", ps)
	}
}

func TestFind(t *testing.T) {
	k, err := kit.Open(sample())
	if err != nil {
		t.Fatal(err)
	}
	_, slogan := k.Slogan("apple")
	_, noSlogan := k.Slogan("pear")
	_, palette := k.Palette("night")
	_, noPalette := k.Palette("day")
	action, ok := k.Action("march")
	_, noAction := k.Action("rest")
	if !slogan || noSlogan || !palette || noPalette || !ok || noAction {
		t.Error("what is there is not found, or the other way round")
	}
	at, hasDate, hasTime, err := action.Start()
	if err != nil || !hasDate || !hasTime || at.UTC().Hour() != 12 {
		t.Errorf("the march starts %v (%v)", at, err)
	}
}

// What Open cannot use, it says with file, line and mend.
func TestBadManifest(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"unknown key", `version = "1"`, "version = \"1\"\nowner = \"me\"", `kit.toml:3: unknown key "owner"; known here: id,`},
		{"unknown key in a table", `ink = "#FFFFFF"`, "ink = \"#FFFFFF\"\nglow = 1", `kit.toml:25: unknown key "glow"`},
		{"unknown table", `[links]`, "[sounds]\na = 1\n[links]", `kit.toml:10: unknown key "sounds"`},
		{"not TOML", `version = "1"`, `version = "1`, "kit.toml:2: this is not TOML"},
		{"no value", `version = "1"`, `version =`, "kit.toml:2: this is not TOML"},
		{"twice", `version = "1"`, "version = \"1\"\nid = \"b\"", "kit.toml:3: this is not TOML: Key 'id' has already been defined"},
		{"not text", `version = "1"`, `version = 1`, `kit.toml:2: version is not text; put it in quotes: version = "…"`},
		{"no id", `id = "river"`, ``, "kit.toml: id is missing; add a line"},
		{"empty id", `id = "river"`, `id = " "`, "kit.toml:1: id is empty"},
		{"id of words", `id = "river"`, `id = "The River"`, "kit.toml:1: id \"The River\" is not a plain name"},
		{"no language", `languages = ["en", "fr"]`, `languages = []`, "kit.toml:3: languages is empty"},
		{"languages missing", `languages = ["en", "fr"]`, ``, "kit.toml: languages is missing"},
		{"languages no list", `languages = ["en", "fr"]`, `languages = "en"`, "kit.toml:3: languages is not a list"},
		{"language a number", `languages = ["en", "fr"]`, "languages = [\"en\",\n7]", "kit.toml:4: item 2 of languages is not text"},
		{"not a language", `"fr"]`, `"klingonese"]`, `kit.toml:3: "klingonese" is not a language`},
		{"language in capitals", `"fr"]`, `"PT-br"]`, "kit.toml:3: the language \"PT-br\" is not in its usual form; write pt-BR"},
		{"language twice", `"fr"]`, `"fr", "en"]`, "kit.toml:3: the language en is there twice"},
		{"too many languages", `"fr"]`, strings.Repeat(`"fr",`, 300) + `]`, "kit.toml:3: there are 301 languages"},
		{"hashtag with a space", `"#CleanRiver"`, `"#Clean River"`, `kit.toml:4: "#Clean River" is not a hashtag`},
		{"hashtag without #", `"#CleanRiver"`, `"CleanRiver"`, "is not a hashtag; write # and then"},
		{"hashtag twice", `"#CleanRiver"`, `"#CleanRiver", "#CleanRiver"`, "is there twice"},
		{"title is no table", "[title]\nen = \"A clean river\"\nfr = \"Une rivière propre\"", `title = "River"`, "kit.toml:6: title is not a table"},
		{"title in no language", `fr = "Une rivière propre"`, `french = 1`, "kit.toml:8: french is not text"},
		{"title in a made-up language", `fr = "Une rivière propre"`, `frenchish = "x"`, `kit.toml:8: "frenchish" is not a language`},
		{"title empty", `en = "A clean river"`, `en = ""`, "kit.toml:7: en is empty"},
		{"title long", `en = "A clean river"`, `en = "` + strings.Repeat("a", 201) + `"`, "kit.toml:7: en has 201 characters; use at most 200"},
		{"control character", `en = "A clean river"`, `en = "A\u001b[2J"`, "holds the control character U+001B"},
		{"bad link", `sign = "https://example.org/sign"`, `sign = "javascript:alert(1)"`, "kit.toml:11: sign: javascript: is not a web address"},
		{"link with a space", `sign = "https://example.org/sign"`, `page = "https://example.org/a b"`, "kit.toml:11: page: there is a space"},
		{"no such day", `date = "2022-10-07"`, `date = "2022-02-30"`, `kit.toml:16: date: "2022-02-30" is not a day`},
		{"no such zone", `timezone = "Europe/London"`, `timezone = "Europe/Atlantis"`, `kit.toml:18: timezone: "Europe/Atlantis" is not a time zone`},
		{"a day that is a date", `date = "2022-10-07"`, `date = 2022-10-07`, "kit.toml:16: date is not text"},
		{"no title", `title = { en = "The march", fr = "La marche" }`, ``, "kit.toml:13: title is missing"},
		{"same action", `[[palette]]`, "[[action]]\nid = \"march\"\ntitle.en = \"x\"\ndate = \"2022-10-07\"\n[[palette]]", `kit.toml:21: the id "march" is there twice`},
		{"actions are no list", `[[action]]`, `[action]`, "kit.toml:13: action is not a list of tables"},
		{"colour", `ink = "#FFFFFF"`, `ink = "white"`, `kit.toml:24: ink "white" is not a colour`},
		{"colour with spaces", `ink = "#FFFFFF"`, `ink = "# F F F"`, "is not a colour"},
		{"faint", `ink = "#FFFFFF"`, `ink = "#444444"`, "kit.toml:24: ink #444444 on ground #101018 has a contrast of 1.9:1, words need 4.5:1"},
		{"no licence", `licence = "CC BY 4.0"`, ``, "kit.toml:27: licence is missing"},
		{"dotted", `version = "1"`, `a.b.c.d.e = 1`, "kit.toml:2: too many names joined by dots"},
		{"nested", `version = "1"`, `version = ` + strings.Repeat("[", 20) + strings.Repeat("]", 20), "kit.toml:2: brackets too deep"},
		{"crowded", `version = "1"`, "version = [" + strings.Repeat("1,", 30_000) + "]", "kit.toml:2: more entries than a kit needs"},
		{"UTF-16", goodManifest, "\xff\xfei\x00d\x00", "kit.toml: the file is UTF-16; save it as UTF-8"},
		{"Latin-1", `version = "1"`, "version = \"\xe9\"", "kit.toml:2: this is not UTF-8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := strings.Replace(goodManifest, c.old, c.new, 1)
			if text == goodManifest {
				t.Fatal("the test changes nothing")
			}
			_, err := kit.Open(with("kit.toml", text))
			saidIn(t, err, c.want)
			var ps kit.Problems
			if !errors.As(err, &ps) {
				t.Errorf("the error is a %T", err)
			}
		})
	}
}

func TestBadSlogansAndWords(t *testing.T) {
	for _, c := range []struct{ name, file, text, want string }{
		{"no language", "slogans.toml", "[a]\n", "slogans.toml:1: the slogan a has no language"},
		{"not a table", "slogans.toml", "a = 'x'\n", "slogans.toml:1: a is not a table"},
		{"id", "slogans.toml", "[\"A b\"]\nen = 'x'", `slogans.toml:1: the slogan's id "A b" is not a plain name`},
		{"open fact", "slogans.toml", "[a]\nen = 'x'\n[a.reason]\nen = '''\n1\n'''\nfr = 'a *b'", "slogans.toml:7: the fact is not marked like *this*"},
		{"reason long", "slogans.toml", "[a]\nen = 'x'\n[a.reason]\nen = '" + strings.Repeat("é", 601) + "'", "slogans.toml:4: en has 601 characters"},
		{"word without language", "words.toml", "[sign]", "words.toml:1: the word sign has no language"},
		{"word no table", "words.toml", "sign = 1", "words.toml:1: sign is not a table"},
		{"word id", "words.toml", "[Sign]\nen = 'x'", "words.toml:1: the word's id \"Sign\""},
		{"placeholder", "words.toml", "[scan]\nen = \"from {metres}\"", "words.toml:2: unknown placeholder {metres} in scan; use {distance}"},
		{"nothing filled in", "words.toml", "[sign]\nen = \"sign in {city}\"", "words.toml:2: unknown placeholder {city} in sign; take it out"},
		{"in a word of one's own", "words.toml", "[ours]\nen = \"{city} {cty}\"", "unknown placeholder {cty} in ours; use {mission} or {city}"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := kit.Open(with(c.file, c.text))
			saidIn(t, err, c.want)
		})
	}
}

func TestMissingFiles(t *testing.T) {
	for name, needed := range map[string]bool{"kit.toml": true, "slogans.toml": true, "words.toml": false} {
		fsys := sample()
		delete(fsys, name)
		_, err := kit.Open(fsys)
		if !needed {
			if err != nil {
				t.Errorf("without %s: %v", name, err)
			}
			continue
		}
		saidIn(t, err, name+": the file is missing")
		if !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("the cause of a missing file is lost: %v", err)
		}
	}
}

func TestManifestLimit(t *testing.T) {
	_, err := kit.Open(with("slogans.toml", "# "+strings.Repeat("x", 1<<20)))
	if limit := limitIn(t, err); limit.File != "slogans.toml" || limit.Max != 1<<20 {
		t.Errorf("the limit is %+v", limit)
	}
}

// All at once, sorted, with what stops a kit and what does not.
func TestCheckFindsAll(t *testing.T) {
	fsys := with("slogans.toml", "[a]\nfr = 'x'\nde = 'y'\n[b]\n")
	fsys["kit.toml"] = &fstest.MapFile{Data: []byte("id = 'a'\nx = 1\nlanguages = ['en', 'fr']\nhashtags = ['#River', '#river']\n[title]\nen = 'T'\n")}
	fsys["words.toml"] = &fstest.MapFile{Data: []byte("[scan]\nen = 'a'\nfr = 'à {distance}'\n")}
	var got []string
	for _, p := range kit.Check(fsys) {
		text, _, _ := strings.Cut(p.String(), ";")
		got = append(got, text)
	}
	want := []string{
		"kit.toml: version is missing",
		"kit.toml: warning: the kit has no sign link",
		"kit.toml: warning: the kit has no palette",
		"kit.toml:2: unknown key \"x\"",
		"kit.toml:4: warning: the hashtags #River and #river differ only in capitals",
		"kit.toml:5: warning: title has no words in fr",
		"slogans.toml:1: warning: slogan a has no words in en",
		"slogans.toml:3: warning: slogan a is in de, which the kit does not name",
		"slogans.toml:4: the slogan b has no language",
		"words.toml:2: warning: scan in en does not say {distance}",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("problems (-want +got):\n%s", d)
	}
}

func TestWarningsDoNotStopAKit(t *testing.T) {
	fsys := with("words.toml", "[sign]\nen = 'Sign'\n")
	if ps := kit.Check(fsys); len(ps) != 1 || !ps[0].Warning {
		t.Errorf("problems: %v", ps)
	}
	if _, err := kit.Open(fsys); err != nil {
		t.Error(err)
	}
}

func TestHashtagsAreExact(t *testing.T) {
	tags := []string{"#FreeAllPoliticalPrisioners", "#हिन्दी_2022", "#حرية"}
	k, err := kit.Open(with("kit.toml", strings.Replace(goodManifest, `"#CleanRiver"`, `"`+strings.Join(tags, `", "`)+`"`, 1)))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(tags, k.Hashtags); d != "" {
		t.Error(d)
	}
}

// The forms that TOML allows for the same thing give the same lines.
func TestLines(t *testing.T) {
	for name, text := range map[string]string{
		"header":       "# c\n\n[links]\nfoo = 1\n",
		"dotted":       "# [x]\na = '''\n'''\nlinks . \"foo\" = 1\n",
		"inline":       "# c\n\n\nlinks = { foo = 1 }\n",
		"after a list": "own = [ # ]\n \"a\", 'b', \"\"\"c\\\n\"\"\", ]\nlinks.foo = 1\n",
		"after CRLF":   "own = []\r\n\r\n\r\nlinks.foo = 1\r\n",
		"with a mark":  "\ufeff\n\n\nlinks.foo = \"\"\"\"q\"\"\"\"\"\n",
		"escaped name": "\n\n\nlinks.\"f\\u006fo\" = 1\n",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := kit.Open(with("kit.toml", text))
			saidIn(t, err, `kit.toml:4: unknown key "foo"; known here: sign, page, short`)
		})
	}
}

func TestProblemsAsJSON(t *testing.T) {
	got, err := json.Marshal(kit.Problem{File: "kit.toml", Line: 3, What: "a", Mend: "b", Err: fs.ErrNotExist})
	if want := `{"file":"kit.toml","line":3,"what":"a","mend":"b"}`; err != nil || string(got) != want {
		t.Errorf("%s, %v", got, err)
	}
}

// The kit that the program carries.
func TestCampaign(t *testing.T) {
	fsys := os.DirFS("../assets/campaign")
	for _, p := range kit.Check(fsys) {
		t.Errorf("%v", p)
	}
	k, err := kit.Open(fsys)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"#FreeAssangeNOW", "#FreeAllPoliticalPrisioners"}, k.Hashtags); d != "" {
		t.Errorf("the hashtags are not those of the page:\n%s", d)
	}
	languages := []string{"en", "es", "fr", "pt", "ar", "hi", "ru", "sw"}
	if d := cmp.Diff(languages, k.Languages); d != "" {
		t.Error(d)
	}
	for _, lang := range languages {
		n := 0
		for _, s := range k.Slogans {
			if s.Text[lang] != "" {
				n++
			}
		}
		if n < 8 {
			t.Errorf("%d slogans in %s, want at least 8", n, lang)
		}
	}
	chain, ok := k.Action("human-chain")
	if at, _, _, err := chain.Start(); !ok || err != nil || at.UTC().Format("2006-01-02 15:04") != "2022-10-08 12:00" {
		t.Errorf("the human chain starts %v (%v)", at.UTC(), err)
	}
}
