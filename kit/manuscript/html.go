package manuscript

import (
	"bytes"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/charmap"
)

// readHTML reads a web page. It reads element by element and builds no tree,
// so that a page can't grow while it is read.
func readHTML(data []byte, name string) (*draft, error) {
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return nil, problem(name, "this is an archive or a Word document under another name", "give it the ending .docx if it is one")
	case bytes.HasPrefix(data, oldWord):
		return nil, problem(name, "this is a document of an old Word under another name", "open it in Word or LibreOffice and save it as .docx")
	}
	text := utf8Of(data)
	if bytes.IndexByte(text, 0) >= 0 {
		return nil, problem(name, "this is no web page", "save it as .html or .docx once more")
	}
	p := &webPage{draft: &draft{}, now: &block{}}
	z := html.NewTokenizer(bytes.NewReader(text))
	z.SetMaxBuf(maxPart)
	for {
		if z.Next() == html.ErrorToken {
			if z.Err() != io.EOF {
				return nil, problem(name, "one piece of it is larger than any letter", "save its words alone as plain text (.txt)")
			}
			break
		}
		if p.token(z.Token()); p.draft.over {
			break
		}
	}
	p.flush()
	p.endRow()
	return p.draft, nil
}

// utf8Of returns a page as UTF-8: by its byte order mark, by what it says of
// itself, or by a guess (WHATWG HTML, 13.2.3.2).
func utf8Of(data []byte) []byte {
	enc, name, _ := charset.DetermineEncoding(data, "")
	// Only the first bytes are looked at for a guess, and Windows' is the last.
	if name == "utf-8" || name == "windows-1252" && utf8.Valid(data) {
		if utf8.Valid(data) {
			return bytes.TrimPrefix(data, []byte("\ufeff"))
		}
		// It says UTF-8 and isn't; most such pages are from Windows.
		enc = charmap.Windows1252
	}
	text, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return data
	}
	return bytes.TrimPrefix(text, []byte("\ufeff"))
}

// webPage is a page while it is read.
type webPage struct {
	draft *draft
	now   *block
	// spans are the elements that are open in a line, each with whether words
	// in it are bold.
	spans []span
	// lists are the lists that are open, mark is what stands before the next
	// words.
	lists []int
	mark  string
	// cells is the row of a table that is read, nil outside one.
	cells [][]block
	table int
	pre   int
	// past is the element whose inside is gone past, and how deep in itself.
	past  string
	depth int
}

type span struct {
	name   string
	strong bool
}

const maxSpans = 200

// unseen are elements whose inside isn't shown as words.
var unseen = map[atom.Atom]bool{
	atom.Head: true, atom.Script: true, atom.Style: true, atom.Template: true, atom.Svg: true, atom.Math: true,
	atom.Noscript: true, atom.Iframe: true, atom.Object: true, atom.Select: true, atom.Button: true, atom.Textarea: true,
	atom.Audio: true, atom.Video: true, atom.Canvas: true, atom.Title: true, atom.Nav: true, atom.Rt: true, atom.Rp: true,
	atom.Del: true, atom.Dialog: true,
}

// ending are elements whose end people may leave away, so that nothing is
// gone past until it comes.
var ending = map[atom.Atom]bool{
	atom.P: true, atom.Li: true, atom.Td: true, atom.Th: true, atom.Tr: true, atom.Dt: true, atom.Dd: true,
	atom.Body: true, atom.Html: true, atom.Tbody: true, atom.Thead: true,
}

// blocks are elements that stand in lines of their own.
var blocks = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Section: true, atom.Article: true, atom.Header: true, atom.Footer: true, atom.Main: true,
	atom.Aside: true, atom.Blockquote: true, atom.Address: true, atom.Hr: true, atom.Dl: true, atom.Dt: true, atom.Dd: true,
	atom.Figure: true, atom.Figcaption: true, atom.Form: true, atom.Fieldset: true, atom.Center: true, atom.Pre: true,
	atom.Ul: true, atom.Ol: true, atom.Li: true, atom.Table: true, atom.Caption: true, atom.Body: true, atom.Html: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true,
}

func isHead(a atom.Atom) bool {
	switch a {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

func (p *webPage) token(t html.Token) {
	if p.past != "" {
		p.goPast(t)
		return
	}
	switch t.Type {
	case html.TextToken:
		p.text(t.Data)
	case html.StartTagToken, html.SelfClosingTagToken:
		p.start(t)
	case html.EndTagToken:
		p.end(t)
	}
}

// goPast leaves out the inside of an element.
func (p *webPage) goPast(t html.Token) {
	switch {
	case t.Data != p.past:
		// A page that never ends its head still has a body.
		if p.past == "head" && t.DataAtom == atom.Body && t.Type == html.StartTagToken {
			p.past = ""
		}
	case t.Type == html.StartTagToken:
		p.depth++
	case t.Type == html.EndTagToken:
		if p.depth--; p.depth <= 0 {
			p.past = ""
		}
	}
}

func (p *webPage) text(words string) {
	if p.pre > 0 {
		words = strings.ReplaceAll(strings.ReplaceAll(words, "\r\n", "\n"), "\n", "\u2028")
	}
	if p.mark != "" && strings.TrimSpace(words) != "" {
		p.draft.write(p.now, p.mark, false)
		p.mark = ""
	}
	p.draft.write(p.now, words, p.strong())
}

func (p *webPage) strong() bool { return len(p.spans) > 0 && p.spans[len(p.spans)-1].strong }

func (p *webPage) start(t html.Token) {
	switch t.DataAtom {
	case atom.Br:
		p.now.breakLine()
		return
	case atom.Wbr, atom.Link, atom.Meta, atom.Input, atom.Base, atom.Col:
		return
	case atom.Img:
		p.draft.leave("pictures")
		return
	}
	if t.Type == html.StartTagToken && isNote(t) {
		p.draft.leave("footnotes")
		p.past, p.depth = t.Data, 1
		return
	}
	if t.Type == html.StartTagToken && (unseen[t.DataAtom] || hidden(t) && !ending[t.DataAtom]) {
		if blocks[t.DataAtom] {
			p.flush()
		}
		p.past, p.depth = t.Data, 1
		return
	}
	if blocks[t.DataAtom] {
		p.startBlock(t)
	}
	p.startCell(t)
	if t.Type == html.StartTagToken && !blocks[t.DataAtom] && len(p.spans) < maxSpans {
		p.spans = append(p.spans, span{t.Data, p.bold(t)})
	}
}

func (p *webPage) startBlock(t html.Token) {
	p.flush()
	switch t.DataAtom {
	case atom.Ul:
		p.lists = append(p.lists, -1)
	case atom.Ol:
		n, err := strconv.Atoi(attrOf(t, "start"))
		if err != nil || n < 0 || n > 9999 {
			n = 1
		}
		p.lists = append(p.lists, n)
	case atom.Li:
		p.mark = "•\u00A0"
		if n := len(p.lists); n > 0 && p.lists[n-1] >= 0 {
			p.mark = strconv.Itoa(p.lists[n-1]) + ".\u00A0"
			p.lists[n-1]++
		}
	case atom.Pre:
		p.pre++
	}
	p.lists = p.lists[:min(len(p.lists), maxSpans)]
	p.now.heading = isHead(t.DataAtom)
}

func (p *webPage) startCell(t html.Token) {
	switch t.DataAtom {
	case atom.Table:
		if p.table++; p.table == 1 {
			p.cells = nil
		}
	case atom.Tr:
		p.flush()
		if p.table <= 1 {
			p.endRow()
		}
	case atom.Td, atom.Th:
		if p.flush(); p.table <= 1 && p.table > 0 {
			p.cells = append(p.cells, nil)
		}
	}
}

func (p *webPage) end(t html.Token) {
	switch t.DataAtom {
	case atom.Br:
		p.now.breakLine()
	case atom.P:
		p.flush()
	case atom.Ul, atom.Ol:
		p.flush()
		p.lists = p.lists[:max(0, len(p.lists)-1)]
	case atom.Pre:
		p.flush()
		p.pre = max(0, p.pre-1)
	case atom.Td, atom.Th:
		p.flush()
	case atom.Tr, atom.Table:
		if p.flush(); p.table <= 1 {
			p.endRow()
		}
		if t.DataAtom == atom.Table {
			p.table = max(0, p.table-1)
		}
	default:
		if blocks[t.DataAtom] {
			p.flush()
			return
		}
		for i := len(p.spans) - 1; i >= 0; i-- {
			if p.spans[i].name == t.Data {
				p.spans = p.spans[:i]
				break
			}
		}
	}
}

// flush ends the paragraph.
func (p *webPage) flush() {
	b := *p.now
	p.now = &block{}
	if b.lines = b.trimmed(); len(b.lines) == 0 {
		return
	}
	p.mark = ""
	if n := len(p.cells); n > 0 {
		p.cells[n-1] = append(p.cells[n-1], b)
		return
	}
	p.draft.put(b)
}

func (p *webPage) endRow() {
	cells := p.cells
	p.cells = nil
	for _, b := range rowBlocks(cells) {
		p.draft.put(b)
	}
}

// bold reports whether words in an element are.
func (p *webPage) bold(t html.Token) bool {
	switch style := styleOf(t, "font-weight"); style {
	case "":
	case "bold", "bolder", "600", "700", "800", "900":
		return true
	default:
		return false
	}
	return t.DataAtom == atom.B || t.DataAtom == atom.Strong || p.strong()
}

// hidden reports whether an element isn't shown.
func hidden(t html.Token) bool {
	if styleOf(t, "display") == "none" || styleOf(t, "mso-hide") == "all" {
		return true
	}
	for _, a := range t.Attr {
		if a.Key == "hidden" {
			return true
		}
	}
	return false
}

// isNote reports whether an element is a footnote, or the sign that there is
// one, as Word, LibreOffice and the roles of ARIA (DPUB-ARIA 1.0) mark them.
func isNote(t html.Token) bool {
	switch attrOf(t, "role") {
	case "doc-noteref", "doc-endnotes", "doc-footnote", "doc-endnote":
		return true
	}
	return !ending[t.DataAtom] && strings.HasPrefix(attrOf(t, "class"), "sdfootnote") || !ending[t.DataAtom] && strings.HasPrefix(attrOf(t, "class"), "sdendnote") ||
		strings.HasPrefix(attrOf(t, "id"), "sdfootnote") && t.DataAtom == atom.Div ||
		styleOf(t, "mso-footnote-id") != "" || styleOf(t, "mso-element") == "footnote-list"
}

// styleOf is a property in an element's own style.
func styleOf(t html.Token, property string) string {
	for rule := range strings.SplitSeq(attrOf(t, "style"), ";") {
		name, value, _ := strings.Cut(rule, ":")
		if strings.EqualFold(strings.TrimSpace(name), property) {
			return strings.ToLower(strings.TrimSpace(value))
		}
	}
	return ""
}

func attrOf(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
