package manuscript

import (
	"encoding/xml"
	"io"
	"strconv"
)

// word reads the body of a Word document (ECMA-376 part 1, 17).
type word struct {
	draft  *draft
	styles map[string]*style
	lists  lists
	// open are the paragraphs that have begun and not ended, one in another
	// where a box of text hangs on a paragraph; rows are the rows of tables.
	open []*para
	rows []*row
	// choices says for each alternative whether one was taken.
	choices []bool
	// carry is a paragraph whose end was deleted: the next goes on with it.
	carry *para
}

// para is a paragraph while it is read.
type para struct {
	block
	style  style
	number number
	joined bool // its end was deleted
	rows   int  // how many rows it stands in
	// run is the stretch that is read.
	bold, hidden bool
}

// row is the row of a table: the paragraphs of its cells.
type row struct{ cells [][]block }

// dropped are elements whose words aren't the text's: what was deleted or
// moved away, what fields are made from, and older versions of properties.
var dropped = map[string]bool{
	"del": true, "moveFrom": true, "delText": true, "instrText": true, "delInstrText": true, "rt": true,
	"pPrChange": true, "rPrChange": true, "tblPrChange": true, "tcPrChange": true, "trPrChange": true, "sectPr": true,
	"tblPr": true, "tblGrid": true, "trPr": true, "tcPr": true,
}

// missed are elements that have no place in a letter and are named.
var missed = map[string]string{
	"footnoteReference": "footnotes", "endnoteReference": "footnotes", "commentReference": "comments",
	"blip": "pictures", "imagedata": "pictures", "object": "pictures", "altChunk": "text from other files",
}

func (w *word) readBody(e *elements) error {
	for {
		tok, err := e.next()
		if err == io.EOF {
			if w.carry != nil {
				w.draft.put(w.carry.block)
			}
			return nil
		}
		if err != nil {
			return err
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			err = w.start(e, tok)
		case xml.EndElement:
			w.end(tok.Name.Local)
		case xml.CharData:
			if p := w.para(); p != nil && e.in(0, "t") && !p.hidden {
				w.draft.write(&p.block, string(tok), p.bold)
			}
		}
		if err != nil || w.draft.over {
			return err
		}
	}
}

func (w *word) para() *para {
	if len(w.open) == 0 {
		return nil
	}
	return w.open[len(w.open)-1]
}

func (w *word) start(e *elements, el xml.StartElement) error {
	name := el.Name.Local
	if name == "del" && e.in(1, "rPr") && e.in(2, "pPr") {
		if p := w.para(); p != nil {
			p.joined = true
		}
	}
	if what := missed[name]; what != "" {
		w.draft.leave(what)
	}
	switch {
	case name == "Fallback" && len(w.choices) > 0 && w.choices[len(w.choices)-1], dropped[name]:
		return e.skip()
	case name == "AlternateContent":
		w.choices = append(w.choices, false)
	case name == "Choice" && len(w.choices) > 0:
		w.choices[len(w.choices)-1] = true
	case name == "tr":
		w.rows = append(w.rows, &row{})
	case name == "tc" && len(w.rows) > 0:
		r := w.rows[len(w.rows)-1]
		r.cells = append(r.cells, nil)
	case name == "p":
		p := &para{rows: len(w.rows)}
		if w.carry != nil {
			p, w.carry = w.carry, nil
			p.joined = false
		}
		w.open = append(w.open, p)
	case w.para() != nil:
		w.within(e, el, w.para())
	}
	return nil
}

// within takes what stands in a paragraph.
func (w *word) within(e *elements, el xml.StartElement, p *para) {
	switch el.Name.Local {
	case "pStyle":
		p.style = w.styled(attr(el, "val"))
		if p.number.list == "" {
			p.number = p.style.number
		}
	case "outlineLvl":
		p.style.heading = p.style.heading || attr(el, "val") < "9"
	case "numId":
		p.number.list = attr(el, "val")
	case "ilvl":
		p.number.level, _ = strconv.Atoi(attr(el, "val"))
	case "r":
		p.bold, p.hidden = p.style.bold, false
	case "rStyle":
		if s := w.styled(attr(el, "val")); s.hasBold && e.in(2, "r") {
			p.bold = s.bold
		}
	case "b":
		if e.in(1, "rPr") && e.in(2, "r") {
			p.bold = on(el)
		}
	case "vanish":
		if e.in(2, "r") {
			p.hidden = on(el)
		}
	case "br", "cr":
		if !p.hidden {
			p.breakLine()
		}
	case "tab":
		if e.in(1, "r") {
			w.draft.write(&p.block, " ", p.bold)
		}
	case "noBreakHyphen":
		w.draft.write(&p.block, "\u2011", p.bold)
	}
}

func (w *word) end(name string) {
	switch name {
	case "AlternateContent":
		if n := len(w.choices); n > 0 {
			w.choices = w.choices[:n-1]
		}
	case "tr":
		w.endRow()
	case "p":
		if p := w.para(); p != nil {
			w.open = w.open[:len(w.open)-1]
			w.endPara(p)
		}
	}
}

func (w *word) endPara(p *para) {
	if p.joined {
		w.carry = p
		return
	}
	p.heading = p.style.heading
	if lines := p.trimmed(); len(lines) > 0 && !p.heading {
		if mark := w.lists.mark(p.number); mark != "" {
			b := block{}
			w.draft.write(&b, mark, false)
			lines[0] = append(b.lines[0], lines[0]...)
			p.lines = lines
		}
	}
	w.put(p.block, p.rows)
}

// put ends a paragraph, in a cell if it stands in one.
func (w *word) put(b block, rows int) {
	if rows == 0 || rows > len(w.rows) || len(w.rows[rows-1].cells) == 0 {
		w.draft.put(b)
		return
	}
	r := w.rows[rows-1]
	last := len(r.cells) - 1
	if b.lines = b.trimmed(); len(b.lines) > 0 {
		r.cells[last] = append(r.cells[last], b)
	}
}

// endRow ends a row of a table: its cells become lines. Where only one cell
// says anything the table is there for the looks, and its paragraphs stay.
func (w *word) endRow() {
	n := len(w.rows)
	if n == 0 {
		return
	}
	cells := w.rows[n-1].cells
	w.rows = w.rows[:n-1]
	for _, b := range rowBlocks(cells) {
		w.put(b, len(w.rows))
	}
}

func rowBlocks(cells [][]block) []block {
	var all block
	var only []block
	filled := 0
	for _, c := range cells {
		if len(c) == 0 {
			continue
		}
		filled++
		only = c
		for _, b := range c {
			all.lines = append(all.lines, b.lines...)
		}
	}
	if filled > 1 {
		return []block{all}
	}
	return only
}
