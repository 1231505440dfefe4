package explain_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"eventkit/kit"
	"eventkit/kit/explain"
	"eventkit/kit/output"
	"eventkit/kit/page"
	"eventkit/kit/page/raster"
	"eventkit/kit/placard"
	"eventkit/kit/qr"
	"eventkit/kit/typeset"
)

func errorOf[T any](_ T, err error) error { return err }

func TestExplain(t *testing.T) {
	dir := t.TempDir()
	a1 := &page.Page{Size: page.Size{W: 594, H: 841}}
	tests := map[string]struct {
		err  error
		want explain.Message
	}{
		"nothing": {nil, explain.Message{}},
		"stopped": {
			fmt.Errorf("page 3: %w", context.Canceled),
			explain.Message{Title: "Stopped", Text: "Nothing was written."},
		},
		"full disk": {
			&output.Error{Path: "/stick/a.pdf", Reason: output.ErrFull, Err: errors.New("no space left on device")},
			explain.Message{Title: "The file was not written", Text: "/stick/a.pdf: the disk is full.", Hint: "Make room on that disk, or save somewhere else."},
		},
		"an odd disk": {
			&output.Error{Path: "a.pdf", Err: errors.New("input/output error")},
			explain.Message{Title: "The file was not written", Text: "a.pdf: input/output error.", Hint: "Try once more, or save somewhere else."},
		},
		"missing file": {
			errorOf(os.Open(filepath.Join(dir, "event.toml"))),
			explain.Message{Title: "The file can’t be read", Text: filepath.Join(dir, "event.toml") + " doesn’t exist.", Hint: "Check how its name is spelt."},
		},
		"a locked file": {
			&fs.PathError{Op: "open", Path: "rows.csv", Err: fs.ErrPermission},
			explain.Message{Title: "The file can’t be read", Text: "Reading rows.csv isn’t allowed.", Hint: "Copy the file into a folder of your own, or ask whoever it belongs to."},
		},
		"one field": {
			kit.Event{Date: "2022-02-30"}.Validate(),
			explain.Message{Title: "The date needs another look", Text: "\"2022-02-30\" is not a day of the calendar.", Hint: "Write year-month-day, such as 2022-10-07."},
		},
		"a link": {
			errorOf(kit.ParseLink("javascript:alert(1)")),
			explain.Message{Title: "The link needs another look", Text: "javascript: is not a web address.", Hint: "Use an address that starts with https://."},
		},
		"limit": {
			fmt.Errorf("open: %w", &kit.LimitError{File: "big.kit", What: "entries", Got: 2001, Max: 2000}),
			explain.Message{
				Title: "That is too large to open", Text: "big.kit: 2001 entries, the most is 2000.",
				Hint: "A file that breaks such a limit is damaged or meant to harm; ask its maker for another.",
			},
		},
		"no glyph": {
			&typeset.MissingGlyphError{Rune: '𓂀', Script: "Egyp", Text: "eye 𓂀"},
			explain.Message{
				Title: "No font here draws '𓂀'", Text: "It is the character U+13080 of the script Egyp, in “eye 𓂀”.",
				Hint: "Take it out, or install a font that has it (Noto has one for most scripts) and start again.",
			},
		},
		"too many words": {
			&typeset.TooLongError{Text: "word word…", Letters: 3000},
			explain.Message{Title: "Too many words for this paper", Text: "“word word…” (3000 letters) doesn’t fit at a size that can be read.", Hint: "Shorten it, or take larger paper."},
		},
		"too many pixels": {
			errorOf(raster.Paint(a1, 2400)),
			explain.Message{Title: "That picture would be too large", Text: "It would have 56126 × 79465 pixels; the most is 200 million in all.", Hint: "Save it with 507 dots per inch, or as a PDF."},
		},
		"no address": {
			fmt.Errorf("row 3: %w", placard.ErrNoLink),
			explain.Message{Title: "The code needs an address", Text: "Neither the event nor the kit says what the code is to open.", Hint: "Paste an address into the event’s link."},
		},
		"no such slogan": {
			&placard.UnknownError{Kind: "slogan", Name: "nonsuch", Known: []string{"free-now", "no-extradition"}},
			explain.Message{Title: "There is no slogan “nonsuch”", Hint: "There are: free-now, no-extradition."},
		},
		"a row": {
			&placard.RowError{Line: 12, Err: &placard.UnknownError{Kind: "slogan", Name: "x", Known: []string{"free-now"}}},
			explain.Message{Title: "Line 12 of the table: There is no slogan “x”", Hint: "There are: free-now."},
		},
		"small paper": {
			&placard.SizeError{Paper: page.Size{W: 50, H: 60}, Need: 34, Have: 20.4},
			explain.Message{
				Title: "This paper is too small for the code", Text: "The code needs 34 mm a side; paper of 50 × 60 mm leaves it 20.",
				Hint: "Take larger paper, or a shorter address.",
			},
		},
		"unknown":           {errors.New("the moon is down"), explain.Message{Title: "That didn’t work", Text: "The moon is down."}},
		"in another script": {errors.New("été"), explain.Message{Title: "That didn’t work", Text: "été."}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := explain.Explain(tt.err); got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestManyFields(t *testing.T) {
	m := explain.Explain(kit.Event{Date: "soon", Time: "25:00", Link: "ftp://example.org"}.Validate())
	if m.Title != "3 fields need another look" || strings.Count(m.Text, "\n") != 2 {
		t.Errorf("%q", m)
	}
}

func TestCodes(t *testing.T) {
	for _, err := range []error{
		errorOf(qr.Encode("https://example.org/ä")),
		&qr.UnreadableError{Address: "https://example.org", Reason: "the ground is dark"},
	} {
		m := explain.Explain(err)
		if m.Title == "" || m.Title == "That didn’t work" || m.Text == "" {
			t.Errorf("%v is explained as %q", err, m)
		}
	}
}

func TestProblems(t *testing.T) {
	one := errorOf(kit.Open(fstest.MapFS{}))
	if m := explain.Explain(one); m.Title != "One problem in kit.toml" || !strings.Contains(m.Text, "kit.toml: the file is missing") {
		t.Errorf("%q", m)
	}
	many := make(kit.Problems, 50)
	for i := range many {
		many[i] = kit.Problem{File: "slogans.toml", Line: i + 1, What: "no words", Mend: "add some"}
	}
	m := explain.Explain(fmt.Errorf("open the kit: %w", many))
	if m.Title != "50 problems in slogans.toml" || !strings.HasSuffix(m.Text, "\n… and 30 more") || strings.Count(m.Text, "\n") != 20 {
		t.Errorf("%q", m)
	}
	many[7].File = "kit.toml"
	if m := explain.Explain(many); m.Title != "50 problems" {
		t.Errorf("title %q for problems in two files", m.Title)
	}
}

// Every reason that a file was not written has a way out.
func TestEveryReasonHasAHint(t *testing.T) {
	for _, reason := range []error{
		output.ErrFull, output.ErrTooLarge, output.ErrDenied, output.ErrReadOnly,
		output.ErrNoFolder, output.ErrIsFolder, output.ErrInUse, output.ErrName,
	} {
		if m := explain.Explain(&output.Error{Path: "a.pdf", Reason: reason, Err: reason}); m.Hint == "" {
			t.Errorf("%v has no hint", reason)
		}
	}
}
