package manuscript_test

import (
	"fmt"
	"strings"
	"testing"

	"eventkit/kit/manuscript"
)

// What a page doesn't show isn't said, and what comes after is.
func TestUnseen(t *testing.T) {
	for _, name := range []string{
		"script", "style", "template", "svg", "math", "noscript", "iframe", "object", "select", "button", "textarea",
		"audio", "video", "canvas", "title", "nav", "rt", "rp", "del", "dialog",
	} {
		page := "<h1>A</h1><p>b<" + name + ">secret</" + name + ">c"
		got := read(t, "a.html", []byte(page))
		if words := strings.ReplaceAll(got.Markdown, "\n\n", ""); strings.Contains(words, "secret") || words != "# Abc\n" {
			t.Errorf("%s: %q", name, got.Markdown)
		}
	}
}

// How a page hides words, and what looks like it and doesn't.
func TestHidden(t *testing.T) {
	for attributes, shown := range map[string]bool{
		"":                                   true,
		"hidden":                             false,
		"HIDDEN=''":                          false,
		"hidden=until-found":                 false,
		"style='display:none'":               false,
		"style=' color:red ; DISPLAY: NONE'": false,
		"style='display:block'":              true,
		"style='mso-hide:all'":               false,
		"style='display-x:none'":             true,
		"style='none'":                       true,
		"title=hidden":                       true,
		"class=hidden":                       true,
	} {
		got := read(t, "a.html", []byte("<h1>A</h1><div "+attributes+">b</div><p>c"))
		if strings.Contains(got.Markdown, "b") != shown || !strings.HasSuffix(got.Markdown, "\n\nc\n") {
			t.Errorf("%s: %q", attributes, got.Markdown)
		}
	}
}

// Footnotes of the programs that mark them, the text as well as the sign.
func TestNotes(t *testing.T) {
	for name, note := range map[string]string{
		"a sign of ARIA":     "<a role=doc-noteref href=#1>1</a>",
		"notes of ARIA":      "<section role=doc-endnotes><ol><li>note</ol></section>",
		"one note of ARIA":   "<aside role=doc-footnote>note</aside>",
		"LibreOffice's sign": "<a class=sdfootnoteanc href=#x><sup>1</sup></a>",
		"LibreOffice's end":  "<a class=sdendnoteanc href=#x><sup>1</sup></a>",
		"LibreOffice's note": "<div id=sdfootnote1><p>note</div>",
		"Word's sign":        "<a style='mso-footnote-id:ftn1'>[1]</a>",
		"Word's list":        "<div style='MSO-Element: Footnote-List'>note</div>",
	} {
		got := read(t, "a.html", []byte("<h1>A</h1><p>b"+note+"<p>c"))
		if got.Markdown != "# A\n\nb\n\nc\n" || fmt.Sprint(got.Left) != "[footnotes]" {
			t.Errorf("%s: %q without %q", name, got.Markdown, got.Left)
		}
	}
	got := read(t, "a.html", []byte("<h1>A</h1><p class=footnote role=note id=sdfoot>b<a href=#fn>1</a>"))
	if got.Markdown != "# A\n\nb1\n" || got.Left != nil {
		t.Errorf("what is none: %q without %q", got.Markdown, got.Left)
	}
}

// How bold words are by their style; the innermost says it.
func TestWeights(t *testing.T) {
	for style, bold := range map[string]bool{
		"bold": true, "bolder": true, "600": true, "700": true, "800": true, "900": true, " Bold ": true,
		"normal": false, "lighter": false, "400": false, "500": false, "1000": false, "heavy": false,
	} {
		want := "b"
		if bold {
			want = "**b**"
		}
		for _, page := range []string{"<span style='font-weight:%s'>b</span>", "<b><i style='color:red;font-weight:%s'>b</i></b>"} {
			got := read(t, "a.html", []byte("<h1>A</h1>"+fmt.Sprintf(page, style)))
			if got.Markdown != "# A\n\n"+want+"\n" {
				t.Errorf(page+": %q, want %q", style, got.Markdown, want)
			}
		}
	}
}

// Every element that stands in lines of its own parts words; others don't.
func TestBlocks(t *testing.T) {
	for _, name := range []string{
		"p", "div", "section", "article", "header", "footer", "main", "aside", "blockquote", "address", "dl", "dd",
		"figure", "figcaption", "form", "fieldset", "center", "caption", "h4",
	} {
		got := read(t, "a.html", []byte("<h1>A</h1>b<"+name+">c</"+name+">d"))
		if words := strings.ReplaceAll(got.Markdown, "**", ""); words != "# A\n\nb\n\nc\n\nd\n" {
			t.Errorf("%s: %q", name, got.Markdown)
		}
	}
	for _, name := range []string{"span", "i", "a", "font", "u", "x-mine", "sup", "label", "bdi"} {
		got := read(t, "a.html", []byte("<h1>A</h1>b<"+name+">c</"+name+">d"))
		if got.Markdown != "# A\n\nbcd\n" {
			t.Errorf("%s: %q", name, got.Markdown)
		}
	}
	if got := read(t, "a.html", []byte("<h1>A</h1>b<hr>c<wbr>d<meta><input value=e>f<br/>g</br>h")); got.Markdown != "# A\n\nb\n\ncdf\\\ng\\\nh\n" {
		t.Errorf("%q", got.Markdown)
	}
}

// The endings of elements that people leave away, or write too often.
func TestEndsLeftAway(t *testing.T) {
	for page, want := range map[string]string{
		"<h1>A<p>b":                 "# A\n\nb\n",
		"<h1>A</h1><p hidden>b<p>c": "# A\n\nb\n\nc\n",
		"<h1>A</h1><ul><li>b<ul><li>c</ul>d</ul>e":    "# A\n\n• b\n\n• c\n\nd\n\ne\n",
		"<h1>A</h1></ul></ol></ul><p>b":               "# A\n\nb\n",
		"<h1>A</h1></table></tr></td>b":               "# A\n\nb\n",
		"<h1>A</h1><b>b<p>c</b> d":                    "# A\n\n**b**\n\n**c** d\n",
		"<h1>A</h1><dl><dt>b<dd>c</dl>":               "# A\n\nb\n\nc\n",
		"<h1>A</h1></pre></pre><p>b\nc":               "# A\n\nb c\n",
		"<h1>A</h1><svg><svg>b</svg>c</svg>d":         "# A\n\nd\n",
		"<h1>A</h1><svg/>b<math/>c":                   "# A\n\nbc\n",
		"<h1>A</h1><table><tr><td>b<tr><td>c<td>d<p>": "# A\n\nb\n\nc\\\nd\n",
		"<H1>A</H1><P>b<BR>c":                         "# A\n\nb\\\nc\n",
	} {
		got := read(t, "a.html", []byte(page))
		if text := strings.ReplaceAll(got.Markdown, "\u00A0", " "); text != want {
			t.Errorf("%s: %q, want %q", page, text, want)
		}
		usable(t, got.Markdown)
	}
}

// What is left out is named once, in the order in which it was met.
func TestLeftOut(t *testing.T) {
	for name, tt := range map[string]struct{ data, want string }{
		"a.html": {"<h1>A</h1><img><a role=doc-noteref>1</a><img><a role=doc-noteref>2</a>", "[pictures footnotes]"},
		"a.docx": {string(docx(t, p(r("A"), `<w:r><w:commentReference/><w:object/><w:endnoteReference/><a:blip/><v:imagedata/></w:r>`)+"<w:altChunk/>")), "[comments pictures footnotes text from other files]"},
	} {
		if got := read(t, name, []byte(tt.data)); fmt.Sprint(got.Left) != tt.want {
			t.Errorf("%s: %q", name, got.Left)
		}
	}
	// Where nothing is left but what is left out, there are no words.
	for name, data := range map[string][]byte{
		"a.html": []byte("<img><img>"), "a.docx": docx(t, p("<w:r><a:blip/></w:r>")),
	} {
		if said := refused(t, name, data); !strings.Contains(said, "no words") {
			t.Errorf("%s: %s", name, said)
		}
	}
}

// The words of a document are counted as they are met, so that a long one ends
// early; what a page hides doesn't count.
func TestLongPages(t *testing.T) {
	words := strings.Repeat("word ", 20_000)
	for name, tt := range map[string]struct {
		page string
		fits bool
	}{
		"in one paragraph":  {"<h1>A</h1>" + words, false},
		"in many":           {"<h1>A</h1>" + strings.Repeat("<p>a few words", 8_000), false},
		"hidden":            {"<h1>A</h1>b<div hidden>" + words + "</div>", true},
		"a script":          {"<h1>A</h1>b<script>" + words + "</script>", true},
		"spaces":            {"<h1>A</h1>b" + strings.Repeat(" \n\u00A0", 40_000), true},
		"signs to escape":   {"<h1>A</h1>" + strings.Repeat("* ", 24_000), false},
		"heavy letters":     {"<h1>A</h1>" + strings.Repeat("自", 22_000), false},
		"as many as it may": {"<h1>A</h1>" + strings.Repeat("自", 21_000), true},
	} {
		_, err := manuscript.Read(strings.NewReader(tt.page), "a.html")
		if (err == nil) != tt.fits || err != nil && !strings.Contains(err.Error(), "more than 64 kB") {
			t.Errorf("%s: %.200v", name, err)
		}
	}
}

// A page that doesn't say how it is encoded is UTF-8 if it can be, however late
// its first letter beyond ASCII comes, and if it is its last.
func TestUnsaidUTF8(t *testing.T) {
	for name, page := range map[string]string{
		"last":                 "<h1>A</h1>b é",
		"late":                 "<h1>A</h1>b" + strings.Repeat(" ", 5000) + "é",
		"very late":            "<h1>A</h1>b<!--" + strings.Repeat("-", 100_000) + "-->\u00A0é",
		"said to be Windows'":  "<meta charset=windows-1252><h1>A</h1>b é",
		"Windows', very late":  "<h1>A</h1>b<!--" + strings.Repeat("-", 9000) + "--> \xe9",
		"Latin 1, said, short": "<meta charset=iso-8859-1><h1>A</h1>b \xe9",
	} {
		got := read(t, "a.html", []byte(page))
		if text := strings.ReplaceAll(got.Markdown, "\u00A0", " "); text != "# A\n\nb é\n" {
			t.Errorf("%s: %q", name, got.Markdown)
		}
	}
}
