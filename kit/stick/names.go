package stick

import (
	"path"
	"strings"

	"eventkit/kit"
)

// maxPath is the longest path with its folder, in UTF-16 code units: Windows
// allows 260 with the drive and the end of the string, and people copy a
// stick's folder into another one.
const maxPath = 200

// portable reports the first file that some stick or system can't hold.
func portable(folder string, names []string, known map[string]facts) error {
	if what, mend := kit.NameProblem(folder); what != "" || strings.Contains(folder, "/") {
		return &NameError{folder, what, mend}
	}
	seen := map[string]string{}
	for _, name := range names {
		if err := working(name); err != nil {
			return err
		}
		for part := range strings.SplitSeq(name, "/") {
			if what, mend := kit.NameProblem(part); what != "" {
				return &NameError{name, what, mend}
			}
		}
		if kit.UTF16Len(path.Join(folder, name)) > maxPath {
			return &NameError{name, "has too long a path for Windows", "use shorter names or fewer folders"}
		}
		if size := known[name].size; size > maxFile {
			return &NameError{name, "is larger than a stick with FAT32 can hold (4 GiB)", "split it, or make it smaller"}
		}
		if err := clash(seen, name); err != nil {
			return err
		}
	}
	return nil
}

// working refuses the names that files have while a stick is written, however
// they are spelt: FAT doesn't tell capitals apart.
func working(name string) error {
	low := strings.ToLower(name)
	switch {
	case low == journal:
		return &NameError{name, "says that this copy isn't finished", "finish it first, or take another copy"}
	case strings.HasPrefix(low, ownNames):
		return &NameError{name, "has a name that is needed while a stick is written", "rename it, or take it away"}
	}
	return nil
}

// clash finds names that are one and the same where case or the way accents
// are written isn't told apart.
func clash(seen map[string]string, name string) error {
	for p := name; p != "."; p = path.Dir(p) {
		key := kit.FoldedPath(p)
		if other, ok := seen[key]; ok && other != p {
			return &NameError{name, "differs from " + other + " only in capitals or accents", "rename one of them"}
		}
		seen[key] = p
	}
	return nil
}
