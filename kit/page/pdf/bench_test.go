package pdf_test

import (
	"io"
	"iter"
	"os"
	"testing"

	"eventkit/kit/page"
	"eventkit/kit/page/internal/specimen"
	"eventkit/kit/page/pdf"
)

func openSet(tb testing.TB) *specimen.Set {
	tb.Helper()
	set, err := specimen.Open(os.DirFS("../../../assets/fonts"))
	if err != nil {
		tb.Fatal(err)
	}
	return set
}

// batch makes n placards that differ in code and strip only.
func batch(tb testing.TB, n int) []*page.Page {
	tb.Helper()
	set := openSet(tb)
	base, err := set.Base()
	if err != nil {
		tb.Fatal(err)
	}
	pages := make([]*page.Page, n)
	for i := range pages {
		if pages[i], err = set.Shout(base, i); err != nil {
			tb.Fatal(err)
		}
	}
	return pages
}

func each(pages ...*page.Page) iter.Seq2[*page.Page, error] {
	return func(yield func(*page.Page, error) bool) {
		for _, p := range pages {
			if !yield(p, nil) {
				return
			}
		}
	}
}

// counter counts what is written.
type counter int64

func (c *counter) Write(b []byte) (int, error) {
	*c += counter(len(b))
	return len(b), nil
}

func benchmarkPages(b *testing.B, n int) {
	pages := batch(b, n)
	b.ReportAllocs()
	var size counter
	for b.Loop() {
		size = 0
		if err := pdf.Write(io.MultiWriter(&size), pdf.Meta{Title: "Batch", Lang: "en"}, each(pages...)); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(size)/float64(n), "B/page")
}

// One placard from laid-out page to document.
func BenchmarkPage(b *testing.B) { benchmarkPages(b, 1) }

// A batch with a code and six small lines of its own on each page.
func Benchmark1000Pages(b *testing.B) { benchmarkPages(b, 1000) }
