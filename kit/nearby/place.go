package nearby

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"eventkit/kit/output"
)

// Place is the folder that a program was started from. The zero Place is
// nowhere: nothing lies beside it.
type Place struct {
	// Dir is the folder, absolute, with links followed. On macOS it is the one
	// that holds the .app.
	Dir string
	// Self is the program's own file.
	Self string
}

// Here is the place of the running program, or nowhere if the system doesn't
// say it.
func Here() Place {
	exe, err := os.Executable()
	if err != nil {
		return Place{}
	}
	return At(exe, os.Args[0])
}

// At is the place of a program that the system says is exe and that was called
// as arg. The two differ where a program is started by the loader of Linux, the
// way to start one from a stick that has no execute bit.
func At(exe, arg string) Place {
	if base := filepath.Base(exe); strings.HasPrefix(base, "ld-") || strings.HasPrefix(base, "ld.so") {
		exe = arg
	}
	exe, err := filepath.Abs(exe)
	if err == nil {
		exe, err = filepath.EvalSymlinks(exe)
	}
	if err != nil {
		return Place{}
	}
	dir := filepath.Dir(exe)
	if app := filepath.Dir(filepath.Dir(dir)); filepath.Base(dir) == "MacOS" && filepath.Ext(app) == ".app" {
		dir = filepath.Dir(app)
	}
	return Place{Dir: dir, Self: exe}
}

// SettingsFolder is the folder for settings beside a program.
const SettingsFolder = "Event Kit settings"

// portableFiles are the names of the file that has settings kept beside it.
var portableFiles = []string{"portable", "portable.txt"}

// Kept reports whether a file, by its path in the folder with slashes, is the
// one that makes a program portable or one of its settings: not the kit's, and
// not a stranger's either.
func Kept(name string) bool {
	return slices.Contains(portableFiles, name) || strings.HasPrefix(name, SettingsFolder+"/")
}

// Portable reports whether a file named portable, or portable.txt, lies there:
// then settings are kept there too, and nothing is left on the computer.
func (p Place) Portable() bool {
	for _, name := range portableFiles {
		if info, err := os.Stat(filepath.Join(p.Dir, name)); p.Dir != "" && err == nil && info.Mode().IsRegular() {
			return true
		}
	}
	return false
}

// Settings is the folder for settings, made if it is missing. The error says
// why nothing can be written there: an [*output.Error], such as for a stick
// with a write protection.
func (p Place) Settings() (string, error) {
	dir := filepath.Join(p.Dir, SettingsFolder)
	err := os.Mkdir(dir, 0o700)
	if os.IsExist(err) {
		err = nil
	}
	if err == nil {
		var probe *os.File
		if probe, err = os.CreateTemp(dir, ".eventkit-"); err == nil {
			// An empty file too many harms nothing.
			_ = probe.Close()
			_ = os.Remove(probe.Name())
		}
	}
	if err != nil {
		return "", &output.Error{Path: dir, Reason: output.Reason(err), Err: err}
	}
	return dir, nil
}
