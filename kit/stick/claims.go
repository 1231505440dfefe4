package stick

import (
	"bytes"
	"crypto/sha256"
	"errors"

	"eventkit/kit/seal"
)

// The files that say what is ours on a stick while it is written. journal
// lists what this run writes, earlier what runs before it wrote.
const (
	ownNames = ".eventkit-"

	journal = ownNames + "writing"
	earlier = ownNames + "earlier"
	part    = ownNames + "part"
)

// claims are the paths that we have put on a stick, with the sum they had.
type claims map[string][sha256.Size]byte

// readClaims gathers every list that a finished or an interrupted run left.
// One that can't be read claims nothing: what it lists stays where it is.
func (w *writer) readClaims() (claims, error) {
	if _, err := w.listed(seal.SignatureFile); err != nil {
		return nil, err
	}
	out := claims{}
	for _, name := range []string{earlier, seal.SumsFile, journal} {
		there, err := w.listed(name)
		if err != nil {
			return nil, err
		}
		if !there {
			continue
		}
		f, err := w.root.Open(name)
		if err != nil {
			return nil, err
		}
		sums, err := seal.ReadSums(f)
		f.Close()
		var bad *seal.SumsError
		switch {
		case errors.As(err, &bad):
			continue
		case err != nil:
			return nil, err
		}
		for _, s := range sums {
			out[s.Path] = s.SHA256
		}
		if name == seal.SumsFile {
			out[seal.SumsFile], out[seal.SignatureFile] = [sha256.Size]byte{}, [sha256.Size]byte{}
		}
	}
	return out, nil
}

// list writes claims as a list of sums.
func (c claims) list() []byte {
	var sums []seal.Sum
	for path, sum := range c {
		if path != seal.SumsFile && path != seal.SignatureFile {
			sums = append(sums, seal.Sum{Path: path, SHA256: sum})
		}
	}
	var b bytes.Buffer
	// Every path was read from such a list.
	_ = seal.WriteSums(&b, sums)
	return b.Bytes()
}

// list is the load as a list of sums.
func (l *Load) list() []byte {
	c := claims{}
	for _, f := range l.Files {
		c[f.Path] = f.SHA256
	}
	return c.list()
}
