package explain_test

import (
	"errors"
	"io/fs"
	"testing"

	"eventkit/kit/artwork"
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
	if got := explain.Explain(gone); got.Title != "The poster’s file isn’t there" || got.Text != "posters/a.svg can’t be found." || errors.Unwrap(gone) == nil {
		t.Errorf("got %+v", got)
	}
}

func TestArtwork(t *testing.T) {
	for want, err := range map[explain.Message]error{
		{Title: "This file can’t be used as a poster", Text: "a.png: this is a web page, not a picture.", Hint: "Save the picture."}:               &artwork.Error{File: "a.png", What: "this is a web page, not a picture", Mend: "save the picture", Err: artwork.ErrKind},
		{Title: "This picture is too large", Text: "a.png: the picture has 9 pixels.", Hint: "Save it smaller."}:                                   &artwork.Error{File: "a.png", What: "the picture has 9 pixels", Mend: "save it smaller", Err: artwork.ErrTooLarge},
		{Title: "This file is damaged", Text: "a.png: the file ends in the middle.", Hint: "Copy it."}:                                             &artwork.Error{File: "a.png", What: "the file ends in the middle", Mend: "copy it", Err: artwork.ErrBroken},
		{Title: "This file can’t be used as a poster", Text: "a.svg, line 4: it is locked."}:                                                       &poster.FileError{File: "x", Err: &artwork.Error{File: "a.svg", Line: 4, What: "it is locked"}},
		{Title: "This file can’t be used as a poster", Text: "b.pdf: the PDF is locked with a password.", Hint: "Ask its author for one without."}: &poster.FileError{File: "b.pdf", Err: &artwork.Error{What: "the PDF is locked with a password", Mend: "ask its author for one without"}},
	} {
		if got := explain.Explain(err); got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
}
