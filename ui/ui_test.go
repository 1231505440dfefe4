package ui_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	base "fyne.io/fyne/v2/theme"

	"eventkit/kit"
	"eventkit/kit/genuine"
	"eventkit/kit/letter"
	"eventkit/kit/placard"
	"eventkit/kit/poster"
	"eventkit/kit/qr"
	"eventkit/kit/sheet"
	"eventkit/kit/typeset"
	"eventkit/ui"
	"eventkit/ui/model"
	"eventkit/ui/uitest"
)

// window is the whole program in one process: the real kit, the real engine,
// real files, and a window that nobody sees.
type window struct {
	*ui.UI
	t    *testing.T
	app  fyne.App
	bell *uitest.Bell
	out  string
}

// engine is read once: nothing in it changes.
var engine struct {
	lib      *typeset.Library
	maker    *placard.Maker
	posters  *poster.Maker
	letters  *letter.Maker
	forms    *sheet.Maker
	campaign *kit.Kit
}

func open(t *testing.T, change ...func(*ui.Params)) *window {
	t.Helper()
	var err error
	if engine.lib == nil {
		if engine.lib, err = typeset.New(uitest.Fonts(t)); err != nil {
			t.Fatal(err)
		}
		if engine.campaign, err = kit.Open(uitest.Campaign(t)); err != nil {
			t.Fatal(err)
		}
		engine.maker, engine.posters = placard.New(engine.lib), poster.New(engine.lib)
		engine.letters, engine.forms = letter.New(engine.lib), sheet.New(engine.lib)
	}
	light := base.VariantLight
	w := &window{t: t, app: test.NewTempApp(t), bell: &uitest.Bell{}, out: filepath.Join(t.TempDir(), "out")}
	p := ui.Params{
		App: w.app, Fonts: uitest.Fonts(t), Kit: engine.campaign, Maker: engine.maker, Posters: engine.posters,
		Letters: engine.letters, Forms: engine.forms, Library: engine.lib,
		Storage: t.TempDir(), Folder: w.out, Zone: "Africa/Nairobi", Lang: "en-GB",
		Now:     func() time.Time { return time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC) },
		OpenKit: genuine.OpenKit, ReadBack: qr.ReadBack,
		Runner: uitest.Inline{}, Timer: w.bell, Variant: &light,
	}
	for _, f := range change {
		f(&p)
	}
	if w.UI, err = ui.New(p); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Window().Close)
	w.settle()
	return w
}

// settle lets time pass and paints, until nothing changes any more.
func (w *window) settle() {
	for range 3 {
		uitest.Paint(w.canvas())
		w.bell.Ring()
	}
}

func (w *window) canvas() fyne.Canvas { return w.Window().Canvas() }

func (w *window) texts() string { return strings.Join(uitest.Texts(w.canvas()), "|") }

// fill types into a field and leaves it.
func (w *window) fill(id, text string) {
	w.t.Helper()
	w.Event().FocusField(id)
	uitest.Write(w.t, w.canvas(), text)
	w.canvas().FocusNext()
}

// address is what an independent decoder reads from a PDF that poppler paints.
func address(t *testing.T, pdf string) string {
	t.Helper()
	png := filepath.Join(t.TempDir(), "page")
	if out, err := exec.Command("pdftoppm", "-r", "150", "-png", "-singlefile", pdf, png).CombinedOutput(); err != nil {
		t.Fatalf("pdftoppm: %v\n%s", err, out)
	}
	out, err := exec.Command("zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", png+".png").Output()
	if err != nil {
		t.Fatalf("zbarimg: %v", err)
	}
	return strings.TrimSpace(string(out))
}

func words(t *testing.T, pdf string) string {
	t.Helper()
	out, err := exec.Command("pdftotext", pdf, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext: %v", err)
	}
	return string(out)
}

const campaignPage = "https://ipa-aip.org/notes/we-mobilize-for-assanges-freedom/"

func TestThreeDecisionsMakeAPlacard(t *testing.T) {
	w := open(t)
	w.fill(model.City, "Nairobi")
	w.fill(model.Date, "7/10/2027")
	uitest.Tap(t, w.canvas(), "Save PDF")
	pdf := filepath.Join(w.out, "Nairobi-shout-en.pdf")
	if got := address(t, pdf); got != campaignPage {
		t.Errorf("the code opens %q", got)
	}
	if text := words(t, pdf); !strings.Contains(text, "Nairobi") || !strings.Contains(text, "7 October") {
		t.Errorf("%q", text)
	}
	w.settle()
	if s := w.texts(); !strings.Contains(s, "Saved.") || !strings.Contains(s, "Open it") {
		t.Errorf("%q", s)
	}
}

func TestAPosterInArabic(t *testing.T) {
	w := open(t)
	w.fill(model.City, "Nairobi")
	w.fill(model.Date, "7/10/2027")
	w.fill(model.Link, "https://example.org/sign")
	uitest.Tap(t, w.canvas(), "Posters")
	w.settle()
	uitest.Tap(t, w.canvas(), "Keyhole")
	for _, c := range w.Posters().Languages {
		if c.ID == "ar" {
			test.Tap(c)
		}
	}
	w.settle()
	if tile := w.Posters().Tiles[2]; !tile.Selected() || tile.Image() == nil {
		t.Error("the tile isn't marked, or empty")
	}
	test.Tap(w.Stage().Foot.SavePDF)
	pdf := filepath.Join(w.out, "Nairobi-keyhole-ar.pdf")
	if got := address(t, pdf); got != "https://example.org/sign" {
		t.Errorf("the code opens %q", got)
	}
	if text := words(t, pdf); !strings.Contains(text, "Nairobi") || !strings.Contains(text, "أسانج") {
		t.Errorf("%q", text)
	}
	test.Tap(w.Stage().Foot.SavePDF)
	if s := w.texts(); !strings.Contains(s, "Nairobi-keyhole-ar.pdf is there already.") {
		t.Errorf("%q", s)
	}
	test.Tap(w.Stage().Foot.KeepBoth)
	if _, err := os.Stat(filepath.Join(w.out, "Nairobi-keyhole-ar 2.pdf")); err != nil {
		t.Error(err)
	}
}

// A poster can go without code and lines; both come back with Undo.
func TestABarePoster(t *testing.T) {
	w := open(t)
	w.fill(model.City, "Nairobi")
	uitest.Tap(t, w.canvas(), "Posters")
	uitest.Tap(t, w.canvas(), "The code")
	uitest.Tap(t, w.canvas(), "The event’s lines")
	w.settle()
	test.Tap(w.Stage().Foot.SavePDF)
	if text := words(t, filepath.Join(w.out, "Nairobi-badge-en.pdf")); strings.Contains(text, "Nairobi") || !strings.Contains(text, "Free the") {
		t.Errorf("%q", text)
	}
	w.Studio().Undo()
	w.Studio().Undo()
	test.Tap(w.Stage().Foot.SavePDF)
	test.Tap(w.Stage().Foot.Replace)
	if text := words(t, filepath.Join(w.out, "Nairobi-badge-en.pdf")); !strings.Contains(text, "Nairobi") {
		t.Errorf("%q", text)
	}
}

func TestArabicPlacard(t *testing.T) {
	w := open(t)
	w.fill(model.City, "Nairobi")
	w.fill(model.Link, "https://example.org/sign")
	uitest.Tap(t, w.canvas(), "Placards")
	for _, c := range w.Placards().Languages {
		if c.Text() == "العربية" {
			test.Tap(c)
		}
	}
	w.settle()
	if d := w.Studio().Draft(); d.Langs[0] != "ar" {
		t.Fatalf("%v", d.Langs)
	}
	test.Tap(w.Placards().Tiles[3])
	w.settle()
	test.Tap(w.Stage().Foot.SavePDF)
	pdf := filepath.Join(w.out, "Nairobi-bilingual-ar-en.pdf")
	if got := address(t, pdf); got != "https://example.org/sign" {
		t.Errorf("the code opens %q", got)
	}
	if text := words(t, pdf); !strings.Contains(text, "Nairobi") {
		t.Errorf("%q", text)
	}
}

func TestTheFootSaysWhatWasProven(t *testing.T) {
	w := open(t)
	foot := w.Stage().Foot
	if s := foot.Status.Text(); s != "The code was read back. It opens ipa-aip.org/notes/we-mobilize-for-assanges-freedom/" {
		t.Errorf("%q", s)
	}
	if s := foot.Quality.Text(); !strings.HasPrefix(s, "Words 5.") || !strings.Contains(s, "legible from") {
		t.Errorf("%q", s)
	}
	if s := foot.Place.Text(); !strings.HasPrefix(s, "Placard-shout-en.pdf · ") {
		t.Errorf("%q", s)
	}
	w.fill(model.City, "Oslo")
	if s := foot.Status.Text(); !strings.HasPrefix(s, "Reading the code back…") {
		t.Errorf("%q: the proof is of another page", s)
	}
}

func TestFirstRoomIsTheEventWithItsPreview(t *testing.T) {
	w := open(t)
	s := w.texts()
	for _, want := range []string{"Event", "City", "Date", "Embassy or consulate", "Save PDF", "Placards", "A4", "Portrait"} {
		if !strings.Contains(s, want) {
			t.Errorf("%q isn't there", want)
		}
	}
	if strings.Contains(s, "Design") {
		t.Error("the other room is there, too")
	}
	img := w.Stage().Sheet.Image()
	_, size := w.Stage().Sheet.Page()
	if img == nil || img.Bounds().Dx() != int(size.Width) {
		t.Error("there is no preview in the pixels of the screen")
	}
}

func TestFaultsStandUnderTheirField(t *testing.T) {
	w := open(t)
	w.fill(model.Date, "31/2/2027")
	if f := w.Event().Fields[model.Date].Fault(); !strings.Contains(f, "calendar") {
		t.Errorf("%q", f)
	}
	uitest.Tap(t, w.canvas(), "Placards")
	test.Tap(w.Stage().Foot.SavePDF)
	if w.Studio().Room() != model.RoomEvent || w.canvas().Focused() != fyne.Focusable(w.Event().Entries[model.Date]) {
		t.Error("saving doesn't lead to the field that is wrong")
	}
	if s := w.Stage().Foot.Status.Text(); !strings.Contains(s, "Nothing was saved") {
		t.Errorf("%q", s)
	}
	if _, err := os.Stat(w.out); err == nil {
		t.Error("something was written")
	}
}

func TestAskingBeforeReplacing(t *testing.T) {
	w := open(t)
	test.Tap(w.Stage().Foot.SavePDF)
	test.Tap(w.Stage().Foot.SavePDF)
	if s := w.texts(); !strings.Contains(s, "is there already") || strings.Contains(s, "Save PDF") {
		t.Errorf("%q", s)
	}
	w.Studio().CancelSave()
	w.Event().FocusField(model.City)
	test.Tap(w.Stage().Foot.SavePDF)
	w.Studio().CancelSave()
	w.Event().FocusField(model.City)
	w.Studio().Save(model.PDF)
	uitest.Key(t, w.canvas(), fyne.KeyReturn) // keeps both: the keyboard goes to the question
	if w.canvas().Focused() != fyne.Focusable(w.Event().Entries[model.City]) {
		t.Error("the keyboard doesn't come back")
	}
	if _, err := os.Stat(filepath.Join(w.out, "Placard-shout-en 2.pdf")); err != nil {
		t.Error(err)
	}
	test.Tap(w.Stage().Foot.SavePicture)
	if _, err := os.Stat(filepath.Join(w.out, "Placard-shout-en.png")); err != nil {
		t.Error(err)
	}
}

func TestShortcuts(t *testing.T) {
	w := open(t)
	ctrl := func(key fyne.KeyName, more fyne.KeyModifier) fyne.Shortcut {
		return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault | more}
	}
	w.Event().FocusField(model.City)
	uitest.Write(t, w.canvas(), "Rio")
	entry := w.Event().Entries[model.City]
	entry.TypedShortcut(&fyne.ShortcutUndo{})
	if entry.Text != "" || w.Studio().Field(model.City) != "" {
		t.Errorf("undo: %q", entry.Text)
	}
	entry.TypedShortcut(ctrl(fyne.KeyZ, fyne.KeyModifierShift))
	if entry.Text != "Rio" {
		t.Errorf("redo: %q", entry.Text)
	}
	entry.TypedShortcut(&fyne.ShortcutUndo{})
	entry.TypedShortcut(&fyne.ShortcutRedo{})
	if entry.Text != "Rio" {
		t.Errorf("Ctrl+Y: %q", entry.Text)
	}
	entry.TypedShortcut(ctrl(fyne.KeyS, 0))
	if _, err := os.Stat(filepath.Join(w.out, "Rio-shout-en.pdf")); err != nil {
		t.Error(err)
	}
	entry.TypedShortcut(ctrl(fyne.Key2, 0))
	if w.Studio().Room() != model.RoomPlacards {
		t.Error("Ctrl+2 doesn't lead to the placards")
	}
	entry.TypedShortcut(ctrl(fyne.Key4, 0))
	if w.Studio().Room() != model.RoomLetter {
		t.Error("Ctrl+4 doesn't lead to the letter")
	}
	entry.TypedShortcut(ctrl(fyne.KeyO, 0))
	if s := w.texts(); !strings.Contains(s, "Open an event or a kit") {
		t.Errorf("Ctrl+O: %q", s)
	}
}

func TestSavingChecksTheFieldWithTheKeyboard(t *testing.T) {
	w := open(t)
	w.Event().FocusField(model.Time)
	uitest.Write(t, w.canvas(), "2 pm")
	w.Event().Entries[model.Time].TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyS, Modifier: fyne.KeyModifierShortcutDefault})
	if got := w.Event().Entries[model.Time].Text; got != "14:00" {
		t.Errorf("%q", got)
	}
}

func TestTabOrder(t *testing.T) {
	w := open(t)
	w.Event().FocusField(model.City)
	for _, id := range []string{model.Date, model.Mission, model.Place, model.Time} {
		w.canvas().FocusNext()
		if w.canvas().Focused() != fyne.Focusable(w.Event().Entries[id]) {
			t.Errorf("Tab doesn't lead to %s", id)
		}
	}
	w.canvas().FocusNext()
	if w.canvas().Focused() != fyne.Focusable(w.Event().Zone) {
		t.Error("Tab doesn't lead to the time zone")
	}
	w.canvas().FocusNext()
	uitest.Key(t, w.canvas(), fyne.KeyReturn)
	if w.canvas().Focused() != fyne.Focusable(w.Event().Entries[model.Contact]) {
		t.Error("Return doesn't lead on")
	}
}

func TestPickingAZone(t *testing.T) {
	w := open(t)
	if got := w.Event().Zone.Text(); got != "Nairobi · UTC+3" {
		t.Errorf("%q", got)
	}
	test.Tap(w.Event().Zone)
	uitest.Write(t, w.canvas(), "kenya")
	shown := w.Event().Zone.Menu().Shown()
	if len(shown) != 1 || shown[0].ID != "Africa/Nairobi" {
		t.Errorf("%v", shown)
	}
	w.Event().Zone.Menu().Filter("sao paulo")
	w.Event().Zone.Menu().Pick("America/Sao_Paulo")
	if got := w.Event().Zone.Text(); got != "Sao Paulo · UTC–3" {
		t.Errorf("%q", got)
	}
}

func TestCalendarPicksADay(t *testing.T) {
	w := open(t)
	w.fill(model.Date, "1/10/2027")
	w.Event().FocusField(model.Date)
	uitest.Key(t, w.canvas(), fyne.KeyDown)
	uitest.Tap(t, w.canvas(), "7")
	if got := w.Event().Entries[model.Date].Text; got != "7 October 2027" {
		t.Errorf("%q", got)
	}
}

func TestPaperOfAnySize(t *testing.T) {
	w := open(t)
	test.Tap(w.Stage().Paper)
	uitest.Tap(t, w.canvas(), "Another size…")
	uitest.Write(t, w.canvas(), "400 x")
	uitest.Key(t, w.canvas(), fyne.KeyReturn)
	if s := w.texts(); !strings.Contains(s, "Write width and height") {
		t.Errorf("%q", s)
	}
	uitest.Write(t, w.canvas(), " 300")
	uitest.Key(t, w.canvas(), fyne.KeyReturn)
	if w.Stage().Paper.Text() != "300 × 400 mm" || w.Stage().Turn.Text() != "Landscape" || w.canvas().Overlays().Top() != nil {
		t.Error(w.Stage().Paper.Text(), w.Stage().Turn.Text())
	}
}

func TestChoosingPaperAndColours(t *testing.T) {
	w := open(t)
	test.Tap(w.Stage().Paper)
	uitest.Tap(t, w.canvas(), "Letter")
	test.Tap(w.Stage().Turn)
	uitest.Tap(t, w.canvas(), "Landscape")
	test.Tap(w.Stage().Palette)
	uitest.Tap(t, w.canvas(), "Night")
	if w.Stage().Paper.Text() != "Letter" || w.Stage().Turn.Text() != "Landscape" || w.Stage().Palette.Text() != "Night" {
		t.Error(w.Stage().Paper.Text(), w.Stage().Turn.Text(), w.Stage().Palette.Text())
	}
	if _, size := w.Stage().Sheet.Page(); size.Width <= size.Height {
		t.Errorf("%v: the page doesn't lie", size)
	}
}

func TestOwnWords(t *testing.T) {
	w := open(t)
	uitest.Tap(t, w.canvas(), "Placards")
	test.Tap(w.Placards().Words)
	w.Placards().Words.Menu().Pick(model.OwnWords)
	w.Placards().Own.SetText("Bring him home")
	w.settle()
	test.Tap(w.Stage().Foot.SavePDF)
	if text := words(t, filepath.Join(w.out, "Placard-shout-en.pdf")); !strings.Contains(strings.Join(strings.Fields(text), " "), "Bring him home") {
		t.Errorf("%q", text)
	}
	w.Placards().Own.SetText("一")
	w.settle()
	if s := w.Stage().Note.Text(); !strings.Contains(s, "No font here draws") || !w.Stage().Note.Visible() {
		t.Errorf("%q", s)
	}
	if !w.Stage().Foot.SavePDF.Disabled() {
		t.Error("what can't be laid out can be saved")
	}
	w.Placards().Own.SetText("One")
	w.settle()
	if w.Stage().Note.Visible() || w.Stage().Foot.SavePDF.Disabled() {
		t.Error("the trouble is over, but nobody says so")
	}
}

func TestGalleryShowsTheUsersOwnWords(t *testing.T) {
	w := open(t)
	uitest.Tap(t, w.canvas(), "Placards")
	w.settle()
	for _, tile := range w.Placards().Tiles {
		if tile.Image() == nil {
			t.Errorf("%s is empty", tile.ID)
		}
	}
	before := w.Placards().Tiles[2].Image()
	w.Studio().Type(model.City, "Nairobi")
	w.settle()
	if w.Placards().Tiles[2].Image() == before {
		t.Error("the gallery doesn't follow")
	}
	key := &fyne.KeyEvent{Name: fyne.KeyRight}
	w.Placards().Distance.TypedKey(key)
	if w.Studio().Stop() != 1 {
		t.Error("the slider doesn't slide")
	}
}

func TestEverythingIsThereAgain(t *testing.T) {
	storage := t.TempDir()
	same := func(p *ui.Params) { p.Storage = storage }
	w := open(t, same)
	w.fill(model.City, "Nairobi")
	uitest.Tap(t, w.canvas(), "Placards")
	w.settle()
	again := open(t, same)
	if again.Studio().Field(model.City) != "Nairobi" || again.Studio().Room() != model.RoomPlacards {
		t.Error("forgotten")
	}
	if again.Event().Entries[model.City].Text != "Nairobi" {
		t.Error("remembered, but not shown")
	}
}

func TestOpenAtTheStart(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rome.toml")
	if err := os.WriteFile(path, []byte("city = \"Rome\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w := open(t, func(p *ui.Params) { p.Open = []string{path} })
	if w.Event().Entries[model.City].Text != "Rome" || len(w.Studio().Recent()) != 1 {
		t.Error("not opened")
	}
	uitest.Tap(t, w.canvas(), "Open")
	if s := w.texts(); !strings.Contains(s, "rome.toml") || !strings.Contains(s, "Open an event or a kit…") {
		t.Errorf("%q", s)
	}
	w.Studio().Type(model.City, "Oslo")
	uitest.Tap(t, w.canvas(), "rome.toml")
	if w.Event().Entries[model.City].Text != "Rome" {
		t.Error("the recent file wasn't opened")
	}
}

func TestEverythingFitsIntoTheLeastWindow(t *testing.T) {
	w := open(t)
	if m := w.Window().Content().MinSize(); m.Width > 900 || m.Height > 570 {
		t.Errorf("%v", m)
	}
	for _, room := range []string{model.RoomEvent, model.RoomPlacards, model.RoomLetter} {
		w.Studio().Go(room)
		w.Window().Resize(fyne.NewSize(900, 576))
		w.settle()
		foot := w.Stage().Foot
		pos := w.app.Driver().AbsolutePositionForObject(foot.SavePDF)
		if pos.X+foot.SavePDF.Size().Width > 900 || pos.Y+foot.SavePDF.Size().Height > 576 {
			t.Errorf("%s: Save PDF lies at %v", room, pos)
		}
		if _, size := w.Stage().Sheet.Page(); size.Height < 250 {
			t.Errorf("%s: the page is only %v", room, size)
		}
	}
}

func TestSavingSomewhereElse(t *testing.T) {
	w := open(t)
	dir := filepath.Join(t.TempDir(), "elsewhere")
	test.Tap(w.Stage().Foot.Change)
	uitest.Key(t, w.canvas(), fyne.KeyEnd)
	uitest.Write(t, w.canvas(), " two")
	w.canvas().FocusNext()
	uitest.Key(t, w.canvas(), fyne.KeyEnd)
	for range 200 {
		uitest.Key(t, w.canvas(), fyne.KeyBackspace)
	}
	uitest.Write(t, w.canvas(), dir)
	uitest.Tap(t, w.canvas(), "Use this place")
	if s := w.Stage().Foot.Place.Text(); !strings.HasPrefix(s, "Placard-shout-en-two.pdf · ") {
		t.Errorf("%q", s)
	}
	test.Tap(w.Stage().Foot.SavePDF)
	if _, err := os.Stat(filepath.Join(dir, "Placard-shout-en-two.pdf")); err != nil {
		t.Error(err)
	}
}
