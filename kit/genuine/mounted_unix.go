//go:build unix

package genuine

import (
	"os"
	"syscall"
)

// mounted reports whether a folder is the top of a file system.
func mounted(dir string) bool {
	device := func(dir string) (uint64, bool) {
		info, err := os.Stat(dir)
		if err != nil {
			return 0, false
		}
		st, ok := info.Sys().(*syscall.Stat_t)
		if !ok {
			return 0, false
		}
		return uint64(st.Dev), true
	}
	own, ok := device(dir)
	above, ok2 := device(dir + "/..")
	return ok && ok2 && own != above
}
