package explain_test

import (
	"errors"
	"io/fs"
	"testing"

	"eventkit/kit/explain"
	"eventkit/kit/page/svg"
	"eventkit/kit/poster"
)

func TestPosters(t *testing.T) {
	bad := &poster.FileError{File: "posters/a.svg", Err: &svg.Error{Line: 3, What: "<text> can't be drawn", Mend: "turn the words into paths"}}
	want := explain.Message{
		Title: "The poster can’t be drawn", Text: "posters/a.svg, line 3: <text> can't be drawn.", Hint: "Turn the words into paths.",
	}
	if got := explain.Explain(bad); got != want {
		t.Errorf("got %+v", got)
	}
	whole := &poster.FileError{File: "posters/a.svg", Err: &svg.Error{What: "this is not SVG", Mend: "export it"}}
	if got := explain.Explain(whole); got.Text != "posters/a.svg: this is not SVG." {
		t.Errorf("got %+v", got)
	}
	gone := &poster.FileError{File: "posters/a.svg", Err: &fs.PathError{Op: "open", Path: "posters/a.svg", Err: fs.ErrNotExist}}
	if got := explain.Explain(gone); got.Text != "posters/a.svg doesn’t exist." || errors.Unwrap(gone) == nil {
		t.Errorf("got %+v", got)
	}
}
