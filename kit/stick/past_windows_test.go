package stick

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"testing/iotest"
)

// A file is read past the cache whole and right, whatever its size and however
// it is asked for.
func TestPast(t *testing.T) {
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	for _, size := range []int{0, 1, sector - 1, sector, sector + 1, piece, piece + 17, 3*piece - 1} {
		want := make([]byte, size)
		for i := range want {
			want[i] = byte(i * i >> 7)
		}
		if err := os.WriteFile(filepath.Join(dir, "file"), want, 0o600); err != nil {
			t.Fatal(err)
		}
		for _, odd := range []bool{false, true} {
			f, sure, err := openPast(root, "file")
			if err != nil || !sure {
				t.Fatalf("%d bytes: sure %v, %v", size, sure, err)
			}
			var r io.Reader = f
			if odd {
				r = iotest.HalfReader(f)
			}
			got, err := io.ReadAll(r)
			if err != nil || !bytes.Equal(got, want) {
				t.Errorf("%d bytes: %d were read, %v", size, len(got), err)
			}
			at, ok := f.(io.ReaderAt)
			if !ok {
				t.Fatal("it can't be looked into")
			}
			for _, off := range []int64{int64(size) - 1, 0, int64(size) / 2, sector - 1, int64(size), int64(size) + sector} {
				if off < 0 {
					continue
				}
				p := make([]byte, 3000)
				n, err := at.ReadAt(p, off)
				left := want[min(off, int64(size)):]
				if short := len(left) < len(p); !bytes.Equal(p[:n], left[:min(len(left), len(p))]) || short != errors.Is(err, io.EOF) {
					t.Errorf("%d bytes at %d of %d: %v", n, off, size, err)
				}
			}
			if _, err := at.ReadAt(make([]byte, 1), -1); err == nil {
				t.Error("there is something before the start")
			}
			if err := f.Close(); err != nil {
				t.Error(err)
			}
		}
	}
	if _, _, err := openPast(root, "nothing"); err == nil {
		t.Error("a file that isn't there was opened")
	}
}
