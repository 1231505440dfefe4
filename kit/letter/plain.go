package letter

import (
	"bufio"
	"io"
	"strings"

	"github.com/rivo/uniseg"

	"eventkit/kit/paper"
)

// columns is the width of plain text, in cells of a terminal.
const columns = 72

// Plain writes the document as plain text of 72 columns. Lines stand in
// logical order; who shows them gives them their direction.
func (m *Made) Plain(w io.Writer) error {
	p := &plain{w: bufio.NewWriter(w)}
	if m.Form == LetterForm {
		m.plainHead(p)
	}
	p.block(m.Title, "", "")
	p.line(strings.Repeat("=", min(columns, uniseg.StringWidth(m.Title))))
	for _, part := range m.Parts {
		m.plainPart(p, part)
	}
	if m.Form == LetterForm {
		m.plainFoot(p)
	}
	if m.Address != nil {
		p.gap()
		p.line(m.Address.Symbol.Address)
	}
	return p.w.Flush()
}

func (m *Made) plainHead(p *plain) {
	for _, lines := range [][]string{{m.Host, m.Contact}, {m.Date}, m.To} {
		p.gap()
		for _, line := range lines {
			if line != "" {
				p.wrapped(line, "", "")
			}
		}
	}
}

func (m *Made) plainPart(p *plain, part Part) {
	words := part.Words()
	switch part.Kind {
	case Heading:
		p.block(words, "", "")
		p.line(strings.Repeat("-", min(columns, uniseg.StringWidth(words))))
	case Item:
		mark := "- "
		if part.Number > 0 {
			mark = paper.Number(part.Number, m.Lang) + ". "
		}
		p.block(words, mark, strings.Repeat(" ", uniseg.StringWidth(mark)))
	default:
		p.block(words, "", "")
	}
}

func (m *Made) plainFoot(p *plain) {
	if m.Closing != "" {
		p.block(m.Closing, "", "")
	}
	if m.Delegation != "" {
		p.block(m.Delegation, "", "")
	}
	for range m.Signers {
		p.gap()
		p.line(strings.TrimSpace(m.Sign + " " + strings.Repeat("_", 40)))
	}
}

// plain writes lines; an error shows at the end.
type plain struct {
	w     *bufio.Writer
	lines int
	open  bool // the last line was empty
}

func (p *plain) line(s string) {
	p.w.WriteString(strings.TrimRight(s, " ") + "\n")
	p.lines++
	p.open = false
}

// gap leaves one line empty, but none at the top.
func (p *plain) gap() {
	if p.lines > 0 && !p.open {
		p.line("")
		p.open = true
	}
}

func (p *plain) block(words, first, then string) {
	p.gap()
	p.wrapped(words, first, then)
}

// wrapped writes words in lines no wider than the columns, unless one word is.
func (p *plain) wrapped(words, first, then string) {
	for _, line := range strings.Split(words, "\n") {
		held, width := first, uniseg.StringWidth(first)
		empty := true
		for _, word := range strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == '\t' }) {
			w := uniseg.StringWidth(word)
			if !empty && width+1+w > columns {
				p.line(held)
				held, width, empty = then, uniseg.StringWidth(then), true
			}
			if !empty {
				held += " "
				width++
			}
			held += word
			width += w
			empty = false
		}
		p.line(held)
		first = then
	}
}
