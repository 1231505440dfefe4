package kit

import (
	"io/fs"
	"slices"
	"strings"
)

// maxRunning is the most characters of a text that is set as running text.
const maxRunning = 1200

// TextFile is a TOML file of texts by id, such as a kit's words for one
// product: [id] and below it LANG = "…".
type TextFile struct {
	// Name is the file's path in the kit.
	Name string

	texts    map[string]Text
	measures map[string][]Measure
	src      *source
}

// Measure is a number by name, such as a column's width.
type Measure struct {
	Name  string
	Value float64
}

// ReadTextFile reads a file of texts from a kit. An id may have one point in
// it, [office.line]. The ids in measures, which need not be there, hold numbers
// in the place of texts. The error is a [Problems] with everything that is
// wrong, or wraps [fs.ErrNotExist] where there is no such file.
func ReadTextFile(fsys fs.FS, name string, measures ...string) (*TextFile, error) {
	data, err := readFile(fsys, name, DefaultLimits().Manifest)
	if err != nil {
		return nil, Problems{unreadable(name, err)}
	}
	f := &TextFile{Name: name, texts: map[string]Text{}, measures: map[string][]Measure{}, src: parse(name, data)}
	if f.src.root != nil {
		for _, id := range measures {
			if t := f.src.root.sub(id); t != nil {
				f.measures[id] = t.numbers()
			}
		}
		f.read()
	}
	f.src.problems.sort()
	return f, f.src.problems.Errors().orNil()
}

func (f *TextFile) read() {
	root := f.src.root
	for _, id := range root.unseen() {
		t := root.sub(id)
		if t == nil {
			continue
		}
		if !idForm.MatchString(id) {
			root.fail(id, "use small letters a-z, digits and single hyphens", "the id %q is not a plain name", id)
		}
		for _, key := range t.unseen() {
			if _, nested := t.m[key].(map[string]any); nested {
				f.texts[id+"."+key] = t.text(key, maxRunning)
			}
		}
		if own := t.languages(maxRunning); len(own) > 0 {
			f.texts[id] = own
		} else if len(t.m) == 0 {
			root.fail(id, "add the words, for example en = \"…\"", "%s has no language", id)
		}
	}
}

// numbers reads every key as the name of a number above 0, in the order of the
// file.
func (t *table) numbers() []Measure {
	const most = 1000
	var out []Measure
	for _, key := range t.unseen() {
		t.seen[key] = true
		var v float64
		switch n := t.m[key].(type) {
		case int64:
			v = float64(n)
		case float64:
			v = n
		}
		if !(v > 0 && v <= most) {
			t.fail(key, "write name = 2 or name = 2.5", "%s is not a number from 0 to %d", cut(key), most)
			continue
		}
		out = append(out, Measure{key, v})
	}
	return out
}

// Measures returns the numbers of an id in the order of the file.
func (f *TextFile) Measures(id string) []Measure { return f.measures[id] }

// Text returns the text of an id, nil if the file has none.
func (f *TextFile) Text(id string) Text { return f.texts[id] }

// IDs returns the ids of all texts, sorted.
func (f *TextFile) IDs() []string { return sortedKeys(f.texts) }

// Problem makes a problem at an id, or at one of its languages if lang is not
// "".
func (f *TextFile) Problem(id, lang, what, mend string) Problem {
	path := ""
	for _, name := range strings.Split(id, ".") {
		path = join(path, name)
	}
	line := f.src.lines[path]
	if n := f.src.lines[join(path, lang)]; lang != "" && n > 0 {
		line = n
	}
	return Problem{File: f.Name, Line: line, What: visible(what), Mend: mend}
}

// Gaps warns of texts that lack one of the languages, one problem a text.
func (f *TextFile) Gaps(languages []string) []Problem {
	var out []Problem
	for _, id := range f.IDs() {
		var lacks []string
		for _, tag := range languages {
			if f.texts[id][tag] == "" && !slices.Contains(lacks, tag) {
				lacks = append(lacks, tag)
			}
		}
		if len(lacks) > 0 {
			p := f.Problem(id, "", id+" has no words in "+cut(strings.Join(lacks, ", ")), "add them, or another language is printed")
			p.Warning = true
			out = append(out, p)
		}
	}
	return out
}
