package manuscript_test

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"eventkit/kit/manuscript"
)

func TestHTML(t *testing.T) {
	for name, tt := range map[string]struct {
		page, want string
		left       string
	}{
		"a whole page": {`<!DOCTYPE html><html lang=en><head><title>page.html</title><style>p { x }</style><script>if (a < b) "</p>"</script></head>
			<body><h1>Free
			him</h1><p>One.</p></body></html>`, "# Free him\n\nOne.\n", ""},
		"no heading":           {"<p>Free him<p>One.<p>Two.", "# Free him\n\nOne.\n\nTwo.\n", ""},
		"a title of lines":     {"<p>Free him<br>now<p>One.", "# Free him\n\nnow\n\nOne.\n", ""},
		"a heading of lines":   {"<h2>Free him<br>now</h2>One.", "# Free him now\n\nOne.\n", ""},
		"text above":           {"<p>To you<h1>Free him</h1>One.", "# Free him\n\nTo you\n\nOne.\n", ""},
		"more headings":        {"<h1>A</h1><h2>B</h2>c<h3>D</h3>", "# A\n\n**B**\n\nc\n\n**D**\n", ""},
		"nothing but a title":  {"<h1>A</h1>", "# A\n", ""},
		"no tags":              {"A &amp; B\n\nC", "# A & B C\n", ""},
		"a head without end":   {"<head><title>x</title><body><p>A", "# A\n", ""},
		"lists":                {"<h1>A</h1><ol start=3><li>c<li>d<ul><li>e</ul><li>f</ol><ul><li><p>g</p><p>h</ul>", "# A\n\n3. c\n\n4. d\n\n• e\n\n5. f\n\n• g\n\nh\n", ""},
		"a list from nowhere":  {"<h1>A</h1><li>b</li></ul></ol><ol start=-7><li>c", "# A\n\n• b\n\n1. c\n", ""},
		"a table":              {"<h1>A</h1><table><tr><th>b<th>c<tr><td>d<td><p>e<p>f</table>g", "# A\n\nb\\\nc\n\nd\\\ne\\\nf\n\ng\n", ""},
		"a table for looks":    {"<table><tr><td><h1>A</h1><p>b<p>c</td><td>&nbsp;</td></tr></table>", "# A\n\nb\n\nc\n", ""},
		"a table in a table":   {"<h1>A</h1><table><tr><td>b<table><tr><td>c<tr><td>d</table></td><td>e</table>", "# A\n\nb\\\nc\\\nd\\\ne\n", ""},
		"a table without end":  {"<h1>A</h1><td>b<table><td>c", "# A\n\nb\n\nc\n", ""},
		"words as they stand":  {"<h1>A</h1><pre>b  c\nd\n\ne</pre>f\ng", "# A\n\nb c\\\nd\\\ne\n\nf g\n", ""},
		"what isn't shown":     {"<h1>A</h1><p hidden>b<div style='Display : None'>c<div>d</div></div><span style='mso-hide:all'>e</span><template>f</template><select><option>g</select>h", "# A\n\nb\n\nh\n", ""},
		"never shown again":    {"<h1>A</h1><script>b", "# A\n", ""},
		"deleted and inserted": {"<h1>A</h1>b <del>c <del>d</del></del><ins>e</ins>", "# A\n\nb e\n", ""},
		"pictures":             {"<h1>A</h1><img alt=b>c<img>", "# A\n\nc\n", "pictures"},
		"Word's notes":         {"<h1>A</h1>b<a style='mso-footnote-id:ftn1' href='#_ftn1'>[1]</a><div style='mso-element:footnote-list'><hr><p>c</div>", "# A\n\nb\n", "footnotes"},
		"Word's lists":         {"<h1>A</h1><p class=MsoListParagraph><![if !supportLists]><span>·<span>&nbsp;&nbsp;&nbsp; </span></span><![endif]>b<o:p></o:p>", "# A\n\n· b\n", ""},
		"comments":             {"<h1>A</h1><!--[if gte mso 9]><xml>b</xml><![endif]-->c", "# A\n\nc\n", ""},
		"what nobody sees":     {"<h1>A</h1>b\u00ad\u200b\ufeffc &zwnj;&rlm;d\x01", "# A\n\nbc \u200c\u200fd\n", ""},
	} {
		got := read(t, name+".html", []byte(tt.page))
		if text := strings.ReplaceAll(got.Markdown, "\u00A0", " "); text != tt.want || strings.Join(got.Left, " ") != tt.left {
			t.Errorf("%s: %q without %q, want %q without %q", name, text, got.Left, tt.want, tt.left)
		}
	}
}

func TestCharsets(t *testing.T) {
	encode := func(e interface{ String(string) (string, error) }, s string) string {
		t.Helper()
		out, err := e.String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	utf16 := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder()
	for name, tt := range map[string]struct{ data, want string }{
		"UTF-8":              {"<h1>Señora €", "Señora €"},
		"with a mark":        {"\ufeff<h1>Señora", "Señora"},
		"UTF-16":             {encode(utf16, "<h1>Señora 😀"), "Señora 😀"},
		"Windows, said":      {"<meta charset=windows-1252><h1>" + encode(charmap.Windows1252.NewEncoder(), "Señora “€”"), "Señora “€”"},
		"Windows, not said":  {"<h1>" + encode(charmap.Windows1252.NewEncoder(), "Señora “€”"), "Señora “€”"},
		"Windows as UTF-8":   {"<meta charset=utf-8><h1>" + encode(charmap.Windows1252.NewEncoder(), "Señora"), "Señora"},
		"Latin 1, said long": {"<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'><h1>Se\xf1ora", "Señora"},
		"Cyrillic":           {"<meta charset='koi8-r'><h1>" + encode(charmap.KOI8R.NewEncoder(), "Свободу"), "Свободу"},
		"Arabic":             {"<meta charset='windows-1256'><h1>" + encode(charmap.Windows1256.NewEncoder(), "الإفراج"), "الإفراج"},
		"Japanese":           {"<meta charset='shift_jis'><h1>" + encode(japanese.ShiftJIS.NewEncoder(), "釈放"), "釈放"},
		"an unknown one":     {"<meta charset='x-mine'><h1>Se\xf1ora", "Señora"},
	} {
		if got := read(t, "a.htm", []byte(tt.data)); got.Markdown != "# "+tt.want+"\n" {
			t.Errorf("%s: %q, want %q", name, got.Markdown, tt.want)
		}
	}
}

// Pages that would grow in a browser stay small here.
func TestHostilePages(t *testing.T) {
	many := func(s string, n int) string { return strings.Repeat(s, n) }
	for name, page := range map[string]string{
		"bold in bold":       "<h1>A</h1>" + many("<b id=x>", 20_000) + many("<p>x", 5_000),
		"deep":               "<h1>A</h1>" + many("<div>", 20_000) + "x",
		"deep tables":        "<h1>A</h1>" + many("<table><tr><td>", 7_000) + "x",
		"deep lists":         "<h1>A</h1>" + many("<ol><li>", 7_000) + "x",
		"many attributes":    "<h1>A</h1><p " + many("a=b ", 20_000) + ">x",
		"ends of nothing":    "<h1>A</h1>" + many("</table></ul></b></p></pre>", 7_000) + "x",
		"many entities":      "<h1>A</h1>" + many("&nbsp;", 20_000) + "x",
		"many pictures":      "<h1>A</h1>" + many("<img>", 20_000) + "x",
		"unended everything": "<h1>A</h1>x" + many("<svg><math><select>", 20_000),
	} {
		got := read(t, name+".html", []byte(page))
		if !strings.HasPrefix(got.Markdown, "# A\n\n") || !strings.Contains(got.Markdown, "x") {
			t.Errorf("%s: %.80q", name, got.Markdown)
		}
	}
}

func FuzzHTML(f *testing.F) {
	for _, page := range []string{
		fromPandoc, "<h1>A</h1><p>b<b>c</b><table><tr><td>d<ul><li>e", "<meta charset=utf-16><p>a", "<pre>\n<li><del>x</del>&nbsp;&amp;",
		"<div hidden><span style='font-weight:bold;mso-hide:all'>", "\xff\xfe<\x00p\x00>",
	} {
		f.Add([]byte(page))
	}
	f.Fuzz(func(t *testing.T, data []byte) { anything(t, "a.html", data) })
}

// anything is what holds for whatever is read: it is refused in words, or it is
// a letter that can be read.
func anything(t *testing.T, name string, data []byte) {
	t.Helper()
	got, err := manuscript.Read(strings.NewReader(string(data)), name)
	if err != nil {
		refused(t, name, data)
		return
	}
	if !strings.HasPrefix(got.Markdown, "# ") || strings.TrimSpace(got.Markdown) == "#" {
		t.Errorf("there is no title: %q", got.Markdown)
	}
	if again := read(t, name, data); again.Markdown != got.Markdown || !slices.Equal(again.Left, got.Left) {
		t.Error("the same file is read in two ways")
	}
	usable(t, got.Markdown)
}
