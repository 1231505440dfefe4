package pdfium_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"go.uber.org/goleak"

	"eventkit/kit/pdfium"
	"eventkit/kit/pdfium/pdfiumtest"
)

func TestMain(m *testing.M) {
	if err := pdfium.Start(context.Background(), pdfiumtest.Folder()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	pdfium.Stop()
	if err := goleak.Find(); err != nil && code == 0 {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

var foreignDir = filepath.Join("..", "page", "pdf", "testdata", "foreign")

// foreign returns one of the files that other programs made.
func foreign(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(foreignDir, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func open(t testing.TB, data []byte) *pdfium.Doc {
	t.Helper()
	d, err := pdfium.Open(context.Background(), data)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	return d
}
