package kit

import (
	"strconv"
	"strings"
)

// What a TOML file may hold besides its size: the decoder's time grows with
// the square of the nesting and of a key's length.
const (
	maxNesting = 8      // brackets inside brackets
	maxParts   = 4      // names in a key or a header, joined by dots
	maxNames   = 20_000 // keys and list elements
)

// locate returns the line of every table, key and list element of a TOML
// text, by path (see join). The decoder gives no positions, and a problem
// without its line helps nobody. It reads structure only and stops at the
// line where it does not understand that, or finds more than a kit needs:
// stopped is that line, or 0, and why is the limit that was met, if one was.
func locate(text string) (lines map[string]int, stopped int, why string) {
	c := &locator{s: text, line: 1, lines: map[string]int{}, arrays: map[string]int{}}
	in := ""
	for c.space(true) {
		line, ok := c.line, false
		if c.s[c.i] == '[' {
			in, ok = c.header(line)
		} else {
			ok = c.pair(in, 0)
		}
		if !ok || c.why != "" {
			return c.lines, c.line, c.why
		}
	}
	return c.lines, 0, ""
}

// join builds a path. Names are told apart by a byte that TOML keys cannot
// hold unescaped, so no name can imitate a path.
func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "\x00" + name
}

func element(path string, i int) string { return join(path, strconv.Itoa(i)) }

type locator struct {
	s       string
	i, line int
	lines   map[string]int
	arrays  map[string]int // number of [[tables]] by path
	why     string
}

func (c *locator) mark(path string, line int) {
	if _, ok := c.lines[path]; !ok {
		c.lines[path] = line
	}
	if len(c.lines) > maxNames {
		c.why = "more entries than a kit needs"
	}
}

// space skips blanks and, if lines is set, comments and line ends. It reports
// whether anything is left.
func (c *locator) space(lines bool) bool {
	for c.i < len(c.s) {
		switch b := c.s[c.i]; {
		case b == ' ' || b == '\t' || b == '\r':
			c.i++
		case lines && b == '\n':
			c.i++
			c.line++
		case lines && b == '#':
			n := strings.IndexByte(c.s[c.i:], '\n')
			if n < 0 {
				n = len(c.s) - c.i
			}
			c.i += n
		default:
			return true
		}
	}
	return false
}

func (c *locator) take(s string) bool {
	c.space(false)
	if !strings.HasPrefix(c.s[c.i:], s) {
		return false
	}
	c.i += len(s)
	return true
}

func (c *locator) header(line int) (string, bool) {
	array := c.take("[[")
	if !array {
		c.take("[")
	}
	keys, ok := c.keys()
	if !ok {
		return "", false
	}
	path := ""
	for i, k := range keys {
		path = join(path, k)
		c.mark(path, line)
		last := i == len(keys)-1
		if last && array {
			c.arrays[path]++
		}
		if n := c.arrays[path]; n > 0 {
			path = element(path, n-1)
			c.mark(path, line)
		}
	}
	if array {
		return path, c.take("]]")
	}
	return path, c.take("]")
}

func (c *locator) pair(in string, depth int) bool {
	line := c.line
	keys, ok := c.keys()
	if !ok || !c.take("=") {
		return false
	}
	path := in
	for _, k := range keys {
		path = join(path, k)
		c.mark(path, line)
	}
	c.space(false)
	return c.value(path, depth)
}

func (c *locator) keys() ([]string, bool) {
	var keys []string
	for {
		if len(keys) == maxParts {
			c.why = "too many names joined by dots"
			return nil, false
		}
		c.space(false)
		from := c.i
		if c.i < len(c.s) && (c.s[c.i] == '"' || c.s[c.i] == '\'') {
			if !c.text() {
				return nil, false
			}
			keys = append(keys, unquoted(c.s[from:c.i]))
		} else {
			for c.i < len(c.s) && bare(c.s[c.i]) {
				c.i++
			}
			if c.i == from {
				return nil, false
			}
			keys = append(keys, c.s[from:c.i])
		}
		if !c.take(".") {
			return keys, true
		}
	}
}

func unquoted(s string) string {
	if s[0] == '"' {
		if u, err := strconv.Unquote(s); err == nil {
			return u
		}
	}
	return strings.Trim(s, s[:1])
}

func bare(b byte) bool {
	return b == '_' || b == '-' || b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
}

func (c *locator) value(path string, depth int) bool {
	if depth > maxNesting {
		c.why = "brackets too deep inside each other"
	}
	if c.i >= len(c.s) || c.why != "" {
		return false
	}
	switch c.s[c.i] {
	case '"', '\'':
		return c.text()
	case '[':
		c.i++
		return c.items(']', func(n int) bool {
			p := element(path, n)
			c.mark(p, c.line)
			return c.value(p, depth+1)
		})
	case '{':
		c.i++
		return c.items('}', func(int) bool { return c.pair(path, depth+1) })
	}
	n := strings.IndexAny(c.s[c.i:], ",]}#\r\n")
	if n < 0 {
		n = len(c.s) - c.i
	}
	c.i += n
	return n > 0
}

// items walks a list or an inline table up to its closing bracket.
func (c *locator) items(end byte, item func(n int) bool) bool {
	for n := 0; c.space(true); n++ {
		if c.s[c.i] == end {
			c.i++
			return true
		}
		if !item(n) || !c.space(true) {
			return false
		}
		if c.s[c.i] == ',' {
			c.i++
		} else if c.s[c.i] != end {
			return false
		}
	}
	return false
}

// text skips a string of any of the four kinds.
func (c *locator) text() bool {
	q := c.s[c.i : c.i+1]
	long := strings.HasPrefix(c.s[c.i:], q+q+q)
	end := q
	if long {
		end = q + q + q
	}
	for c.i += len(end); c.i < len(c.s); c.i++ {
		switch {
		case c.s[c.i] == '\\' && q == `"`:
			c.i++
			if c.i < len(c.s) && c.s[c.i] == '\n' {
				c.line++
			}
		case c.s[c.i] == '\n':
			c.line++
		case strings.HasPrefix(c.s[c.i:], end):
			c.i += len(end)
			// Up to two quotes may stand directly before the closing three.
			for k := 0; long && k < 2 && strings.HasPrefix(c.s[c.i:], q); k++ {
				c.i++
			}
			return true
		}
	}
	return false
}
