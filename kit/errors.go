package kit

import (
	"fmt"
	"strings"
)

// FieldError is one field of an event, or of a link, that is wrong.
type FieldError struct {
	// Field is the name as event.toml has it: "date", "timezone", "link" …
	Field string
	What  string
	Mend  string
}

// Error returns "field: what; mend".
func (e *FieldError) Error() string { return e.Field + ": " + e.What + "; " + e.Mend }

// FieldErrors is every field that is wrong, in the order of the form.
type FieldErrors struct {
	Fields []FieldError
}

// Error returns the fields one below the other.
func (e *FieldErrors) Error() string {
	lines := make([]string, len(e.Fields))
	for i := range e.Fields {
		lines[i] = e.Fields[i].Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap returns the single field errors.
func (e *FieldErrors) Unwrap() []error {
	errs := make([]error, len(e.Fields))
	for i := range e.Fields {
		errs[i] = &e.Fields[i]
	}
	return errs
}

// Of returns what is wrong with one field, if anything.
func (e *FieldErrors) Of(field string) (FieldError, bool) {
	if e != nil {
		for _, f := range e.Fields {
			if f.Field == field {
				return f, true
			}
		}
	}
	return FieldError{}, false
}

// LimitError says that something is larger than this program reads.
type LimitError struct {
	// File is the file or entry that was measured.
	File string
	// What was measured, in the plural and with its unit: "bytes", "entries",
	// "pixels", "folders deep", "UTF-16 units in its path".
	What string
	// Got is the measure and Max the most that is allowed. Got may be the
	// first value above Max where counting stopped there.
	Got, Max int64
}

// Error names the file, the measure and the limit.
func (e *LimitError) Error() string {
	return fmt.Sprintf("%s: %s", e.File, e.what())
}

func (e *LimitError) what() string {
	return fmt.Sprintf("%d %s, the most is %d", e.Got, e.What, e.Max)
}

func (e *LimitError) problem(mend string) Problem {
	return Problem{File: e.File, What: e.what(), Mend: mend, Err: e}
}
