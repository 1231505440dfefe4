package kit_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"eventkit/kit"
)

func TestFolderIsNoFile(t *testing.T) {
	k, err := kit.Open(with("a/b.txt", "x"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fs.ReadFile(k.FS(), "a"); err == nil {
		t.Error("a folder is read like a file")
	}
	if _, err := fs.ReadDir(k.FS(), "a/b.txt"); err == nil {
		t.Error("a file is listed like a folder")
	}
	if _, err := fs.ReadDir(k.FS(), "c"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder that is not there: %v", err)
	}
	if _, err := fs.Stat(k.FS(), "a/../kit.toml"); !errors.Is(err, fs.ErrInvalid) {
		t.Errorf("a path with .. in it: %v", err)
	}
}

// Nothing about the computer that a kit was made on can leave through it.
func TestFilesTellNothing(t *testing.T) {
	k, closer, err := kit.OpenFile(folderKit(t))
	if err != nil {
		t.Fatal(err)
	}
	defer closer.Close()
	f, err := k.FS().Open("kit.toml")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	i, err := f.Stat()
	if err != nil || !i.ModTime().IsZero() || i.Sys() != nil || i.Mode() != 0o444 || i.Size() != int64(len(goodManifest)) {
		t.Errorf("told: %v %v %v %v, %v", i.ModTime(), i.Sys(), i.Mode(), i.Size(), err)
	}
}

// Actions and palettes may also be written as lists of inline tables.
func TestInlineLists(t *testing.T) {
	head, _, _ := strings.Cut(goodManifest, "[title]")
	inline := head + `action = [
  { id = "a", title.en = "A", date = "2022-10-07" },
  { id = "b", title.en = "B", date = "2022-10-32" },
]
[title]
en = "T"
`
	_, err := kit.Open(with("kit.toml", inline))
	saidIn(t, err, `kit.toml:8: date: "2022-10-32" is not a day of the calendar`)
	k, err := kit.Open(with("kit.toml", strings.Replace(inline, "10-32", "10-31", 1)))
	if err != nil || len(k.Actions) != 2 || k.Actions[1].ID != "b" {
		t.Errorf("actions: %v", err)
	}
	for _, list := range []string{"action = [1]", "action = []", "action = [{ id = 'a' }, 1]"} {
		_, err := kit.Open(with("kit.toml", head+list))
		saidIn(t, err, "kit.toml:6: action is not a list of tables")
	}
}

// A folder whose name is spelled in two ways is one problem, not one for
// each file in it.
func TestOneFolderOneProblem(t *testing.T) {
	entries := sampleEntries(entry{name: "Posters/a", data: "1"})
	for _, name := range []string{"b", "c", "d/e", "d/f"} {
		entries = append(entries, entry{name: "posters/" + name, data: "1"})
	}
	_, err := openZip(zipped(t, entries...), kit.DefaultLimits())
	var ps kit.Problems
	if !errors.As(err, &ps) || len(ps) != 1 || ps[0].File != "posters" {
		t.Errorf("problems:\n%v", err)
	}
}

func TestLongNameIsCutInMessages(t *testing.T) {
	_, err := openZip(zipped(t, sampleEntries(entry{name: strings.Repeat("é", 20_000), data: "x"})...), kit.DefaultLimits())
	if limitIn(t, err); len(err.Error()) > 1200 {
		t.Errorf("a message of %d bytes", len(err.Error()))
	}
}

// The 64-bit end record counts beyond 65,535.
func TestClaimOfManyEntries(t *testing.T) {
	data := zipped(t, sampleEntries()...)
	end := data[len(data)-22:]
	end64 := make([]byte, 56)
	copy(end64, "PK\x06\x06")
	binary.LittleEndian.PutUint64(end64[32:], 70_000_000)
	locator := make([]byte, 20)
	copy(locator, "PK\x06\x07")
	binary.LittleEndian.PutUint64(locator[8:], uint64(len(data)-22))
	all := bytes.Join([][]byte{data[:len(data)-22], end64, locator, end}, nil)
	_, err := openZip(all, kit.DefaultLimits())
	saidIn(t, err, "river.kit: 70000000 entries, the most is 2000")

	binary.LittleEndian.PutUint64(locator[8:], 1<<63)
	astray := bytes.Join([][]byte{data[:len(data)-22], locator, end}, nil)
	if k, err := openZip(astray, kit.DefaultLimits()); err == nil && k.ID != "river" {
		t.Error("an end record that points nowhere makes another kit")
	}
}

func TestDeviceIsNoKit(t *testing.T) {
	if runtime.GOOS == "windows" {
		return // devices have no path there
	}
	_, _, err := kit.OpenFile("/dev/null")
	saidIn(t, err, "this is neither a folder nor a file")
}

// broken is a file system in which one folder cannot be listed, or lies.
type broken struct {
	fstest.MapFS
	asFile bool
}

func (b broken) Open(name string) (fs.File, error) {
	f, err := b.MapFS.Open(name)
	if name != "a" || err != nil {
		return f, err
	}
	if b.asFile {
		return b.MapFS.Open("kit.toml")
	}
	return unlisted{f}, nil
}

type unlisted struct{ fs.File }

func (unlisted) ReadDir(int) ([]fs.DirEntry, error) { return nil, errBroken }

func TestFolderThatCannotBeListed(t *testing.T) {
	_, err := kit.Open(broken{with("a/b", "x"), false})
	saidIn(t, err, "kit: a folder cannot be read: broken")
	_, err = kit.Open(broken{with("a/b", "x"), true})
	saidIn(t, err, "kit: a folder cannot be read: a is not a folder")
}

// A folder is listed in parts like any other.
func TestListInParts(t *testing.T) {
	fsys := sample()
	for _, name := range []string{"d/a", "d/b", "d/c"} {
		fsys[name] = &fstest.MapFile{}
	}
	k, err := kit.Open(fsys)
	if err != nil {
		t.Fatal(err)
	}
	f, err := k.FS().Open("d")
	if err != nil {
		t.Fatal(err)
	}
	dir := f.(fs.ReadDirFile)
	var names string
	for {
		list, err := dir.ReadDir(2)
		for _, d := range list {
			names += d.Name()
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if names != "abc" {
		t.Errorf("listed %q", names)
	}
}
