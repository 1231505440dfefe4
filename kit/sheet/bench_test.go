package sheet_test

import (
	"io"
	"testing"

	"eventkit/kit/page/pdf"
	"eventkit/kit/paper/papertest"
	"eventkit/kit/sheet"
)

// A hundred sheets, from the kit to the file.
func BenchmarkHundredSheets(b *testing.B) {
	k, m := papertest.Kit(b), maker(b)
	b.ReportAllocs()
	for b.Loop() {
		s, err := m.Sheets(k, papertest.Event("en"), sheet.SheetsChoice{Count: 100})
		if err != nil {
			b.Fatal(err)
		}
		if err := pdf.Write(io.Discard, pdf.Meta{}, s.Pages()); err != nil {
			b.Fatal(err)
		}
	}
}
