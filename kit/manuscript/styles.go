package manuscript

import (
	"encoding/xml"
	"io"
	"strconv"
	"strings"
)

// style is what a letter needs to know of a style.
type style struct {
	based         string
	heading       bool
	bold, hasBold bool
	number        number
}

// number is a place in a list: which list, how deep.
type number struct {
	list  string
	level int
}

const maxStyles = 5000

// readStyles reads which styles are headings or bold (ECMA-376 part 1, 17.7).
func (w *word) readStyles(e *elements) error {
	var now *style
	return e.each(func(el xml.StartElement) error {
		switch el.Name.Local {
		case "style":
			now = &style{}
			if len(w.styles) < maxStyles {
				w.styles[attr(el, "styleId")] = now
			}
		case "name":
			if now != nil && e.in(1, "style") {
				now.heading = isHeading(attr(el, "val"))
			}
		case "basedOn":
			if now != nil {
				now.based = attr(el, "val")
			}
		case "outlineLvl":
			if now != nil && attr(el, "val") < "9" {
				now.heading = true
			}
		case "b":
			if now != nil && e.in(1, "rPr") && e.in(2, "style") {
				now.bold, now.hasBold = on(el), true
			}
		case "numId":
			if now != nil {
				now.number.list = attr(el, "val")
			}
		}
		return nil
	})
}

// isHeading knows Word's own styles, which have English names in every
// language.
func isHeading(name string) bool {
	name = strings.ToLower(name)
	return name == "title" || strings.HasPrefix(name, "heading ")
}

// styled returns a style with what it inherits.
func (w *word) styled(id string) style {
	var out style
	for range 10 {
		s := w.styles[id]
		if s == nil {
			break
		}
		out.heading = out.heading || s.heading
		if s.hasBold && !out.hasBold {
			out.bold, out.hasBold = s.bold, true
		}
		if out.number.list == "" {
			out.number = s.number
		}
		id = s.based
	}
	return out
}

// lists are a document's lists: which of their levels count.
type lists struct {
	// kind is the list that each one follows, counts the levels that count.
	kind   map[string]string
	counts map[number]bool
	// at is how far each has counted.
	at map[number]int
}

const maxLists = 5000

// readNumbering reads which lists count (ECMA-376 part 1, 17.9).
func (w *word) readNumbering(e *elements) error {
	w.lists = lists{map[string]string{}, map[number]bool{}, map[number]int{}}
	kind, list, level := "", "", 0
	return e.each(func(el xml.StartElement) error {
		switch el.Name.Local {
		case "abstractNum":
			kind = attr(el, "abstractNumId")
		case "lvl":
			level, _ = strconv.Atoi(attr(el, "ilvl"))
		case "numFmt":
			if v := attr(el, "val"); v != "bullet" && v != "none" && e.in(1, "lvl") && len(w.lists.counts) < maxLists {
				w.lists.counts[number{kind, level}] = true
			}
		case "num":
			list = attr(el, "numId")
		case "abstractNumId":
			if len(w.lists.kind) < maxLists {
				w.lists.kind[list] = attr(el, "val")
			}
		}
		return nil
	})
}

// mark is what stands before an item of a list; "" is no list.
func (l *lists) mark(n number) string {
	if n.list == "" || n.list == "0" {
		return ""
	}
	n.list = l.kind[n.list]
	if !l.counts[n] {
		return "•\u00A0"
	}
	for deeper := range l.at {
		if deeper.list == n.list && deeper.level > n.level {
			delete(l.at, deeper)
		}
	}
	l.at[n]++
	return strconv.Itoa(l.at[n]) + ".\u00A0"
}

// each calls do for every element.
func (e *elements) each(do func(xml.StartElement) error) error {
	for {
		tok, err := e.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if el, ok := tok.(xml.StartElement); ok {
			if err := do(el); err != nil {
				return err
			}
		}
	}
}
