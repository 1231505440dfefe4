package kit

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Problem is one thing that is wrong, where it is, and how to mend it.
type Problem struct {
	// File is the path inside the kit, or the name of the file that was read.
	File string `json:"file"`
	// Line counts from 1; 0 means the file as a whole.
	Line int    `json:"line,omitempty"`
	What string `json:"what"`
	Mend string `json:"mend"`
	// Warning marks what a kit can live with.
	Warning bool `json:"warning,omitempty"`
	// Err is the typed cause where there is one, such as a [LimitError].
	Err error `json:"-"`
}

// String returns "file:line: what; mend".
func (p Problem) String() string {
	var b strings.Builder
	if p.File != "" {
		b.WriteString(p.File)
		if p.Line > 0 {
			fmt.Fprintf(&b, ":%d", p.Line)
		}
		b.WriteString(": ")
	}
	if p.Warning {
		b.WriteString("warning: ")
	}
	b.WriteString(p.What)
	if p.Mend != "" {
		b.WriteString("; " + p.Mend)
	}
	return b.String()
}

// Problems is an error that lists everything that is wrong, one line each.
// Use errors.As with a Problems (not a pointer).
type Problems []Problem

// Error returns the problems one below the other.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// Unwrap returns the typed causes.
func (ps Problems) Unwrap() []error {
	var errs []error
	for _, p := range ps {
		if p.Err != nil {
			errs = append(errs, p.Err)
		}
	}
	return errs
}

// Errors returns the problems that are not warnings, or nil.
func (ps Problems) Errors() Problems {
	var out Problems
	for _, p := range ps {
		if !p.Warning {
			out = append(out, p)
		}
	}
	return out
}

// orNil returns the problems as an error, or nil if there are none.
func (ps Problems) orNil() error {
	if len(ps) == 0 {
		return nil
	}
	return ps
}

func (ps Problems) sort() {
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
}
