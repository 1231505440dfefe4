package seal

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"eventkit/kit/output"
)

// RingFile is what a file of accepted keys is called.
const RingFile = "accepted-keys.toml"

// Ring holds the keys that a person has accepted: a kit's id and the key that
// signs it. It is the owner's, and not safe for concurrent use.
type Ring map[string]Key

type ringFile struct {
	Keys []ringEntry `toml:"key"`
}

type ringEntry struct {
	Kit string `toml:"kit"`
	Key string `toml:"key"`
}

// RingError says what is wrong with a file of accepted keys. Such a file is
// never taken for an empty one: that would accept any key anew.
type RingError struct {
	File string // its path; empty where there is none
	Line int    // from 1; 0 is the whole file
	What string
}

// Error names the file, the line and the mend.
func (e *RingError) Error() string {
	at := e.File
	if at == "" {
		at = RingFile
	}
	if e.Line > 0 {
		at += fmt.Sprintf(":%d", e.Line)
	}
	return at + ": " + e.What + "; " + e.Mend()
}

// Mend says what to do about it.
func (e *RingError) Mend() string {
	return "mend the line, or move the file away and accept the publishers anew"
}

// OpenRing reads a file of accepted keys; where there is none, nothing was
// accepted yet. The error is a [*RingError], or that of the system.
func OpenRing(path string) (Ring, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return Ring{}, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	ring, err := ReadRing(f)
	var wrong *RingError
	if errors.As(err, &wrong) {
		wrong.File = path
	}
	return ring, err
}

// ReadRing reads a ring as [Ring.WriteTo] writes it. The error is a
// [*RingError] that names the line, or that of r.
func ReadRing(r io.Reader) (Ring, error) {
	const most = 1 << 20
	text, err := io.ReadAll(io.LimitReader(r, most+1))
	if err != nil {
		return nil, err
	}
	if len(text) > most {
		return nil, &RingError{What: fmt.Sprintf("it has more than %d bytes", most)}
	}
	var f ringFile
	meta, err := toml.Decode(string(text), &f)
	var wrong toml.ParseError
	switch {
	case errors.As(err, &wrong):
		return nil, &RingError{Line: wrong.Position.Line, What: "this is not TOML: " + wrong.Message}
	case err != nil:
		return nil, &RingError{What: err.Error()}
	}
	if extra := meta.Undecoded(); len(extra) > 0 {
		last := extra[0][len(extra[0])-1]
		return nil, &RingError{Line: lineOf(string(text), 1, func(line string) bool { return strings.HasPrefix(line, last) }), What: fmt.Sprintf("%q is not known here", last)}
	}
	out := Ring{}
	for i, e := range f.Keys {
		line := lineOf(string(text), i+1, func(line string) bool { return strings.HasPrefix(line, "[[") })
		key, err := ParseKey(e.Key)
		_, twice := out[e.Kit]
		switch {
		case e.Kit == "":
			return nil, &RingError{Line: line, What: "this entry has no kit"}
		case err != nil:
			return nil, &RingError{Line: line, What: fmt.Sprintf("the key of the kit %q is no minisign key", e.Kit)}
		case twice:
			return nil, &RingError{Line: line, What: fmt.Sprintf("the kit %q is there twice", e.Kit)}
		}
		out[e.Kit] = key
	}
	return out, nil
}

// lineOf returns the number of the nth line that is meant, 0 if there is none.
func lineOf(text string, nth int, meant func(line string) bool) int {
	n := 0
	for line := range strings.Lines(text) {
		n++
		if meant(strings.TrimSpace(line)) {
			if nth--; nth == 0 {
				return n
			}
		}
	}
	return 0
}

// WriteTo writes the ring as TOML, sorted by kit, each key with its words. The
// error is that of w.
func (r Ring) WriteTo(w io.Writer) (int64, error) {
	var b strings.Builder
	b.WriteString("# The publishers that were accepted, by the ids of their kits. The words are the\n# key’s fingerprint, to be compared with what the publisher says.\n")
	for _, id := range slices.Sorted(maps.Keys(r)) {
		fmt.Fprintf(&b, "\n[[key]]\nkit = %s\nkey = \"%s\"\n# %s\n", quoted(id), r[id], r[id].words())
	}
	n, err := io.WriteString(w, b.String())
	return int64(n), err
}

// quoted writes a basic string (TOML 1.0, "String").
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		if r < ' ' || r == 0x7f || r == '"' || r == '\\' {
			fmt.Fprintf(&b, "\\u%04X", r)
			continue
		}
		b.WriteRune(r)
	}
	b.WriteByte('"')
	return b.String()
}

// Save writes the ring to a file, whole or not at all; the folder is made if
// it is missing. The error is that of [output.WriteFile].
func (r Ring) Save(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return output.WriteFile(path, func(w io.Writer) error {
		_, err := r.WriteTo(w)
		return err
	})
}
