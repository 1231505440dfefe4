package nearby

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"eventkit/kit"
)

// maxEntries is how many files of a folder are looked at: a stick has few, and
// a folder of downloads may have thousands.
const maxEntries = 4096

// Kits lists the kits that lie in the place, by name: .kit files, and folders
// with a kit.toml. Links aren't followed. A folder that can't be read has none.
func (p Place) Kits() []string {
	if p.Dir == "" {
		return nil
	}
	root, err := os.OpenRoot(p.Dir)
	if err != nil {
		return nil
	}
	defer root.Close()
	dir, err := root.Open(".")
	if err != nil {
		return nil
	}
	defer dir.Close()
	entries, _ := dir.ReadDir(maxEntries) // what could be read counts
	var out []string
	for _, e := range entries {
		name := e.Name()
		if strings.HasPrefix(name, ".") { // macOS puts a "._x.kit" beside x.kit
			continue
		}
		yes := e.Type().IsRegular() && strings.EqualFold(filepath.Ext(name), ".kit")
		if e.IsDir() {
			info, err := root.Lstat(filepath.Join(name, "kit.toml"))
			yes = err == nil && info.Mode().IsRegular()
		}
		if yes {
			out = append(out, filepath.Join(p.Dir, name))
		}
	}
	slices.Sort(out)
	return out
}

// SeveralError says that more than one kit lies beside the program.
type SeveralError struct{ Paths []string }

// Error names them.
func (e *SeveralError) Error() string {
	return "several kits lie beside the program: " + strings.Join(e.Names(), ", ")
}

// Names are the kits without their folder.
func (e *SeveralError) Names() []string {
	var out []string
	for _, p := range e.Paths {
		out = append(out, filepath.Base(p))
	}
	return out
}

// KitError says that the kit beside the program can't be opened.
type KitError struct {
	Path string
	Err  error
}

// Error names the kit.
func (e *KitError) Error() string { return fmt.Sprintf("%s: %v", filepath.Base(e.Path), e.Err) }

// Unwrap is what is wrong with it.
func (e *KitError) Unwrap() error { return e.Err }

// Opener opens a kit by its path, as [kit.OpenFile] does.
type Opener func(path string) (*kit.Kit, io.Closer, error)

// Only opens the one kit that lies in the place; without one, nothing is found.
// The error is a [*SeveralError] or a [*KitError].
func (p Place) Only(open Opener) (Found, error) {
	kits := p.Kits()
	switch len(kits) {
	case 0:
		return Found{}, nil
	case 1:
		k, file, err := open(kits[0])
		if err != nil {
			return Found{}, &KitError{kits[0], err}
		}
		return Found{Kit: k, File: file, Path: kits[0]}, nil
	}
	return Found{}, &SeveralError{kits}
}

// Found is what [Place.Open] or [Place.Only] found.
type Found struct {
	// Kit is the first, by its name, that can be opened; nil if there is none.
	// Path is where it lies. File stays open as long as it is used.
	Kit  *kit.Kit
	File io.Closer
	Path string
	// Others are the kits after it, which weren't opened.
	Others []string
	// Damaged are those before it.
	Damaged []*KitError
}

// Open opens the first kit that lies in the place and isn't damaged.
func (p Place) Open(open Opener) Found {
	var f Found
	kits := p.Kits()
	for i, path := range kits {
		k, file, err := open(path)
		if err == nil {
			f.Kit, f.File, f.Path, f.Others = k, file, path, kits[i+1:]
			break
		}
		f.Damaged = append(f.Damaged, &KitError{path, err})
	}
	return f
}
