package placard_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/placard"
	"eventkit/kit/qr"
)

func rowsOf(n int) []kit.Row {
	rows := make([]kit.Row, n)
	for i := range rows {
		rows[i] = kit.Row{
			Line: i + 2, Copies: 1,
			Event: kit.Event{City: fmt.Sprintf("City %d", i), Link: fmt.Sprintf("https://example.org/%d", i)},
		}
	}
	return rows
}

func addressOf(t *testing.T, p *page.Page) string {
	t.Helper()
	return codeOf(t, p).Address
}

func TestRowsKeepTheirOrder(t *testing.T) {
	rows := rowsOf(150)
	rows[3].Copies = 3
	rows[7].Copies = 0
	var want []string
	for i, r := range rows {
		for range max(1, r.Copies) {
			want = append(want, fmt.Sprintf("https://example.org/%d", i))
		}
	}
	i := 0
	for p, err := range theMaker(t).Rows(t.Context(), theKit(t), rows, placard.Choice{Template: "shout", Link: "https://other.example/"}) {
		if err != nil {
			t.Fatal(err)
		}
		if got := addressOf(t, p); i >= len(want) || got != want[i] {
			t.Fatalf("page %d opens %q", i+1, got)
		}
		if i%40 == 0 {
			if err := qr.ReadBack(p); err != nil {
				t.Error(err)
			}
		}
		i++
	}
	if i != len(want) {
		t.Errorf("%d pages, want %d", i, len(want))
	}
}

// A row's own words go before the choice's.
func TestRowsOverrideTheChoice(t *testing.T) {
	slogan := func(id, lang string) string {
		s, ok := theKit(t).Slogan(id)
		if !ok {
			t.Fatalf("no slogan %q", id)
		}
		return squeezed(s.Text[lang])
	}
	tests := []struct {
		name   string
		choice placard.Choice
		row    kit.Row
		want   string
		lang   string
	}{
		{"the choice's", placard.Choice{Slogan: "free-now"}, kit.Row{}, slogan("free-now", "en"), "en"},
		{"its slogan", placard.Choice{Slogan: "free-now"}, kit.Row{Slogan: "drop-the-charges"}, slogan("drop-the-charges", "en"), "en"},
		{"its slogan before a text", placard.Choice{Text: "Something else"}, kit.Row{Slogan: "drop-the-charges"}, slogan("drop-the-charges", "en"), "en"},
		{"its text", placard.Choice{Slogan: "free-now"}, kit.Row{Text: "Words of a row"}, "Wordsofarow", "en"},
		{"its language", placard.Choice{Slogan: "free-now", Langs: []string{"es"}}, kit.Row{Lang: "ru"}, slogan("free-now", "ru"), "ru"},
		{"its languages", placard.Choice{Slogan: "free-now"}, kit.Row{Lang: "sw, hi"}, slogan("free-now", "sw"), "sw"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.choice.Template = "shout"
			for p, err := range theMaker(t).Rows(t.Context(), theKit(t), []kit.Row{tt.row}, tt.choice) {
				if err != nil {
					t.Fatal(err)
				}
				all := said(p)
				if p.Lang != tt.lang || len(all) < len(tt.want) || all[:len(tt.want)] != tt.want {
					t.Errorf("in %s it says %q, want %q in %s", p.Lang, all, tt.want, tt.lang)
				}
			}
		})
	}
}

// The pages before a bad row come, then its error with the row's line.
func TestRowsStopAtABadRow(t *testing.T) {
	rows := rowsOf(60)
	rows[41].Event.Date = "2022-02-30"
	rows[55].Event.Link = "javascript:alert(1)"
	pages := 0
	var last error
	for p, err := range theMaker(t).Rows(t.Context(), theKit(t), rows, placard.Choice{Template: "code"}) {
		if last != nil {
			t.Fatal("something comes after the error")
		}
		if last = err; err == nil {
			pages++
			_ = addressOf(t, p)
		}
	}
	var row *placard.RowError
	var fields *kit.FieldErrors
	if !errors.As(last, &row) || row.Line != 43 || !errors.As(last, &fields) {
		t.Errorf("after %d pages: %v, want the date in line 43", pages, last)
	}
	if pages != 41 {
		t.Errorf("%d pages before the bad row, want 41", pages)
	}
}

func TestRowsCanBeCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	pages := 0
	var last error
	for _, err := range theMaker(t).Rows(ctx, theKit(t), rowsOf(2000), placard.Choice{Template: "shout"}) {
		if err != nil {
			last = err
			continue
		}
		if pages++; pages == 5 {
			cancel()
		}
	}
	if !errors.Is(last, context.Canceled) || pages > 6 {
		t.Errorf("%d pages, then %v", pages, last)
	}
}

// Whoever stops asking gets no more, and nothing is left running.
func TestRowsCanBeLeft(t *testing.T) {
	m, k := theMaker(t), theKit(t)
	synctest.Test(t, func(t *testing.T) {
		for range m.Rows(t.Context(), k, rowsOf(500), placard.Choice{Template: "shout"}) {
			break
		}
		for range m.Rows(t.Context(), k, nil, placard.Choice{Template: "shout"}) {
			t.Error("no rows give a page")
		}
	})
}
