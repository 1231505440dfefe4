package stick_test

import (
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"eventkit/kit/stick"
)

// 200 files of 1 MB to a folder, and the same by a plain program: copy, sync,
// read again, sum.
func BenchmarkWrite(b *testing.B) {
	const files, size = 200, 1_000_000
	from := b.TempDir()
	data := make([]byte, size)
	for i := range files {
		for j := range data {
			data[j] = byte(i*j>>9 + j)
		}
		if err := os.WriteFile(filepath.Join(from, fmt.Sprintf("f%03d", i)), data, 0o666); err != nil {
			b.Fatal(err)
		}
	}
	l, err := stick.Prepare(b.Context(), os.DirFS(from), "Kit", nil, "", nil)
	if err != nil {
		b.Fatal(err)
	}
	each := func(b *testing.B, do func(dir string)) {
		b.SetBytes(files * size)
		for b.Loop() {
			dir, err := os.MkdirTemp(b.TempDir(), "")
			if err != nil {
				b.Fatal(err)
			}
			do(dir)
			os.RemoveAll(dir)
		}
	}
	b.Run("ours", func(b *testing.B) {
		each(b, func(dir string) {
			if v := stick.Write(b.Context(), l, []stick.Target{{Path: dir}}, stick.Options{}, nil)[0]; !v.State.Good() {
				b.Fatal(v)
			}
		})
	})
	b.Run("plain", func(b *testing.B) {
		each(b, func(dir string) {
			for i := range files {
				plainCopy(b, filepath.Join(from, fmt.Sprintf("f%03d", i)), filepath.Join(dir, fmt.Sprint(i)))
			}
		})
	})
}

func plainCopy(b *testing.B, from, to string) {
	b.Helper()
	in, err := os.Open(from)
	if err != nil {
		b.Fatal(err)
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_RDWR, 0o666)
	if err != nil {
		b.Fatal(err)
	}
	defer out.Close()
	_, err = io.Copy(out, in)
	if err == nil {
		err = out.Sync()
	}
	if err == nil {
		_, err = out.Seek(0, io.SeekStart)
	}
	if err == nil {
		_, err = io.Copy(sha256.New(), out)
	}
	if err != nil {
		b.Fatal(err)
	}
}
