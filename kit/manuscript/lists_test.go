package manuscript_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"eventkit/kit/manuscript"
)

// withParts is a Word document with styles and lists of its own.
func withParts(t testing.TB, body, styles, numbering string) []byte {
	t.Helper()
	return zipped(
		t, "_rels/.rels", rels, "word/document.xml", document(body),
		"word/styles.xml", `<w:styles xmlns:w="w">`+styles+`</w:styles>`,
		"word/numbering.xml", `<w:numbering xmlns:w="w">`+numbering+`</w:numbering>`,
	)
}

func styleXML(id, inside string) string {
	return `<w:style w:styleId="` + id + `">` + inside + `</w:style>`
}

// What makes a heading and what makes words bold, through styles.
func TestStyles(t *testing.T) {
	chain := styleXML("c0", `<w:name w:val="Title"/>`)
	for i := 1; i < 12; i++ {
		chain += styleXML("c"+strconv.Itoa(i), `<w:basedOn w:val="c`+strconv.Itoa(i-1)+`"/>`)
	}
	for name, tt := range map[string]struct{ styles, body, want string }{
		"Title":             {styleXML("x", `<w:name w:val="Title"/>`), p(r("a")) + p(styled("x"), r("B")), "# B\n\na\n"},
		"any capitals":      {styleXML("x", `<w:name w:val="HEADING 3"/>`), p(r("a")) + p(styled("x"), r("B")), "# B\n\na\n"},
		"no heading number": {styleXML("x", `<w:name w:val="headings of mine"/>`), p(r("a")) + p(styled("x"), r("b")), "# a\n\nb\n"},
		"body's outline":    {styleXML("x", `<w:pPr><w:outlineLvl w:val="9"/></w:pPr>`), p(r("a")) + p(styled("x"), r("b")), "# a\n\nb\n"},
		"nine above":        {chain, p(r("a")) + p(styled("c9"), r("B")), "# B\n\na\n"},
		"ten above":         {chain, p(r("a")) + p(styled("c10"), r("b")), "# a\n\nb\n"},
		"each other's": {
			styleXML("x", `<w:basedOn w:val="y"/>`) + styleXML("y", `<w:basedOn w:val="x"/>`),
			p(styled("x"), r("a")) + p(styled("y"), r("b")), "# a\n\nb\n",
		},
		"a bold paragraph": {styleXML("x", `<w:rPr><w:b/></w:rPr>`), p(r("A")) + p(styled("x"), r("b "), r("c", `<w:b w:val="false"/>`)), "# A\n\n**b** c\n"},
		"a table's bold":   {styleXML("x", `<w:tblStylePr><w:rPr><w:b/></w:rPr></w:tblStylePr>`), p(r("A")) + p(styled("x"), r("b")), "# A\n\nb\n"},
		"the nearest wins": {
			styleXML("x", `<w:rPr><w:b/></w:rPr>`) + styleXML("y", `<w:basedOn w:val="x"/><w:rPr><w:b w:val="off"/></w:rPr>`) + styleXML("z", `<w:basedOn w:val="y"/>`),
			p(r("A")) + p(styled("z"), r("b")), "# A\n\nb\n",
		},
		"the later twin":   {styleXML("x", `<w:name w:val="Title"/>`) + styleXML("x", ``), p(r("a")) + p(styled("x"), r("b")), "# a\n\nb\n"},
		"no style at all":  {`<w:name w:val="Title"/><w:basedOn w:val="x"/><w:outlineLvl w:val="0"/>`, p(r("a")) + p(r("b")), "# a\n\nb\n"},
		"a heading in two": {styleXML("x", `<w:name w:val="heading 1"/>`), p(styled("x"), "<w:r><w:t>A</w:t><w:br/><w:t>b</w:t></w:r>") + p(r("c")), "# A b\n\nc\n"},
	} {
		got := read(t, "a.docx", withParts(t, tt.body, tt.styles, ""))
		if got.Markdown != tt.want {
			t.Errorf("%s: %q, want %q", name, got.Markdown, tt.want)
		}
	}
}

// More styles than any document has are passed over, not held.
func TestManyStyles(t *testing.T) {
	var many strings.Builder
	for i := range 5200 {
		many.WriteString(styleXML("s"+strconv.Itoa(i), `<w:name w:val="Title"/>`))
	}
	for style, want := range map[string]string{"s4999": "# B\n\na\n", "s5000": "# a\n\nB\n"} {
		got := read(t, "a.docx", withParts(t, p(r("a"))+p(styled(style), r("B")), many.String(), ""))
		if got.Markdown != want {
			t.Errorf("%s: %q", style, got.Markdown)
		}
	}
}

// Formats that count do; bullets and what nobody defined have points.
func TestListFormats(t *testing.T) {
	for format, want := range map[string]string{
		"decimal": "1. b", "lowerRoman": "1. b", "arabicAbjad": "1. b", "hindiNumbers": "1. b",
		"bullet": "• b", "none": "• b",
	} {
		numbering := `<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:numFmt w:val="` + format + `"/></w:lvl></w:abstractNum>` +
			`<w:num w:numId="4"><w:abstractNumId w:val="3"/></w:num>`
		got := read(t, "a.docx", withParts(t, p(r("A"))+p(listed(4, 0), r("b")), "", numbering))
		if text := strings.ReplaceAll(got.Markdown, "\u00A0", " "); text != "# A\n\n"+want+"\n" {
			t.Errorf("%s: %q", format, text)
		}
	}
}

// Two numbers for one list count on together, as Word shows them; an empty item
// takes no number, nor does a heading.
func TestListsCount(t *testing.T) {
	numbering := `<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>` +
		`<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>`
	head := styleXML("h", `<w:name w:val="heading 2"/>`)
	headed := `<w:pPr><w:pStyle w:val="h"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>`
	body := p(styled("h"), r("A")) + p(listed(1, 0), r("b")) + p(listed(1, 0)) + p(headed, r("C")) + p(listed(2, 0), r("d"))
	got := read(t, "a.docx", withParts(t, body, head, numbering))
	if text := strings.ReplaceAll(got.Markdown, "\u00A0", " "); text != "# A\n\n1. b\n\n**C**\n\n2. d\n" {
		t.Errorf("%q", text)
	}
}

// Levels and starts that no program writes are numbers like others, or none.
func TestOddLists(t *testing.T) {
	for _, level := range []string{"-1", "99999999999999999999", "x", ""} {
		body := p(r("A")) + p(`<w:pPr><w:numPr><w:ilvl w:val="`+level+`"/><w:numId w:val="1"/></w:numPr></w:pPr>`, r("b"))
		if got := read(t, "a.docx", docx(t, body)); !strings.HasSuffix(got.Markdown, "\u00A0b\n") {
			t.Errorf("level %q: %q", level, got.Markdown)
		}
	}
	for start, want := range map[string]string{
		"1": "1", "0": "0", "9999": "9999", "10000": "1", "-1": "1", "x": "1", "": "1", "99999999999999999999": "1", "٣": "1",
	} {
		got := read(t, "a.html", []byte("<h1>A</h1><ol start='"+start+"'><li>b<li>c</ol>"))
		n, err := strconv.Atoi(want)
		if err != nil {
			t.Fatal(err)
		}
		if text := fmt.Sprintf("# A\n\n%d.\u00A0b\n\n%d.\u00A0c\n", n, n+1); got.Markdown != text {
			t.Errorf("start %q: %q, want %q", start, got.Markdown, text)
		}
	}
}

// A document of paragraphs comes through, whole and in order, from Word as from
// a page.
func TestParagraphsInOrder(outer *testing.T) {
	rapid.Check(outer, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[a-z]{1,6}( [a-zé字]{1,4}){0,3}`), 1, 12).Draw(t, "words")
		page, body := "", ""
		for _, w := range words {
			page += "<p>" + w
			body += p(r(w))
		}
		want := "# " + strings.Join(words, "\n\n") + "\n"
		word := string(zipped(outer, "_rels/.rels", rels, "word/document.xml", document(body)))
		for name, data := range map[string]string{"a.docx": word, "a.html": page} {
			got, err := manuscript.Read(strings.NewReader(data), name)
			if err != nil || got.Markdown != want {
				t.Fatalf("%s: %v: %v, want %q", name, err, got, want)
			}
		}
	})
}
