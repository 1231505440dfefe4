package pdfium_test

import (
	"context"
	"errors"
	"testing"

	"eventkit/kit/pdfium"
	"eventkit/kit/pdfium/pdfiumtest"
)

func TestStart(t *testing.T) {
	ctx := context.Background()
	d := open(t, foreign(t, "tex.pdf"))
	pdfium.Stop()
	pdfium.Stop()
	gone, cancel := context.WithCancel(ctx)
	cancel()
	if err := pdfium.Start(gone, ""); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want context.Canceled", err)
	}
	for range 2 {
		if err := pdfium.Start(ctx, pdfiumtest.Folder()); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := d.Render(ctx, 50); err != nil {
		t.Errorf("after a new start: %v", err)
	}
}
