//go:build !windows

package stick

import "os"

// removeFile removes a file of ours.
func removeFile(root *os.Root, name string) error { return root.Remove(name) }
