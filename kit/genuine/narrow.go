package genuine

import (
	"errors"
	"io"
	"io/fs"

	"eventkit/kit"
	"eventkit/kit/seal"
)

// Narrow returns of a kit that somebody signed only the files that the signed
// list names: what was put beside them breaks no signature and is nobody's. A
// kit that isn't signed is what it is. The errors are those of [seal.Listed].
func Narrow(fsys fs.FS) (fs.FS, error) {
	for _, name := range []string{seal.SignatureFile, seal.SumsFile} {
		switch _, err := fs.Stat(fsys, name); {
		case errors.Is(err, fs.ErrNotExist):
			return fsys, nil
		case err != nil:
			return nil, err
		}
	}
	return seal.Listed(fsys)
}

// OpenKit is [kit.OpenFile] with what [Narrow] leaves of the kit.
func OpenKit(path string) (*kit.Kit, io.Closer, error) {
	files, closer, err := kit.Files(path)
	if err != nil {
		return nil, nil, err
	}
	files, err = Narrow(files)
	var k *kit.Kit
	if err == nil {
		k, err = kit.Open(files)
	}
	if err != nil {
		closer.Close()
		return nil, nil, err
	}
	return k, closer, nil
}
