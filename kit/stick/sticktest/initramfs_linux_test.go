//go:build faults

package sticktest_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// archive is what a machine starts from: a cpio archive in the new ASCII
// format (Linux, Documentation/driver-api/early-userspace/buffer-format.rst).
type archive struct {
	b    bytes.Buffer
	seen map[string]bool
	ino  int
}

// add puts a file, or with no data and the mode of a folder a folder, into the
// archive, with the folders above it.
func (a *archive) add(name string, mode int, data []byte) {
	if a.seen == nil {
		a.seen = map[string]bool{}
	}
	if a.seen[name] {
		return
	}
	if dir := path.Dir(name); dir != "." {
		a.add(dir, 0o040755, nil)
	}
	a.seen[name] = true
	a.entry(name, mode, data)
}

func (a *archive) entry(name string, mode int, data []byte) {
	a.ino++
	fmt.Fprintf(&a.b, "070701%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X",
		a.ino, mode, 0, 0, 1, 0, len(data), 0, 0, 0, 0, len(name)+1, 0)
	a.b.WriteString(name + "\x00")
	a.pad()
	a.b.Write(data)
	a.pad()
}

func (a *archive) pad() {
	for a.b.Len()%4 != 0 {
		a.b.WriteByte(0)
	}
}

// write ends the archive and writes it.
func (a *archive) write(file string) error {
	a.entry("TRAILER!!!", 0, nil)
	return os.WriteFile(file, a.b.Bytes(), 0o666)
}

// program adds a program of this computer with the libraries that it needs.
func (a *archive) program(name string) error {
	file, err := exec.LookPath(name)
	if err != nil {
		return fmt.Errorf("%w; make test-faults installs it", err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	a.add("bin/"+name, 0o100755, data)
	out, err := exec.Command("ldd", file).Output()
	if err != nil {
		return nil // it needs none
	}
	for _, lib := range regexp.MustCompile(`/\S+`).FindAllString(string(out), -1) {
		if data, err = os.ReadFile(lib); err != nil {
			return err
		}
		a.add(strings.TrimPrefix(lib, "/"), 0o100755, data)
	}
	return nil
}

// folder adds what is in a folder.
func (a *archive) folder(name string, fsys fs.FS) error {
	return fs.WalkDir(fsys, ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, file)
		a.add(path.Join(name, file), 0o100644, data)
		return err
	})
}

// modules adds modules of a kernel, those that they need before them, and the
// order to load them in.
func (a *archive) modules(dir string, names []string) error {
	list, err := os.Open(filepath.Join(dir, "modules.dep"))
	if err != nil {
		return err
	}
	defer list.Close()
	files, needs, err := dependencies(list)
	if err != nil {
		return err
	}
	var order []string
	for _, name := range names {
		file, ok := files[name]
		if !ok {
			return fmt.Errorf("the kernel in %s has no module %s", dir, name)
		}
		for _, m := range append(slices.Clone(needs[file]), file) {
			data, err := os.ReadFile(filepath.Join(dir, m))
			if err != nil {
				return err
			}
			if a.add("modules/"+path.Base(m), 0o100644, data); !slices.Contains(order, path.Base(m)) {
				order = append(order, path.Base(m))
			}
		}
	}
	a.add("modules/order", 0o100644, []byte(strings.Join(order, "\n")+"\n"))
	return nil
}

// dependencies reads modules.dep(5): the file of every module, and the files
// that each needs, those first that others need.
func dependencies(r io.Reader) (files map[string]string, needs map[string][]string, err error) {
	files, needs = map[string]string{}, map[string][]string{}
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		file, rest, _ := strings.Cut(lines.Text(), ":")
		name, _, _ := strings.Cut(path.Base(file), ".ko")
		files[strings.ReplaceAll(name, "-", "_")] = file
		needs[file] = strings.Fields(rest)
		slices.Reverse(needs[file])
	}
	return files, needs, lines.Err()
}
