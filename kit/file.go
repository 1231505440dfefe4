package kit

import (
	"io"
	"os"
)

// OpenFile opens a kit by its path.
func OpenFile(path string) (*Kit, io.Closer, error) {
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, nil, err
	}
	k, err := Open(root.FS())
	if err != nil {
		root.Close()
		return nil, nil, err
	}
	return k, root, nil
}
