package explain_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"eventkit/kit"
	"eventkit/kit/drive"
	"eventkit/kit/explain"
	"eventkit/kit/output"
	"eventkit/kit/page"
	"eventkit/kit/page/raster"
	"eventkit/kit/placard"
	"eventkit/kit/qr"
	"eventkit/kit/typeset"
)

// known is one of every error that has words of its own.
func known() []error {
	errs := []error{
		context.Canceled,
		&output.Error{Path: "a.pdf", Err: errors.New("odd")},
		kit.Problems{{File: "kit.toml", Line: 3, What: "no title", Mend: "add one"}},
		&kit.FieldErrors{Fields: []kit.FieldError{{Field: "date", What: "no such day", Mend: "choose another"}}},
		&kit.FieldError{Field: "link", What: "there is a space in it", Mend: "take it out"},
		&kit.LimitError{File: "a.kit", What: "entries", Got: 3, Max: 2},
		&typeset.MissingGlyphError{Rune: 'x', Script: "Latn", Text: "x"},
		&typeset.TooLongError{Text: "x", Letters: 9000},
		&qr.AddressError{Address: "ä", What: "it is not ASCII", Mend: "write it percent-encoded"},
		&qr.UnreadableError{Address: "https://example.org", Reason: "it is torn"},
		placard.ErrNoLink,
		&placard.UnknownError{Kind: "slogan", Name: "x", Known: []string{"y"}},
		&placard.SizeError{Paper: page.Size{W: 50, H: 50}, Need: 60, Have: 40},
		&raster.TooLargeError{W: 1e6, H: 1e6, DPI: 10},
		&drive.EjectError{Name: "KIT", Reason: drive.ErrBusy},
		&drive.EjectError{Name: "KIT", Reason: drive.ErrNotAllowed},
		&drive.EjectError{Name: "KIT", Reason: drive.ErrNotEjectable},
		&drive.EjectError{Name: "KIT", Err: errors.New("odd")},
		&fs.PathError{Op: "open", Path: "a.toml", Err: fs.ErrNotExist},
	}
	for _, reason := range []error{output.ErrFull, output.ErrInUse, output.ErrName} {
		errs = append(errs, &output.Error{Path: "a.pdf", Reason: reason, Err: reason})
	}
	return errs
}

// One voice: a title without a full stop, then whole sentences.
func TestVoice(t *testing.T) {
	for _, err := range known() {
		m := explain.Explain(err)
		if m.Title == "" || m.Title == "That didn’t work" {
			t.Errorf("%T has no words of its own: %q", err, m)
		}
		if strings.HasSuffix(m.Title, ".") {
			t.Errorf("%T: the title %q ends in a full stop", err, m.Title)
		}
		if m.Hint != "" && !strings.HasSuffix(m.Hint, ".") {
			t.Errorf("%T: the hint %q is not a sentence", err, m.Hint)
		}
		var ps kit.Problems
		if m.Text != "" && !strings.HasSuffix(m.Text, ".") && !errors.As(err, &ps) {
			t.Errorf("%T: the text %q is not a sentence", err, m.Text)
		}
		if m.Text == "" && m.Hint == "" {
			t.Errorf("%T says only %q", err, m.Title)
		}
	}
}

// What wraps an error for the log changes nothing for people, and a row keeps
// its line.
func TestWrapped(t *testing.T) {
	for _, err := range known() {
		want := explain.Explain(err)
		if got := explain.Explain(fmt.Errorf("make the page: %w", err)); got != want {
			t.Errorf("wrapped %T is explained as %q, want %q", err, got, want)
		}
		if errors.Is(err, context.Canceled) {
			continue
		}
		var disk *output.Error
		got := explain.Explain(&placard.RowError{Line: 7, Err: err})
		if !errors.As(err, &disk) && got.Title != "Line 7 of the table: "+want.Title {
			t.Errorf("row with %T has the title %q", err, got.Title)
		}
	}
}
