package model_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"eventkit/ui/model"
)

func TestWhoseWordingItIs(t *testing.T) {
	w := withPapers(t)
	kits := w.LetterText()
	for _, tt := range []struct {
		name    string
		do      func()
		line    string
		changed bool
	}{
		{"at first", func() {}, "The kit’s own wording, not the campaign’s.", false},
		{"changed", func() { w.TypeLetter(kits + "More.") }, "Changed by you.", true},
		{"typed back", func() { w.TypeLetter(kits) }, "The kit’s own wording, not the campaign’s.", false},
		{"changed again", func() { w.TypeLetter(kits + "More.") }, "Changed by you.", true},
		{"in Spanish", func() { w.PickLanguage("es") }, "The kit’s own wording and translation, not the campaign’s.", false},
		{"and back", func() { w.PickLanguage("en") }, "Changed by you.", true},
		{"the kit's", func() { w.BackToKit() }, "The kit’s own wording, not the campaign’s.", false},
		{"undone", func() { w.Undo() }, "Changed by you.", true},
	} {
		tt.do()
		if w.WordingLine() != tt.line || w.LetterChanged() != tt.changed {
			t.Errorf("%s: %q, changed is %v", tt.name, w.WordingLine(), w.LetterChanged())
		}
	}
	if w.LetterText() != kits+"More." {
		t.Error("the text isn't what was typed")
	}
}

func TestTypingALetterIsUndoneWordByWord(t *testing.T) {
	w := withPapers(t)
	text := w.LetterText()
	head, rest := text[:2], text[2:]
	for _, r := range "Now and here, " {
		head += string(r)
		w.TypeLetter(head + rest)
	}
	for _, want := range []string{"# Now and here,", "# Now and", "# Now"} {
		w.Undo()
		if got := strings.SplitAfter(w.LetterText(), "Imm")[0]; got != want+"Imm" {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestTheLetterIsRemembered(t *testing.T) {
	w := withPapers(t)
	w.TypeLetter("# Short\n\nA letter.")
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	w.start()
	if w.LetterText() != "# Short\n\nA letter." || w.shownTitle() != "Short" {
		t.Errorf("%q", w.LetterText())
	}
}

func TestTextsFromFiles(t *testing.T) {
	for _, tt := range []struct{ name, data, text, notice string }{
		{"theirs.md", "# Free him\n\n{{salutation}}\n\nNow.\n", "# Free him\n\n{{salutation}}\n\nNow.\n", ""},
		{"THEIRS.TXT", "\ufeffFree him\r\n\r\nNow.\r\n", "# Free him\n\n\nNow.\n", ""},
		{"one line.txt", "Free him", "# Free him\n\n", ""},
		{"theirs.html", "<h1>Free him</h1><p>Now.<img>", "# Free him\n\nNow.\n", ""},
		{"theirs.docx", "PK", "", "no Word document"},
		{"theirs.doc", "", "", "save it as .docx"},
		{"theirs", "# Free him", "", "this kind of file"},
		{"empty.txt", "", "", "no words in it"},
		{"latin.txt", "Se\xf1or", "", "UTF-8"},
		{"hole.md", "# A\n\n{{nobody}}", "", "{{nobody}}"},
		{"list.md", "# A\n\n- one\n", "", "list"},
		{"gone.md", "", "", "gone.md"},
	} {
		w := withPapers(t)
		kits := w.LetterText()
		path := filepath.Join(t.TempDir(), tt.name)
		if tt.name != "gone.md" {
			if err := os.WriteFile(path, []byte(tt.data), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		w.UseText(path)
		n := w.Notice()
		if tt.notice != "" {
			if !n.Bad || n.Hint == "" || !strings.Contains(n.Text+n.Hint, tt.notice) || w.LetterText() != kits {
				t.Errorf("%s: %+v", tt.name, n)
			}
			continue
		}
		if n.Hint != "Undo gives the other one back." && n.Hint != "Left out: pictures. Undo gives the other one back." {
			t.Errorf("%s: %q", tt.name, n.Hint)
		}
		if w.LetterText() != tt.text || n.Bad || w.WordingLine() != "The text of "+tt.name+"." || w.shownTitle() != "Free him" {
			t.Errorf("%s: %q, %+v, %q", tt.name, w.LetterText(), n, w.WordingLine())
		}
		w.TypeLetter(tt.text + "More.")
		if w.WordingLine() != "Changed by you." {
			t.Errorf("%q", w.WordingLine())
		}
		w.Undo()
		w.Undo()
		if w.LetterText() != kits {
			t.Errorf("%s: undo doesn't give back the kit's text", tt.name)
		}
	}
}

func TestATextIsDroppedIntoTheLettersRoom(t *testing.T) {
	w := withPapers(t)
	path := filepath.Join(t.TempDir(), "theirs.md")
	if err := os.WriteFile(path, []byte("# Free him\n\nNow.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.Go(model.RoomPlacards)
	if w.Drop([]string{path}); !w.Notice().Bad || w.LetterChanged() {
		t.Errorf("among the placards: %+v", w.Notice())
	}
	w.Go(model.RoomLetter)
	if w.Drop([]string{path}); w.LetterText() != "# Free him\n\nNow.\n" {
		t.Errorf("%+v", w.Notice())
	}
}
