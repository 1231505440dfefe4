package stick

import (
	"errors"
	"io/fs"
	"maps"
	"slices"
)

// change says that a name came into a folder or went.
func (w *writer) change(dir string) {
	if w.changed == nil {
		w.changed = map[string]bool{}
	}
	w.changed[dir] = true
}

// syncFolders brings the folders to the medium in which a name came or went,
// where syncing the file system may leave them out. Each is a sign of life.
func (w *writer) syncFolders() error {
	for _, dir := range slices.Sorted(maps.Keys(w.changed)) {
		if err := syncFolder(w.root, dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return blame(dir, err)
		}
		delete(w.changed, dir)
		w.sign(0)
	}
	return nil
}
