package manuscript_test

import (
	"html"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"eventkit/kit/letter"
	"eventkit/kit/manuscript"
)

func TestNothingIsTakenAsMarkup(t *testing.T) {
	for words, want := range map[string]string{
		"#FreeAssangeNOW":           `\#FreeAssangeNOW`,
		"# one":                     `\# one`,
		"> said":                    `\> said`,
		"- one":                     "-\u00A0one",
		"12) two":                   "12)\u00A0two",
		"7. October":                "7.\u00A0October",
		"1.":                        `1\.`,
		"---":                       `\---`,
		"===":                       `\===`,
		"~~~":                       `\~~~`,
		"5 * 3 * 2":                 `5 \* 3 \* 2`,
		"a_b _c_":                   `a_b \_c\_`,
		"C:\\new \\*":               `C:\new \\\*`,
		"a < b <b> <":               `a < b \<b> <`,
		"&amp; & &co.":              `&amp;amp; & &co.`,
		"[Name of the Ambassador]":  "[Name of the Ambassador]",
		"[a](b) [c]: d ![e]":        `[a\](b) [c\]: d ![e]`,
		"`code`":                    "\\`code\\`",
		"{{salutation}} {{ host }}": "{{salutation}} {{ host }}",
		"https://example.org/a_b":   "https://example.org/a_b",
	} {
		got := read(t, "a.html", []byte("<h1>T</h1><p>"+html.EscapeString(words)))
		if got.Markdown != "# T\n\n"+want+"\n" {
			t.Errorf("%s: %q, want %q", words, got.Markdown, want)
		}
	}
}

func TestBoldWords(t *testing.T) {
	for page, want := range map[string]string{
		"a <b>b</b> c":                 "a **b** c",
		"<b>a</b>, b":                  "**a**, b",
		"(<b>a</b>)":                   "(**a**)",
		"<b>(a)</b> b":                 "**(a)** b",
		"a<b>b</b>c":                   "abc",
		"<b>a</b>b":                    "**ab**",
		"<b>a </b><strong> b</strong>": "**a b**",
		"<b>a<br>b</b>":                "**a**\\\n**b**",
		"<b>*</b>":                     `**\***`,
		"<b> </b>a":                    "a",
		"<span style='FONT-WEIGHT: 700'>a</span> b":                    "**a** b",
		"<b style='font-weight:normal'>a</b>":                          "a",
		"<b>a <i>b</i> <span style='font-weight:400'>c</span> d</b> e": "**a b** c **d** e",
		"<b>«a»</b> b": "**«a»** b",
		"<b>जूलियन</b>, असांज": "**जूलियन**, असांज",
		"</b></i>a":                    "a",
		"<b>a\u00A0</b>\u00A0<b>b</b>": "**a\u00A0b**",
	} {
		got := read(t, "a.html", []byte("<h1>T</h1><p>"+page))
		if got.Markdown != "# T\n\n"+want+"\n" {
			t.Errorf("%s: %q, want %q", page, got.Markdown, want)
		}
	}
}

// Whatever someone wrote, the letter says it, and nothing else.
func TestWordsComeThrough(t *testing.T) {
	runes := []rune("ab1ж字عद़ि*_`#>+-=~.)([]:!&;<\\/|^{\"'“« \u00A0\u3000😀$%@")
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.StringOfN(rapid.SampledFrom(runes), 1, 40, -1)
		var page, want strings.Builder
		for range rapid.IntRange(1, 6).Draw(t, "runs") {
			w, tag := words.Draw(t, "words"), rapid.SampledFrom([]string{"b", "i"}).Draw(t, "tag")
			page.WriteString("<" + tag + ">" + html.EscapeString(w) + "</" + tag + ">")
			want.WriteString(w)
			if rapid.Bool().Draw(t, "break") {
				page.WriteString("<br>")
				want.WriteString("\n")
			}
		}
		got, err := manuscript.Read(strings.NewReader("<h1>Title #</h1><p>"+page.String()), "a.html")
		if err != nil {
			t.Fatal(err)
		}
		doc, err := letter.Read(got.Markdown, "a", "en", letter.LetterForm)
		if err != nil {
			t.Fatalf("%v\n%s", err, got.Markdown)
		}
		said := ""
		for _, p := range doc.Parts {
			said += p.Words() + "\n"
		}
		if len(doc.Parts) > 1 || doc.Title != "Title #" || squeezed(said) != squeezed(want.String()) {
			t.Fatalf("it says %q of %q\n%s", said, want.String(), got.Markdown)
		}
	})
}

func squeezed(s string) string { return strings.Join(strings.Fields(s), " ") }
