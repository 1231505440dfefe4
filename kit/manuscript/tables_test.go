package manuscript_test

import (
	"strings"
	"testing"
)

// tbl is a table of rows of cells.
func tbl(rows ...[]string) string {
	out := "<w:tbl><w:tblPr><w:b/></w:tblPr><w:tblGrid/>"
	for _, cells := range rows {
		out += "<w:tr><w:trPr/>"
		for _, c := range cells {
			out += "<w:tc><w:tcPr/>" + c + "</w:tc>"
		}
		out += "</w:tr>"
	}
	return out + "</w:tbl>"
}

// A row becomes a paragraph of lines; a table that is there for the looks stays
// the paragraphs that it holds.
func TestWordTables(t *testing.T) {
	for name, tt := range map[string]struct{ body, want string }{
		"nothing in it":     {p(r("A")) + tbl([]string{p(), p()}, nil) + p(r("b")), "# A\n\nb\n"},
		"one cell":          {p(r("A")) + tbl([]string{p(r("b")) + p(r("c"))}), "# A\n\nb\n\nc\n"},
		"one that speaks":   {p(r("A")) + tbl([]string{p(), p(r("b")) + p(r("c")), p(r(" "))}), "# A\n\nb\n\nc\n"},
		"two":               {p(r("A")) + tbl([]string{p(r("b")), p(r("c"))}, []string{p(r("d")), p(r("e"))}), "# A\n\nb\\\nc\n\nd\\\ne\n"},
		"bold in cells":     {p(r("A")) + tbl([]string{p(r("b", "<w:b/>")), p(r("c"))}), "# A\n\n**b**\\\nc\n"},
		"lists in cells":    {p(r("A")) + tbl([]string{p(listed(1, 0), r("b")), p(listed(1, 0), r("c"))}), "# A\n\n1. b\\\n2. c\n"},
		"a heading in one":  {p(r("A")) + tbl([]string{p(styled("berschrift1"), r("B"))}), "# B\n\nA\n"},
		"a break in one":    {p(r("A")) + tbl([]string{p("<w:r><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>"), p(r("d"))}), "# A\n\nb\\\nc\\\nd\n"},
		"rows without ends": {p(r("A")) + "<w:tbl><w:tr><w:tc>" + p(r("b")) + "</w:tc></w:tr><w:tr/></w:tbl>" + p(r("c")), "# A\n\nb\n\nc\n"},
	} {
		got := read(t, "a.docx", docx(t, tt.body))
		if text := strings.ReplaceAll(got.Markdown, "\u00A0", " "); text != tt.want {
			t.Errorf("%s: %q, want %q", name, text, tt.want)
		}
		usable(t, got.Markdown)
	}
}
