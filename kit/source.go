package kit

import (
	"errors"
	"io"
	"io/fs"
	"strings"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
)

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
	lines, stopped, why := locate(text)
	if why != "" {
		s.add(stopped, why, "write it more simply")
		return s
	}
	if stopped > 0 {
		text = firstLines(text, stopped)
	}
	root := map[string]any{}
	_, err := toml.Decode(text, &root)
	if err == nil && stopped > 0 {
		err = toml.ParseError{Message: "this line is not understood", Position: toml.Position{Line: stopped}}
	}
	if err != nil {
		s.failDecode(err)
		return s
	}
	s.lines = lines
	s.root = &table{src: s, m: root, seen: map[string]bool{}}
	return s
}

// firstLines returns the text up to the end of line n, and not much of that
// line: all that the decoder may see of a text whose structure is not
// understood from there on.
func firstLines(text string, n int) string {
	const most = 4096
	at := 0
	for range n - 1 {
		at += strings.IndexByte(text[at:], '\n') + 1
	}
	line, _, _ := strings.Cut(text[at:], "\n")
	return text[:at+min(len(line), most)]
}

func (s *source) failDecode(err error) {
	const mend = "mend the line, or compare it with a line that works"
	var pe toml.ParseError
	if errors.As(err, &pe) {
		s.add(pe.Position.Line, "this is not TOML: "+cut(pe.Message), mend)
		return
	}
	s.add(0, "this is not TOML: "+cut(err.Error()), mend)
}

// plain returns the text without a byte order mark, or says why the file
// cannot be text.
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
