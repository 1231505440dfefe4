package kit

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

const (
	eventFile = "event.toml"
	maxEvent  = 64 << 10 // bytes
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
	if t := s.root; t != nil {
		var names []string
		for _, f := range eventFields {
			*f.of(&e) = t.raw(f.name)
			names = append(names, f.name)
		}
		e.Languages = t.list("languages", maxField)
		t.done(strings.Join(names, ", ") + ", languages")
	}
	s.problems.sort()
	if err := s.problems.orNil(); err != nil {
		return Event{}, err
	}
	return e, nil
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
// with a hint, always in the same order. ReadEvent gives the same event back.
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
	n, err := io.WriteString(w, b.String())
	return int64(n), err
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
