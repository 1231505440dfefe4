package letter

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"eventkit/kit"
)

// MaxSource is the most bytes of a letter's or a briefing's source.
const MaxSource = 64 << 10

// Form is what a document may hold.
type Form int

// A letter has a subject and paragraphs, with placeholders; a briefing also
// has headings and lists, and no placeholders.
const (
	LetterForm Form = iota
	BriefingForm
)

// Read reads a document in Markdown (CommonMark): "# " for its title,
// paragraphs, **bold**; a briefing also "## " and lists. name and lang are for
// messages and for the document. The error is a [kit.Problems] with everything
// that is wrong, by line.
func Read(source, name, lang string, form Form) (*Document, error) {
	r := &reader{name: name, form: form, doc: &Document{Lang: lang}}
	r.src = []byte(strings.TrimPrefix(strings.ReplaceAll(source, "\r\n", "\n"), "\ufeff"))
	if r.plain() {
		r.blocks(goldmark.DefaultParser().Parse(text.NewReader(r.src)))
		if r.doc.Title == "" && len(r.problems) == 0 {
			r.fail(1, "begin with a line such as “# Subject”", "there is no title")
		}
	}
	if len(r.problems) > 0 {
		return nil, r.problems
	}
	return r.doc, nil
}

type reader struct {
	name     string
	form     Form
	src      []byte
	doc      *Document
	problems kit.Problems
	// line is where the block that is being read begins.
	line int
}

func (r *reader) fail(line int, mend, format string, args ...any) {
	r.problems = append(r.problems, kit.Problem{File: r.name, Line: line, What: fmt.Sprintf(format, args...), Mend: mend})
}

// plain reports whether the source is text that can be printed.
func (r *reader) plain() bool {
	if len(r.src) > MaxSource {
		r.fail(0, fmt.Sprintf("use at most %d kB", MaxSource>>10), "the text has %d kB", len(r.src)>>10)
		return false
	}
	if !utf8.Valid(r.src) {
		r.fail(0, "save it as UTF-8 in the editor", "this is not UTF-8")
		return false
	}
	line := 1
	for _, c := range string(r.src) {
		switch {
		case c == '\n':
			line++
		case unicode.IsControl(c) && c != '\t':
			r.fail(line, "take it out", "there is the control character U+%04X", c)
			return false
		}
	}
	return true
}

// lineAt is where a block, or the first of those in it, begins.
func (r *reader) lineAt(n ast.Node) int {
	for ; n != nil && n.Type() == ast.TypeBlock; n = n.FirstChild() {
		if n.Lines() != nil && n.Lines().Len() > 0 {
			return 1 + bytes.Count(r.src[:n.Lines().At(0).Start], []byte("\n"))
		}
	}
	return max(1, r.line)
}

func (r *reader) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		r.line = r.lineAt(n)
		switch n := n.(type) {
		case *ast.Heading:
			r.heading(n)
		case *ast.Paragraph, *ast.TextBlock:
			r.add(Paragraph, 0, n)
		case *ast.List:
			r.list(n)
		default:
			r.unknown(n)
		}
	}
}

func (r *reader) heading(n *ast.Heading) {
	switch {
	case n.Level == 1 && (r.doc.Title != "" || len(r.doc.Parts) > 0):
		r.fail(r.line, "take the “#” away", "there is a second title, or text above it")
	case n.Level == 1:
		r.doc.Title = strings.TrimSpace(Part{Runs: r.inline(n, nil, false)}.Words())
	case n.Level == 2 && r.form == BriefingForm:
		r.add(Heading, 0, n)
	default:
		r.fail(r.line, "write it as a paragraph", "a heading with %d “#” can’t stand here", n.Level)
	}
}

func (r *reader) list(n *ast.List) {
	if r.form != BriefingForm {
		r.fail(r.lineAt(n), "write it as paragraphs", "a list can’t stand in a letter")
		return
	}
	number := 0
	if n.IsOrdered() {
		number = n.Start
	}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		for part := item.FirstChild(); part != nil; part = part.NextSibling() {
			r.line = r.lineAt(part)
			if k := part.Kind(); k != ast.KindTextBlock && k != ast.KindParagraph || part != item.FirstChild() {
				r.unknown(part)
				continue
			}
			r.add(Item, number, part)
		}
		if number > 0 {
			number++
		}
	}
}

// names are what people call the markup that has no place here.
var names = map[ast.NodeKind]string{
	ast.KindBlockquote: "a quotation", ast.KindCodeBlock: "an indented block", ast.KindFencedCodeBlock: "a block of code",
	ast.KindHTMLBlock: "HTML", ast.KindRawHTML: "HTML", ast.KindThematicBreak: "a rule", ast.KindImage: "a picture",
	ast.KindLink: "a link", ast.KindCodeSpan: "code", ast.KindEmphasis: "emphasis with one star", ast.KindList: "a list inside a list",
}

func (r *reader) unknown(n ast.Node) {
	what, mend := names[n.Kind()], "write it as a paragraph; **bold** is the only markup"
	if what == "" {
		what = n.Kind().String()
	}
	if n.Kind() == ast.KindLink {
		mend = "write the address itself"
	}
	r.fail(r.line, mend, "%s can’t stand here", what)
}

func (r *reader) add(kind Kind, number int, n ast.Node) {
	p := Part{Kind: kind, Number: number, Line: r.line, Runs: r.inline(n, nil, false)}
	if strings.TrimSpace(p.Words()) == "" {
		return
	}
	for i := range p.Runs {
		r.check(p.Runs[i].Words)
	}
	r.doc.Parts = append(r.doc.Parts, p)
}

// check refuses placeholders that nothing fills.
func (r *reader) check(words string) {
	for _, name := range slots(words) {
		switch {
		case r.form == BriefingForm:
			r.fail(r.line, "take it out; nothing is filled in here", "{{%s}} can’t stand in a briefing", name)
		case !slices.Contains(placeholders, name):
			r.fail(r.line, "use {{"+strings.Join(placeholders, "}}, {{")+"}}", "unknown placeholder {{%s}}", name)
		}
	}
}

// inline reads the words of a block, neighbours of one weight as one run.
func (r *reader) inline(parent ast.Node, runs []Run, strong bool) []Run {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			runs = join(runs, plainWords(n.Segment.Value(r.src))+ending(n), strong)
		case *ast.String:
			runs = join(runs, string(n.Value), strong)
		case *ast.AutoLink:
			runs = join(runs, string(n.Label(r.src)), strong)
		case *ast.Emphasis:
			if n.Level != 2 {
				r.unknown(n)
			}
			runs = r.inline(n, runs, true)
		default:
			r.unknown(n)
		}
	}
	return runs
}

// ending is what a line's end becomes: a space, or a new line where the
// writer asked for one.
func ending(n *ast.Text) string {
	switch {
	case n.HardLineBreak():
		return "\n"
	case n.SoftLineBreak():
		return " "
	}
	return ""
}

func plainWords(b []byte) string {
	return string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(b))))
}

func join(runs []Run, words string, strong bool) []Run {
	if n := len(runs); n > 0 && runs[n-1].Strong == strong {
		runs[n-1].Words += words
		return runs
	}
	return append(runs, Run{words, strong})
}
