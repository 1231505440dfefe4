package kit

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// table is a TOML table that is read key by key; what nobody asked for is
// unknown, and unknown is an error.
type table struct {
	src  *source
	path string
	m    map[string]any
	seen map[string]bool
}

func (t *table) line(key string) int {
	if n := t.src.lines[join(t.path, key)]; n > 0 {
		return n
	}
	return t.src.lines[t.path]
}

func (t *table) fail(key, mend, format string, args ...any) {
	t.src.add(t.line(key), fmt.Sprintf(format, args...), mend)
}

// has reports whether the key is there, and that it is known.
func (t *table) has(key string) bool {
	t.seen[key] = true
	_, ok := t.m[key]
	return ok
}

// str reads words on one line, at most max characters; "" if the key is not there.
func (t *table) str(key string, max int) string {
	if !t.has(key) {
		return ""
	}
	s, ok := t.m[key].(string)
	if !ok {
		t.fail(key, fmt.Sprintf("put it in quotes: %s = \"…\"", key), "%s is not text", key)
		return ""
	}
	if what, mend := wordsProblem(s, max, false); what != "" {
		t.fail(key, mend, "%s %s", key, what)
	}
	return s
}

// need is str for a key that must be there and not be empty.
func (t *table) need(key string, max int) string {
	if !t.has(key) {
		t.src.add(t.src.lines[t.path], fmt.Sprintf("%s is missing", key), fmt.Sprintf("add a line %s = \"…\"", key))
		return ""
	}
	s := t.str(key, max)
	if _, ok := t.m[key].(string); ok && strings.TrimSpace(s) == "" {
		t.fail(key, "fill it in", "%s is empty", key)
	}
	return s
}

// list reads a list of words.
func (t *table) list(key string, max int) []string {
	if !t.has(key) {
		return nil
	}
	items, ok := t.m[key].([]any)
	if !ok {
		t.fail(key, fmt.Sprintf("write %s = [\"…\", \"…\"]", key), "%s is not a list", key)
		return nil
	}
	var out []string
	for i, v := range items {
		at := element(key, i)
		s, ok := v.(string)
		if !ok {
			t.fail(at, "put it in quotes", "item %d of %s is not text", i+1, key)
			continue
		}
		if what, mend := wordsProblem(s, max, false); what != "" {
			t.fail(at, mend, "item %d of %s %s", i+1, key, what)
		}
		out = append(out, s)
	}
	return out
}

// text reads a table language -> words.
func (t *table) text(key string, max int) Text {
	sub := t.sub(key)
	if sub == nil {
		return nil
	}
	out := sub.languages(max)
	if len(out) == 0 {
		t.fail(key, "add the words, for example en = \"…\"", "%s has no language", key)
	}
	return out
}

// languages reads every key that is not yet seen as a language.
func (t *table) languages(max int) Text {
	out := Text{}
	for _, tag := range t.unseen() {
		t.seen[tag] = true
		s, ok := t.m[tag].(string)
		if !ok {
			t.fail(tag, "write language = \"words\"", "%s is not text", tag)
			continue
		}
		if what, mend := tagProblem(tag); what != "" {
			t.fail(tag, mend, "%s", what)
			continue
		}
		if what, mend := wordsProblem(s, max, true); what != "" {
			t.fail(tag, mend, "%s %s", tag, what)
		} else if strings.TrimSpace(s) == "" {
			t.fail(tag, "fill them in, or take the line out", "%s is empty", tag)
		}
		out[tag] = s
	}
	return out
}

// sub reads a table; nil if the key is not there.
func (t *table) sub(key string) *table {
	if !t.has(key) {
		return nil
	}
	m, ok := t.m[key].(map[string]any)
	if !ok {
		t.fail(key, fmt.Sprintf("write a line [%s] and the entries below it", key), "%s is not a table", key)
		return nil
	}
	return &table{src: t.src, path: join(t.path, key), m: m, seen: map[string]bool{}}
}

// tables reads [[key]] blocks.
func (t *table) tables(key string) []*table {
	if !t.has(key) {
		return nil
	}
	var maps []map[string]any
	switch v := t.m[key].(type) {
	case []map[string]any:
		maps = v
	case []any:
		for _, item := range v {
			m, ok := item.(map[string]any)
			if !ok {
				maps = nil
				break
			}
			maps = append(maps, m)
		}
	}
	if len(maps) == 0 {
		t.fail(key, fmt.Sprintf("write a line [[%s]] and its entries below it", key), "%s is not a list of tables", key)
	}
	var out []*table
	for i, m := range maps {
		out = append(out, &table{src: t.src, path: element(join(t.path, key), i), m: m, seen: map[string]bool{}})
	}
	return out
}

// done reports the keys that nobody asked for.
func (t *table) done(known string) {
	for _, key := range t.unseen() {
		t.fail(key, "known here: "+known, "unknown key %q", key)
	}
}

func (t *table) unseen() []string {
	var keys []string
	for key := range t.m {
		if !t.seen[key] {
			keys = append(keys, key)
		}
	}
	slices.SortFunc(keys, func(a, b string) int {
		if d := t.line(a) - t.line(b); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	return keys
}

// wordsProblem says what is wrong with words that will be printed, or "".
func wordsProblem(s string, max int, lines bool) (what, mend string) {
	if !utf8.ValidString(s) {
		return "is not UTF-8", "type it again"
	}
	for _, r := range s {
		if r == '\n' && lines {
			continue
		}
		if r == '\n' || r == '\r' {
			return "holds a line break", "write it on one line"
		}
		if unicode.IsControl(r) {
			return fmt.Sprintf("holds the control character U+%04X", r), "take it out"
		}
	}
	if n := utf8.RuneCountInString(s); n > max {
		return fmt.Sprintf("has %d characters", n), fmt.Sprintf("use at most %d", max)
	}
	return "", ""
}
