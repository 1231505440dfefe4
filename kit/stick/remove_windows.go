package stick

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// removeFile removes a file of ours. What os.Root asks for is newer than some
// drivers of file systems, and Wine 8, which call it no function at all and
// aren't asked a second time by Go (internal/syscall/windows, Deleteat); they
// know the older way, which stays within the root as well.
func removeFile(root *os.Root, name string) error {
	err := root.Remove(name)
	if !errors.Is(err, windows.ERROR_INVALID_FUNCTION) {
		return err
	}
	if info, statErr := root.Lstat(name); statErr != nil || !info.Mode().IsRegular() {
		return err
	}
	f, openErr := root.OpenFile(name, os.O_RDWR|windows.FILE_FLAG_DELETE_ON_CLOSE, 0)
	if openErr != nil {
		return err
	}
	return f.Close()
}
