package letter

import (
	"errors"
	"io/fs"
	"path"
	"strings"

	"eventkit/kit"
	"eventkit/kit/paper"
)

// Where a kit keeps these texts.
const (
	letterFiles   = "letter/letter."
	briefingFiles = "briefing/briefing."
	addressFile   = "letter/address.toml"
	sheetFile     = "letter/sheet.toml"
)

// sources lists a kit's files of one kind by language.
func sources(fsys fs.FS, prefix string) kit.Text {
	out := kit.Text{}
	dir := path.Dir(prefix)
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return out
	}
	for _, e := range entries {
		name := dir + "/" + e.Name()
		if tag, ok := strings.CutSuffix(strings.TrimPrefix(name, prefix), ".md"); ok && strings.HasPrefix(name, prefix) {
			out[tag] = name
		}
	}
	return out
}

// Source returns the kit's own text of a letter or a briefing in the first of
// tags that can be served, as it is edited, and the language that it is in.
// The error wraps [paper.ErrNone] where the kit has no such text.
func Source(k *kit.Kit, form Form, tags ...string) (source, name, lang string, err error) {
	prefix := letterFiles
	if form == BriefingForm {
		prefix = briefingFiles
	}
	name, lang, _ = sources(k.FS(), prefix).In(append(append([]string{}, tags...), k.Languages...)...)
	if name == "" {
		return "", "", "", &paper.MissingError{File: prefix + "LANG.md"}
	}
	data, err := fs.ReadFile(k.FS(), name)
	return string(data), name, lang, err
}

// Roles are who a letter can be addressed to, the usual one first.
func Roles() []string { return []string{"ambassador", "high-commissioner", "consul-general", "charge"} }

// The parts of a form of address.
var addressParts = []string{"line", "salutation", "closing"}

// texts reads a file of texts; a kit need not have it.
func texts(k *kit.Kit, name string) (*kit.TextFile, error) {
	// The words of the signature sheets have its columns' widths beside them.
	f, err := kit.ReadTextFile(k.FS(), name, "columns", "more-columns")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return f, err
}

// saying returns a text of a file that may not be there.
func saying(f *kit.TextFile, id string, tags ...string) string {
	if f == nil {
		return ""
	}
	words, _, _ := f.Text(id).In(tags...)
	return words
}

// RoleError says that there is no such role, or that the kit has no form of
// address for it.
type RoleError struct{ Role string }

// Error names the role and the mend.
func (e *RoleError) Error() string {
	return "no form of address for “" + e.Role + "”; there are " + strings.Join(Roles(), ", ")
}
