package seal

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"aead.dev/minisign"

	"eventkit/kit/nearby"
)

// State is the one word about a folder.
type State string

// What a folder can be found to be, from the best to the worst.
const (
	// Genuine: complete, and signed with a key that was accepted.
	Genuine State = "genuine"
	// Stranger: complete, and signed with a key that nobody has accepted yet.
	Stranger State = "signed by a key not seen before"
	// Unsigned: complete, but anyone may have made it.
	Unsigned State = "complete, not signed"
	// Damaged: files are changed or missing.
	Damaged State = "damaged"
	// Unfinished: there is no list of sums, as on a stick that was pulled
	// while it was written.
	Unfinished State = "unfinished"
	// Alarm: the signature is false, or made with another key than the one
	// accepted for this kit.
	Alarm State = "not genuine"
)

// Report is what [Verify] found. All paths are slash-separated and sorted.
type Report struct {
	State State `json:"state"`
	// Files and Bytes count what was read and found right.
	Files int   `json:"files"`
	Bytes int64 `json:"bytes"`
	// Changed files have other bytes than listed or can't be read to their
	// end; Missing ones are listed and not there; Extra ones are there and
	// not listed, which harms nothing.
	Changed []string `json:"changed,omitempty"`
	Missing []string `json:"missing,omitempty"`
	Extra   []string `json:"extra,omitempty"`
	// Signed says that the list has a true signature of Key. Comment is what
	// the publisher signed with it.
	Signed  bool   `json:"signed"`
	Key     Key    `json:"-"`
	Comment string `json:"comment,omitempty"`
	// Expected is the key that was accepted for this kit, where it is another
	// than Key.
	Expected Key `json:"-"`
	// Bare says that the key that is expected signed nothing here: there is no
	// signature, nor a publisher's key on the list, as where somebody who
	// signed before doesn't any more.
	Bare bool `json:"-"`
	// Reason says in words what a false signature is.
	Reason string `json:"reason,omitempty"`

	// Kit and Title are those of the kit that the folder is or carries, and
	// Carried what was found of the one that it carries as an archive: of its
	// own seal, not the folder's. This package leaves them empty.
	Kit     string  `json:"kit,omitempty"`
	Title   string  `json:"title,omitempty"`
	Carried *Report `json:"carried,omitempty"`
}

// Sound reports whether every listed file is there and right.
func (r *Report) Sound() bool {
	return r.State == Genuine || r.State == Stranger || r.State == Unsigned
}

// Verify reads every listed file of a folder and judges its signature. The
// accepted key is the one to expect, or the zero Key before there is one. The
// error is the context's, a [*SumsError], or that of the file system for the
// folder itself: what is wrong with single files is in the report.
func Verify(ctx context.Context, fsys fs.FS, accepted Key, p Progress) (*Report, error) {
	r := &Report{}
	list, err := readSmall(fsys, SumsFile, maxBytes)
	if errors.Is(err, fs.ErrNotExist) {
		r.State = Unfinished
		return r, nil
	}
	if err != nil {
		return nil, err
	}
	sums, err := ReadSums(bytes.NewReader(list))
	if err != nil {
		return nil, err
	}
	if err := r.compare(ctx, fsys, sums, p); err != nil {
		return nil, err
	}
	r.judge(fsys, list, sums, accepted)
	return r, nil
}

// compare reads every listed file.
func (r *Report) compare(ctx context.Context, fsys fs.FS, sums []Sum, p Progress) error {
	there, err := Files(fsys)
	if err != nil {
		return err
	}
	listed := make(map[string]bool, len(sums))
	names := make([]string, len(sums))
	for i, s := range sums {
		names[i], listed[s.Path] = s.Path, true
	}
	err = sumAll(ctx, fsys, names, p, func(i int, got [sha256.Size]byte, size int64, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, fs.ErrNotExist):
			r.Missing = append(r.Missing, names[i])
		case err != nil || got != sums[i].SHA256:
			r.Changed = append(r.Changed, names[i])
		default:
			r.Files++
			r.Bytes += size
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, name := range there {
		if !listed[name] && !nearby.Kept(name) {
			r.Extra = append(r.Extra, name)
		}
	}
	return nil
}

// judge finds the one word about the folder.
func (r *Report) judge(fsys fs.FS, list []byte, sums []Sum, accepted Key) {
	r.signature(fsys, list, accepted)
	broken := len(r.Changed)+len(r.Missing) > 0
	_, signs := slices.BinarySearchFunc(sums, KeyFile, func(s Sum, name string) int { return strings.Compare(s.Path, name) })
	switch {
	case r.Reason != "":
		r.State = Alarm
	case !r.Signed && !accepted.IsZero():
		r.State, r.Reason, r.Expected = Alarm, "the signature is missing, and this kit was signed before", accepted
		r.Bare = !signs
	case !r.Signed && signs:
		r.State, r.Reason = Alarm, "the signature was taken away"
	case r.Signed && !accepted.IsZero() && r.Key != accepted:
		r.State, r.Expected = Alarm, accepted
		r.Reason = "it is signed with another key than before"
	case broken:
		r.State = Damaged
	case !r.Signed:
		r.State = Unsigned
	case accepted.IsZero():
		r.State = Stranger
	default:
		r.State = Genuine
	}
}

// signature verifies the signature of a list, with the accepted key if it
// names that one, else with the key that lies beside it.
func (r *Report) signature(fsys fs.FS, list []byte, accepted Key) {
	const most = 8 << 10
	text, err := readSmall(fsys, SignatureFile, most)
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	var sig minisign.Signature
	if err != nil || sig.UnmarshalText(text) != nil {
		r.Reason = "the signature can't be read"
		return
	}
	key := accepted
	if accepted.IsZero() || accepted.public().ID() != sig.KeyID {
		own, err := readSmall(fsys, KeyFile, most)
		if err == nil {
			key, err = ParseKey(string(own))
		}
		if err != nil {
			r.Reason, r.Expected = "it is signed with a key that isn't there", accepted
			return
		}
	}
	if !minisign.Verify(key.public(), list, text) {
		r.Reason = "the signature doesn't belong to this list"
		return
	}
	r.Signed, r.Key, r.Comment = true, key, oneLine(sig.TrustedComment)
}

// Signer returns the key that signed a folder's list of sums, with the key that
// lies beside it; the zero key where nobody did, or can't be known.
func Signer(fsys fs.FS) Key {
	list, err := readSmall(fsys, SumsFile, maxBytes)
	if err != nil {
		return Key{}
	}
	var r Report
	r.signature(fsys, list, Key{})
	return r.Key
}

func readSmall(fsys fs.FS, name string, most int64) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(b)) > most {
		err = fmt.Errorf("%s: the file is larger than it can be", name)
	}
	return b, err
}

func (k Key) words() string { return strings.Join(k.Words(), " ") }

// oneLine keeps a comment to one line of visible signs.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, s)
}
