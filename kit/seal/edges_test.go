package seal_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"eventkit/kit/seal"
)

// anyFolder draws a folder of files with names of every kind.
func anyFolder(t *rapid.T) fstest.MapFS {
	out := fstest.MapFS{}
	names := rapid.SliceOfNDistinct(rapid.StringMatching(`[a-zäж ]{1,6}(\.[a-z]{1,3})?`), 1, 8, rapid.ID[string]).Draw(t, "names")
	for i, name := range names {
		name = fmt.Sprintf("%d/%s", i%3, strings.Trim(name, " ")+"x")
		out[name] = &fstest.MapFile{Data: rapid.SliceOfN(rapid.Byte(), 0, 40).Draw(t, "data")}
	}
	return out
}

// Whatever a folder holds: sealed it is genuine, and one byte, one file less
// or one file more is seen, each for what it is.
func TestAnyFolder(t *testing.T) {
	own := secret(t, 8)
	rapid.Check(t, func(rt *rapid.T) {
		files := anyFolder(rt)
		names := slices.Sorted(func(yield func(string) bool) {
			for name := range files {
				if !yield(name) {
					return
				}
			}
		})
		put(t, files, &own)
		if r := verify(t, files, own.Public()); r.State != seal.Genuine || r.Files != len(names)+1 {
			rt.Fatalf("sealed: %+v", r)
		}
		name := rapid.SampledFrom(names).Draw(rt, "name")
		was := files[name]
		files[name] = &fstest.MapFile{Data: append(bytes.Clone(was.Data), 1)}
		if r := verify(t, files, own.Public()); r.State != seal.Damaged || !slices.Equal(r.Changed, []string{name}) {
			rt.Fatalf("%s changed: %+v", name, r)
		}
		delete(files, name)
		if r := verify(t, files, own.Public()); r.State != seal.Damaged || !slices.Equal(r.Missing, []string{name}) {
			rt.Fatalf("%s gone: %+v", name, r)
		}
		files[name] = was
		files["more"] = was
		if r := verify(t, files, own.Public()); r.State != seal.Genuine || !slices.Equal(r.Extra, []string{"more"}) {
			rt.Fatalf("one more: %+v", r)
		}
	})
}

// A list written is the list read, and what differs between two lists is what
// was changed.
func TestAnyLists(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		sums, err := seal.Sums(t.Context(), anyFolder(rt), nil)
		if err != nil {
			rt.Fatal(err)
		}
		var b bytes.Buffer
		if err := seal.WriteSums(&b, sums); err != nil {
			rt.Fatal(err)
		}
		for _, text := range []string{b.String(), strings.ReplaceAll(b.String(), "\n", "\r\n"), strings.ReplaceAll(b.String(), " *", "  ")} {
			got, err := seal.ReadSums(strings.NewReader(text))
			if diff := cmp.Diff(sums, got); diff != "" || err != nil {
				rt.Fatalf("%v\n%s", err, diff)
			}
		}
		n := rapid.IntRange(0, len(sums)).Draw(rt, "n")
		c := seal.Compare(sums, sums[:n])
		back := seal.Compare(sums[:n], sums)
		if len(c.Removed) != len(sums)-n || c.Count() != len(c.Removed) || !slices.Equal(back.Added, c.Removed) {
			rt.Fatalf("%+v and back %+v", c, back)
		}
	})
}

// The longest list that is read is read, and verified, in one go.
func TestLongList(t *testing.T) {
	sums, err := seal.ReadSums(strings.NewReader(manySums(20_000)))
	if err != nil || len(sums) != 20_000 {
		t.Fatalf("%d sums, %v", len(sums), err)
	}
	var b bytes.Buffer
	if err := seal.WriteSums(&b, sums); err != nil {
		t.Fatal(err)
	}
	r := verify(t, fstest.MapFS{seal.SumsFile: {Data: b.Bytes()}}, seal.Key{})
	if r.State != seal.Damaged || len(r.Missing) != 20_000 {
		t.Errorf("%s, %d missing", r.State, len(r.Missing))
	}
}

// torn fails to read one file, in its middle or at all.
type torn struct {
	fs.FS
	name string
	err  error
}

func (f torn) Open(name string) (fs.File, error) {
	file, err := f.FS.Open(name)
	if name == f.name && err == nil {
		return tornFile{file, f.err}, nil
	}
	return file, err
}

type tornFile struct {
	fs.File
	err error
}

func (f tornFile) Read([]byte) (int, error) { return 0, f.err }

// A file that can't be read is a changed one, not an error of the whole; a
// list or a signature that can't be read is never taken for none.
func TestUnreadable(t *testing.T) {
	own := secret(t, 1)
	f := folder()
	put(t, f, &own)
	bad := &fs.PathError{Op: "read", Path: "x", Err: errors.New("input/output error")}
	r, err := seal.Verify(t.Context(), torn{f, "kit.toml", bad}, own.Public(), nil)
	if err != nil || r.State != seal.Damaged || !slices.Equal(r.Changed, []string{"kit.toml"}) {
		t.Errorf("%+v, %v", r, err)
	}
	if _, err := seal.Verify(t.Context(), torn{f, seal.SumsFile, bad}, own.Public(), nil); !errors.Is(err, bad) {
		t.Errorf("the list: %v", err)
	}
	r, err = seal.Verify(t.Context(), torn{f, seal.SignatureFile, bad}, own.Public(), nil)
	if err != nil || r.State != seal.Alarm {
		t.Errorf("the signature: %+v, %v", r, err)
	}
	if _, err := seal.Seal(t.Context(), torn{f, "kit.toml", bad}, &own, "", nil); err == nil || !strings.Contains(err.Error(), "kit.toml") {
		t.Errorf("sealing: %v", err)
	}
	if _, err := seal.ReadSealed(torn{f, seal.KeyFile, bad}); !errors.Is(err, bad) {
		t.Errorf("the key: %v", err)
	}
	if _, err := seal.ReadSealed(folder()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no list: %v", err)
	}
	if _, err := seal.ReadSums(io.MultiReader(strings.NewReader("x"), tornFile{err: bad})); err == nil {
		t.Error("a list that breaks off was read")
	}
}

// On a disk: a folder with a listed file's name is a change, a link isn't
// listed, and one that leads away isn't followed by whom it concerns.
func TestFoldersAndLinks(t *testing.T) {
	own := secret(t, 1)
	f := folder()
	put(t, f, &own)
	dir := t.TempDir()
	if err := os.CopyFS(dir, f); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(
		os.Remove(filepath.Join(dir, "empty")), os.Mkdir(filepath.Join(dir, "empty"), 0o777),
		os.Symlink("kit.toml", filepath.Join(dir, "link")), os.Symlink("/", filepath.Join(dir, "away")),
	); err != nil {
		t.Fatal(err)
	}
	r, err := seal.Verify(t.Context(), os.DirFS(dir), own.Public(), nil)
	if err != nil || r.State != seal.Damaged || !slices.Equal(r.Changed, []string{"empty"}) || len(r.Extra) > 0 {
		t.Errorf("%+v, %v", r, err)
	}
	names, err := seal.Files(os.DirFS(dir))
	if err != nil || slices.Contains(names, "link") || slices.ContainsFunc(names, func(n string) bool { return strings.HasPrefix(n, "away") }) {
		t.Errorf("%v, %v", names, err)
	}
}

// Stopped at any moment it says so, and nothing else.
func TestVerifyCancelled(t *testing.T) {
	own := secret(t, 1)
	f := folder()
	put(t, f, &own)
	for stop := range 4 {
		ctx, cancel := context.WithCancel(t.Context())
		n := 0
		_, err := seal.Verify(ctx, f, own.Public(), func(int64) {
			if n++; n > stop {
				cancel()
			}
		})
		cancel()
		if err != nil && !errors.Is(err, context.Canceled) {
			t.Errorf("stopped at %d: %v", stop, err)
		}
	}
	sum, size, err := seal.SumOf(t.Context(), f, "empty", nil)
	if err != nil || size != 0 || sum != sha256.Sum256(nil) {
		t.Errorf("%x, %d, %v", sum, size, err)
	}
}
