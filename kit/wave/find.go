package wave

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"eventkit/kit"
)

// Found is a kit that lies somewhere.
type Found struct {
	// Path is its folder or its archive.
	Path string
	kit.Manifest
}

// The most that is looked at on a stick.
const (
	maxFolders = 200
	maxFound   = 20
)

// Find looks for kits at a path: a kit itself, an archive, or a folder such as
// a stick in which kits lie at the top or one folder down. Only manifests are
// read, and what can't be read is passed over. The error is the system's for
// the path itself.
func Find(path string) ([]Found, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	var out []Found
	add := func(path string) bool {
		f, err := peek(path)
		if err == nil {
			out = append(out, f)
		}
		return err == nil
	}
	if !info.IsDir() {
		add(path)
		return out, nil
	}
	if add(path) {
		return out, nil
	}
	folders := []string{path}
	for i := 0; i < len(folders) && len(out) < maxFound; i++ {
		entries, err := readDir(folders[i])
		if err != nil {
			continue
		}
		for _, e := range entries {
			at := filepath.Join(folders[i], e.Name())
			switch {
			case len(out) >= maxFound:
			case e.Type().IsRegular() && strings.EqualFold(filepath.Ext(at), ".kit"):
				add(at)
			case e.IsDir() && i == 0 && len(folders) < maxFolders && !strings.HasPrefix(e.Name(), "."):
				if !add(at) {
					folders = append(folders, at)
				}
			}
		}
	}
	return out, nil
}

// readDir reads no more of a folder than is looked at.
func readDir(dir string) ([]fs.DirEntry, error) {
	const most = 5000
	f, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	entries, err := f.ReadDir(most)
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, err
}

var errNone = errors.New("no kit is there")

// peek reads the manifest of a folder or an archive.
func peek(path string) (Found, error) {
	info, err := os.Lstat(path)
	if err != nil || info.Mode()&fs.ModeSymlink != 0 {
		return Found{}, errors.Join(errNone, err)
	}
	if info.IsDir() {
		root, err := os.OpenRoot(path)
		if err != nil {
			return Found{}, err
		}
		defer root.Close()
		if !kit.IsKit(root.FS()) {
			return Found{}, errNone
		}
		m, err := kit.Peek(root.FS())
		return Found{path, m}, err
	}
	files, closer, err := kit.Files(path)
	if err != nil {
		return Found{}, err
	}
	defer closer.Close()
	m, err := kit.Peek(files)
	return Found{path, m}, err
}
