package output

import (
	"errors"
	"io/fs"
	"os"
)

// MakeFolder makes dir if only that is missing, and reports whether it did. The
// error is an [*Error].
func MakeFolder(dir string) (made bool, err error) {
	err = os.Mkdir(dir, 0o777)
	if err == nil {
		return true, nil
	}
	if info, statErr := os.Stat(dir); errors.Is(err, fs.ErrExist) && statErr == nil && info.IsDir() {
		return false, nil
	}
	return false, fail(dir, err)
}
