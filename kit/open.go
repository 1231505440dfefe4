package kit

import (
	"errors"
	"io/fs"
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
	k, problems := l.read(fsys)
	if k != nil {
		problems = append(problems, k.checkDrawings()...)
		problems.sort()
	}
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
	var manifest *source
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
		if name == manifestFile {
			manifest = s
			continue
		}
		problems = append(problems, s.problems...)
	}
	if manifest != nil {
		k.checkPosters(manifest, tree)
		problems = append(problems, manifest.problems...)
	}
	problems = append(problems, l.checkPictures(tree, k.artworks())...)
	problems.sort()
	return k, problems
}

func (k *Kit) fill(s *source) {
	switch s.name {
	case manifestFile:
		k.Manifest = readManifest(s)
		k.warnGaps(s)
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
