package seal

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"slices"

	"aead.dev/minisign"
)

// Sealed are the files that seal a folder, to be written at its top.
type Sealed struct {
	Sums []byte
	// Signature and Key are empty where nobody signs.
	Signature, Key []byte
}

// Seal lists the sums of every file of a folder and, given a secret, signs the
// list; comment is signed with it, and may say which kit and version this is.
// A minisign.pub that lies there is listed as the key that signs now. The same
// files give the same bytes. The error is the context's, the file system's, or
// names a path that can't be listed.
func Seal(ctx context.Context, fsys fs.FS, secret *Secret, comment string, p Progress) (*Sealed, error) {
	sums, err := Sums(ctx, fsys, p)
	if err != nil {
		return nil, err
	}
	out := &Sealed{}
	if secret != nil {
		out.Key = secret.Public().File()
		sums = slices.DeleteFunc(sums, func(s Sum) bool { return s.Path == KeyFile })
		sums = append(sums, Sum{KeyFile, sha256.Sum256(out.Key)})
	}
	var list bytes.Buffer
	if err := WriteSums(&list, sums); err != nil {
		return nil, err
	}
	out.Sums = list.Bytes()
	if secret != nil {
		out.Signature = secret.sign(out.Sums, comment)
	}
	return out, nil
}

// sign signs a list as minisign -S does: of its BLAKE2b-512.
func (s Secret) sign(list []byte, comment string) []byte {
	r := minisign.NewReader(bytes.NewReader(list))
	_, _ = io.Copy(io.Discard, r)
	key := s.Public()
	return r.SignWithComments(s.private, oneLine(comment), "signature of "+SumsFile+" by "+key.words())
}

// ReadSealed reads the files that seal a folder, as they lie there. The error
// is that of the file system; without a list it is fs.ErrNotExist.
func ReadSealed(fsys fs.FS) (*Sealed, error) {
	out := &Sealed{}
	for _, f := range []struct {
		name string
		into *[]byte
		need bool
	}{{SumsFile, &out.Sums, true}, {SignatureFile, &out.Signature, false}, {KeyFile, &out.Key, false}} {
		b, err := readSmall(fsys, f.name, maxBytes)
		if err != nil && (f.need || !errors.Is(err, fs.ErrNotExist)) {
			return nil, err
		}
		*f.into = b
	}
	return out, nil
}
