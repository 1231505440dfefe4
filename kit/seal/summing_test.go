package seal_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io/fs"
	"testing"
	"testing/fstest"

	"eventkit/kit/seal"
)

// Files of every length around the size of a buffer come out in their order,
// one behind what is being read.
func TestSumming(t *testing.T) {
	const size = 64
	s := seal.NewSumming(size)
	defer s.Close()
	var want [][sha256.Size]byte
	for i, n := range []int{0, 1, size - 1, size, size + 1, 10 * size, 0, 3} {
		file := bytes.Repeat([]byte{byte(i)}, n)
		for rest := file; len(rest) > 0; {
			b := s.Room()
			n := copy(b, rest)
			s.Add(b[:n])
			rest = rest[n:]
		}
		s.End()
		want = append(want, sha256.Sum256(file))
		if i > 0 {
			if got := s.Sum(); got != want[i-1] {
				t.Errorf("file %d: %x", i-1, got)
			}
		}
	}
	if got := s.Sum(); got != want[len(want)-1] {
		t.Errorf("the last: %x", got)
	}
}

// A file that can't be read spoils the sum of no other.
func TestSumsAfterAFault(t *testing.T) {
	fsys := fstest.MapFS{"a": {Data: []byte("one")}, "c": {Data: bytes.Repeat([]byte("x"), 1<<20)}}
	sum, size, err := seal.SumOf(t.Context(), fsys, "b", nil)
	if !errors.Is(err, fs.ErrNotExist) || size != 0 {
		t.Errorf("%x, %d, %v", sum, size, err)
	}
	sums, err := seal.Sums(t.Context(), fsys, nil)
	if err != nil || len(sums) != 2 {
		t.Fatalf("%v, %v", sums, err)
	}
	for _, s := range sums {
		if s.SHA256 != sha256.Sum256(fsys[s.Path].Data) {
			t.Errorf("%s: %x", s.Path, s.SHA256)
		}
	}
}
