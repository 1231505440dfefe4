package stick

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"

	"eventkit/kit/seal"
)

// ListSum names what a folder holds by its list of sums: the SHA-256 of it in
// hexadecimal. Errors are those of the file system; a folder without a list
// has fs.ErrNotExist.
func ListSum(fsys fs.FS) (string, error) {
	sealed, err := seal.ReadSealed(regular{fsys})
	if err != nil {
		return "", err
	}
	return sumOf(sealed.Sums), nil
}

// ListSum is what [ListSum] finds on a stick that was written with the load.
func (l *Load) ListSum() string {
	for _, s := range l.sealed {
		if s.path == seal.SumsFile {
			return sumOf(s.data)
		}
	}
	return ""
}

func sumOf(list []byte) string {
	sum := sha256.Sum256(list)
	return hex.EncodeToString(sum[:])
}
