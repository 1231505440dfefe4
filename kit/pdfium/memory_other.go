//go:build !(linux || darwin || freebsd || netbsd || openbsd)

package pdfium

// reserve returns n zero bytes.
func reserve(n int) []byte { return make([]byte, n) }

// release leaves the bytes to the garbage collector.
func release([]byte) {}
