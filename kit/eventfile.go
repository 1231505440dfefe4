package kit

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	eventFile = "event.toml"
	maxEvent  = maxTally // bytes
)

// ReadEvent reads event.toml. Unknown keys and values of another kind are
// errors, all of them at once as [Problems]; whether a date or a link makes
// sense is up to [Event.Validate].
func ReadEvent(r io.Reader) (Event, error) {
	data, err := readAll(r, eventFile, maxEvent)
	if err != nil {
		return Event{}, fmt.Errorf("read the event: %w", err)
	}
	s := parse(eventFile, data)
	var e Event
	if s.root != nil {
		e = s.root.event(eventFile)
	}
	s.problems.sort()
	if err := s.problems.orNil(); err != nil {
		return Event{}, err
	}
	return e, nil
}

// event reads an event with its tally; file is named in messages about counts.
func (t *table) event(file string) Event {
	var e Event
	var names []string
	for _, f := range eventFields {
		*f.of(&e) = t.raw(f.name)
		names = append(names, f.name)
	}
	e.Languages = t.list("languages", maxField)
	if counted := t.sub("tally"); counted != nil {
		e.Tally = counted.tally(file)
	}
	t.done(strings.Join(names, ", ") + ", languages, tally")
	return e
}

// raw reads words as they are; Validate judges them.
func (t *table) raw(key string) string {
	if !t.has(key) {
		return ""
	}
	s, ok := t.m[key].(string)
	if !ok {
		t.fail(key, fmt.Sprintf("put it in quotes: %s = \"…\"", key), "%s is not text", key)
	}
	return s
}

// WriteTo writes the event as event.toml, every field on a line of its own
// with a hint and what was counted below them, always in the same order.
// ReadEvent gives the same event back.
func (e Event) WriteTo(w io.Writer) (int64, error) {
	var b strings.Builder
	b.WriteString("# An event. What is empty stays off the page.\n")
	for _, f := range eventFields {
		value := *f.of(&e)
		if !utf8.ValidString(value) {
			return 0, &FieldError{f.name, "is not UTF-8", "type it again"}
		}
		fmt.Fprintf(&b, "%s = %s", f.name, quoted(value))
		if f.hint != "" {
			b.WriteString("  # " + f.hint)
		}
		b.WriteByte('\n')
	}
	tags := make([]string, len(e.Languages))
	for i, tag := range e.Languages {
		if !utf8.ValidString(tag) {
			return 0, &FieldError{"languages", "is not UTF-8", "type it again"}
		}
		tags[i] = quoted(tag)
	}
	fmt.Fprintf(&b, "languages = [%s]  # the leading one first, such as [\"ar\", \"en\"]\n", strings.Join(tags, ", "))
	if err := e.Tally.inEvent(&b); err != nil {
		return 0, err
	}
	n, err := io.WriteString(w, b.String())
	return int64(n), err
}

// PutTally returns the text of an event file with another tally in it, nil for
// none. The event's own lines stay as they were written, with their comments.
// The error is that of [ReadEvent], or of a tally that can't be written.
func PutTally(event []byte, t *Tally) ([]byte, error) {
	e, err := ReadEvent(bytes.NewReader(event))
	if err != nil {
		return nil, err
	}
	e.Tally = t
	var whole bytes.Buffer
	if _, err := e.WriteTo(&whole); err != nil {
		return nil, err
	}
	own := eventLines(string(event))
	var b strings.Builder
	b.WriteString(own)
	if own != "" && !strings.HasSuffix(own, "\n") {
		b.WriteByte('\n')
	}
	if err := t.inEvent(&b); err != nil {
		return nil, err
	}
	again, err := ReadEvent(strings.NewReader(b.String()))
	if err != nil || !again.equal(e) {
		// Written in a way that can't be kept, such as a tally on one line.
		return whole.Bytes(), nil
	}
	return []byte(b.String()), nil
}

// eventLines is an event file up to its tally.
func eventLines(text string) string {
	var own strings.Builder
	for line := range strings.Lines(text) {
		if strings.HasPrefix(strings.TrimLeft(line, " \t"), "[") {
			break
		}
		own.WriteString(line)
	}
	text = strings.TrimRight(own.String(), "\n")
	return strings.TrimRight(strings.TrimSuffix(text, strings.TrimRight(tallyNote, "\n")), "\n") + "\n"
}

func (e Event) equal(o Event) bool {
	for _, f := range eventFields {
		if *f.of(&e) != *f.of(&o) {
			return false
		}
	}
	return slices.Equal(e.Languages, o.Languages) && e.Tally.Equal(o.Tally)
}

// quoted writes a TOML basic string (TOML 1.0, "String").
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < ' ' || r == 0x7f || r == 0xfeff || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
