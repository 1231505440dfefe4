package nearby

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"eventkit/kit/output"
)

// ProgramsFolder is where the programs for all systems lie beside one of them,
// as make dist puts them.
const ProgramsFolder = "programs"

// maxProgram is more than any build of the window, in bytes.
const maxProgram = 512 << 20

// Program is the window built for a system.
type Program struct {
	// System is "Windows", "Linux" or "macOS".
	System string
	// Name is what the file is called, on a stick too.
	Name string
	Path string
	Size int64 // bytes
}

// system is one that there are programs for.
type system struct {
	name, file string
	// goos is what Go calls it; only x86-64 is carried.
	goos string
	// is looks at the first bytes of a file.
	is func(head []byte) bool
	// line is what is typed to start it from a stick, if it isn't
	// double-clicked.
	line string
}

var systems = []system{
	{"Windows", "Event Kit for Windows.exe", "windows", isPE, ""},
	{"Linux", linuxFile, "linux", isELF, loader + ` "./` + linuxFile + `"`},
	{"macOS", "Event Kit for macOS.zip", "darwin", isZip, ""},
}

const linuxFile = "Event Kit for Linux"

// loader starts a program on Linux that has no execute bit, which sticks with
// FAT have no room for (System V ABI, AMD64 supplement, "Program interpreter").
const loader = "/lib64/ld-linux-x86-64.so.2"

// Start is how the window for a system is started from a stick.
type Start struct {
	// System is "Windows", "Linux" or "macOS", File what it is called.
	System, File string
	// Line is typed in a terminal in its folder; empty where it is
	// double-clicked.
	Line string
}

// Starts lists all systems that there are programs for.
func Starts() []Start {
	var out []Start
	for _, s := range systems {
		out = append(out, Start{s.name, s.file, s.line})
	}
	return out
}

// SystemsLine names the systems of programs in words: "Windows and Linux".
func SystemsLine(programs []Program) string {
	var names []string
	for _, p := range programs {
		names = append(names, p.System)
	}
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return strings.Join(names, "")
}

// ProgramError says that a file has the name of a program and isn't one.
type ProgramError struct{ Path, System string }

// Error names the file and the mend.
func (e *ProgramError) Error() string {
	return fmt.Sprintf("%s is no program for %s (x86-64); put a good copy in its place, or take it away", e.Path, e.System)
}

// Programs lists the programs in the folders, by system, each from the first
// folder that has it. Files that aren't what their names say are left out, and
// are the error: [*ProgramError]s, joined, or those of the file system.
func Programs(dirs ...string) ([]Program, error) {
	var out []Program
	var errs []error
	for _, s := range systems {
		for _, dir := range dirs {
			p, err := s.at(filepath.Join(dir, s.file))
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err == nil {
				out = append(out, p)
				break
			}
			errs = append(errs, err)
		}
	}
	return out, errors.Join(errs...)
}

// Programs lists the programs that lie beside this one or in the folder for
// them. With window set, the running program stands in for that of its own
// system. The error is as for the function [Programs].
func (p Place) Programs(window bool) ([]Program, error) {
	if p.Dir == "" {
		return nil, nil
	}
	out, err := Programs(filepath.Join(p.Dir, ProgramsFolder), p.Dir)
	for _, s := range systems {
		has := slices.ContainsFunc(out, func(have Program) bool { return have.System == s.name })
		if !window || has || s.goos != runtime.GOOS || runtime.GOARCH != "amd64" {
			continue
		}
		if own, err := s.at(p.Self); err == nil {
			out = append(out, own)
		}
	}
	return out, err
}

// at looks at a file.
func (s system) at(path string) (Program, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return Program{}, err
	}
	wrong := &ProgramError{path, s.name}
	if !info.Mode().IsRegular() || info.Size() > maxProgram {
		return Program{}, wrong
	}
	f, err := os.Open(path)
	if err != nil {
		return Program{}, err
	}
	defer f.Close()
	head := make([]byte, 4096)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return Program{}, err
	}
	if !s.is(head[:n]) {
		return Program{}, wrong
	}
	return Program{System: s.name, Name: s.file, Path: path, Size: info.Size()}, nil
}

// isELF knows a program for Linux on x86-64 (System V ABI, "ELF Header").
func isELF(b []byte) bool {
	const x8664, exec, dyn = 62, 2, 3
	if len(b) < 20 || !bytes.HasPrefix(b, []byte("\x7fELF\x02\x01")) {
		return false
	}
	kind, machine := binary.LittleEndian.Uint16(b[16:]), binary.LittleEndian.Uint16(b[18:])
	return machine == x8664 && (kind == exec || kind == dyn)
}

// isPE knows a program for Windows on x86-64 (PE Format, "Signature" and "COFF
// File Header").
func isPE(b []byte) bool {
	const amd64 = 0x8664
	if len(b) < 0x40 || !bytes.HasPrefix(b, []byte("MZ")) {
		return false
	}
	at := int64(binary.LittleEndian.Uint32(b[0x3c:]))
	if at+6 > int64(len(b)) || !bytes.HasPrefix(b[at:], []byte("PE\x00\x00")) {
		return false
	}
	return binary.LittleEndian.Uint16(b[at+4:]) == amd64
}

// isZip knows an archive that isn't empty (APPNOTE.TXT, 4.3.7).
func isZip(b []byte) bool { return bytes.HasPrefix(b, []byte("PK\x03\x04")) }

// CopyTo puts the program into a folder under its name, whole or not at all.
// Where files can be programs, it is one. Errors are the context's, and those
// of output.WriteFile and of reading it.
func (p Program) CopyTo(ctx context.Context, dir string) error {
	from, err := os.Open(p.Path)
	if err != nil {
		return err
	}
	defer from.Close()
	to := filepath.Join(dir, p.Name)
	err = output.WriteFile(to, func(w io.Writer) error {
		n, err := io.Copy(w, until{ctx, io.LimitReader(from, p.Size+1)})
		if err == nil && n != p.Size {
			err = fmt.Errorf("%s changed while it was copied", p.Path)
		}
		return err
	})
	if err == nil && p.System == "Linux" {
		_ = os.Chmod(to, 0o755) // FAT has no room for it
	}
	return err
}

// until reads until the context ends.
type until struct {
	ctx context.Context
	r   io.Reader
}

func (u until) Read(b []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.r.Read(b)
}
