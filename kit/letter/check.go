package letter

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"eventkit/kit"
)

// Check reads the letters, the forms of address and the briefings of a kit and
// reports everything that is wrong, by file and line; languages are the kit's.
// A text that lacks one of them is a warning, as is one with other paragraphs
// than its siblings. A kit without such files has no problem.
func Check(fsys fs.FS, languages []string) []kit.Problem {
	var out kit.Problems
	for _, form := range []Form{LetterForm, BriefingForm} {
		out = append(out, checkSources(fsys, form, languages)...)
	}
	return append(out, checkForms(fsys, languages)...)
}

func checkSources(fsys fs.FS, form Form, languages []string) kit.Problems {
	prefix := [...]string{letterFiles, briefingFiles}[form]
	files := sources(fsys, prefix)
	if len(files) == 0 {
		return nil
	}
	var out kit.Problems
	for _, lang := range languages {
		if files[lang] == "" {
			out = append(out, kit.Problem{
				File: prefix + lang + ".md", What: "there is no such text in " + lang,
				Mend: "add it, or another language is printed", Warning: true,
			})
		}
	}
	var first *Document
	for _, lang := range inOrder(files, languages) {
		doc, problems := checkSource(fsys, files[lang], lang, form)
		out = append(out, problems...)
		if doc == nil {
			continue
		}
		if first == nil {
			first = doc
			continue
		}
		out = append(out, unlike(files[first.Lang], first, files[lang], doc)...)
	}
	return out
}

// inOrder is the languages of files, the kit's own first.
func inOrder(files kit.Text, languages []string) []string {
	var out []string
	for _, lang := range append(slices.Clone(languages), files.Languages()...) {
		if files[lang] != "" && !slices.Contains(out, lang) {
			out = append(out, lang)
		}
	}
	return out
}

func checkSource(fsys fs.FS, name, lang string, form Form) (*Document, kit.Problems) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, kit.Problems{{File: name, What: "the file cannot be read: " + err.Error(), Mend: "put a good copy in its place", Err: err}}
	}
	doc, err := Read(string(data), name, lang, form)
	var problems kit.Problems
	errors.As(err, &problems)
	return doc, problems
}

// unlike warns where a text has other paragraphs or placeholders than the
// first language's.
func unlike(firstName string, first *Document, name string, doc *Document) kit.Problems {
	warn := func(line int, what string) kit.Problems {
		return kit.Problems{{File: name, Line: line, What: what, Mend: "make both alike", Warning: true}}
	}
	if a, b := len(first.Parts), len(doc.Parts); a != b {
		return warn(0, fmt.Sprintf("it has %d paragraphs where %s has %d", b, firstName, a))
	}
	for i, p := range doc.Parts {
		q := first.Parts[i]
		if p.Kind != q.Kind || p.strong() != q.strong() {
			return warn(p.Line, fmt.Sprintf("this is of another kind than line %d of %s", q.Line, firstName))
		}
		a, b := slots(q.Words()), slots(p.Words())
		slices.Sort(a)
		slices.Sort(b)
		if !slices.Equal(a, b) {
			return warn(p.Line, fmt.Sprintf("its placeholders are not those of line %d of %s", q.Line, firstName))
		}
	}
	return nil
}

func checkForms(fsys fs.FS, languages []string) kit.Problems {
	f, err := kit.ReadTextFile(fsys, addressFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	var out kit.Problems
	if errors.As(err, &out); f == nil || len(f.IDs()) == 0 {
		return out
	}
	var want []string
	for _, role := range Roles() {
		for _, part := range addressParts {
			want = append(want, role+"."+part)
		}
	}
	for _, id := range want {
		if f.Text(id) == nil {
			out = append(out, kit.Problem{File: f.Name, What: fmt.Sprintf("there is no [%s]", id), Mend: "add it with the words for it"})
		}
	}
	for _, id := range f.IDs() {
		if !slices.Contains(want, id) {
			out = append(out, f.Problem(id, "", fmt.Sprintf("[%s] is no form of address", id), "known here: "+strings.Join(want, ", ")))
		}
	}
	return append(out, f.Gaps(languages)...)
}
