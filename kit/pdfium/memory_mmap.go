//go:build linux || darwin || freebsd || netbsd || openbsd

package pdfium

import "syscall"

// reserve returns n zero bytes, or nil if the system has no room for them.
func reserve(n int) []byte {
	b, err := syscall.Mmap(-1, 0, n, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		return nil
	}
	return b
}

// release gives back what reserve gave.
func release(b []byte) { _ = syscall.Munmap(b) }
