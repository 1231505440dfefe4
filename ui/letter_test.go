package ui_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"eventkit/ui/model"
	"eventkit/ui/uitest"
)

// inLetter goes to the room of the letter.
func inLetter(t *testing.T) *window {
	t.Helper()
	w := open(t)
	w.fill(model.City, "Nairobi")
	uitest.Tap(t, w.canvas(), "Letter")
	w.settle()
	return w
}

// saved saves the paper that is shown and returns the words of its PDF.
func (w *window) saved(name string) string {
	w.t.Helper()
	test.Tap(w.Stage().Foot.SavePDF)
	if w.Stage().Foot.Replace.Visible() {
		test.Tap(w.Stage().Foot.Replace)
	}
	return strings.Join(strings.Fields(words(w.t, filepath.Join(w.out, name))), " ")
}

func TestEveryPaperIsSaved(t *testing.T) {
	w := inLetter(t)
	for _, tt := range []struct{ tap, name, want string }{
		{"Letter", "Nairobi-letter-en.pdf", "release Julian Assange immediately"},
		{"Signature sheets", "Nairobi-sheets-en.pdf", "10"},
		{"Receipt", "Nairobi-receipt-en.pdf", "Received"},
		{"Checklist", "Nairobi-checklist-en.pdf", "delegation"},
		{"Briefing", "Nairobi-briefing-en.pdf", "Assange"},
	} {
		for i, c := range w.Letter().Documents {
			if c.Text() == tt.tap {
				test.Tap(w.Letter().Documents[i])
			}
		}
		w.settle()
		if text := w.saved(tt.name); !strings.Contains(text, tt.want) {
			t.Errorf("%s: %q", tt.tap, text)
		}
	}
	test.Tap(w.Letter().HTML)
	test.Tap(w.Letter().Text)
	for _, name := range []string{"Nairobi-briefing-en.html", "Nairobi-briefing-en.txt"} {
		if data, err := os.ReadFile(filepath.Join(w.out, name)); err != nil || !strings.Contains(string(data), "Assange") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
