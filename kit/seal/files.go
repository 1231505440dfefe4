package seal

import (
	"io/fs"
	"path"
	"strings"
)

// Files lists the regular files of a folder, sorted, without those that seal
// it and without what systems drop on every stick. The error is that of the
// file system.
func Files(fsys fs.FS) ([]string, error) {
	var out []string
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name == ".":
			return nil
		case dropping(path.Base(name)):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.Type().IsRegular() && !sealing(name):
			out = append(out, name)
		}
		return nil
	})
	return out, err
}

// sealing reports whether a file is one of the two that can't list themselves.
func sealing(name string) bool { return name == SumsFile || name == SignatureFile }

// dropping reports whether a name is one that Windows, macOS or a desktop of
// Linux leaves on every medium it sees.
func dropping(name string) bool {
	switch strings.ToLower(name) {
	case "system volume information", "$recycle.bin", "thumbs.db", "desktop.ini", ".ds_store",
		".spotlight-v100", ".fseventsd", ".trashes", ".temporaryitems", "lost+found", ".directory":
		return true
	}
	return strings.HasPrefix(name, "._") || strings.HasPrefix(name, ".Trash-")
}
