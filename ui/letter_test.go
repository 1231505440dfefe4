package ui_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
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

func TestEditingTheLetter(t *testing.T) {
	w := inLetter(t)
	editor := w.Letter().Editor
	if s := w.texts(); !strings.Contains(s, "The kit’s own wording, not the campaign’s.") || strings.Contains(s, "Back to the kit’s text") {
		t.Errorf("%q", s)
	}
	was := editor.Text
	w.canvas().Focus(editor)
	for range strings.Count(was, "\n") + 1 {
		uitest.Key(t, w.canvas(), fyne.KeyPageDown)
		uitest.Key(t, w.canvas(), fyne.KeyEnd)
	}
	uitest.Key(t, w.canvas(), fyne.KeyReturn)
	uitest.Key(t, w.canvas(), fyne.KeyReturn)
	uitest.Write(t, w.canvas(), "Our neighbours wait outside.")
	w.settle()
	if s := w.texts(); !strings.Contains(s, "Changed by you.") {
		t.Errorf("%q", s)
	}
	const pdf = "Nairobi-letter-en.pdf"
	if text := w.saved(pdf); !strings.Contains(text, "Our neighbours wait outside.") {
		t.Errorf("%q", text)
	}
	uitest.Tap(t, w.canvas(), "Back to the kit’s text")
	w.settle()
	if text := w.saved(pdf); strings.Contains(text, "neighbours") || editor.Text != was {
		t.Errorf("%q", text)
	}
	editor.TypedShortcut(&fyne.ShortcutUndo{})
	w.settle()
	if text := w.saved(pdf); !strings.Contains(text, "Our neighbours wait outside.") {
		t.Errorf("undone: %q", text)
	}
	editor.TypedShortcut(&fyne.ShortcutUndo{})
	if !strings.HasSuffix(editor.Text, "Our neighbours wait") {
		t.Errorf("one more step back: %q", editor.Text[len(editor.Text)-40:])
	}
}

func TestALetterThatCannotBeReadIsSaid(t *testing.T) {
	w := inLetter(t)
	w.Letter().Editor.SetText("Dear {{nobody}}")
	w.settle()
	if s := w.Stage().Note.Text(); !strings.Contains(s, "{{nobody}}") || !w.Stage().Foot.SavePDF.Disabled() {
		t.Errorf("%q", s)
	}
	w.Studio().Undo()
	w.settle()
	if w.Stage().Note.Visible() || w.Stage().Foot.SavePDF.Disabled() {
		t.Error("the trouble is over, but nobody says so")
	}
}

func TestTheKeyboardLeavesTheEditor(t *testing.T) {
	w := inLetter(t)
	w.canvas().Focus(w.Letter().Editor)
	w.canvas().FocusNext()
	if f, ok := w.canvas().Focused().(fyne.Tabbable); w.canvas().Focused() == fyne.Focusable(w.Letter().Editor) || ok && f.AcceptsTab() {
		t.Error("Tab is kept")
	}
	if w.Letter().Editor.AcceptsTab() {
		t.Error("Tab writes into the letter")
	}
}

func TestTheCampaignsText(t *testing.T) {
	w := inLetter(t)
	uitest.Tap(t, w.canvas(), "Use the campaign’s text…")
	if s := w.texts(); !strings.Contains(s, "The letter’s text") {
		t.Errorf("%q", s)
	}
	w.canvas().Overlays().Remove(w.canvas().Overlays().Top())
	path := filepath.Join(t.TempDir(), "theirs.txt")
	if err := os.WriteFile(path, []byte("Free him now\n\nThis is what the campaign says.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.Studio().UseText(path)
	w.settle()
	if text := w.saved("Nairobi-letter-en.pdf"); !strings.Contains(text, "This is what the campaign says.") || strings.Contains(text, "jail") {
		t.Errorf("%q", text)
	}
	if s := w.texts(); !strings.Contains(s, "The text of theirs.txt.") {
		t.Errorf("%q", s)
	}
}

func TestCountingAndMerging(t *testing.T) {
	w := inLetter(t)
	uitest.Tap(t, w.canvas(), "Tally")
	tally := w.Letter().Tally
	w.canvas().Focus(tally.Table)
	uitest.Write(t, w.canvas(), "north-gate")
	w.canvas().Focus(tally.Sheet)
	uitest.Write(t, w.canvas(), "1")
	uitest.Key(t, w.canvas(), fyne.KeyReturn)
	uitest.Write(t, w.canvas(), "18")
	uitest.Key(t, w.canvas(), fyne.KeyReturn)
	uitest.Write(t, w.canvas(), "7")
	uitest.Key(t, w.canvas(), fyne.KeyReturn)
	if s := w.texts(); !strings.Contains(s, "25 signatures on 2 sheets.") || tally.Sheet.Text != "3" {
		t.Fatalf("%q", s)
	}
	path := filepath.Join(t.TempDir(), "south.toml")
	if err := os.WriteFile(path, []byte("table = \"south-gate\"\n[sheets.south-gate]\n1 = 9\n2 = 4\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		w.Studio().AddTally(path)
	}
	w.settle()
	text := w.saved("Nairobi-statement-en.pdf")
	for _, want := range []string{"38", "north-gate", "south-gate", "18"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q isn't in %q", want, text)
		}
	}
	if s := w.texts(); !strings.Contains(s, "38 signatures on 4 sheets.") {
		t.Errorf("%q", s)
	}
	uitest.Tap(t, w.canvas(), "Receipt")
	w.settle()
	if text := w.saved("Nairobi-receipt-en.pdf"); !strings.Contains(text, "38") {
		t.Errorf("the receipt doesn't know the count: %q", text)
	}
}

// Every paper shows what belongs to it, and nothing else.
func TestWhatBelongsToAPaper(t *testing.T) {
	w := inLetter(t)
	all := []string{"To whom", "Text", "How many sheets", "What people write", "This table’s name", "Page", "Save as HTML"}
	for paper, want := range map[string]string{
		"Letter": "To whom|Text|Save as HTML", "Signature sheets": "How many sheets|What people write", "Receipt": "Page",
		"Checklist": "", "Briefing": "Save as HTML", "Tally": "This table’s name",
	} {
		for _, c := range w.Letter().Documents {
			if c.Text() == paper {
				test.Tap(c)
			}
		}
		w.settle()
		shown := "|" + w.texts() + "|"
		for _, label := range all {
			if strings.Contains(shown, "|"+label+"|") != strings.Contains("|"+want+"|", "|"+label+"|") {
				t.Errorf("%s: whether “%s” is there is wrong: %q", paper, label, shown)
			}
		}
		if w.Stage().Turn.Visible() || w.Stage().Palette.Visible() {
			t.Errorf("%s: it can be turned or coloured", paper)
		}
	}
}

func TestNumbersThatDoNotFit(t *testing.T) {
	w := inLetter(t)
	uitest.Tap(t, w.canvas(), "Signature sheets")
	w.Letter().Sheets.SetText("many")
	if s := w.texts(); !strings.Contains(s, "Write a number from 1 to") {
		t.Errorf("%q", s)
	}
	w.Letter().Sheets.SetText("3")
	w.Letter().First.SetText("40")
	w.settle()
	if text := w.saved("Nairobi-sheets-en.pdf"); strings.Count(text, "42") != 1 || strings.Contains(text, "43") {
		t.Errorf("%q", text)
	}
	w.Studio().Undo()
	w.Studio().Undo()
	if w.Letter().Sheets.Text != "10" || w.Letter().First.Text != "1" {
		t.Errorf("undone: %q, %q", w.Letter().Sheets.Text, w.Letter().First.Text)
	}
}

func TestPickingColumnsOfTheSheets(t *testing.T) {
	w := inLetter(t)
	uitest.Tap(t, w.canvas(), "Signature sheets")
	w.settle()
	uitest.Tap(t, w.canvas(), "Organization")
	uitest.Tap(t, w.canvas(), "Country")
	w.settle()
	if text := w.saved("Nairobi-sheets-en.pdf"); strings.Contains(text, "Organization") || !strings.Contains(text, "Country") {
		t.Errorf("%q", text)
	}
	if c := w.Letter().Columns; len(c) != 5 || c[2].Selected() || !c[4].Selected() {
		t.Error("the chips don't show what is picked")
	}
}

func TestALogoInTheWindow(t *testing.T) {
	w := inLetter(t)
	uitest.Tap(t, w.canvas(), "Add a logo…")
	if s := w.texts(); !strings.Contains(s, "The logo") {
		t.Errorf("%q", s)
	}
	w.canvas().Overlays().Remove(w.canvas().Overlays().Top())
	path := filepath.Join(t.TempDir(), "ours.svg")
	if err := os.WriteFile(path, []byte(`<svg viewBox="0 0 9 9"><rect width="9" height="9" fill="#D40000"/></svg>`), 0o600); err != nil {
		t.Fatal(err)
	}
	w.Studio().UseLogo(path)
	w.settle()
	if s := w.texts(); !strings.Contains(s, "Take the logo away") || strings.Contains(s, "Add a logo…") {
		t.Errorf("%q", s)
	}
	uitest.Tap(t, w.canvas(), "Take the logo away")
	w.settle()
	if s := w.texts(); strings.Contains(s, "Take the logo away") || w.Studio().LogoName() != "" {
		t.Errorf("%q", s)
	}
	uitest.Tap(t, w.canvas(), "Receipt")
	w.settle()
	if s := w.texts(); strings.Contains(s, "Add a logo…") {
		t.Errorf("the receipt offers a logo: %q", s)
	}
}
