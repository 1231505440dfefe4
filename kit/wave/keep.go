package wave

import (
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"

	"eventkit/kit"
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
	add := func(fsys fs.FS) {
		if m, err := kit.Peek(fsys); err == nil {
			out = append(out, m)
		}
	}
	add(fsys)
	entries, _ := fs.ReadDir(fsys, ".")
	for _, e := range entries[:min(len(entries), maxFolders)] {
		if e.Type().IsRegular() && strings.EqualFold(path.Ext(e.Name()), ".kit") {
			inArchive(fsys, e.Name(), add)
		}
	}
	return out
}

// inArchive shows what is in an archive in a folder.
func inArchive(fsys fs.FS, name string, show func(fs.FS)) {
	f, err := fsys.Open(name)
	if err != nil {
		return
	}
	defer f.Close()
	at, ok := f.(io.ReaderAt)
	info, err := f.Stat()
	if !ok || err != nil {
		return
	}
	if files, err := kit.ArchiveFiles(at, info.Size(), name); err == nil {
		show(files)
	}
}
