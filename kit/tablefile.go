package kit

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// Table is a table of a strict TOML file of a kit, read key by key: what is
// wrong with a value is noted with its line, and a key that nobody asked for
// is an error. It lives as long as the call of [ReadTables] that made it.
type Table struct{ t *table }

// ReadTables reads a TOML file of a kit; read takes what it knows from the
// file's top table. The result is every problem, warnings included, by line;
// err wraps [fs.ErrNotExist] where there is no such file, and is nil otherwise.
func ReadTables(fsys fs.FS, name string, read func(*Table)) (problems Problems, err error) {
	data, err := readFile(fsys, name, DefaultLimits().Manifest)
	if err != nil {
		p := unreadable(name, err)
		if _, missing := fs.Stat(fsys, name); missing != nil {
			return nil, Problems{p}
		}
		return Problems{p}, nil
	}
	src := parse(name, data)
	if src.root != nil {
		read(&Table{src.root})
	}
	src.problems.sort()
	return src.problems, nil
}

// Has reports whether the key is there.
func (t *Table) Has(key string) bool { return t.t.has(key) }

// ID reads a plain name that must be there, unlike all in taken, to which it
// is added.
func (t *Table) ID(key string, taken map[string]bool) string { return t.t.unique(key, taken) }

// Line reads words on one line, at most max characters; "" if the key is not
// there.
func (t *Table) Line(key string, max int) string { return t.t.str(key, max) }

// Need is Line for a key that must be there and not be empty.
func (t *Table) Need(key string, max int) string { return t.t.need(key, max) }

// OneOf reads one of values, or returns otherwise if the key is not there.
func (t *Table) OneOf(key, otherwise string, values ...string) string {
	return t.t.oneOf(key, otherwise, values)
}

// Is reads true or false, false if the key is not there.
func (t *Table) Is(key string) bool {
	if !t.t.has(key) {
		return false
	}
	b, ok := t.t.m[key].(bool)
	if !ok {
		t.t.fail(key, fmt.Sprintf("write %s = true, or take the line out", key), "%s is neither true nor false", key)
	}
	return b
}

// List reads a list of words, each at most max characters.
func (t *Table) List(key string, max int) []string { return t.t.list(key, max) }

// Text reads a table of languages and words; nil if the key is not there.
func (t *Table) Text(key string, max int) Text { return t.t.text(key, max) }

// NeedText is Text for a key that must be there.
func (t *Table) NeedText(key string, max int) Text { return t.t.needText(key, max) }

// Tables reads [[key]] blocks, at most max of them.
func (t *Table) Tables(key string, max int) []*Table {
	all := t.t.tables(key)
	if len(all) > max {
		t.t.fail(key, fmt.Sprintf("keep at most %d", max), "there are %d of [[%s]]", len(all), key)
		return nil
	}
	out := make([]*Table, len(all))
	for i, one := range all {
		out[i] = &Table{one}
	}
	return out
}

// Done reports the keys that nobody asked for; known says which there are.
func (t *Table) Done(known string) { t.t.done(known) }

// Fail notes what is wrong at a key, with the mend. A key may lead into a
// text, with the language as its second name.
func (t *Table) Fail(what, mend string, key ...string) { t.note(false, what, mend, key) }

// Warn notes what a kit can live with.
func (t *Table) Warn(what, mend string, key ...string) { t.note(true, what, mend, key) }

func (t *Table) note(warning bool, what, mend string, key []string) {
	at, line := t.t.path, t.t.src.lines[t.t.path]
	for _, name := range key {
		at = join(at, name)
		if n := t.t.src.lines[at]; n > 0 {
			line = n
		}
	}
	if warning {
		t.t.src.warn(line, what, mend)
		return
	}
	t.t.src.add(line, what, mend)
}

// Gaps warns where a text, called name, lacks one of the languages.
func (t *Table) Gaps(key, name string, text Text, languages []string) {
	missing := slices.DeleteFunc(slices.Clone(languages), func(tag string) bool { return text[tag] != "" })
	if len(text) > 0 && len(missing) > 0 {
		t.Warn(name+" has no words in "+cut(strings.Join(missing, ", ")), "add them, or another language is shown", key)
	}
}
