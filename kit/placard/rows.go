package placard

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"strings"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/qr"
)

// RowError says which row of a table could not be made.
type RowError struct {
	// Line is the row's line in the file.
	Line int
	Err  error
}

func (e *RowError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

func (e *RowError) Unwrap() error { return e.Err }

// Rows makes a placard for every row and copy, in the rows' order, with all
// cores; what a row gives overrides the choice. Every code is read back from
// the painted page before its page is handed over: the first one of a layout
// as a camera finds it, the rest module by module (see [qr.Reader]). The
// sequence ends with the first error; a row's own is a [*RowError].
func (m *Maker) Rows(ctx context.Context, k *kit.Kit, rows []kit.Row, c Choice) iter.Seq2[*page.Page, error] {
	return func(yield func(*page.Page, error) bool) {
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		for batch := range m.batches(ctx, k, rows, c) {
			made := <-batch
			for i, p := range made.pages {
				for range max(1, made.rows[i].Copies) {
					if ctx.Err() != nil {
						yield(nil, ctx.Err())
						return
					}
					if !yield(p, nil) {
						return
					}
				}
			}
			if made.err != nil {
				yield(nil, made.err)
				return
			}
		}
		if ctx.Err() != nil {
			yield(nil, ctx.Err())
		}
	}
}

// batchSize is how many rows a goroutine takes at a time.
const batchSize = 16

type batch struct {
	rows  []kit.Row
	pages []*page.Page
	err   error
}

// batches makes rows in the background and hands their results over in order;
// at most a few batches a core are under way.
func (m *Maker) batches(ctx context.Context, k *kit.Kit, rows []kit.Row, c Choice) <-chan chan batch {
	workers := runtime.GOMAXPROCS(0)
	type job struct {
		rows []kit.Row
		out  chan batch
	}
	jobs, order := make(chan job), make(chan chan batch, 2*workers)
	for range workers {
		go func() {
			reader := qr.NewReader()
			seen := map[page.Size]bool{}
			for j := range jobs {
				j.out <- m.batch(ctx, k, j.rows, c, reader, seen)
			}
		}()
	}
	go func() {
		defer close(order)
		defer close(jobs)
		for len(rows) > 0 {
			n := min(batchSize, len(rows))
			j := job{rows[:n], make(chan batch, 1)}
			rows = rows[n:]
			select {
			case order <- j.out:
			case <-ctx.Done():
				return
			}
			select {
			case jobs <- j:
			case <-ctx.Done():
				j.out <- batch{err: ctx.Err()}
				return
			}
		}
	}()
	return order
}

func (m *Maker) batch(ctx context.Context, k *kit.Kit, rows []kit.Row, c Choice, reader *qr.Reader, seen map[page.Size]bool) batch {
	b := batch{rows: rows, pages: make([]*page.Page, 0, len(rows))}
	for _, r := range rows {
		if b.err = ctx.Err(); b.err != nil {
			return b
		}
		p, err := m.row(k, r, c, reader, seen)
		if err != nil {
			b.err = &RowError{r.Line, err}
			return b
		}
		b.pages = append(b.pages, p)
	}
	return b
}

// row makes one row's page and reads its code back.
func (m *Maker) row(k *kit.Kit, r kit.Row, c Choice, reader *qr.Reader, seen map[page.Size]bool) (*page.Page, error) {
	s, err := m.lay(k, r.Event, c.forRow(r))
	if err != nil {
		return nil, err
	}
	layout := page.Size{W: s.Report.CodeMM, H: float64(s.Report.Modules)}
	if seen[layout] {
		return s.Page, reader.Batch(s.Page)
	}
	seen[layout] = true
	return s.Page, reader.Page(s.Page)
}

// forRow puts a row's own words, language and address over the choice.
func (c Choice) forRow(r kit.Row) Choice {
	if r.Slogan != "" {
		c.Slogan, c.Text = r.Slogan, ""
	}
	if r.Text != "" {
		c.Text = r.Text
	}
	if r.Lang != "" {
		c.Langs = strings.Split(r.Lang, ",")
		for i := range c.Langs {
			c.Langs[i] = strings.TrimSpace(c.Langs[i])
		}
	}
	if r.Event.Link != "" {
		c.Link = r.Event.Link
	}
	return c
}
