// Package explain turns the typed errors of the kit packages into words for
// people: what happened, what exactly, and what to do about it.
//
// The one function is [Explain]. The window and the terminal both use it, so
// that the same mishap is called the same in both.
package explain

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"eventkit/kit"
	"eventkit/kit/output"
	"eventkit/kit/page/raster"
	"eventkit/kit/placard"
	"eventkit/kit/qr"
	"eventkit/kit/typeset"
)

// Message is an error in words. Title is a few words without a full stop.
// Text, one sentence or a list with a line each, and Hint, the mend, may be "".
type Message struct{ Title, Text, Hint string }

// most is how many lines a list shows before it only counts the rest.
const most = 20

// Explain returns the words for err, for nil the zero Message. An error that
// it doesn't know speaks for itself.
func Explain(err error) Message {
	if err == nil {
		return Message{}
	}
	for _, explain := range append(explainers(), documents()...) {
		if m, ok := explain(err); ok {
			return m
		}
	}
	return Message{Title: "That didn’t work", Text: sentence(err.Error())}
}

// explainers are asked in turn: those that list many things come before those
// that know one, because a list's causes can be found through it.
func explainers() []func(error) (Message, bool) {
	return []func(error) (Message, bool){
		stopped, carried, sealed, waves, unwritten, row, problems, fields, field, limit,
		missingGlyph, tooLong, address, unreadable, drawing, artworkOf, noLink, unknown, tooSmall, tooFine, unshared, unejected, file,
	}
}

func stopped(err error) (Message, bool) {
	return Message{Title: "Stopped", Text: "Nothing was written."}, errors.Is(err, context.Canceled)
}

// outputHints say what to do about each reason of an output error.
var outputHints = map[error]string{
	output.ErrFull:     "Make room on that disk, or save somewhere else.",
	output.ErrTooLarge: "Save fewer pages in one file, or save on another disk.",
	output.ErrDenied:   "Save in a folder of your own, for example Documents.",
	output.ErrReadOnly: "Take off the write protection, or save somewhere else.",
	output.ErrNoFolder: "Make the folder first, or save in one that is there.",
	output.ErrIsFolder: "Give the file another name.",
	output.ErrInUse:    "Close it in the other program, or give the file another name.",
	output.ErrName:     "Give the file a shorter, plainer name.",
	output.ErrGone:     "Plug it in again, or save somewhere else.",
}

func unwritten(err error) (Message, bool) {
	var e *output.Error
	if !errors.As(err, &e) {
		return Message{}, false
	}
	m := Message{Title: "The file was not written"}
	if e.Reason == nil {
		m.Text, m.Hint = sentence(named(e.Path, e.Err.Error())), "Try once more, or save somewhere else."
		return m, true
	}
	m.Text, m.Hint = sentence(named(e.Path, e.Reason.Error())), outputHints[e.Reason]
	return m, true
}

func named(path, what string) string {
	if path == "" {
		return what
	}
	return path + ": " + what
}

// row says which line of a table is meant, and then what is wrong there.
func row(err error) (Message, bool) {
	var e *placard.RowError
	if !errors.As(err, &e) {
		return Message{}, false
	}
	m := Explain(e.Err)
	m.Title = fmt.Sprintf("Line %d of the table: %s", e.Line, m.Title)
	return m, true
}

func problems(err error) (Message, bool) {
	var ps kit.Problems
	if !errors.As(err, &ps) || len(ps) == 0 {
		return Message{}, false
	}
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	title := fmt.Sprintf("%d problems%s", len(ps), in(ps))
	if len(ps) == 1 {
		title = "One problem" + in(ps)
	}
	return Message{Title: title, Text: list(lines)}, true
}

// in names the file if all problems are in one.
func in(ps kit.Problems) string {
	for _, p := range ps {
		if p.File == "" || p.File != ps[0].File {
			return ""
		}
	}
	return " in " + ps[0].File
}

func list(lines []string) string {
	if len(lines) > most {
		rest := len(lines) - most
		lines = append(lines[:most:most], fmt.Sprintf("… and %d more", rest))
	}
	return strings.Join(lines, "\n")
}

func fields(err error) (Message, bool) {
	var e *kit.FieldErrors
	if !errors.As(err, &e) || len(e.Fields) == 0 {
		return Message{}, false
	}
	if len(e.Fields) == 1 {
		return ofField(&e.Fields[0]), true
	}
	lines := make([]string, len(e.Fields))
	for i := range e.Fields {
		lines[i] = e.Fields[i].Error()
	}
	return Message{Title: fmt.Sprintf("%d fields need another look", len(lines)), Text: list(lines)}, true
}

func field(err error) (Message, bool) {
	var e *kit.FieldError
	if !errors.As(err, &e) {
		return Message{}, false
	}
	return ofField(e), true
}

func ofField(e *kit.FieldError) Message {
	return Message{Title: "The " + e.Field + " needs another look", Text: sentence(e.What), Hint: sentence(e.Mend)}
}

func limit(err error) (Message, bool) {
	var e *kit.LimitError
	if !errors.As(err, &e) {
		return Message{}, false
	}
	return Message{
		Title: "That is too large to open",
		Text:  sentence(e.Error()),
		Hint:  "A file that breaks such a limit is damaged or meant to harm; ask its maker for another.",
	}, true
}

func missingGlyph(err error) (Message, bool) {
	var e *typeset.MissingGlyphError
	if !errors.As(err, &e) {
		return Message{}, false
	}
	return Message{
		Title: fmt.Sprintf("No font here draws %q", e.Rune),
		Text:  fmt.Sprintf("It is the character %U of the script %s, in “%s”.", e.Rune, e.Script, e.Text),
		Hint:  "Take it out, or install a font that has it (Noto has one for most scripts) and start again.",
	}, true
}

func tooLong(err error) (Message, bool) {
	var e *typeset.TooLongError
	if !errors.As(err, &e) {
		return Message{}, false
	}
	return Message{
		Title: "Too many words for this paper",
		Text:  fmt.Sprintf("“%s” (%d letters) doesn’t fit at a size that can be read.", e.Text, e.Letters),
		Hint:  "Shorten it, or take larger paper.",
	}, true
}

func address(err error) (Message, bool) {
	var e *qr.AddressError
	if !errors.As(err, &e) {
		return Message{}, false
	}
	return Message{Title: "No code can be made of that address", Text: sentence(e.What), Hint: sentence(e.Mend)}, true
}

func unreadable(err error) (Message, bool) {
	var e *qr.UnreadableError
	if !errors.As(err, &e) {
		return Message{}, false
	}
	return Message{Title: "The code on the page can’t be read, so nothing was written", Text: sentence(e.Error())}, true
}

func noLink(err error) (Message, bool) {
	return Message{
		Title: "The code needs an address",
		Text:  "Neither the event nor the kit says what the code is to open.",
		Hint:  "Paste an address into the event’s link.",
	}, errors.Is(err, placard.ErrNoLink)
}

func unknown(err error) (Message, bool) {
	var e *placard.UnknownError
	if !errors.As(err, &e) {
		return Message{}, false
	}
	m := Message{Title: fmt.Sprintf("There is no %s “%s”", e.Kind, e.Name)}
	if len(e.Known) > 0 {
		m.Hint = "There are: " + strings.Join(e.Known, ", ") + "."
	}
	return m, true
}

func tooSmall(err error) (Message, bool) {
	var e *placard.SizeError
	if !errors.As(err, &e) {
		return Message{}, false
	}
	return Message{
		Title: "This paper is too small for the code",
		Text:  fmt.Sprintf("The code needs %.0f mm a side; paper of %g × %g mm leaves it %.0f.", e.Need, e.Paper.W, e.Paper.H, e.Have),
		Hint:  "Take larger paper, or a shorter address.",
	}, true
}

func tooFine(err error) (Message, bool) {
	var e *raster.TooLargeError
	if !errors.As(err, &e) {
		return Message{}, false
	}
	return Message{
		Title: "That picture would be too large",
		Text:  fmt.Sprintf("It would have %.0f × %.0f pixels; the most is %d million in all.", e.W, e.H, raster.MaxPixels/1_000_000),
		Hint:  fmt.Sprintf("Save it with %g dots per inch, or as a PDF.", e.DPI),
	}, true
}

func file(err error) (Message, bool) {
	var e *fs.PathError
	if !errors.As(err, &e) {
		return Message{}, false
	}
	m := Message{Title: "The file can’t be read", Text: sentence(named(e.Path, e.Err.Error())), Hint: "Try once more, or take another copy of the file."}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		m.Text, m.Hint = e.Path+" doesn’t exist.", "Check how its name is spelt."
	case errors.Is(err, fs.ErrPermission):
		m.Text, m.Hint = "Reading "+e.Path+" isn’t allowed.", "Copy the file into a folder of your own, or ask whoever it belongs to."
	}
	return m, true
}

// sentence makes a sentence of an error's words: a capital unless it begins
// with a name, and a full stop.
func sentence(s string) string {
	if s == "" {
		return ""
	}
	first, _, _ := strings.Cut(s, " ")
	if 'a' <= s[0] && s[0] <= 'z' && !strings.ContainsAny(first, ":/\\.\"_") {
		s = strings.ToUpper(s[:1]) + s[1:]
	}
	if !strings.ContainsAny(s[len(s)-1:], ".!?") && !strings.HasSuffix(s, "…") {
		s += "."
	}
	return s
}
