// Package pdfiumtest starts PDFium for tests of other packages, with what an
// earlier test run compiled: with the race detector, compiling takes most of a
// minute.
//
// The name you want is [Start].
package pdfiumtest

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"eventkit/kit/pdfium"
)

// Start starts PDFium, or fails the test. What is compiled is kept in the
// user's cache folder, apart from what programs keep there.
func Start(tb testing.TB) {
	tb.Helper()
	if err := pdfium.Start(context.Background(), Folder()); err != nil {
		tb.Fatal(err)
	}
}

// Folder returns the folder that [Start] uses, or "" if the user has none.
func Folder() string {
	cache, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(cache, "eventkit-tests")
}
