package manuscript_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"eventkit/kit/manuscript"
)

const (
	rels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" ` +
		`Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
	styles = `<w:styles xmlns:w="w">
<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:styleId="Mine"><w:basedOn w:val="berschrift1"/></w:style>
<w:style w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>
<w:style w:styleId="Fett"><w:name w:val="Strong"/><w:rPr><w:b w:val="true"/></w:rPr></w:style>
<w:style w:styleId="Duenn"><w:basedOn w:val="Fett"/><w:rPr><w:b w:val="0"/></w:rPr></w:style>
<w:style w:styleId="Liste"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style></w:styles>`
	numbering = `<w:numbering xmlns:w="w">
<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num></w:numbering>`
)

// zipped is an archive of files, by name and text in turn.
func zipped(t testing.TB, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(files[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func document(body string) string {
	return `<w:document xmlns:w="w" xmlns:mc="mc" xmlns:v="v" xmlns:a="a"><w:body>` + body + `</w:body></w:document>`
}

// docx is a Word document with a body.
func docx(t testing.TB, body string) []byte {
	t.Helper()
	return zipped(t, "_rels/.rels", rels, "word/document.xml", document(body), "word/styles.xml", styles, "word/numbering.xml", numbering)
}

// p is a paragraph, r a stretch of words with properties.
func p(inside ...string) string { return "<w:p>" + strings.Join(inside, "") + "</w:p>" }

func r(words string, properties ...string) string {
	out := "<w:r>"
	if len(properties) > 0 {
		out += "<w:rPr>" + strings.Join(properties, "") + "</w:rPr>"
	}
	return out + `<w:t xml:space="preserve">` + words + "</w:t></w:r>"
}

func styled(style string) string { return `<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>` }

func listed(list, level int) string {
	return fmt.Sprintf(`<w:pPr><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr></w:pPr>`, level, list)
}

func TestDocx(t *testing.T) {
	box := "<w:txbxContent>" + p(r("box")) + "</w:txbxContent>"
	for name, tt := range map[string]struct{ body, want, left string }{
		"words":          {p(r("Free "), r("him")) + p(r("One &amp; two.")), "# Free him\n\nOne & two.\n", ""},
		"a heading":      {p(r("To you")) + p(styled("berschrift1"), r("A", "<w:b/>")) + p(r("b")), "# A\n\nTo you\n\nb\n", ""},
		"by its outline": {p(r("a")) + p(`<w:pPr><w:outlineLvl w:val="1"/></w:pPr>`, r("B")), "# B\n\na\n", ""},
		"no heading":     {p(r("a")) + p(`<w:pPr><w:outlineLvl w:val="9"/></w:pPr>`, r("b")), "# a\n\nb\n", ""},
		"inherited":      {p(styled("Loop"), r("a")) + p(styled("Mine"), r("B")) + p(styled("gone"), r("c")), "# B\n\na\n\nc\n", ""},
		"bold": {
			p(r("A")) + p(r("b", "<w:b/>"), r(" c ", `<w:b w:val="0"/>`), r("d", `<w:rStyle w:val="Fett"/>`), r(" e", `<w:rStyle w:val="Duenn"/>`), "<w:pPr><w:rPr><w:b/></w:rPr></w:pPr>", r(" f")),
			"# A\n\n**b** c **d** e f\n", "",
		},
		"hidden":         {p(r("A"), r("b", "<w:vanish/>"), r("c", `<w:vanish w:val="off"/>`)), "# Ac\n", ""},
		"breaks":         {p(r("A")) + p("<w:r><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:tab/><w:t>d</w:t><w:tab/><w:t>e</w:t><w:noBreakHyphen/><w:t>f</w:t><w:softHyphen/></w:r>"), "# A\n\nb\\\nc\\\nd e\u2011f\n", ""},
		"tab stops":      {p(r("A")) + p(`<w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>`, r("b")), "# A\n\nb\n", ""},
		"changes":        {p(r("A")) + p("<w:ins>"+r("in")+"</w:ins><w:del><w:r><w:delText>out</w:delText></w:r></w:del><w:moveFrom>"+r("from")+"</w:moveFrom><w:moveTo>"+r(" to")+"</w:moveTo>"), "# A\n\nin to\n", ""},
		"a deleted end":  {p(r("A")) + p("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>", r("b ")) + p(r("c")) + p(r("d")), "# A\n\nb c\n\nd\n", ""},
		"the last end":   {p(r("A")) + p("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>", r("b")), "# A\n\nb\n", ""},
		"fields":         {p(r("A")) + p(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE \@ d</w:instrText></w:r>`, r("7 October")) + p("<w:hyperlink>"+r("here")+"</w:hyperlink><w:sdt><w:sdtContent>"+r(" there")+"</w:sdtContent></w:sdt>"), "# A\n\n7 October\n\nhere there\n", ""},
		"numbers":        {p(r("A")) + p(listed(1, 0), r("b")) + p(listed(1, 1), r("c")) + p(listed(1, 1), r("d")) + p(listed(1, 0), r("e")) + p(listed(1, 1), r("f")) + p(listed(0, 0), r("g")), "# A\n\n1. b\n\n1. c\n\n2. d\n\n2. e\n\n1. f\n\ng\n", ""},
		"bullets":        {p(r("A")) + p(listed(2, 0), r("b")) + p(styled("Liste"), r("c")) + p(listed(99, 0), r("d")), "# A\n\n• b\n\n• c\n\n• d\n", ""},
		"a box":          {p(r("A")) + p(r("b"), "<mc:AlternateContent><mc:Choice>"+box+"</mc:Choice><mc:Fallback>"+box+"</mc:Fallback></mc:AlternateContent>", r("c")), "# A\n\nbox\n\nbc\n", ""},
		"an old box":     {p(r("A")) + p("<w:pict><v:textbox>"+box+"</v:textbox></w:pict>") + p("<mc:AlternateContent><mc:Fallback>"+r("b")+"</mc:Fallback></mc:AlternateContent>"), "# A\n\nbox\n\nb\n", ""},
		"a table":        {p(r("A")) + "<w:tbl><w:tr><w:tc>" + p(r("b")) + p(r("c")) + "</w:tc><w:tc>" + p(r("d")) + "</w:tc></w:tr><w:tr><w:tc>" + p(styled("Mine"), r("E")) + p(r("f")) + "</w:tc><w:tc>" + p() + "</w:tc></w:tr></w:tbl>", "# E\n\nA\n\nb\\\nc\\\nd\n\nf\n", ""},
		"tables within":  {p(r("A")) + "<w:tbl><w:tr><w:tc>" + p(r("b")) + "<w:tbl><w:tr><w:tc>" + p(r("c")) + "</w:tc><w:tc>" + p(r("d")) + "</w:tc></w:tr></w:tbl>" + p(r("e")) + "</w:tc></w:tr></w:tbl>", "# A\n\nb\n\nc\\\nd\n\ne\n", ""},
		"what is left":   {p(r("A"), `<w:r><w:footnoteReference w:id="1"/></w:r><w:r><a:blip/><w:commentReference/></w:r>`), "# A\n", "footnotes pictures comments"},
		"reading aids":   {p(r("A")) + p("<w:ruby><w:rt>"+r("aid")+"</w:rt><w:rubyBase>"+r("base")+"</w:rubyBase></w:ruby>"), "# A\n\nbase\n", ""},
		"stray elements": {"<w:tc>" + p(r("A")) + "</w:tc><w:t>lost</w:t><mc:Choice/>", "# A\n", ""},
	} {
		got := read(t, name+".docx", docx(t, tt.body))
		if text := strings.ReplaceAll(got.Markdown, "\u00A0", " "); text != tt.want || strings.Join(got.Left, " ") != tt.left {
			t.Errorf("%s: %q without %q, want %q without %q", name, text, got.Left, tt.want, tt.left)
		}
		usable(t, got.Markdown)
	}
}

// Only the text itself must be there, wherever the package says that it is.
func TestDocxParts(t *testing.T) {
	elsewhere := strings.ReplaceAll(rels, "word/document.xml", "/Text/Main.XML")
	got := read(t, "a.docx", zipped(t, "_rels/.rels", elsewhere, "text/main.xml", document(p(styled("x"), listed(3, 1), r("A")))))
	if got.Markdown != "# •\u00A0A\n" {
		t.Errorf("%q", got.Markdown)
	}
}

func TestHostileDocx(t *testing.T) {
	many := func(s string, n int) string { return strings.Repeat(s, n) }
	files := []string{"_rels/.rels", rels}
	for i := range 2100 {
		files = append(files, fmt.Sprint(i), "")
	}
	whole := docx(t, p(r("A")))
	for name, tt := range map[string]struct {
		data []byte
		want string
	}{
		"a zip":         {zipped(t, "a.txt", "a"), "no Word document in it"},
		"a spreadsheet": {zipped(t, "_rels/.rels", strings.ReplaceAll(rels, "word/document.xml", "xl/workbook.xml")), "no Word document in it"},
		"no words":      {docx(t, p()), "no words"},
		"half":          {whole[:len(whole)/2], "not a whole one"},
		"a bomb":        {docx(t, p(r(many(" ", 9<<20)))), "document.xml in it has more than 8 MB"},
		"a long letter": {docx(t, p(r(many("long ", 20_000)))), "more than 64 kB"},
		"deep":          {docx(t, many("<w:p>", 300)), "more than 200 things"},
		"deep deletion": {docx(t, many("<w:del>", 300)), "more than 200 things"},
		"laughs":        {zipped(t, "_rels/.rels", rels, "word/document.xml", `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>`+document(p(r("&b;")))), "damaged"},
		"not XML":       {zipped(t, "_rels/.rels", rels, "word/document.xml", "PDF"), "no words"},
		"not closed":    {zipped(t, "_rels/.rels", rels, "word/document.xml", "<a><b></a>"), "damaged"},
		"not UTF-8":     {docx(t, p(r("a\xffb"))), "damaged"},
		"bad styles":    {zipped(t, "_rels/.rels", rels, "word/document.xml", document(p(r("a"))), "word/styles.xml", "<"), "damaged"},
		"bad relations": {zipped(t, "_rels/.rels", "<", "word/document.xml", document(p(r("a")))), "damaged"},
		"many files":    {zipped(t, files...), "no Word document"},
		"long names":    {zipped(t, many("x", 60_000), "", many("y", 60_000), "", many("z", 60_000), ""), "no Word document"},
	} {
		if said := refused(t, name+".docx", tt.data); !strings.Contains(said, tt.want) {
			t.Errorf("%s: %s, want %s", name, said, tt.want)
		}
	}
	broken := slices.Clone(whole)
	at := bytes.Index(broken, []byte("word/document.xml")) + len("word/document.xml")
	broken[at+3] ^= 0xff
	if said := refused(t, "a.docx", broken); !strings.Contains(said, "damaged") {
		t.Errorf("a broken byte: %s", said)
	}
}

func FuzzDocx(f *testing.F) {
	for _, body := range []string{
		p(styled("Mine"), r("A")) + p(listed(1, 1), r("b", "<w:b/>")), "<w:tbl><w:tr><w:tc>" + p(r("b")) + "</w:tc></w:tr></w:tbl>",
		p(r("A")) + p("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>", r("*b_")), "<mc:AlternateContent><mc:Choice>" + p(r("1. x")),
	} {
		f.Add([]byte(document(body)), []byte(styles), []byte(numbering))
	}
	f.Fuzz(func(t *testing.T, body, styles, numbering []byte) {
		anything(t, "a.docx", zipped(t, "_rels/.rels", rels, "word/document.xml", string(body), "word/styles.xml", string(styles), "word/numbering.xml", string(numbering)))
	})
}

// FuzzArchive changes the archive itself.
func FuzzArchive(f *testing.F) {
	f.Add(docx(f, p(r("A"))))
	whole, err := os.ReadFile("testdata/libreoffice.docx")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Fuzz(func(t *testing.T, data []byte) { anything(t, "a.docx", data) })
}

func Example() {
	f, err := os.Open("testdata/libreoffice.docx")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer f.Close()
	text, err := manuscript.Read(f, "libreoffice.docx")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(strings.SplitN(text.Markdown, "\n", 2)[0])
	fmt.Println("left out:", text.Left)
	// Output:
	// # الإفراج عن جوليان أسانج
	// left out: [footnotes]
}
