package model_test

import (
	"os"
	"path/filepath"
	"testing"

	"eventkit/kit"
	"eventkit/kit/letter"
	"eventkit/kit/page"
	"eventkit/kit/sheet"
	"eventkit/kit/typeset"
	"eventkit/ui/model"
	"eventkit/ui/uitest"
)

// desk is what makes papers; it is read once, because nothing in it changes.
var desk struct {
	kit     *kit.Kit
	letters *letter.Maker
	forms   *sheet.Maker
}

func withPapers(t *testing.T) *world {
	t.Helper()
	if desk.kit == nil {
		lib, err := typeset.New(uitest.Fonts(t))
		if err != nil {
			t.Fatal(err)
		}
		if desk.kit, err = kit.Open(uitest.Campaign(t)); err != nil {
			t.Fatal(err)
		}
		desk.letters, desk.forms = letter.New(lib), sheet.New(lib)
	}
	w := newWorld(t, func(p *model.Params) { p.Kit, p.Letters, p.Forms = desk.kit, desk.letters, desk.forms })
	w.Go(model.RoomLetter)
	w.bell.ring()
	return w
}

// shown returns the title of the page on the stage.
func (w *world) shownTitle() string {
	w.bell.ring()
	return w.Frame().Sheet.Page.Title
}

func TestPickingAPaper(t *testing.T) {
	w := withPapers(t)
	titles := map[string]bool{}
	for _, o := range w.Documents() {
		w.PickDocument(o.ID)
		if f := w.Frame(); f.Broken() {
			t.Errorf("%s: %s", o.ID, f.Trouble.Text)
		}
		titles[w.shownTitle()] = true
		if want := "Delegation-" + o.ID + "-en"; w.SaveName() != want {
			t.Errorf("%q, want %q", w.SaveName(), want)
		}
	}
	if len(titles) != len(w.Documents()) {
		t.Errorf("%d papers look like %d", len(w.Documents()), len(titles))
	}
	last := w.Document()
	if w.PickDocument("none"); w.Document() != model.PaperLetter {
		t.Errorf("%s", w.Document())
	}
	if w.Undo(); w.Document() != last {
		t.Errorf("undone, it is the %s", w.Document())
	}
}

func TestTheLetterHasPaperOfItsOwn(t *testing.T) {
	w := withPapers(t)
	w.Go(model.RoomPlacards)
	w.PickPaper("A2")
	w.Turn(true)
	w.Go(model.RoomLetter)
	if w.PaperName() != "A4" || w.Landscape() || w.CanTurn() {
		t.Errorf("%s, lying: %v", w.PaperName(), w.Landscape())
	}
	w.PickPaper("300x200")
	if size := w.PageSize(); size.W != 200 || size.H != 300 {
		t.Errorf("%v", size)
	}
	w.Go(model.RoomPlacards)
	if w.PaperName() != "A2" || !w.Landscape() {
		t.Errorf("the placard is on %s", w.PaperName())
	}
}

func TestNumbersOfSheets(t *testing.T) {
	w := withPapers(t)
	w.PickDocument(model.PaperSheets)
	for _, tt := range []struct {
		typed string
		ok    bool
		want  int
	}{{"12", true, 12}, {" 3 ", true, 3}, {"0", false, 3}, {"", false, 3}, {"many", false, 3}, {"10001", false, 3}} {
		fault := w.TypeSheets(tt.typed)
		if n, _ := w.Sheets(); n != tt.want || (fault == "") != tt.ok {
			t.Errorf("%q: %d, %q", tt.typed, n, fault)
		}
	}
	w.TypeFirst("21")
	if _, first := w.Sheets(); first != 21 {
		t.Errorf("%d", first)
	}
}

func TestWhoTheLetterGoesTo(t *testing.T) {
	w := withPapers(t)
	letters := map[string]bool{}
	for _, o := range w.Roles() {
		w.PickRole(o.ID)
		if w.RoleName() != o.Name || o.Name == "" {
			t.Errorf("%s is %q", o.ID, w.RoleName())
		}
		w.Save(model.Text)
		w.Replace()
		data, err := os.ReadFile(w.Saving().Path)
		if err != nil {
			t.Fatal(err)
		}
		letters[string(data)] = true
	}
	if len(letters) != 4 {
		t.Errorf("%d letters for four offices", len(letters))
	}
	w.PickRole("pope")
	if w.RoleName() != "Ambassador" {
		t.Errorf("%q", w.RoleName())
	}
}

func TestTurningPages(t *testing.T) {
	w := withPapers(t)
	w.PickDocument(model.PaperReceipt)
	w.bell.ring()
	if n, shown := w.Leaves(); n < 2 || shown != 0 {
		t.Fatalf("%d of %d", shown, n)
	}
	first := w.shownTitle()
	w.TurnTo(1)
	if _, shown := w.Leaves(); shown != 1 || w.shownTitle() == first {
		t.Errorf("page %d is shown", shown)
	}
	w.TurnTo(99)
	if n, shown := w.Leaves(); shown != n-1 {
		t.Errorf("page %d is shown", shown)
	}
	w.PickDocument(model.PaperLetter)
	if _, shown := w.Leaves(); shown != 0 {
		t.Error("another paper doesn't begin at its first page")
	}
}

func TestPapersAreRemembered(t *testing.T) {
	w := withPapers(t)
	w.PickDocument(model.PaperSheets)
	w.TypeSheets("25")
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	w.start()
	if n, _ := w.Sheets(); w.Room() != model.RoomLetter || w.Document() != model.PaperSheets || n != 25 {
		t.Errorf("%s, %s, %d", w.Room(), w.Document(), n)
	}
	w.params.Kit = testKit(t)
	if w.start(); w.Room() != model.RoomEvent || w.HasPapers() {
		t.Errorf("in %s of a kit without a letter", w.Room())
	}
}

func TestAPaperWithABadCodeIsNotSaved(t *testing.T) {
	w := withPapers(t)
	w.params.ReadBack = func(*page.Page) error { return errBroken }
	w.start()
	for _, o := range w.Documents() {
		w.PickDocument(o.ID)
		w.Save(model.PDF)
		if st := w.Saving(); st.Phase != model.SaveFailed {
			t.Errorf("%s: %+v", o.ID, st)
		}
	}
	if files, err := filepath.Glob(filepath.Join(w.out, "*")); err != nil || len(files) > 0 {
		t.Errorf("%v, %v", files, err)
	}
}

func TestPickingColumns(t *testing.T) {
	w := withPapers(t)
	w.PickDocument(model.PaperSheets)
	picked := func() string {
		out := ""
		for _, o := range w.Columns() {
			if o.Picked {
				out += " " + o.Name
			}
		}
		return out
	}
	for _, tt := range []struct {
		pick, want string
		own        int
	}{
		{"", " Name City Organization Signature", 0},
		{"country", " Name City Organization Signature Country", 5},
		{"organization", " Name City Signature Country", 4},
		{"city", " Name Signature Country", 3},
		{"country", " Name Signature", 2},
		{"name", " Signature", 1},
		{"signature", " Signature", 1},
		{"name", " Name Signature", 2},
		{"city", " Name City Signature", 3},
		{"organization", " Name City Organization Signature", 0},
	} {
		if tt.pick != "" {
			w.PickColumn(tt.pick)
		}
		if got := picked(); got != tt.want || len(w.Draft().Columns) != tt.own {
			t.Errorf("%s: %q, %q", tt.pick, got, w.Draft().Columns)
		}
		if f := w.Frame(); f.Broken() {
			t.Errorf("%s: %s", tt.pick, f.Trouble.Text)
		}
	}
	w.Undo()
	w.PickLanguage("fr")
	if got := picked(); got != " Nom Ville Signature" {
		t.Errorf("in French: %q", got)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	w.start()
	if got := picked(); got != " Nom Ville Signature" {
		t.Errorf("remembered: %q", got)
	}
}
