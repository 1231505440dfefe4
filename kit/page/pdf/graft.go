package pdf

import (
	"fmt"
	"slices"
)

// Takes says whether a document's first page can be set as vectors: nil, or an
// error that says why an image's pixels stand in for it. It must be a plain
// document: written in one go, without encryption and object streams.
func Takes(document []byte) error {
	_, err := newGraft(document)
	if err != nil {
		return fmt.Errorf("the PDF's page is set as a picture: %w", err)
	}
	return nil
}

// graft is a page of a foreign document on its way into ours: its drawing and
// what that needs, without annotations, scripts, attachments and metadata.
type graft struct {
	from   *foreign
	page   *foreignPage
	filter entries
	data   []byte
	// order lists the foreign objects that are taken, as they are met.
	order []int
	index map[int]int
	// bodies are theirs, in that order.
	bodies []graftBody
	// refs counts the references in them.
	refs int
	// resources and group are those of the form.
	resources, group []piece
}

// piece is a run of bytes, then a reference to the object at index, unless that
// is below zero.
type piece struct {
	text  []byte
	index int
}

type graftBody struct {
	pieces []piece
	data   []byte
	stream bool
	// packed says that data is written as it is.
	packed bool
}

// newGraft reads all that is needed, so that nothing can fail while it is written.
func newGraft(data []byte) (*graft, error) {
	from, err := readForeign(data)
	if err != nil {
		return nil, err
	}
	g := &graft{from: from, index: map[int]int{}}
	if g.page, err = from.firstPage(); err != nil {
		return nil, err
	}
	if g.filter, g.data, err = from.joined(g.page.contents); err != nil {
		return nil, err
	}
	for i, e := range g.filter {
		// Only names and numbers are asked of them; a reference is rare.
		g.filter[i].value = from.resolved(e.value)
	}
	if g.resources, err = g.copied(g.page.resources); err != nil {
		return nil, err
	}
	if g.group, err = g.copied(g.page.group); err != nil {
		return nil, err
	}
	for i := 0; i < len(g.order); i++ {
		b, err := g.body(from.objects[g.order[i]])
		if err != nil {
			return nil, err
		}
		g.bodies = append(g.bodies, b)
	}
	return g, nil
}

// left lists what a stream's dictionary says about other things than drawing,
// or about other files (ISO 32000-1, tables 5, 89 and 95).
var left = []string{
	"/Length", "/Metadata", "/PieceInfo", "/LastModified", "/StructParent", "/StructParents",
	"/OPI", "/Ref", "/Alternates", "/ID", "/AF", "/Measure", "/PtData", "/DL",
}

// body copies an object.
func (g *graft) body(o foreignObject) (graftBody, error) {
	b := graftBody{data: o.data, stream: o.stream}
	if !o.stream {
		if outside(o.body) {
			b.pieces = []piece{{[]byte("null"), -1}}
			return b, nil
		}
		var err error
		b.pieces, err = g.copied(o.body)
		return b, err
	}
	dict, err := dictionary(o.body)
	if err != nil {
		return b, err
	}
	if err := external(dict); err != nil {
		return b, err
	}
	for _, e := range dict {
		if slices.Contains(left, string(e.key)) {
			continue
		}
		b.packed = b.packed || string(e.key) == "/Filter"
		value, err := g.copied(e.value)
		if err != nil {
			return b, err
		}
		b.pieces = append(append(b.pieces, piece{e.key, -1}), value...)
	}
	return b, nil
}

// outside reports whether an object belongs to the document rather than to
// what a page draws.
func outside(body []byte) bool {
	dict, err := dictionary(body)
	if err != nil {
		return false
	}
	switch string(dict.get("Type")) {
	case "/Page", "/Pages", "/Catalog", "/Annot", "/Action", "/Filespec", "/StructTreeRoot", "/StructElem", "/Sig":
		return true
	}
	return false
}

// copied copies a value without needless spaces and takes what it refers to.
func (g *graft) copied(value []byte) ([]piece, error) {
	var pieces []piece
	var run []byte
	t := tokens{src: value}
	for {
		start := t.i
		word, err := t.next()
		if err != nil {
			return nil, err
		}
		if word == nil {
			if len(run) > 0 {
				pieces = append(pieces, piece{run, -1})
			}
			return pieces, nil
		}
		end := t.i
		t.reference(word)
		if t.i == end {
			run = joinToken(run, word)
			continue
		}
		n, ok := refNumber(t.src[start:t.i])
		if _, known := g.from.objects[n]; !ok || !known {
			run = joinToken(run, []byte("null"))
			continue
		}
		if g.refs++; g.refs > foreignRefs {
			return nil, errNotPlain
		}
		i, met := g.index[n]
		if !met {
			i = len(g.order)
			g.index[n] = i
			g.order = append(g.order, n)
		}
		pieces = append(pieces, piece{run, i})
		run = nil
	}
}

// joinToken appends a token, with a space if the two would be read as one.
func joinToken(run, word []byte) []byte {
	if len(run) > 0 && regular(run[len(run)-1]) && regular(word[0]) {
		run = append(run, ' ')
	}
	return append(run, word...)
}
