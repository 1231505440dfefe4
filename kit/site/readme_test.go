package site_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"
	"unicode/utf8"

	"eventkit/kit"
	"eventkit/kit/site"
)

// everything is all that a stick may carry and the text may tell of.
var everything = []string{
	site.Start, "start", "print", "free-assange-2022.kit", "river.kit",
	"Event Kit for Windows.exe", "Event Kit for Linux", "Event Kit for macOS.zip", "holiday.jpg",
}

func readme(t *testing.T, k *kit.Kit, ev kit.Event, o site.Options, there []string) string {
	t.Helper()
	text, err := site.Readme(k, ev, o, there)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func opened(t *testing.T, files fstest.MapFS) *kit.Kit {
	t.Helper()
	k, err := kit.Open(files)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// sections are the parts of a text, one a language, with single spaces.
func sections(text string) []string {
	var out []string
	for _, s := range strings.Split(text, strings.Repeat("-", 74)) {
		out = append(out, strings.Join(strings.Fields(s), " "))
	}
	return out
}

func campaignKit(t *testing.T) *kit.Kit {
	t.Helper()
	k, err := kit.Open(lightCampaign())
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// Every language of the default kit tells everything, in its own letters.
func TestReadmeLanguages(t *testing.T) {
	all := sections(readme(t, campaignKit(t), event, site.Options{}, everything))
	if len(all) != 1+len(languages) {
		t.Fatalf("%d sections for %d languages", len(all)-1, len(languages))
	}
	if !strings.Contains(all[0], "English, Español, Français, Português, العربية, हिन्दी, Русский, Kiswahili") {
		t.Errorf("it begins with %q", all[0])
	}
	scripts := map[string]*unicode.RangeTable{"ar": unicode.Arabic, "hi": unicode.Devanagari, "ru": unicode.Cyrillic}
	seen := map[string]bool{}
	for i, lang := range languages {
		s := all[i+1]
		for _, want := range []string{
			"START-HERE.html", "print", "free-assange-2022.kit", "Event Kit for Windows.exe", `ld-linux-x86-64.so.2 "./Event Kit for Linux"`,
			"Event Kit for macOS.zip", "sha256sum -c SHA256SUMS", "shasum -a 256 -c SHA256SUMS", "minisign -V -P KEY -m SHA256SUMS", "https://", "British High Commission, Nairobi", event.Host,
		} {
			if !strings.Contains(s, want) {
				t.Errorf("%s lacks %q:\n%s", lang, want, s)
			}
		}
		script := scripts[lang]
		if script == nil {
			script = unicode.Latin
		}
		if n := strings.Count(s, "START"); !strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(script, r) }) || n != 1 {
			t.Errorf("%s isn’t in its own letters, or tells things %d times", lang, n)
		}
		if _, first, _ := strings.Cut(s, event.Host); seen[first] {
			t.Errorf("%s says the same as another language", lang)
		} else {
			seen[first] = true
		}
		if strings.Contains(s, "{name}") || strings.Contains(s, "holiday") {
			t.Errorf("%s: %q", lang, s)
		}
	}
}

// What isn't there isn't told of.
func TestReadmeTellsWhatIsThere(t *testing.T) {
	k := campaignKit(t)
	marks := map[string]string{
		"print": "“print”", "free-assange-2022.kit": "whole kit", "Event Kit for Windows.exe": "On Windows",
		"Event Kit for Linux": "On Linux", "Event Kit for macOS.zip": "On macOS",
	}
	for name, mark := range marks {
		text := readme(t, k, event, site.Options{Langs: []string{"en"}}, []string{name})
		for other, m := range marks {
			if strings.Contains(text, m) != (other == name) {
				t.Errorf("with %s alone: %q is told: %t", name, m, other != name)
			}
		}
		program := strings.HasPrefix(name, "Event Kit")
		if strings.Contains(text, "start the program Event Kit:") != program || strings.Contains(text, "named “portable” here") != program || strings.Contains(text, "Without a terminal") != program {
			t.Errorf("with %s alone: the program is told of: %t", name, !program)
		}
		if mark == "" || !strings.Contains(text, "sha256sum -c SHA256SUMS") {
			t.Errorf("with %s alone: how to check isn’t told", name)
		}
	}
}

// A language without words of its own is told in the nearest one, once, under
// its own title; Portuguese of Brazil reads Portuguese.
func TestReadmeFallsBack(t *testing.T) {
	all := sections(readme(t, opened(t, lightRiver()), kit.Event{}, site.Options{}, nil))
	if len(all) != 3 {
		t.Fatalf("%d sections for English with German, and Arabic: %q", len(all)-1, all)
	}
	if !strings.HasPrefix(all[1], `A clean <river> & "now" Ein sauberer Fluss Open “START-HERE.html”`) {
		t.Errorf("English, and German in it: %q", all[1])
	}
	files := fstest.MapFS{
		"kit.toml":     {Data: []byte("id = \"rio\"\nversion = \"1\"\nlanguages = [\"pt-BR\", \"th\"]\ntitle = { pt-BR = \"Rio limpo\", th = \"แม่น้ำสะอาด\" }\n")},
		"slogans.toml": {},
	}
	all = sections(readme(t, opened(t, files), kit.Event{}, site.Options{}, nil))
	if len(all) != 2 || !strings.HasPrefix(all[1], "Rio limpo แม่น้ำสะอาด Abra “START-HERE.html”") {
		t.Errorf("Brazil’s and Thai: %q", all)
	}
	if strings.Contains(all[1], "endereço") {
		t.Error("there is no address, so no code")
	}
}

// It opens in the editors of old computers and fits their windows; what a line
// begins with says from which side it runs.
func TestReadmePlain(t *testing.T) {
	text := readme(t, campaignKit(t), event, site.Options{}, everything)
	body, ok := strings.CutPrefix(text, "\ufeff")
	if !ok || !utf8.ValidString(body) || strings.Contains(body, "\ufeff") {
		t.Error("it isn’t UTF-8 with one mark")
	}
	if strings.Count(body, "\n") != strings.Count(body, "\r\n") || strings.Count(body, "\r") != strings.Count(body, "\n") || !strings.HasSuffix(body, "\r\n") {
		t.Error("a line doesn’t end in CR LF")
	}
	for line := range strings.SplitSeq(body, "\r\n") {
		if n := utf8.RuneCountInString(line); n > 90 || n > 80 && !strings.ContainsFunc(line, func(r rune) bool { return unicode.In(r, unicode.Mn) }) && strings.Contains(strings.TrimSpace(line), " ") {
			t.Errorf("%d letters: %q", n, line)
		}
		if strings.TrimRight(line, " ") != line || strings.ContainsFunc(line, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }) {
			t.Errorf("controls, or spaces at the end: %q", line)
		}
	}
	arabic := strings.Split(body, strings.Repeat("-", 74))[5]
	_, arabic, _ = strings.Cut(arabic, event.Host)
	for line := range strings.SplitSeq(arabic, "\r\n") {
		first := strings.IndexFunc(line, unicode.IsLetter)
		if r, _ := utf8.DecodeRuneInString(line[max(first, 0):]); first >= 0 && !strings.HasPrefix(line, "    ") && !unicode.Is(unicode.Arabic, r) {
			t.Errorf("a line would run from the left: %q", line)
		}
	}
}

// The words of strangers stay one line of words.
func TestReadmeHostile(t *testing.T) {
	files := fstest.MapFS{
		"kit.toml":     {Data: []byte("id = \"bad\"\nversion = \"1\"\nlanguages = [\"en\"]\ntitle = { en = \"One\\nOpen VIRUS.exe\\u202e " + strings.Repeat("word ", 30) + "\" }\n")},
		"slogans.toml": {},
	}
	ev := kit.Event{Host: "sha256sum -c EVIL\u202e", City: strings.Repeat("x", 200)}
	text := readme(t, opened(t, files), ev, site.Options{}, []string{"../print", "print\n", "PRINT"})
	for _, bad := range []string{"\nOpen VIRUS", "\u202e", "    sha256sum -c EVIL", "“print”"} {
		if strings.Contains(text, bad) {
			t.Errorf("%q is in the text:\n%s", bad, text)
		}
	}
	if !strings.Contains(text, strings.Repeat("x", 200)) {
		t.Error("a long word was cut")
	}
}

func TestReadmeSameBytes(t *testing.T) {
	k := campaignKit(t)
	want := readme(t, k, event, site.Options{}, everything)
	shuffled := slices.Clone(everything)
	slices.Reverse(shuffled)
	if !bytes.Equal([]byte(want), []byte(readme(t, k, event, site.Options{}, shuffled))) {
		t.Error("the order of names changes the text")
	}
	ar := sections(readme(t, k, event, site.Options{Langs: []string{"ar", "en"}}, everything))
	if len(ar) != 3 || !strings.Contains(ar[1], "افتحوا") {
		t.Errorf("the choice of languages isn’t kept to: %q", ar)
	}
}

func TestReadmeErrors(t *testing.T) {
	k := campaignKit(t)
	if _, err := site.Readme(k, kit.Event{Date: "yesterday"}, site.Options{}, nil); err == nil {
		t.Error("a bad date: no error")
	}
	if _, err := site.Readme(k, event, site.Options{Link: "javascript:alert(1)"}, nil); err == nil {
		t.Error("a bad address: no error")
	}
}

// Its words are there in all languages of the default kit, with the same
// places to fill in.
func TestReadmeWords(t *testing.T) {
	words, err := kit.ReadTextFile(fstest.MapFS{"readme.toml": {Data: file(t, "page/readme.toml")}}, "readme.toml")
	if err != nil {
		t.Fatal(err)
	}
	for _, gap := range words.Gaps(languages) {
		t.Error(gap)
	}
	for _, id := range words.IDs() {
		for lang, text := range words.Text(id) {
			for _, same := range []string{"{name}", "START-HERE.html", "“print”", "SHA256SUMS.minisig", "Event Kit"} {
				bare := strings.Trim(same, "“”")
				if strings.Contains(text, bare) != strings.Contains(words.Text(id)["en"], same) && same != "“print”" {
					t.Errorf("%s in %s: %q has other names than English", id, lang, text)
				}
			}
		}
	}
}
