package wave

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"eventkit/kit"
	"eventkit/kit/seal"
	"eventkit/kit/stick"
)

// What an update holds.
const (
	manifest = "update.toml"
	files    = "files/"
	sealed   = "seal/"
)

// about is update.toml.
type about struct {
	Kit     string   `toml:"kit"`
	Removed []string `toml:"removed"`
	From    version  `toml:"from"`
	To      version  `toml:"to"`
}

type version struct {
	Version string `toml:"version"`
	Date    string `toml:"date,omitempty"`
	// Sums is the SHA-256 of the list of the sums of all files, in hexadecimal.
	Sums string `toml:"sums,omitempty"`
}

// Changes counts the files that differ between two versions of a kit, by
// reading all of both. The error is the context's or names a file.
func Changes(ctx context.Context, from, to fs.FS, p seal.Progress) (seal.Changes, error) {
	a, err := seal.Sums(ctx, from, p)
	if err != nil {
		return seal.Changes{}, err
	}
	b, err := seal.Sums(ctx, to, p)
	if err != nil {
		return seal.Changes{}, err
	}
	return seal.Compare(a, b), nil
}

// Pack writes what turns old into new, a later version of the same kit, and
// says what changes. If new is sealed, its list and signature go along; a new
// that isn't what its own list says is a [*stick.UnsoundError]. Other errors
// are a [*PackError], a [kit.Problems], the context's and those of reading.
func Pack(ctx context.Context, w io.Writer, old, new fs.FS, p seal.Progress) (seal.Changes, error) {
	var none seal.Changes
	from, err := kit.Peek(old)
	if err != nil {
		return none, err
	}
	to, err := kit.Peek(new)
	if err != nil {
		return none, err
	}
	switch Stand(from, to) {
	case Other:
		return none, &PackError{fmt.Sprintf("%s and %s are two kits", from.ID, to.ID), "an update leads from one version of a kit to a later one"}
	case Older, Same:
		return none, &PackError{
			fmt.Sprintf("version %s isn't later than version %s", to.Version, from.Version),
			"name the older kit first, and raise the version in the newer one's kit.toml",
		}
	}
	list, err := listOf(ctx, new, p)
	if err != nil {
		return none, err
	}
	after, err := seal.ReadSums(bytes.NewReader(list.Sums))
	if err != nil {
		return none, err
	}
	before, err := seal.Sums(ctx, old, p)
	if err != nil {
		return none, err
	}
	c := seal.Compare(before, after)
	what := about{
		Kit: to.ID, Removed: c.Removed,
		From: version{Version: from.Version, Date: from.Date, Sums: fingerprint(before)}, To: version{Version: to.Version, Date: to.Date},
	}
	parts, err := partsOf(what, list, new, c)
	if err != nil {
		return none, err
	}
	return c, kit.WriteArchive(w, parts)
}

// partsOf lays out what an update holds.
func partsOf(what about, list *seal.Sealed, new fs.FS, c seal.Changes) (fs.FS, error) {
	var head bytes.Buffer
	head.WriteString("# What turns one version of a kit into the next.\n\n")
	if err := toml.NewEncoder(&head).Encode(what); err != nil {
		return nil, err
	}
	texts := seal.Memory{manifest: head.Bytes(), sealed + seal.SumsFile: list.Sums}
	if list.Signature != nil {
		texts[sealed+seal.SignatureFile] = list.Signature
	}
	parts := map[string]fs.FS{}
	for name := range texts {
		parts[name] = texts
	}
	for _, name := range slices.Concat(c.Added, c.Changed) {
		parts[files+name] = moved{new, "", files}
	}
	return kit.Merge(parts)
}

// listOf is the list that a kit is sealed with, or one that is made now.
func listOf(ctx context.Context, fsys fs.FS, p seal.Progress) (*seal.Sealed, error) {
	list, err := seal.ReadSealed(fsys)
	if errors.Is(err, fs.ErrNotExist) {
		return seal.Seal(ctx, fsys, nil, "", p)
	}
	if err != nil {
		return nil, err
	}
	report, err := seal.Verify(ctx, fsys, seal.Key{}, p)
	if err != nil {
		return nil, err
	}
	if !report.Sound() {
		return nil, &stick.UnsoundError{Report: report}
	}
	if len(report.Extra) > 0 {
		return nil, &PackError{fmt.Sprintf("the newer kit's list doesn't name %s", report.Extra[0]), "seal it anew: kit seal"}
	}
	return list, nil
}

// fingerprint is the SHA-256 of a list of sums, as [seal.WriteSums] writes it.
func fingerprint(sums []seal.Sum) string {
	h := sha256.New()
	for _, s := range slices.SortedFunc(slices.Values(sums), func(a, b seal.Sum) int { return strings.Compare(a.Path, b.Path) }) {
		fmt.Fprintf(h, "%x *%s\n", s.SHA256, s.Path)
	}
	return hex.EncodeToString(h.Sum(nil))
}
