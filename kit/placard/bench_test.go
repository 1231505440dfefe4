package placard_test

import (
	"context"
	"fmt"
	"io"
	"os"
	"testing"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/page/pdf"
	"eventkit/kit/page/raster"
	"eventkit/kit/placard"
	"eventkit/kit/qr"
	"eventkit/kit/typeset"
)

func benchKit(b *testing.B) (*placard.Maker, *kit.Kit) {
	b.Helper()
	lib, err := typeset.New(os.DirFS("../../assets/fonts"))
	if err != nil {
		b.Fatal(err)
	}
	k, err := kit.Open(os.DirFS("../../assets/campaign"))
	if err != nil {
		b.Fatal(err)
	}
	return placard.New(lib), k
}

var benchEvent = kit.Event{
	Mission: "British High Commission", City: "Nairobi", Date: "2027-10-07", Time: "11:00",
	Timezone: "Africa/Nairobi", Host: "Kenya Peoples’ Table",
}

// BenchmarkFrame is one preview frame at 900 px while somebody types: the
// words change with every frame.
func BenchmarkFrame(b *testing.B) {
	m, k := benchKit(b)
	for _, t := range placard.Templates() {
		b.Run(t.ID, func(b *testing.B) {
			ev := benchEvent
			for i := range b.N {
				ev.Host = fmt.Sprintf("Kenya Peoples’ Table %d", i)
				s, err := m.Make(k, ev, placard.Choice{Template: t.ID, Text: fmt.Sprintf("Free Julian Assange %d", i)})
				if err != nil {
					b.Fatal(err)
				}
				if _, err := raster.PaintFit(s.Page, 900, 900); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkMake lays out one page of a batch: only the strip and the code differ.
func BenchmarkMake(b *testing.B) {
	m, k := benchKit(b)
	ev := benchEvent
	for i := range b.N {
		ev.City = fmt.Sprintf("City %d", i)
		if _, err := m.Make(k, ev, placard.Choice{Template: "shout"}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSave lays a placard out, reads its code back and writes the PDF.
func BenchmarkSave(b *testing.B) {
	m, k := benchKit(b)
	for range b.N {
		s, err := m.Make(k, benchEvent, placard.Choice{Template: "shout"})
		if err != nil {
			b.Fatal(err)
		}
		if err := qr.ReadBack(s.Page); err != nil {
			b.Fatal(err)
		}
		one := func(yield func(*page.Page, error) bool) { yield(s.Page, nil) }
		if err := pdf.Write(io.Discard, pdf.Meta{Title: "x"}, one); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRows writes 1,000 events with a code each.
func BenchmarkRows(b *testing.B) {
	m, k := benchKit(b)
	for n := range b.N {
		rows := make([]kit.Row, 1000)
		for i := range rows {
			ev := benchEvent
			ev.City = fmt.Sprintf("City %d", i)
			ev.Link = fmt.Sprintf("https://example.org/sign/%06d?run=%d", i, n)
			rows[i] = kit.Row{Line: i + 2, Event: ev, Copies: 1}
		}
		pages := m.Rows(context.Background(), k, rows, placard.Choice{Template: "shout"})
		if err := pdf.Write(io.Discard, pdf.Meta{Title: "x"}, pages); err != nil {
			b.Fatal(err)
		}
	}
}
