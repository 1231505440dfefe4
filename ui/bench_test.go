package ui_test

import (
	"testing"

	"eventkit/ui/model"
)

// BenchmarkTyping is one letter typed into the form, with the large preview
// laid out, painted and shown, at 1280 × 800. In the window the painting
// happens on another goroutine.
func BenchmarkTyping(b *testing.B) {
	t := &testing.T{}
	w := open(t)
	entry := w.Event().Entries[model.City]
	texts := []string{"Nairob", "Nairobi"}
	for i := 0; b.Loop(); i++ {
		entry.SetText(texts[i%2])
	}
}
