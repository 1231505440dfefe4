package kit

import (
	"fmt"
	"io/fs"
	"strings"
)

// maxEntries is the most entries of a file of them.
const maxEntries = 2000

// EntryFile is a TOML file of like entries, such as a bank of messages:
// [[message]] and below it KEY = "…", each key once in every entry.
type EntryFile struct {
	// Name is the file's path in the kit.
	Name string
	// Entries are in the file's order, each key -> words. What was wrong is
	// "" in them.
	Entries []map[string]string

	kind string
	src  *source
}

// ReadEntryFile reads a file of [[kind]] entries from a kit; every entry has
// all of the keys and no other, and words on one line for each. The error is
// a [Problems] with everything that is wrong, or wraps [fs.ErrNotExist] where
// there is no such file; what could be read is there all the same.
func ReadEntryFile(fsys fs.FS, name, kind string, keys ...string) (*EntryFile, error) {
	data, err := readFile(fsys, name, DefaultLimits().Manifest)
	if err != nil {
		return nil, Problems{unreadable(name, err)}
	}
	f := &EntryFile{Name: name, kind: kind, src: parse(name, data)}
	if f.src.root != nil {
		f.read(keys)
	}
	f.src.problems.sort()
	return f, f.src.problems.Errors().orNil()
}

func (f *EntryFile) read(keys []string) {
	root := f.src.root
	if !root.has(f.kind) {
		f.src.add(0, "there is no "+f.kind, fmt.Sprintf("write a line [[%s]] and below it %s", f.kind, strings.Join(keys, ", ")))
	}
	tables := root.tables(f.kind)
	root.done("[[" + f.kind + "]]")
	if len(tables) > maxEntries {
		root.fail(f.kind, fmt.Sprintf("keep at most %d", maxEntries), "there are %d entries", len(tables))
		return
	}
	for _, t := range tables {
		entry := map[string]string{}
		for _, key := range keys {
			entry[key] = t.need(key, maxRunning)
		}
		t.done(strings.Join(keys, ", "))
		f.Entries = append(f.Entries, entry)
	}
}

// Problem makes a problem at a key of entry i (from 0), or at the entry as a
// whole if the key is "". Below 0 it is one of the file as a whole.
func (f *EntryFile) Problem(i int, key, what, mend string) Problem {
	line := 0
	if i >= 0 {
		at := element(f.kind, i)
		line = f.src.lines[at]
		if n := f.src.lines[join(at, key)]; key != "" && n > 0 {
			line = n
		}
	}
	return Problem{File: f.Name, Line: line, What: visible(what), Mend: mend}
}
