package genuine

import (
	"os"
	"path/filepath"

	"eventkit/kit/seal"
	"eventkit/kit/stick"
)

// Folder finds in a folder, such as a whole stick, the one that was filled from
// a kit: it has a list of sums, or the note of a copy that wasn't finished. It
// is the folder itself, the one in it of that name, or the only one in it;
// where there is none, or more than one, the folder itself. The name may be
// empty. Errors are those of reading the folder.
func Folder(path, name string) (string, error) {
	entries, err := os.ReadDir(path)
	if err != nil {
		return "", err
	}
	if filled(path) {
		return path, nil
	}
	var found []string
	for _, e := range entries {
		dir := filepath.Join(path, e.Name())
		switch {
		case !e.IsDir():
		case e.Name() == name:
			return dir, nil
		case filled(dir):
			found = append(found, dir)
		}
	}
	if len(found) == 1 {
		return found[0], nil
	}
	return path, nil
}

func filled(dir string) bool { return holds(dir, seal.SumsFile) || holds(dir, writing) }

func holds(dir, name string) bool {
	info, err := os.Lstat(filepath.Join(dir, name))
	return err == nil && info.Mode().IsRegular()
}

// ForeignError says that nothing shows that a folder is one of a kit, so that a
// repair may not write into it.
type ForeignError struct{ Path string }

// Error names the folder.
func (e *ForeignError) Error() string {
	return "nothing in " + e.Path + " shows that it was filled from a kit"
}

// Mending says how a folder is written when it is repaired. What has a list, or
// is a kit, has its files replaced, whoever put them there; of what has but the
// note of a copy that wasn't finished, only the files that the note names are.
// Anything else is a [*ForeignError]: the top of a stick too, where the owner's
// files are, unless it has a list.
func Mending(dir string) (stick.Options, error) {
	foreign := &ForeignError{dir}
	switch {
	case filepath.Dir(dir) == dir: // a drive of Windows is no folder in another one
		return stick.Options{}, foreign
	case holds(dir, seal.SumsFile):
		return stick.Options{Replace: true}, nil
	case mounted(dir):
		return stick.Options{}, foreign
	case holds(dir, writing):
		return stick.Options{}, nil
	case holds(dir, "kit.toml"):
		return stick.Options{Replace: true}, nil
	}
	return stick.Options{}, foreign
}
