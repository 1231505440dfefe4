package kit

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
)

// What a TOML file may hold besides its size. The decoder's cost grows with
// the square of a dotted key's length and its stack with the nesting, so both
// are bounded before it sees the file.
const (
	maxBrackets = 10_000
	maxDotted   = 16
)

var dotted = regexp.MustCompile(`(?:[\w-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')` +
	fmt.Sprintf(`(?:[ \t]*\.[ \t]*(?:[\w-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')){%d}`, maxDotted))

// source is a TOML file with the line of every value in it.
type source struct {
	name     string
	root     *table
	lines    map[string]int
	problems Problems
}

// readFile reads at most limit bytes of a file of a kit.
func readFile(fsys fs.FS, name string, limit int64) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readAll(f, name, limit)
}

func readAll(r io.Reader, name string, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(data)) > limit {
		return nil, &LimitError{File: name, What: "bytes or more", Got: int64(len(data)), Max: limit}
	}
	return data, nil
}

// parse reads TOML. What is wrong is in the source's problems; root is nil if
// nothing could be read.
func parse(name string, data []byte) *source {
	s := &source{name: name}
	text, ok := s.plain(data)
	if !ok {
		return s
	}
	root := map[string]any{}
	if _, err := toml.Decode(text, &root); err != nil {
		var pe toml.ParseError
		if errors.As(err, &pe) {
			s.add(pe.Position.Line, "this is not TOML: "+pe.Message, "mend the line, or compare it with a line that works")
		} else {
			s.add(0, err.Error(), "mend the file")
		}
		return s
	}
	s.lines = locate(text)
	s.root = &table{src: s, m: root, seen: map[string]bool{}}
	return s
}

// plain returns the text without a byte order mark, or says why the file
// cannot be text that is safe to parse.
func (s *source) plain(data []byte) (string, bool) {
	text := strings.TrimPrefix(string(data), "\ufeff")
	const save = "save it as UTF-8 in the editor"
	if strings.HasPrefix(text, "\xff\xfe") || strings.HasPrefix(text, "\xfe\xff") {
		s.add(0, "the file is UTF-16", save)
		return "", false
	}
	if !utf8.ValidString(text) {
		s.add(lineOfInvalid(text), "this is not UTF-8", save)
		return "", false
	}
	if n := strings.Count(text, "[") + strings.Count(text, "{"); n > maxBrackets {
		e := &LimitError{File: s.name, What: "brackets", Got: int64(n), Max: maxBrackets}
		s.problems = append(s.problems, e.problem("split or shorten the file"))
		return "", false
	}
	if at := dotted.FindStringIndex(text); at != nil {
		s.add(1+strings.Count(text[:at[0]], "\n"), "too many names joined by dots", fmt.Sprintf("join at most %d", maxDotted))
		return "", false
	}
	return text, true
}

func lineOfInvalid(text string) int {
	line := 1
	for i, r := range text {
		if r == utf8.RuneError && !strings.HasPrefix(text[i:], "\ufffd") {
			break
		}
		if r == '\n' {
			line++
		}
	}
	return line
}

func (s *source) add(line int, what, mend string) {
	s.problems = append(s.problems, Problem{File: s.name, Line: line, What: visible(what), Mend: mend})
}

func (s *source) warn(line int, what, mend string) {
	s.problems = append(s.problems, Problem{File: s.name, Line: line, What: visible(what), Mend: mend, Warning: true})
}
