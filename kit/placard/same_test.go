package placard_test

import (
	"bytes"
	"reflect"
	"sync"
	"testing"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/page/pdf"
	"eventkit/kit/placard"
)

// Same input, same page and same bytes: from a maker that remembers, from one
// that doesn't, and from many goroutines at once.
func TestSameInputSamePage(t *testing.T) {
	variants := matrix(t, []paper{a4})
	old, err := sheetsTogether(t, theMaker(t), variants)
	if err != nil {
		t.Fatal(err)
	}
	fresh := newMaker(t)
	again, err := sheetsTogether(t, fresh, variants)
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range variants {
		if !reflect.DeepEqual(old[i].Report, again[i].Report) || !samePage(old[i].Page, again[i].Page) {
			t.Errorf("%s: another page the second time", v)
		}
	}
	a, b := document(t, old), document(t, again)
	if !bytes.Equal(a, b) {
		t.Error("another document the second time")
	}
}

// sheetsTogether makes all at once.
func sheetsTogether(t *testing.T, m *placard.Maker, variants []variant) ([]*placard.Sheet, error) {
	t.Helper()
	k := theKit(t)
	out := make([]*placard.Sheet, len(variants))
	errs := make([]error, len(variants))
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Go(func() {
			for i := w; i < len(variants); i += 4 {
				out[i], errs[i] = m.Make(k, eventIn(variants[i].lang), variants[i].choice())
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

func samePage(a, b *page.Page) bool {
	if a.Size != b.Size || a.Title != b.Title || a.Lang != b.Lang {
		return false
	}
	return reflect.DeepEqual(items(a), items(b))
}

func items(p *page.Page) []page.Item {
	var out []page.Item
	p.Items(func(it page.Item) bool {
		out = append(out, it)
		return true
	})
	return out
}

func document(t *testing.T, sheets []*placard.Sheet) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := pdf.Write(&b, pdf.Meta{Title: "Placards"}, pagesOf(sheets)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// What pages of a batch have in common is one layer, so that a document holds
// it once.
func TestBatchSharesItsLayer(t *testing.T) {
	m := newMaker(t)
	for _, tpl := range placard.Templates() {
		var first *page.Layer
		for _, city := range []string{"Nairobi", "Lagos", "Accra"} {
			s, err := m.Make(theKit(t), kit.Event{City: city, Host: "Peoples’ Table"}, placard.Choice{Template: tpl.ID})
			if err != nil {
				t.Fatal(err)
			}
			if first == nil {
				first = s.Page.Layers[0]
			}
			if s.Page.Layers[0] != first || len(first.Items) == 0 {
				t.Errorf("%s: the page for %s shares nothing with the one before", tpl.ID, city)
			}
		}
	}
}

// A page doesn't change when others are made after it.
func TestPagesStayAsTheyAre(t *testing.T) {
	m := newMaker(t)
	c := placard.Choice{Template: "demand"}
	s, err := m.Make(theKit(t), eventIn("en"), c)
	if err != nil {
		t.Fatal(err)
	}
	before := document(t, []*placard.Sheet{s})
	for _, lang := range theKit(t).Languages {
		c.Langs = []string{lang}
		if _, err := m.Make(theKit(t), eventIn(lang), c); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(before, document(t, []*placard.Sheet{s})) {
		t.Error("the page is another one")
	}
}
