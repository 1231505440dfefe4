package kit

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"eventkit/kit/artwork"
	"eventkit/kit/page"
	"eventkit/kit/page/svg"
)

// Poster is artwork of the kit. Its headline is a slogan of the kit or a Text
// of its own, set by the program in the language asked for; finished artwork
// has neither, says in which Language its words are, and may be a picture or a
// PDF besides a drawing.
type Poster struct {
	ID              string
	Title           Text
	Credit, Licence string
	Slogan          string // id of a slogan
	Text            Text
	Language        string // BCP 47, of finished artwork
	// Ground is the colour around the artwork where paper has other
	// proportions.
	Ground page.Color
	// Corner is where a card with the code may lie on the artwork, one of
	// [Corners], or "" for a foot below it.
	Corner string
	// Views are the ways to show it; the first is the poster's own and the
	// others serve papers of other proportions. There is at least one.
	Views []View
}

// View is a window onto a drawing. All lengths are in the drawing's units.
type View struct {
	// File is the drawing, from the kit's top; of finished artwork an SVG, PNG,
	// JPEG or PDF.
	File string
	// Frame is the part that is shown of a drawing; an empty one is all of it.
	Frame page.Rect
	// Box is where the headline stands; it is empty in finished artwork.
	Box page.Rect
	// Ink is the headline's colour.
	Ink page.Color
	// Align is "start" (the side where the language begins), "left" or "center".
	Align string
}

// Corners are the corners of a sheet that a card may lie in.
func Corners() []string { return []string{"top-left", "top-right", "bottom-left", "bottom-right"} }

// Poster returns the poster with the given id.
func (k *Kit) Poster(id string) (Poster, bool) {
	for _, p := range k.Posters {
		if p.ID == id {
			return p, true
		}
	}
	return Poster{}, false
}

// The most posters of a kit, and the most views of one.
const (
	maxPosters = 200
	maxViews   = 8
)

func readPosters(root *table) []Poster {
	var out []Poster
	ids := map[string]bool{}
	tables := root.tables("poster")
	if len(tables) > maxPosters {
		root.fail("poster", fmt.Sprintf("keep at most %d", maxPosters), "there are %d posters", len(tables))
		return nil
	}
	for _, t := range tables {
		p := Poster{
			ID: t.unique("id", ids), Title: t.needText("title", maxName),
			Credit: t.need("credit", maxName), Licence: t.need("licence", maxName),
			Slogan: t.str("slogan", maxName), Text: t.text("text", maxName), Language: t.str("language", maxName),
			Ground: t.optionalColor("ground", page.White),
			Corner: t.oneOf("corner", "", Corners()),
		}
		t.words(p)
		own := t.view(View{Ink: page.Black, Align: "start"}, p.Language != "")
		if !t.has("file") || t.m["file"] == "" {
			t.need("file", maxName)
		}
		p.Views = append(p.Views, own)
		views := t.tables("view")
		if len(views) > maxViews {
			t.fail("view", fmt.Sprintf("keep at most %d", maxViews), "poster %s has %d views", p.ID, len(views))
			views = nil
		}
		for _, v := range views {
			p.Views = append(p.Views, v.view(View{File: own.File, Ink: own.Ink, Align: own.Align}, p.Language != ""))
			v.done("file, frame, box, ink, align")
		}
		t.done("id, file, title, slogan, text, language, frame, box, ink, align, ground, corner, credit, licence, [[poster.view]]")
		out = append(out, p)
	}
	return out
}

// words says that a poster has one kind of words, and one only.
func (t *table) words(p Poster) {
	if p.Language != "" {
		if what, mend := tagProblem(p.Language); what != "" {
			t.fail("language", mend, "%s", what)
		}
	}
	n := 0
	for _, key := range []string{"slogan", "text", "language"} {
		if t.has(key) {
			n++
		}
	}
	if n != 1 {
		t.src.add(t.src.lines[t.path], fmt.Sprintf("poster %q has %d of slogan, text and language", p.ID, n),
			"give it a slogan or a text for its headline, or the language of finished artwork")
	}
}

// view reads a view; what it doesn't say is as in from.
func (t *table) view(from View, finished bool) View {
	v := from
	if file := t.str("file", maxName); file != "" {
		v.File = file
	}
	v.Frame = t.rect("frame")
	v.Box = t.rect("box")
	v.Ink = t.optionalColor("ink", from.Ink)
	v.Align = t.oneOf("align", from.Align, []string{"start", "left", "center"})
	switch {
	case finished && t.has("box"):
		t.fail("box", "take it out, or give the poster a slogan", "finished artwork has no headline")
	case !finished && !t.has("box"):
		t.src.add(t.src.lines[t.path], "box is missing", "add box = [x, y, width, height], where the headline stands")
	}
	return v
}

// rect reads [x, y, width, height].
func (t *table) rect(key string) page.Rect {
	if !t.has(key) {
		return page.Rect{}
	}
	items, _ := t.m[key].([]any)
	var n []float64
	for _, item := range items {
		switch v := item.(type) {
		case int64:
			n = append(n, float64(v))
		case float64:
			n = append(n, v)
		}
	}
	const most = 1e6
	far := slices.ContainsFunc(n, func(v float64) bool { return !(v >= -most && v <= most) })
	if len(n) != 4 || len(items) != 4 || far || !(n[2] > 0 && n[3] > 0) {
		t.fail(key, fmt.Sprintf("write %s = [x, y, width, height]", key), "%s is not a rectangle", key)
		return page.Rect{}
	}
	return page.Rect{X: n[0], Y: n[1], W: n[2], H: n[3]}
}

func (t *table) optionalColor(key string, otherwise page.Color) page.Color {
	if !t.has(key) {
		return otherwise
	}
	return t.color(key)
}

func (t *table) oneOf(key, otherwise string, values []string) string {
	s := t.str(key, maxName)
	if s == "" {
		return otherwise
	}
	if !slices.Contains(values, s) {
		t.fail(key, "use one of "+strings.Join(values, ", "), "%s %q is not known", key, s)
		return otherwise
	}
	return s
}

// checkPosters compares posters with the rest of the kit: their slogans, their
// files and where the headline stands.
func (k *Kit) checkPosters(s *source, t *tree) {
	seen := map[string]measured{}
	for i, p := range k.Posters {
		at := element("poster", i)
		if _, ok := k.Slogan(p.Slogan); p.Slogan != "" && !ok {
			s.add(s.lines[join(at, "slogan")], fmt.Sprintf("there is no slogan %q", p.Slogan), "use an id of "+slogansFile)
		}
		for j, v := range p.Views {
			here := at
			if j > 0 {
				here = element(join(at, "view"), j-1)
			}
			if v.File == "" {
				continue
			}
			m, known := seen[v.File]
			if !known {
				m = measure(t, v.File)
				seen[v.File] = m
				m.tell(s, here, v.File)
			}
			if m.err == nil {
				k.checkView(s, here, p, v, m)
			}
		}
	}
}

// measured is what a poster's file says at its beginning; drawing is nil for
// what isn't one.
type measured struct {
	artwork.Info
	drawing *svg.Drawing
	err     error
}

// measure reads how large a poster's artwork is. A PDF is only known to be one.
func measure(t fs.FS, name string) (m measured) {
	if !fs.ValidPath(name) {
		m.err = &artwork.Error{What: "this is not a path inside the kit", Mend: "put the file into the kit"}
		return m
	}
	if m.Info, m.err = artwork.Measure(context.Background(), t, name, nil); m.err != nil || m.Kind != artwork.SVG {
		return m
	}
	f, err := t.Open(name)
	if err != nil {
		m.err = err
		return m
	}
	defer f.Close()
	m.drawing, m.err = svg.Measure(f)
	return m
}

// tell says what is wrong with a file, or odd about it, at the line of the
// manifest that names it.
func (m measured) tell(s *source, at, name string) {
	line := s.lines[join(at, "file")]
	if line == 0 {
		line = s.lines[at]
	}
	var e *artwork.Error
	switch {
	case errors.As(m.err, &e):
		what := e.What
		if e.Line > 0 {
			what = fmt.Sprintf("line %d: %s", e.Line, what)
		}
		s.problems = append(s.problems, Problem{
			File: s.name, Line: line, What: printable(name) + ": " + visible(what), Mend: e.Mend, Err: e,
		})
	case errors.Is(m.err, fs.ErrNotExist):
		s.add(line, printable(name)+": the file is missing", "put the artwork there")
	case m.err != nil:
		s.add(line, visible(fmt.Sprintf("%s: %v", name, m.err)), "put artwork there that can be read")
	case m.Note != "":
		s.warn(line, printable(name)+": "+m.Note, "give it the ending of what it is")
	}
}

// checkDrawings reads all artwork whole, which opening a kit doesn't. A PDF
// needs a program of its own for that.
func (k *Kit) checkDrawings() Problems {
	var out Problems
	seen := map[string]bool{}
	for _, p := range k.Posters {
		for _, v := range p.Views {
			if seen[v.File] {
				continue
			}
			seen[v.File] = true
			if m := measure(k.fsys, v.File); m.err != nil || m.Kind == artwork.PDF {
				continue // said already, at its line of the manifest
			}
			const few = 64
			var e *artwork.Error
			_, err := artwork.Open(context.Background(), k.fsys, v.File, artwork.Options{Pixels: few})
			if errors.As(err, &e) {
				out = append(out, Problem{File: printable(v.File), Line: e.Line, What: visible(e.What), Mend: e.Mend, Err: err})
			} else if err != nil {
				out = append(out, unreadable(v.File, err))
			}
		}
	}
	return out
}

// checkView says where a view's frame or box lies where nothing is seen.
func (k *Kit) checkView(s *source, at string, p Poster, v View, m measured) {
	d := m.drawing
	if d == nil {
		if p.Language == "" {
			s.add(s.lines[at], fmt.Sprintf("%s is a %s, and a headline stands on a drawing", printable(v.File), m.Kind),
				"put an SVG there, or give the poster a language in place of its slogan or text")
		}
		if !v.Frame.Empty() {
			s.add(s.lines[join(at, "frame")], fmt.Sprintf("a %s has no frame", m.Kind), "take it out: a picture is shown whole")
		}
		return
	}
	frame := d.View
	if !v.Frame.Empty() {
		frame = v.Frame
		if !d.Bleeds && !d.View.Contains(frame) {
			s.add(s.lines[join(at, "frame")], fmt.Sprintf("the frame reaches over the drawing, which is %g × %g", d.View.W, d.View.H),
				"make it smaller, or draw further and write overflow=\"visible\" in the file's <svg>")
			return
		}
	}
	if !v.Box.Empty() && !frame.Contains(v.Box) {
		s.add(s.lines[join(at, "box")], fmt.Sprintf("the box reaches over what is shown, %g, %g to %g, %g",
			frame.X, frame.Y, frame.Right(), frame.Bottom()), "make it smaller, or move it")
	}
}

// artworks are the files of all posters.
func (k *Kit) artworks() map[string]bool {
	out := map[string]bool{}
	for _, p := range k.Posters {
		for _, v := range p.Views {
			out[v.File] = true
		}
	}
	return out
}
