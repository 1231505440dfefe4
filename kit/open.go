package kit

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// The files that every kit may have. Only the first two must be there.
const (
	manifestFile = "kit.toml"
	slogansFile  = "slogans.toml"
	wordsFile    = "words.toml"
)

// Open reads a kit and checks all of it. The error is a [Problems] with every
// error, none left out; warnings do not stop a kit. The file system must stay
// readable as long as the kit is used.
func Open(fsys fs.FS) (*Kit, error) { return DefaultLimits().Open(fsys) }

// Check reads a kit as a compiler reads a program: every error and every
// warning at once, by file and line.
func Check(fsys fs.FS) []Problem { return DefaultLimits().Check(fsys) }

// Open is [Open] with other limits.
func (l Limits) Open(fsys fs.FS) (*Kit, error) {
	k, problems := l.read(fsys)
	if errs := problems.Errors(); len(errs) > 0 {
		return nil, errs
	}
	return k, nil
}

// Check is [Check] with other limits.
func (l Limits) Check(fsys fs.FS) []Problem {
	_, problems := l.read(fsys)
	return problems
}

func (l Limits) read(fsys fs.FS) (*Kit, Problems) {
	if _, err := fs.Stat(fsys, manifestFile); err != nil {
		return nil, Problems{unreadable(manifestFile, err)}
	}
	tree, problems := l.walk(fsys)
	if len(problems) > 0 {
		return nil, problems // what is in it is not looked at before its shape is safe
	}
	k := &Kit{fsys: tree}
	var lines map[string]int
	for _, name := range []string{manifestFile, slogansFile, wordsFile} {
		data, err := readFile(tree, name, l.Manifest)
		if errors.Is(err, fs.ErrNotExist) && name == wordsFile {
			continue
		}
		if err != nil {
			problems = append(problems, unreadable(name, err))
			continue
		}
		s := parse(name, data)
		if s.root != nil {
			k.fill(s)
		}
		problems = append(problems, s.problems...)
		if name == manifestFile {
			lines = s.lines
		}
	}
	problems = append(problems, k.gaps(lines)...)
	problems = append(problems, l.checkPictures(tree)...)
	problems.sort()
	return k, problems
}

func (k *Kit) fill(s *source) {
	switch s.name {
	case manifestFile:
		k.Manifest = readManifest(s)
	case slogansFile:
		k.Slogans = readSlogans(s)
	case wordsFile:
		k.Words = readWords(s)
	}
	k.warnLanguages(s)
}

// unreadable turns the error of reading a file into a problem.
func unreadable(name string, err error) Problem {
	var limit *LimitError
	switch {
	case errors.As(err, &limit):
		return limit.problem("make the file smaller")
	case errors.Is(err, fs.ErrNotExist):
		return Problem{File: name, What: "the file is missing", Mend: "every kit has one at its top", Err: err}
	}
	what := strings.TrimPrefix(err.Error(), name+": ")
	return Problem{File: printable(name), What: visible("the file cannot be read: " + what), Mend: "put a good copy in its place", Err: err}
}

// warnLanguages warns of texts that lack a language of the kit, and of those
// in a language that the kit does not name.
func (k *Kit) warnLanguages(s *source) {
	if len(k.Languages) == 0 || len(k.Languages) > maxLanguages {
		return
	}
	check := func(path string, t Text) {
		if len(t) == 0 {
			return
		}
		name := strings.ReplaceAll(path, "\x00", ".")
		var lacks []string
		for _, tag := range k.Languages {
			if t[tag] == "" {
				lacks = append(lacks, tag)
			}
		}
		if len(lacks) > 0 {
			s.warn(s.lines[path], fmt.Sprintf("%s has no words in %s", name, cut(strings.Join(lacks, ", "))), "add them, or another language is printed")
		}
		for _, tag := range t.Languages() {
			if !slices.Contains(k.Languages, tag) {
				s.warn(s.lines[join(path, tag)], fmt.Sprintf("%s is in %s, which the kit does not name", name, tag), "add it to languages in "+manifestFile)
			}
		}
	}
	switch s.name {
	case manifestFile:
		check("title", k.Title)
		check("description", k.Description)
		for i, a := range k.Actions {
			check(join(element("action", i), "title"), a.Title)
			check(join(element("action", i), "where"), a.Where)
		}
		for i, p := range k.Palettes {
			check(join(element("palette", i), "name"), p.Name)
		}
	case slogansFile:
		for _, sl := range k.Slogans {
			check(sl.ID, sl.Text)
			check(join(sl.ID, "reason"), sl.Reason)
		}
	case wordsFile:
		for _, id := range sortedKeys(k.Words) {
			check(id, k.Words[id])
		}
	}
}

// gaps warns of what a kit can lack and people will miss.
func (k *Kit) gaps(lines map[string]int) Problems {
	var out Problems
	warn := func(line int, what, mend string) {
		out = append(out, Problem{File: manifestFile, Line: line, What: what, Mend: mend, Warning: true})
	}
	if k.ID != "" && k.Links.Sign == "" {
		warn(lines["links"], "the kit has no sign link", "add sign = \"https://…\" under [links], or every event must bring its own")
	}
	if k.ID != "" && len(k.Palettes) == 0 {
		warn(0, "the kit has no palette", "add a [[palette]], or placards are black on white")
	}
	return out
}

func sortedKeys(m map[string]Text) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
