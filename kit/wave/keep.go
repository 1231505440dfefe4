package wave

import (
	"fmt"
	"io/fs"

	"eventkit/kit"
	"eventkit/kit/genuine"
)

// NewerError says that a folder holds a newer version of the kit that was to
// be copied over it.
type NewerError struct{ There, Own kit.Manifest }

// Error names both versions.
func (e *NewerError) Error() string {
	return fmt.Sprintf("it has %s of this kit, and what is copied is %s", dated(e.There), dated(e.Own))
}

// dated is a version, with its day where two versions have one name.
func dated(m kit.Manifest) string {
	if m.Date == "" {
		return "version " + m.Version
	}
	return "version " + m.Version + " of " + m.Date
}

// Keep returns what tells for a folder whether versions of kits may be copied
// over it: a [*NewerError] where it is a newer version of one of them, or
// carries one as an archive at its top. What can't be read there is nothing to
// keep.
func Keep(own ...kit.Manifest) func(there fs.FS) error {
	return func(there fs.FS) error {
		for _, m := range manifests(there) {
			for _, o := range own {
				if Stand(o, m) == Newer {
					return &NewerError{m, o}
				}
			}
		}
		return nil
	}
}

// manifests are those of the kit that a folder is, or of those that it carries
// as archives at its top; what can't be read is passed over.
func manifests(fsys fs.FS) (out []kit.Manifest) {
	if m, err := kit.Peek(fsys); err == nil {
		out = append(out, m)
	}
	for files, err := range genuine.Carried(fsys) {
		if err != nil {
			continue
		}
		if m, err := kit.Peek(files); err == nil {
			out = append(out, m)
		}
	}
	return out
}
