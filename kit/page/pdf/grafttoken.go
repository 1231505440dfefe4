package pdf

import "errors"

// errSyntax says that a foreign document isn't written as it should be.
var errSyntax = errors.New("what is in the PDF isn't written as it should be")

// tokens reads a foreign document's tokens one after the other (ISO 32000-1,
// 7.2 and 7.3).
type tokens struct {
	src []byte
	i   int
}

// next returns the next token: a string, a number, a name or a word whole, one
// of [ ] << >>, or nothing at the end.
func (t *tokens) next() ([]byte, error) {
	t.skip()
	if t.i >= len(t.src) {
		return nil, nil
	}
	start := t.i
	switch c := t.src[start]; {
	case c == '[' || c == ']':
		t.i++
	case c == '(':
		if t.i = stringEnd(t.src, start); t.i < 0 {
			t.i = len(t.src)
			return nil, errSyntax
		}
	case c == '<' || c == '>':
		return t.angle()
	case c == '/' || regular(c):
		t.i++
		for t.i < len(t.src) && regular(t.src[t.i]) {
			t.i++
		}
	default:
		return nil, errSyntax
	}
	return t.src[start:t.i], nil
}

// angle reads << or >>, or a string of hexadecimal digits.
func (t *tokens) angle() ([]byte, error) {
	start := t.i
	if t.i+1 < len(t.src) && t.src[t.i+1] == t.src[t.i] {
		t.i += 2
		return t.src[start:t.i], nil
	}
	for t.i++; t.i < len(t.src); t.i++ {
		c := t.src[t.i]
		if c == '>' && t.src[start] == '<' {
			t.i++
			return t.src[start:t.i], nil
		}
		if !(space(c) || c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F') {
			break
		}
	}
	return nil, errSyntax
}

// skip passes over spaces and comments.
func (t *tokens) skip() {
	for ; t.i < len(t.src); t.i++ {
		if t.src[t.i] == '%' {
			for t.i+1 < len(t.src) && t.src[t.i+1] != '\n' && t.src[t.i+1] != '\r' {
				t.i++
			}
		} else if !space(t.src[t.i]) {
			return
		}
	}
}

// deepest is how many arrays and dictionaries may lie in each other.
const deepest = 60

// value returns the next value whole, a reference included; nothing at the end
// and before what closes an array or a dictionary.
func (t *tokens) value() ([]byte, error) { return t.valueIn(0) }

func (t *tokens) valueIn(depth int) ([]byte, error) {
	t.skip()
	start := t.i
	first, err := t.next()
	if err != nil || first == nil {
		return nil, err
	}
	switch string(first) {
	case "]", ">>":
		t.i = start
		return nil, nil
	case "[", "<<":
		if depth >= deepest {
			return nil, errSyntax
		}
		for {
			v, err := t.valueIn(depth + 1)
			if err != nil {
				return nil, err
			}
			if v == nil {
				break
			}
		}
		if last, err := t.next(); err != nil || len(last) != len(first) || (first[0] == '[') != (string(last) == "]") {
			return nil, errSyntax
		}
	default:
		t.reference(first)
	}
	return t.src[start:t.i], nil
}

// reference passes over the rest of a reference, if first begins one.
func (t *tokens) reference(first []byte) {
	if _, ok := wholeNumber(first); !ok {
		return
	}
	end := t.i
	if second, err := t.next(); err == nil {
		if _, ok := wholeNumber(second); ok {
			if r, err := t.next(); err == nil && string(r) == "R" {
				return
			}
		}
	}
	t.i = end
}

func space(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func regular(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return false
	}
	return !space(c)
}

// wholeNumber reads a number of at most 9 digits.
func wholeNumber(b []byte) (n int, ok bool) {
	if len(b) == 0 || len(b) > 9 {
		return 0, false
	}
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = 10*n + int(c-'0')
	}
	return n, true
}

// entry is a key with its slash, and its value.
type entry struct{ key, value []byte }

// entries reads a dictionary.
type entries []entry

func dictionary(src []byte) (entries, error) {
	t := tokens{src: src}
	if open, err := t.next(); err != nil || string(open) != "<<" {
		return nil, errSyntax
	}
	var d entries
	for {
		key, err := t.next()
		if err != nil {
			return nil, err
		}
		if string(key) == ">>" {
			return d, nil
		}
		if len(key) == 0 || key[0] != '/' {
			return nil, errSyntax
		}
		value, err := t.value()
		if err != nil || value == nil {
			return nil, errSyntax
		}
		d = append(d, entry{key, value})
	}
}

// get returns the value of a key, or nothing.
func (d entries) get(key string) []byte {
	for _, e := range d {
		if string(e.key[1:]) == key {
			return e.value
		}
	}
	return nil
}

// array reads an array's values.
func array(src []byte) ([][]byte, error) {
	t := tokens{src: src}
	if open, err := t.next(); err != nil || string(open) != "[" {
		return nil, errSyntax
	}
	var all [][]byte
	for {
		v, err := t.value()
		if err != nil {
			return nil, err
		}
		if v == nil {
			return all, nil
		}
		all = append(all, v)
	}
}
