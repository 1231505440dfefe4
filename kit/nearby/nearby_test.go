package nearby_test

import (
	"context"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"eventkit/kit"
	"eventkit/kit/nearby"
	"eventkit/kit/output"
)

func put(t *testing.T, data string, names ...string) string {
	t.Helper()
	path := filepath.Join(names...)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// folder is a temporary folder with its links followed, as macOS needs.
func folder(t *testing.T) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// at is the place of a program in a folder.
func at(t *testing.T, dir string) nearby.Place {
	t.Helper()
	return nearby.At(put(t, "", dir, "program"), "elsewhere")
}

func writeKit(t *testing.T, dir, id string) {
	t.Helper()
	put(t, "id = \""+id+"\"\nversion = \"1\"\nlanguages = [\"en\"]\n[title]\nen = \"Kit "+id+"\"\n[links]\nsign = \"https://example.org/s\"\n", dir, "kit.toml")
	put(t, "[free]\nen = \"Free\"\n", dir, "slogans.toml")
}

// archiveKit writes a kit as one file.
func archiveKit(t *testing.T, path, id string) {
	t.Helper()
	dir := t.TempDir()
	writeKit(t, dir, id)
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := kit.WriteArchive(f, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
}

func TestHere(t *testing.T) {
	p := nearby.Here()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if exe, err = filepath.EvalSymlinks(exe); err != nil || p.Self != exe || p.Dir != filepath.Dir(exe) {
		t.Errorf("%+v, want %s (%v)", p, exe, err)
	}
}

func TestAt(t *testing.T) {
	dir := folder(t)
	plain := put(t, "", dir, "stick", "Event Kit for Linux")
	mac := put(t, "", dir, "Volume", "Event Kit.app", "Contents", "MacOS", "eventkit")
	link := filepath.Join(dir, "link")
	if err := os.Symlink(plain, link); err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct{ exe, arg, dir, self string }{
		"started itself":             {plain, "x", filepath.Dir(plain), plain},
		"a link on the desktop":      {link, "x", filepath.Dir(plain), plain},
		"started by the loader":      {"/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2", plain, filepath.Dir(plain), plain},
		"in an app":                  {mac, mac, filepath.Join(dir, "Volume"), mac},
		"a program that isn't there": {filepath.Join(dir, "gone"), "x", "", ""},
	}
	for name, tt := range tests {
		if p := nearby.At(tt.exe, tt.arg); p.Dir != tt.dir || p.Self != tt.self {
			t.Errorf("%s: %+v, want %s in %s", name, p, tt.self, tt.dir)
		}
	}
}

func TestKits(t *testing.T) {
	dir := folder(t)
	p := at(t, dir)
	if got := p.Kits(); got != nil {
		t.Errorf("in an empty place: %q", got)
	}
	put(t, "", dir, "b.KIT")
	put(t, "", dir, "a.kit")
	put(t, "", dir, "._a.kit")
	put(t, "", dir, "folder", "kit.toml")
	put(t, "", dir, "other", "readme.txt")
	put(t, "", dir, "trick.kit", "x") // a folder with the name of a file
	put(t, "", dir, "event.toml")
	if err := os.Symlink(filepath.Join(dir, "a.kit"), filepath.Join(dir, "link.kit")); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, path := range p.Kits() {
		got = append(got, filepath.Base(path))
	}
	if want := []string{"a.kit", "b.KIT", "folder"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if got := (nearby.Place{}).Kits(); got != nil {
		t.Errorf("nowhere: %q", got)
	}
}

func TestOpen(t *testing.T) {
	dir := folder(t)
	p := at(t, dir)
	if f := p.Open(kit.OpenFile); f.Kit != nil || f.Damaged != nil || f.Others != nil {
		t.Errorf("in an empty place: %+v", f)
	}
	if f, err := p.Only(kit.OpenFile); f.Kit != nil || err != nil {
		t.Errorf("%+v, %v", f, err)
	}
	archiveKit(t, filepath.Join(dir, "b.kit"), "bee")
	only, err := p.Only(kit.OpenFile)
	if err != nil || only.Kit.ID != "bee" || only.Path != filepath.Join(dir, "b.kit") {
		t.Fatalf("%+v, %v", only, err)
	}
	only.File.Close()

	writeKit(t, filepath.Join(dir, "c"), "see")
	put(t, "PK\x03\x04 and no more", dir, "a.kit")
	f := p.Open(kit.OpenFile)
	if f.Kit == nil || f.Kit.ID != "bee" || f.Path != filepath.Join(dir, "b.kit") || len(f.Others) != 1 || len(f.Damaged) != 1 {
		t.Fatalf("%+v", f)
	}
	defer f.File.Close()
	if msg := f.Damaged[0].Error(); !strings.HasPrefix(msg, "a.kit: ") {
		t.Errorf("%q", msg)
	}
	var problems kit.Problems
	if !errors.As(f.Damaged[0], &problems) {
		t.Errorf("%v hides what is wrong", f.Damaged[0])
	}
	var several *nearby.SeveralError
	if _, err := p.Only(kit.OpenFile); !errors.As(err, &several) || err.Error() != "several kits lie beside the program: a.kit, b.kit, c" {
		t.Errorf("%v", err)
	}
}

func TestDamagedOnlyKit(t *testing.T) {
	dir := folder(t)
	p := at(t, dir)
	put(t, "no kit", dir, "a.kit")
	var broken *nearby.KitError
	if f, err := p.Only(kit.OpenFile); f.Kit != nil || !errors.As(err, &broken) || filepath.Base(broken.Path) != "a.kit" {
		t.Errorf("%+v, %v", f, err)
	}
	if f := p.Open(kit.OpenFile); f.Kit != nil || len(f.Damaged) != 1 {
		t.Errorf("%+v", f)
	}
}

func TestPortable(t *testing.T) {
	for _, name := range []string{"portable", "portable.txt"} {
		dir := folder(t)
		p := at(t, dir)
		if p.Portable() {
			t.Errorf("without %s", name)
		}
		put(t, "", dir, name)
		if !p.Portable() {
			t.Errorf("with %s it isn't", name)
		}
	}
	dir := folder(t)
	if err := os.Mkdir(filepath.Join(dir, "portable"), 0o700); err != nil {
		t.Fatal(err)
	}
	if at(t, dir).Portable() || (nearby.Place{}).Portable() {
		t.Error("a folder makes it portable, or nowhere is")
	}
}

// What a portable program keeps beside it is told from everything else there.
func TestKept(t *testing.T) {
	tests := map[string]bool{
		"portable": true, "portable.txt": true, nearby.SettingsFolder + "/window.json": true, nearby.SettingsFolder + "/a/b": true,
		"portable.exe": false, "a/portable": false, nearby.SettingsFolder: false, nearby.SettingsFolder + ".exe": false,
		"a/" + nearby.SettingsFolder + "/b": false, "holiday.jpg": false,
	}
	for name, want := range tests {
		if got := nearby.Kept(name); got != want {
			t.Errorf("%s: %t", name, got)
		}
	}
}

// The line that starts the one for Linux names its file.
func TestStarts(t *testing.T) {
	all := nearby.Starts()
	if len(all) != 3 {
		t.Fatalf("%+v", all)
	}
	for _, s := range all {
		if typed := s.System == "Linux"; typed != (s.Line == `/lib64/ld-linux-x86-64.so.2 "./`+s.File+`"`) || !typed && s.Line != "" {
			t.Errorf("%+v", s)
		}
	}
}

func TestSettings(t *testing.T) {
	dir := folder(t)
	p := at(t, dir)
	for range 2 {
		got, err := p.Settings()
		if err != nil || got != filepath.Join(dir, nearby.SettingsFolder) {
			t.Fatalf("%s, %v", got, err)
		}
		if left, err := os.ReadDir(got); err != nil || len(left) != 0 {
			t.Errorf("%v left, %v", left, err)
		}
	}
	blocked := at(t, folder(t))
	put(t, "", blocked.Dir, nearby.SettingsFolder)
	var wrong *output.Error
	if _, err := blocked.Settings(); !errors.As(err, &wrong) || wrong.Path != filepath.Join(blocked.Dir, nearby.SettingsFolder) {
		t.Errorf("%v", err)
	}
}

// elf and pe are the first bytes of programs.
func elf(machine uint16) string {
	b := append([]byte("\x7fELF\x02\x01\x01"), make([]byte, 57)...)
	binary.LittleEndian.PutUint16(b[16:], 3)
	binary.LittleEndian.PutUint16(b[18:], machine)
	return string(b)
}

func pe(machine uint16) string {
	b := make([]byte, 256)
	copy(b, "MZ")
	binary.LittleEndian.PutUint32(b[0x3c:], 0x80)
	copy(b[0x80:], "PE\x00\x00")
	binary.LittleEndian.PutUint16(b[0x84:], machine)
	return string(b)
}

const (
	windows, linux, macos = "Event Kit for Windows.exe", "Event Kit for Linux", "Event Kit for macOS.zip"
	amd64ELF, armELF      = 62, 183
	amd64PE, armPE        = 0x8664, 0xaa64
)

func TestPrograms(t *testing.T) {
	dir := folder(t)
	if got, err := nearby.Programs(dir); got != nil || err != nil {
		t.Errorf("%v, %v", got, err)
	}
	put(t, pe(amd64PE), dir, windows)
	put(t, elf(amd64ELF), dir, linux)
	put(t, "PK\x03\x04", dir, macos)
	got, err := nearby.Programs(dir)
	if err != nil || len(got) != 3 || nearby.SystemsLine(got) != "Windows, Linux and macOS" {
		t.Fatalf("%+v, %v", got, err)
	}
	if p := got[0]; p.Name != windows || p.Path != filepath.Join(dir, windows) || p.Size != 256 {
		t.Errorf("%+v", p)
	}
	if line := nearby.SystemsLine(got[:2]); line != "Windows and Linux" {
		t.Error(line)
	}
	if line := nearby.SystemsLine(got[:1]); line != "Windows" {
		t.Error(line)
	}
}

// A file that isn't what its name says never goes along.
func TestFalsePrograms(t *testing.T) {
	short := pe(amd64PE)[:0x3e]
	far := []byte(pe(amd64PE))
	binary.LittleEndian.PutUint32(far[0x3c:], 0xffffffff)
	tests := map[string]struct{ name, data string }{
		"an empty one":               {windows, ""},
		"for another processor":      {windows, pe(armPE)},
		"one that is cut off":        {windows, short},
		"a header far away":          {windows, string(far)},
		"no PE":                      {windows, "MZ" + strings.Repeat("x", 500)},
		"Linux's under Windows'":     {windows, elf(amd64ELF)},
		"Windows' under Linux's":     {linux, pe(amd64PE)},
		"Linux on another processor": {linux, elf(armELF)},
		"a library's half":           {linux, "\x7fELF\x02\x01"},
		"no archive":                 {macos, "PK\x05\x06"},
	}
	for name, tt := range tests {
		dir := folder(t)
		path := put(t, tt.data, dir, tt.name)
		got, err := nearby.Programs(dir)
		var wrong *nearby.ProgramError
		if len(got) != 0 || !errors.As(err, &wrong) || wrong.Path != path {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	dir := folder(t)
	if err := os.Symlink(put(t, elf(amd64ELF), dir, "real"), filepath.Join(dir, linux)); err != nil {
		t.Fatal(err)
	}
	if got, err := nearby.Programs(dir); len(got) != 0 || err == nil {
		t.Errorf("a link was followed: %+v", got)
	}
}

// A false program in one folder doesn't hide a good one in the next.
func TestProgramsInSeveralFolders(t *testing.T) {
	one, two := folder(t), folder(t)
	put(t, "", one, windows)
	put(t, pe(amd64PE), two, windows)
	put(t, elf(amd64ELF), one, linux)
	put(t, elf(amd64ELF), two, linux)
	got, err := nearby.Programs(one, two)
	if err == nil || len(got) != 2 || got[0].Path != filepath.Join(two, windows) || got[1].Path != filepath.Join(one, linux) {
		t.Errorf("%+v, %v", got, err)
	}
}

// The running program stands in for its own system, where it is a window.
func TestProgramsOfAPlace(t *testing.T) {
	dir := folder(t)
	self := put(t, elf(amd64ELF), dir, "eventkit")
	p := nearby.At(self, self)
	put(t, pe(amd64PE), dir, nearby.ProgramsFolder, windows)
	got, err := p.Programs(false)
	if err != nil || nearby.SystemsLine(got) != "Windows" {
		t.Errorf("%+v, %v", got, err)
	}
	got, err = p.Programs(true)
	want := "Windows"
	if runtime.GOOS == "linux" && runtime.GOARCH == "amd64" {
		want = "Windows and Linux"
	}
	if err != nil || nearby.SystemsLine(got) != want {
		t.Errorf("%+v, %v, want %s", got, err, want)
	}
	put(t, elf(amd64ELF), dir, linux)
	got, err = p.Programs(true)
	if err != nil || nearby.SystemsLine(got) != "Windows and Linux" || got[1].Path != filepath.Join(dir, linux) {
		t.Errorf("%+v, %v", got, err)
	}
	if got, err := (nearby.Place{}).Programs(true); got != nil || err != nil {
		t.Errorf("nowhere: %+v, %v", got, err)
	}
}

func TestCopyTo(t *testing.T) {
	from, to := folder(t), folder(t)
	put(t, elf(amd64ELF), from, linux)
	put(t, pe(amd64PE), from, windows)
	all, err := nearby.Programs(from)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		if err := p.CopyTo(t.Context(), to); err != nil {
			t.Fatal(err)
		}
	}
	if data, err := os.ReadFile(filepath.Join(to, windows)); err != nil || string(data) != pe(amd64PE) {
		t.Errorf("%d bytes, %v", len(data), err)
	}
	if info, err := os.Stat(filepath.Join(to, linux)); err != nil || runtime.GOOS != "windows" && info.Mode()&0o111 == 0 {
		t.Errorf("%v, %v: nobody can start it", info, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	other := folder(t)
	if err := all[0].CopyTo(ctx, other); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	put(t, pe(amd64PE)+"more", from, windows)
	if err := all[0].CopyTo(t.Context(), other); err == nil || !strings.Contains(err.Error(), "changed") {
		t.Errorf("a program that changes: %v", err)
	}
	if left, err := os.ReadDir(other); err != nil || len(left) != 0 {
		t.Errorf("%v left, %v", left, err)
	}
}
