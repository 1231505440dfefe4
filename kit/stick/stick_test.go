package stick_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"eventkit/kit/seal"
	"eventkit/kit/seal/sealtest"
	"eventkit/kit/stick"
)

func source() fstest.MapFS {
	big := make([]byte, 1<<20+17)
	for i := range big {
		big[i] = byte(i * i >> 7)
	}
	return fstest.MapFS{
		"START-HERE.html":    {Data: []byte("<!doctype html>")},
		"posters/badge.pdf":  {Data: []byte("%PDF-1.7 badge")},
		"posters/chain.pdf":  {Data: bytes.Repeat([]byte("chain "), 9000)},
		"song/song.ogg":      {Data: big},
		"empty":              {},
		"letter/письмо.html": {Data: []byte("письмо")},
	}
}

// drive is an empty folder; on Linux in memory, where syncing costs nothing.
func drive(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "stick")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

func prepare(t *testing.T, fsys fs.FS) *stick.Load {
	t.Helper()
	l, err := stick.Prepare(t.Context(), fsys, "Kit", sealtest.Secret(t, 1), "kit, version 1", nil)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func write(t *testing.T, l *stick.Load, dirs ...string) []stick.Verdict {
	t.Helper()
	var targets []stick.Target
	for _, d := range dirs {
		targets = append(targets, stick.Target{Path: d, Label: filepath.Base(d)})
	}
	return stick.Write(t.Context(), l, targets, stick.Options{}, nil)
}

// good writes one target that is to end well.
func good(t *testing.T, l *stick.Load, dir string) stick.Verdict {
	t.Helper()
	v := write(t, l, dir)[0]
	if !v.State.Good() || v.Err != nil {
		t.Fatalf("%s: %s, %s, %v", dir, v.State, v.File, v.Err)
	}
	return v
}

// contents reads a folder whole.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		b, err := os.ReadFile(filepath.Join(dir, name))
		out[name] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// whole says that a target holds what was loaded, is verified by our own and
// by the system's tools, and has no debris.
func whole(t *testing.T, dir string, want fstest.MapFS) {
	t.Helper()
	holds(t, dir, want)
	cmd := exec.Command("sha256sum", "-c", "--strict", "--quiet", seal.SumsFile)
	cmd.Dir = filepath.Join(dir, "Kit")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("sha256sum: %v\n%s", err, out)
	}
}

// holds is whole without the system's tools.
func holds(t *testing.T, dir string, want fstest.MapFS) {
	t.Helper()
	got := contents(t, filepath.Join(dir, "Kit"))
	for name, f := range want {
		if got[name] != string(f.Data) {
			t.Errorf("%s: %d bytes, want %d", name, len(got[name]), len(f.Data))
		}
		delete(got, name)
	}
	for _, name := range []string{seal.SumsFile, seal.SignatureFile, seal.KeyFile} {
		if got[name] == "" {
			t.Errorf("%s is missing", name)
		}
		delete(got, name)
	}
	for name := range got {
		t.Errorf("%s was left there", name)
	}
	r, err := seal.Verify(t.Context(), os.DirFS(filepath.Join(dir, "Kit")), seal.Key{}, nil)
	if err != nil || !r.Sound() || !r.Signed {
		t.Errorf("verified: %+v, %v", r, err)
	}
}

func put(t *testing.T, dir, name, data string) {
	t.Helper()
	p := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(p), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p, []byte(data), 0o666); err != nil {
		t.Fatal(err)
	}
}

// Three sticks at once; what their owners had on them stays as it was.
func TestWrite(t *testing.T) {
	l := prepare(t, source())
	dirs := []string{drive(t), drive(t), drive(t)}
	for i, d := range dirs {
		put(t, d, "holiday/beach.jpg", fmt.Sprint("photo ", i))
		put(t, d, "Kit2/START-HERE.html", "somebody's")
		put(t, d, "Kit/mine.txt", "a file that its owner put into our folder")
	}
	for i, v := range write(t, l, dirs...) {
		if !v.State.Good() || v.Copied != len(l.Files) || v.Kept != 0 || v.Bytes != l.Bytes {
			t.Errorf("target %d: %+v", i, v)
		}
		for name, want := range map[string]string{
			"holiday/beach.jpg": fmt.Sprint("photo ", i), "Kit2/START-HERE.html": "somebody's",
			"Kit/mine.txt": "a file that its owner put into our folder",
		} {
			if b, err := os.ReadFile(filepath.Join(dirs[i], name)); err != nil || string(b) != want {
				t.Errorf("%s: %q, %v", name, b, err)
			}
		}
		os.Remove(filepath.Join(dirs[i], "Kit/mine.txt"))
		whole(t, dirs[i], source())
	}
}

// A second run reads everything, finds it right and writes nothing.
func TestWriteAgain(t *testing.T) {
	l := prepare(t, source())
	dir := drive(t)
	good(t, l, dir)
	before := stamps(t, dir)
	v := good(t, l, dir)
	if v.Copied != 0 || v.Kept != len(l.Files) || v.Bytes != 0 {
		t.Errorf("second run: %+v", v)
	}
	if diff := cmp.Diff(before, stamps(t, dir)); diff != "" {
		t.Errorf("the second run wrote:\n%s", diff)
	}
}

func stamps(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		out[name] = fmt.Sprint(info.ModTime().UnixNano(), info.Size())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A newer load replaces what changed and takes away what no longer belongs,
// but not what the owner made of it.
func TestRenew(t *testing.T) {
	dir := drive(t)
	old := source()
	old["old/gone.txt"] = &fstest.MapFile{Data: []byte("no longer part")}
	old["old/edited.txt"] = &fstest.MapFile{Data: []byte("no longer part either")}
	good(t, prepare(t, old), dir)
	put(t, dir, "Kit/old/edited.txt", "with the owner's own words")
	put(t, dir, "Kit/posters/badge.pdf", "%PDF damaged")

	fresh := source()
	fresh["START-HERE.html"].Data = []byte("<!doctype html><title>new</title>")
	fresh["letter/new.html"] = &fstest.MapFile{Data: []byte("new")}
	v := good(t, prepare(t, fresh), dir)
	if v.Copied != 3 || v.Removed != 1 || v.Kept != 5 {
		t.Errorf("renewed: copied %d, removed %d, kept %d", v.Copied, v.Removed, v.Kept)
	}
	if b, _ := os.ReadFile(filepath.Join(dir, "Kit/old/edited.txt")); string(b) != "with the owner's own words" {
		t.Errorf("the owner's words: %q", b)
	}
	if err := os.RemoveAll(filepath.Join(dir, "Kit/old")); err != nil {
		t.Fatal(err)
	}
	whole(t, dir, fresh)
}

// Something of somebody else's in the way is named and left alone.
func TestTaken(t *testing.T) {
	tests := []struct {
		name, at string
		spoil    func(t *testing.T, dir string)
	}{
		{"a file", "START-HERE.html", func(t *testing.T, dir string) { put(t, dir, "Kit/START-HERE.html", "my own page") }},
		{"a folder", "empty", func(t *testing.T, dir string) { put(t, dir, "Kit/empty/x", "x") }},
		{"a file where a folder is to be", "posters", func(t *testing.T, dir string) { put(t, dir, "Kit/posters", "x") }},
		{"a file with the folder's name", "Kit", func(t *testing.T, dir string) { put(t, dir, "Kit", "x") }},
		{"a link out of the stick", "Kit", func(t *testing.T, dir string) {
			if err := os.Symlink(drive(t), filepath.Join(dir, "Kit")); err != nil {
				t.Fatal(err)
			}
		}},
		{"a link to the owner's folder", "song", func(t *testing.T, dir string) {
			put(t, dir, "music/x", "x")
			if err := os.MkdirAll(filepath.Join(dir, "Kit"), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.Symlink("../music", filepath.Join(dir, "Kit/song")); err != nil {
				t.Fatal(err)
			}
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := drive(t)
			tt.spoil(t, dir)
			before := contents(t, dir)
			v := write(t, prepare(t, source()), dir)[0]
			if v.State != stick.Taken || v.File != tt.at {
				t.Fatalf("%s, %q, %v", v.State, v.File, v.Err)
			}
			after := contents(t, dir)
			for name, data := range before {
				if after[name] != data {
					t.Errorf("%s is %q now", name, after[name])
				}
			}
		})
	}
}

// A run that was stopped anywhere leaves a stick that is known as unfinished,
// and the next run goes on from there.
func TestCancelAnywhere(t *testing.T) {
	l := prepare(t, source())
	signs := 0
	dir := drive(t)
	stick.Write(t.Context(), l, []stick.Target{{Path: dir}}, stick.Options{}, func(stick.Event) { signs++ })
	whole(t, dir, source())
	if signs < 20 {
		t.Fatalf("only %d signs of life", signs)
	}
	for stop := 0; stop < signs; stop += 1 + stop/12 {
		dir := drive(t)
		put(t, dir, "holiday.jpg", "photo")
		ctx, cancel := context.WithCancel(t.Context())
		n := 0
		v := stick.Write(ctx, l, []stick.Target{{Path: dir}}, stick.Options{}, func(stick.Event) {
			if n++; n == stop {
				cancel()
			}
		})[0]
		cancel()
		r, err := seal.Verify(t.Context(), os.DirFS(filepath.Join(dir, "Kit")), seal.Key{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if v.State.Good() && !r.Sound() {
			t.Errorf("stopped at %d: %q, but the stick is %q", stop, v.State, r.State)
		}
		if !v.State.Good() && (v.State != stick.Cancelled || !errors.Is(v.Err, context.Canceled)) {
			t.Errorf("stopped at %d: %q, %v", stop, v.State, v.Err)
		}
		good(t, l, dir)
		if b, _ := os.ReadFile(filepath.Join(dir, "holiday.jpg")); string(b) != "photo" {
			t.Errorf("stopped at %d: the owner's photo is %q", stop, b)
		}
		os.Remove(filepath.Join(dir, "holiday.jpg"))
		whole(t, dir, source())
	}
}

// An interrupted run with one load and then another leave nothing behind.
func TestCancelThenOther(t *testing.T) {
	old := source()
	old["a-first.txt"] = &fstest.MapFile{Data: []byte("only in the first")}
	first, second := prepare(t, old), prepare(t, source())
	for stop := range 30 {
		dir := drive(t)
		ctx, cancel := context.WithCancel(t.Context())
		n := 0
		stick.Write(ctx, first, []stick.Target{{Path: dir}}, stick.Options{}, func(stick.Event) {
			if n++; n == stop {
				cancel()
			}
		})
		cancel()
		good(t, second, dir)
		whole(t, dir, source())
	}
}

func TestPrepareRefuses(t *testing.T) {
	file := &fstest.MapFile{Data: []byte("x")}
	tests := []struct {
		folder string
		fsys   fstest.MapFS
		what   string
	}{
		{"Kit", fstest.MapFS{"CON.txt": file}, "device"},
		{"Kit", fstest.MapFS{"a/trail.": file}, "dot"},
		{"Kit", fstest.MapFS{"a?b": file}, "Windows"},
		{"Kit", fstest.MapFS{"README": file, "readme": file}, "capitals"},
		{"Kit", fstest.MapFS{"A/x": file, "a/y": file}, "capitals"},
		{"Kit", fstest.MapFS{"\u00e9": file, "e\u0301": file}, "capitals or accents"},
		{"Kit", fstest.MapFS{strings.Repeat("a/", 100) + "x": file}, "too long"},
		{"Kit", fstest.MapFS{".eventkit-writing": file}, ".eventkit-writing says that this copy isn't finished; finish it"},
		{"Kit", fstest.MapFS{".EventKit-Part-12": file}, "is needed while a stick is written"},
		{"Kit", fstest.MapFS{".eventkit-part/x": file}, "is needed while a stick is written"},
		{"a/b", fstest.MapFS{"x": file}, ""},
		{"NUL", fstest.MapFS{"x": file}, "device"},
	}
	for _, tt := range tests {
		_, err := stick.Prepare(t.Context(), tt.fsys, tt.folder, nil, "", nil)
		var e *stick.NameError
		if !errors.As(err, &e) || !strings.Contains(e.Error(), tt.what) {
			t.Errorf("%s, %v: %v", tt.folder, slices.Sorted(keys(tt.fsys)), err)
		}
	}
}

func keys(m fstest.MapFS) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// A source that changes while sticks are written is its own fault, not theirs.
func TestSourceChanges(t *testing.T) {
	fsys := source()
	l := prepare(t, fsys)
	fsys["posters/badge.pdf"].Data = []byte("%PDF-1.7 other")
	dir := drive(t)
	v := write(t, l, dir)[0]
	if v.State != stick.Source || v.File != "posters/badge.pdf" {
		t.Errorf("%s, %s, %v", v.State, v.File, v.Err)
	}
	if _, err := os.Stat(filepath.Join(dir, "Kit", seal.SumsFile)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the stick looks finished: %v", err)
	}
}

func TestGroups(t *testing.T) {
	l := prepare(t, source())
	var names []string
	var sum int64
	for _, g := range l.Groups() {
		names = append(names, g.Name)
		sum += g.Bytes
	}
	want := []string{"song", "posters", seal.KeyFile, "START-HERE.html", "letter", "empty"}
	if diff := cmp.Diff(want, names); diff != "" || sum != l.Bytes {
		t.Errorf("%d of %d bytes\n%s", sum, l.Bytes, diff)
	}
}

// What people are told: phases in their order, never more done than there is.
func TestEvents(t *testing.T) {
	l := prepare(t, source())
	var phases []stick.Phase
	stick.Write(t.Context(), l, []stick.Target{{Path: drive(t)}}, stick.Options{}, func(e stick.Event) {
		if len(phases) == 0 || phases[len(phases)-1] != e.Phase {
			phases = append(phases, e.Phase)
		}
		if e.Phase == stick.Copying || e.Phase == stick.Checking {
			if e.Total != l.Bytes || e.Done > e.Total {
				t.Errorf("%s: %d of %d bytes", e.Phase, e.Done, e.Total)
			}
		}
	})
	want := []stick.Phase{stick.Looking, stick.Syncing, stick.Copying, stick.Syncing, stick.Checking, stick.Sealing, stick.Syncing, stick.Finished}
	if diff := cmp.Diff(want, phases); diff != "" {
		t.Error(diff)
	}
}

// A stick made from a stick keeps its list and its signature; one that isn't
// sound isn't copied.
func TestPrepareSealed(t *testing.T) {
	first := drive(t)
	good(t, prepare(t, source()), first)
	put(t, first, "Kit/mine.txt", "not part of it")
	from := filepath.Join(first, "Kit")
	l, err := stick.PrepareSealed(t.Context(), os.DirFS(from), "Kit", seal.Key{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	second := drive(t)
	good(t, l, second)
	whole(t, second, source())
	if a, b := contents(t, from)[seal.SignatureFile], contents(t, filepath.Join(second, "Kit"))[seal.SignatureFile]; a != b {
		t.Errorf("the signature was %q, now %q", a, b)
	}
	put(t, first, "Kit/empty", "no more")
	_, err = stick.PrepareSealed(t.Context(), os.DirFS(from), "Kit", seal.Key{}, nil)
	var unsound *stick.UnsoundError
	if !errors.As(err, &unsound) || unsound.Report.State != seal.Damaged {
		t.Errorf("a damaged folder: %v", err)
	}
	// Repaired from the good one, whoever put the damage there.
	v := stick.Write(t.Context(), l, []stick.Target{{Path: first}}, stick.Options{Replace: true}, nil)[0]
	if !v.State.Good() || v.Copied != 1 {
		t.Errorf("repaired: %+v", v)
	}
}

func TestMedium(t *testing.T) {
	dir := drive(t)
	good(t, prepare(t, source()), dir)
	outside := filepath.Join(drive(t), "secret")
	put(t, filepath.Dir(outside), "secret", "x")
	if err := os.Symlink(outside, filepath.Join(dir, "Kit/link")); err != nil {
		t.Fatal(err)
	}
	m, err := stick.Medium(filepath.Join(dir, "Kit"))
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	if r, err := seal.Verify(t.Context(), m, seal.Key{}, nil); err != nil || !r.Sound() {
		t.Errorf("%+v, %v", r, err)
	}
	if f, err := m.Open("link"); err == nil {
		f.Close()
		t.Error("a link leads out of the folder")
	}
	if _, err := stick.Medium(filepath.Join(dir, "nowhere")); err == nil {
		t.Error("a folder that isn't there was opened")
	}
}

// More than fits is said before the first byte.
func TestNoRoom(t *testing.T) {
	fsys := fstest.MapFS{"big": {Data: make([]byte, 1<<20)}}
	l := prepare(t, huge{fsys})
	dir := drive(t)
	v := write(t, l, dir)[0]
	if v.State != stick.Full || v.Needs <= v.Free || v.Free <= 0 {
		t.Errorf("%+v", v)
	}
	if got, err := os.ReadDir(dir); err != nil || len(got) != 0 {
		t.Errorf("something was left: %v, %v", got, err)
	}
}

// huge is a folder of many files of nearly 4 GiB, as far as it says.
type huge struct{ fs.FS }

func (h huge) ReadDir(string) ([]fs.DirEntry, error) {
	info, err := fs.Stat(h.FS, "big")
	if err != nil {
		return nil, err
	}
	var out []fs.DirEntry
	for i := range 60 {
		out = append(out, fs.FileInfoToDirEntry(liar{info, fmt.Sprintf("f%02d", i)}))
	}
	return out, nil
}

func (h huge) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(h.FS, "big")
	if name == "." {
		return fs.Stat(h.FS, ".")
	}
	return liar{info, name}, err
}

func (h huge) Open(name string) (fs.File, error) {
	if name != "." {
		name = "big"
	}
	return h.FS.Open(name)
}

type liar struct {
	fs.FileInfo
	name string
}

func (l liar) Name() string { return l.name }
func (liar) Size() int64    { return 1<<32 - 2 }

// A stick that hangs in the system is given up on, and the others are done.
func TestHung(t *testing.T) {
	hung, well := drive(t), drive(t)
	put(t, hung, "Kit/mine.txt", "mine")
	thaw := make(chan struct{})
	defer close(thaw)
	// Whoever is asked about what is there, on the first alone, waits as for a
	// dead stick.
	o := stick.Options{Patience: 2 * time.Second, Keep: func(fs.FS) error {
		<-thaw
		return errors.New("it is too late")
	}}
	targets := []stick.Target{{Path: hung}, {Path: well}}
	got := stick.Write(t.Context(), prepare(t, source()), targets, o, nil)
	if got[0].State != stick.Hung || !got[1].State.Good() {
		t.Errorf("%s and %s", got[0].State, got[1].State)
	}
	whole(t, well, source())
}

// Files keep their times, in the steps that FAT can hold, and programs stay
// programs where a stick can hold that.
func TestTimesAndModes(t *testing.T) {
	src, dir := t.TempDir(), drive(t)
	at := time.Date(2022, 10, 7, 11, 30, 13, 500, time.UTC)
	for name, mode := range map[string]fs.FileMode{"letter.txt": 0o600, "program": 0o755} {
		path := filepath.Join(src, name)
		if err := errors.Join(os.WriteFile(path, []byte(name), mode), os.Chtimes(path, at, at)); err != nil {
			t.Fatal(err)
		}
	}
	l := prepare(t, os.DirFS(src))
	for range 2 { // the second time everything is kept as it is
		if v := write(t, l, dir)[0]; !v.State.Good() {
			t.Fatal(v)
		}
		for name, runs := range map[string]bool{"letter.txt": false, "program": true} {
			info, err := os.Stat(filepath.Join(dir, "Kit", name))
			if err != nil {
				t.Fatal(err)
			}
			if want := at.Truncate(2 * time.Second); !info.ModTime().Equal(want) {
				t.Errorf("%s is of %v, want %v", name, info.ModTime(), want)
			}
			if runtime.GOOS != "windows" && info.Mode()&0o100 != 0 != runs {
				t.Errorf("%s has mode %v", name, info.Mode())
			}
		}
	}
}
