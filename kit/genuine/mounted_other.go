//go:build !unix

package genuine

// mounted reports whether a folder is the top of a file system. On Windows that
// is a drive, which has no folder above it.
func mounted(string) bool { return false }
