package genuine

import (
	"os"
	"path/filepath"

	"eventkit/kit/seal"
)

// Folder finds in a folder, such as a whole stick, the one that holds a list of
// sums: the folder itself, the one in it of that name, or the only one in it.
// Where there is none it is the folder itself. The name may be empty. Errors
// are those of reading the folder.
func Folder(path, name string) (string, error) {
	entries, err := os.ReadDir(path)
	if err != nil {
		return "", err
	}
	has := func(dir string) bool {
		info, err := os.Lstat(filepath.Join(dir, seal.SumsFile))
		return err == nil && info.Mode().IsRegular()
	}
	if has(path) {
		return path, nil
	}
	var found []string
	for _, e := range entries {
		dir := filepath.Join(path, e.Name())
		switch {
		case !e.IsDir():
		case e.Name() == name:
			return dir, nil
		case has(dir):
			found = append(found, dir)
		}
	}
	if len(found) == 1 {
		return found[0], nil
	}
	return path, nil
}
