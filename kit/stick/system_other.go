//go:build !linux && !darwin && !windows

package stick

import (
	"io/fs"
	"math"
	"os"
)

func syncFileSystem(f *os.File) error { return f.Sync() }

func syncFile(f *os.File) error { return f.Sync() }

func syncFolder(root *os.Root, name string) error {
	f, err := root.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}

func openPast(root *os.Root, name string) (f fs.File, sure bool, err error) {
	f, err = root.FS().Open(name)
	return f, false, err
}

func openBelow(*os.File) *os.File { return nil }

func forgetBelow(*os.File) bool { return false }

func roomOf(*os.File) (free, block int64, err error) { return math.MaxInt64, 1, nil }

func remembers(*os.File) bool { return true }

func deviceOf(fs.FileInfo) uint64 { return 0 }
