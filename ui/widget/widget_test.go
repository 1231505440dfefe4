package widget_test

import (
	"image"
	"image/color"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"eventkit/ui/theme"
	"eventkit/ui/uitest"
	"eventkit/ui/widget"
)

// blocks is a letterer that paints every letter as a block.
type blocks struct {
	painted []string
	widest  int
}

func (b *blocks) Measure(text string, _ bool, size float64) float64 {
	return float64(len([]rune(text))) * size / 2
}

func (b *blocks) Letter(text string, _ bool, px float64, ink color.NRGBA) image.Image {
	b.painted = append(b.painted, text)
	img := image.NewNRGBA(image.Rect(0, 0, int(b.Measure(text, false, px)), int(px*widget.LetterHeight)))
	b.widest = max(b.widest, img.Bounds().Dx())
	for i := range img.Bounds().Dx() {
		img.Set(i, img.Bounds().Dy()/2, ink)
	}
	return img
}

func key(o fyne.Focusable, name fyne.KeyName) { o.TypedKey(&fyne.KeyEvent{Name: name}) }

func TestButton(t *testing.T) {
	a := uitest.App(t)
	pressed := 0
	for _, b := range []*widget.Button{
		widget.NewButton("Open folder", func() { pressed++ }),
		widget.NewPrimary("Save PDF", func() { pressed++ }),
		widget.NewQuiet("Change…", func() { pressed++ }),
	} {
		w := uitest.Window(t, a, container.NewCenter(b), 300, 100)
		pressed = 0
		uitest.Tap(t, w.Canvas(), b.Text)
		key(b, fyne.KeySpace)
		key(b, fyne.KeyReturn)
		key(b, fyne.KeyA)
		if pressed != 3 {
			t.Errorf("%s: pressed %d times, want 3", b.Text, pressed)
		}
		b.Disable()
		uitest.Tap(t, w.Canvas(), b.Text)
		if pressed != 3 || b.Cursor() != desktop.DefaultCursor {
			t.Errorf("%s: works though it is disabled", b.Text)
		}
		before := b.MinSize()
		b.SetText("A much longer text")
		if b.MinSize().Width <= before.Width {
			t.Errorf("%s: doesn't grow with its text", b.Text)
		}
		w.Canvas().FocusNext()
		b.MouseIn(nil)
		b.MouseOut()
		uitest.Paint(w.Canvas())
	}
}

func TestChip(t *testing.T) {
	a := uitest.App(t)
	letters := &blocks{}
	picked := ""
	latin := widget.NewChip("en", "English", letters, func() { picked = "en" })
	arabic := widget.NewChip("ar", "العربية", letters, func() { picked = "ar" })
	w := uitest.Window(t, a, container.New(widget.Flow{Gap: 6}, latin, arabic), 300, 100)
	uitest.Tap(t, w.Canvas(), "English")
	if picked != "en" {
		t.Error("not picked")
	}
	test.Tap(arabic)
	if picked != "ar" || arabic.Text() != "العربية" {
		t.Error("not picked")
	}
	uitest.Paint(w.Canvas())
	if len(letters.painted) == 0 || letters.painted[0] != "العربية" {
		t.Errorf("%q: Arabic must be painted by the letterer", letters.painted)
	}
	for _, p := range letters.painted {
		if p == "English" {
			t.Error("Fyne's text is good enough for English")
		}
	}
	arabic.SetSelected(true)
	if !arabic.Selected() || latin.Selected() {
		t.Error("selected is wrong")
	}
}

func TestWordsAreCut(t *testing.T) {
	a := uitest.App(t)
	words := widget.NewWords("A rather long line of words", nil)
	words.Cut = true
	w := uitest.Window(t, a, words, 90, 30)
	got := strings.Join(uitest.Texts(w.Canvas()), "")
	if !strings.HasSuffix(got, "…") || len(got) > 20 || len(got) < 6 {
		t.Errorf("%q", got)
	}
	w.Resize(fyne.NewSize(400, 30))
	if got := strings.Join(uitest.Texts(w.Canvas()), ""); got != words.Text {
		t.Errorf("%q", got)
	}
}

func TestParaWraps(t *testing.T) {
	a := uitest.App(t)
	p := widget.NewPara("It opens example.org/notes/we-mobilize-for-freedom/ and a few words more", nil)
	one := p.HeightFor(5000)
	if p.HeightFor(200) <= one || p.HeightFor(100) <= p.HeightFor(200) {
		t.Error("no lines are made")
	}
	w := uitest.Window(t, a, p, 160, 200)
	lines := uitest.Texts(w.Canvas())
	if got := strings.Join(lines, ""); strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(p.Text(), " ", "") {
		t.Errorf("%q", lines)
	}
	for _, l := range lines {
		if wide := fyne.MeasureText(l, theme.Small, fyne.TextStyle{}).Width; wide > 161 {
			t.Errorf("%q is %.0f wide", l, wide)
		}
	}
	p.Lines = 2
	p.Refresh()
	if lines := uitest.Texts(w.Canvas()); len(lines) != 2 || !strings.HasSuffix(lines[1], "…") {
		t.Errorf("%q: not cut after two lines", lines)
	}
	p.Set(widget.Span{Text: strings.Repeat("x", 400)})
	if p.HeightFor(100) < 2*one {
		t.Error("an endless word isn't broken")
	}
	p.Lines = 0
	p.Set(widget.Span{Text: "Changed: a\nMissing: b\n", Bold: true}, widget.Span{Text: "Copy it anew."})
	if p.HeightFor(5000) != 3*one {
		t.Error("a line end is no end of a line")
	}
	p.Set()
	if p.HeightFor(100) != 0 || p.Text() != "" {
		t.Error("nothing has a height")
	}
}

// A picture that is wider than what was measured loses its last letter.
func TestForeignWordsAreNotCutOff(t *testing.T) {
	a := uitest.App(t)
	for _, em := range []float32{11, 12, 13, 14, 15, 27} {
		letters := &blocks{}
		words := widget.NewWords(strings.Repeat("ك", 40), letters).Styled(em, false, theme.Muted)
		w := uitest.Window(t, a, container.NewCenter(words), 800, 60)
		uitest.Paint(w.Canvas())
		if most := int(letters.Measure(words.Text, false, float64(em))) + 1; letters.widest == 0 || letters.widest > most {
			t.Errorf("at %g: %d pixels wide, there is room for %d", em, letters.widest, most)
		}
	}
}

func TestParaKeepsScriptsApart(t *testing.T) {
	a := uitest.App(t)
	letters := &blocks{}
	p := widget.NewPara("كلمة ثانية above, English below", letters)
	w := uitest.Window(t, a, p, 600, 40)
	uitest.Paint(w.Canvas())
	if got := uitest.Texts(w.Canvas()); len(got) != 1 || got[0] != " above, English below" {
		t.Errorf("%q", got)
	}
	if len(letters.painted) == 0 || letters.painted[len(letters.painted)-1] != "\u200eكلمة ثانية" {
		t.Errorf("%q: words from right to left must be painted together", letters.painted)
	}
}

func TestFieldSaysWhatIsWrong(t *testing.T) {
	a := uitest.App(t)
	e := widget.NewEntry("7 October 2027")
	f := widget.NewField("Date", e, &blocks{})
	w := uitest.Window(t, a, f, 300, 200)
	bare := f.HeightFor(300)
	f.SetHint("Thursday 7 October 2027")
	if f.HeightFor(300) <= bare || f.Hint() == "" {
		t.Error("no room for the hint")
	}
	if !f.SetFault("That isn’t a day of the calendar.") || f.SetFault("That isn’t a day of the calendar.") {
		t.Error("whether something changed is wrong")
	}
	texts := strings.Join(uitest.Texts(w.Canvas()), "|")
	if !strings.Contains(texts, "That isn’t a day") || strings.Contains(texts, "Thursday") {
		t.Errorf("%q: the fault takes the hint's place", texts)
	}
	f.SetFault("")
	if texts := strings.Join(uitest.Texts(w.Canvas()), "|"); !strings.Contains(texts, "Thursday") {
		t.Errorf("%q: the hint comes back", texts)
	}
	f.SetEcho("نيروبي")
	if f.Echo() != "نيروبي" {
		t.Error("right-to-left words aren't shown as they will be printed")
	}
	f.SetEcho("Nairobi")
	if f.Echo() != "" {
		t.Error("Latin words need no echo")
	}
}

func TestEntryLeavesShortcutsToTheWindow(t *testing.T) {
	a := uitest.App(t)
	e := widget.NewEntry("")
	var got []string
	blurred, focused := 0, 0
	e.OnShortcut = func(s fyne.Shortcut) { got = append(got, s.ShortcutName()) }
	e.OnBlur = func() { blurred++ }
	e.OnFocus = func() { focused++ }
	w := uitest.Window(t, a, e, 300, 40)
	w.Canvas().Focus(e)
	uitest.Write(t, w.Canvas(), "word")
	e.TypedShortcut(&fyne.ShortcutUndo{})
	e.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyS, Modifier: fyne.KeyModifierControl})
	e.TypedShortcut(&fyne.ShortcutSelectAll{})
	e.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyBackspace, Modifier: fyne.KeyModifierControl})
	if e.Text != "" && e.Text != "word" || len(got) != 2 || got[0] != "Undo" {
		t.Errorf("%q %q", e.Text, got)
	}
	w.Canvas().Unfocus()
	if blurred != 1 || focused != 1 {
		t.Errorf("blurred %d times, focused %d times", blurred, focused)
	}
	changes := 0
	e.OnChanged = func(string) { changes++ }
	e.Put("put")
	if e.Text != "put" || changes != 0 {
		t.Error("Put tells OnChanged")
	}
	e.SetText("typed")
	if changes != 1 {
		t.Error("OnChanged is lost after Put")
	}
	e.OnKey = func(k fyne.KeyName) bool { return k == fyne.KeyDown }
	key(e, fyne.KeyDown)
	key(e, fyne.KeyBackspace)
	e.SetFaulty(true)
	uitest.Paint(w.Canvas())
}

func TestSlider(t *testing.T) {
	a := uitest.App(t)
	var got []int
	s := widget.NewSlider(11, func(i int) { got = append(got, i) })
	uitest.Window(t, a, s, 218, 30)
	test.TapAt(s, fyne.NewPos(109, 11))
	key(s, fyne.KeyRight)
	key(s, fyne.KeyLeft)
	key(s, fyne.KeyEnd)
	key(s, fyne.KeyRight)
	key(s, fyne.KeyHome)
	s.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(1000, 0)}})
	want := []int{5, 6, 5, 10, 0, 10}
	if len(got) != len(want) {
		t.Fatalf("%v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("%v, want %v", got, want)
		}
	}
	s.Put(3)
	if s.At() != 3 || len(got) != len(want) {
		t.Error("Put tells OnChanged")
	}
}

func TestSheetAsksForItsPixels(t *testing.T) {
	a := uitest.App(t)
	var asked []image.Point
	s := widget.NewSheet(func(w, h int) { asked = append(asked, image.Pt(w, h)) })
	s.SetAspect(0.5)
	w := uitest.Window(t, a, s, 160, 160)
	w.Canvas().Capture()
	pos, size := s.Page()
	if len(asked) != 1 || asked[0] != image.Pt(int(size.Width), int(size.Height)) {
		t.Fatalf("asked for %v, the page is %v", asked, size)
	}
	if pos.X != float32(int(pos.X)) || size.Width != size.Height/2 {
		t.Errorf("%v %v", pos, size)
	}
	img := image.NewRGBA(image.Rect(0, 0, asked[0].X, asked[0].Y))
	for i := range img.Pix {
		img.Pix[i] = 0xFF
	}
	img.SetRGBA(3, 5, color.RGBA{R: 0xD4, A: 0xFF})
	s.SetImage(img)
	shot := w.Canvas().Capture()
	if r, g, _, _ := shot.At(int(pos.X)+3, int(pos.Y)+5).RGBA(); r>>8 != 0xD4 || g != 0 {
		t.Error("the painting isn't shown pixel for pixel")
	}
	if len(asked) != 1 {
		t.Errorf("asked again: %v", asked)
	}
	s.SetImage(img.SubImage(image.Rect(0, 0, asked[0].X-1, asked[0].Y-1)))
	shot = w.Canvas().Capture()
	if r, g, _, _ := shot.At(int(pos.X)+3, int(pos.Y)+5).RGBA(); r>>8 != 0xD4 || g != 0 {
		t.Error("a painting that lacks a pixel is stretched")
	}
	if r, g, _, _ := shot.At(int(pos.X)+asked[0].X-1, int(pos.Y)+asked[0].Y-1).RGBA(); r>>8 != 0xFF || g>>8 != 0xFF {
		t.Error("the last pixel is empty")
	}
	s.SetImage(img)
	w.Resize(fyne.NewSize(180, 120))
	w.Canvas().Capture()
	if len(asked) != 2 || s.Image() != image.Image(img) {
		t.Errorf("%v: another size needs another painting", asked)
	}
}

func TestTile(t *testing.T) {
	a := uitest.App(t)
	picked, asked := 0, 0
	tile := widget.NewTile("shout", "Shout", nil, func() { picked++ })
	tile.OnPixels = func(int, int) { asked++ }
	w := uitest.Window(t, a, tile, 110, tile.HeightFor(110))
	uitest.Paint(w.Canvas())
	uitest.Tap(t, w.Canvas(), "Shout")
	key(tile, fyne.KeyReturn)
	if picked != 2 || asked != 1 {
		t.Errorf("picked %d times, asked %d times", picked, asked)
	}
	tile.SetSelected(true)
	tile.SetAspect(1.41)
	tile.SetImage(image.NewRGBA(image.Rect(0, 0, 10, 10)))
	uitest.Paint(w.Canvas())
	if !tile.Selected() || tile.Image() == nil || asked != 2 {
		t.Errorf("%v, asked %d times: another shape needs another painting", tile.Selected(), asked)
	}
	tile.SetTrouble("This file is damaged")
	uitest.Paint(w.Canvas())
	if tile.Trouble() != "This file is damaged" {
		t.Errorf("%q", tile.Trouble())
	}
	tile.SetTrouble("")
	uitest.Paint(w.Canvas())
	if tile.Trouble() != "" || asked != 2 {
		t.Errorf("%q, asked %d times", tile.Trouble(), asked)
	}
}

func TestSelectAndMenu(t *testing.T) {
	a := uitest.App(t)
	picked := ""
	root := container.New(&widget.Column{Width: 260})
	w := uitest.Window(t, a, root, 500, 400)
	s := widget.NewSelect(uitest.Host{App: a, Win: w}, nil)
	s.Search = "A city"
	s.Items = func() []widget.Item {
		return []widget.Item{
			{ID: "1", Text: "Nairobi", Detail: "Kenya", Picked: true},
			{ID: "2", Text: "Lagos", Detail: "Nigeria", Find: "Africa/Lagos"},
			{ID: "3", Text: "Other…", Break: true},
		}
	}
	s.OnPick = func(id string) { picked = id }
	root.Add(s)
	s.SetText("Nairobi")
	test.Tap(s)
	if got := strings.Join(uitest.Texts(w.Canvas()), " "); !strings.Contains(got, "Lagos") || !strings.Contains(got, "Kenya") {
		t.Fatalf("%q", got)
	}
	uitest.Tap(t, w.Canvas(), "Lagos")
	if picked != "2" || w.Canvas().Overlays().Top() != nil {
		t.Errorf("%q, or the menu stays", picked)
	}

	key(s, fyne.KeyDown)
	uitest.Write(t, w.Canvas(), "nig")
	if got := s.Menu().Shown(); len(got) != 1 || got[0].ID != "2" {
		t.Errorf("%v", got)
	}
	focus := w.Canvas().Focused()
	key(focus, fyne.KeyReturn)
	if picked != "2" {
		t.Error("Return doesn't pick")
	}

	picked = ""
	key(s, fyne.KeySpace)
	focus = w.Canvas().Focused()
	key(focus, fyne.KeyDown)
	key(focus, fyne.KeyDown)
	key(focus, fyne.KeyDown)
	key(focus, fyne.KeyUp)
	key(focus, fyne.KeyReturn)
	if picked != "2" {
		t.Errorf("%q: the arrows don't move", picked)
	}

	s.Open()
	s.Menu().Filter("nothing like it")
	key(w.Canvas().Focused(), fyne.KeyReturn)
	key(w.Canvas().Focused(), fyne.KeyEscape)
	if w.Canvas().Overlays().Top() != nil {
		t.Error("Escape doesn't leave")
	}
	s.Open()
	s.Menu().Pick("3")
	if picked != "3" || s.Text() != "Nairobi" {
		t.Errorf("%q %q", picked, s.Text())
	}
}

func TestMenuStaysInTheWindow(t *testing.T) {
	a := uitest.App(t)
	pill := widget.NewPill(nil, nil)
	w := uitest.Window(t, a, container.NewWithoutLayout(pill), 400, 300)
	pill.Move(fyne.NewPos(330, 250))
	pill.Resize(fyne.NewSize(60, 27))
	items := make([]widget.Item, 50)
	for i := range items {
		items[i] = widget.Item{ID: "x", Text: "Something rather long to read here"}
	}
	menu := widget.ShowMenu(uitest.Host{App: a, Win: w}, pill, widget.MenuOptions{Items: items})
	at, size := menu.Area()
	if at.X < 0 || at.Y < 0 || at.X+size.Width > 400 || at.Y+size.Height > 300 || size.Height < 150 {
		t.Errorf("the menu lies at %v, %v large", at, size)
	}
}

func TestCalendar(t *testing.T) {
	a := uitest.App(t)
	e := widget.NewEntry("")
	w := uitest.Window(t, a, container.New(&widget.Column{}, e), 500, 500)
	w.Canvas().Focus(e)
	day := func(s string) time.Time {
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	var got time.Time
	show := func() *widget.Calendar {
		return widget.ShowCalendar(uitest.Host{App: a, Win: w}, e, day("2027-10-31"), day("2027-10-03").Add(15*time.Hour), func(d time.Time) { got = d })
	}
	show()
	uitest.Tap(t, w.Canvas(), "15")
	if !got.Equal(day("2027-10-15")) || w.Canvas().Overlays().Top() != nil || w.Canvas().Focused() != fyne.Focusable(e) {
		t.Errorf("%v, or it stays open, or the keyboard is lost", got)
	}
	tests := []struct {
		keys []fyne.KeyName
		want string
	}{
		{[]fyne.KeyName{fyne.KeyLeft, fyne.KeyUp}, "2027-10-23"},
		{[]fyne.KeyName{fyne.KeyRight}, "2027-11-01"},
		{[]fyne.KeyName{fyne.KeyPageDown}, "2027-11-30"},
		{[]fyne.KeyName{fyne.KeyPageUp, fyne.KeyDown}, "2027-10-07"},
		{[]fyne.KeyName{fyne.KeyPageDown, fyne.KeyPageDown, fyne.KeyPageDown, fyne.KeyPageDown}, "2028-02-29"},
	}
	for _, tt := range tests {
		show()
		for _, k := range tt.keys {
			uitest.Key(t, w.Canvas(), k)
		}
		uitest.Key(t, w.Canvas(), fyne.KeyReturn)
		if !got.Equal(day(tt.want)) {
			t.Errorf("%v: %v, want %s", tt.keys, got, tt.want)
		}
	}
	c := show()
	if s := strings.Join(uitest.Texts(w.Canvas()), " "); !strings.HasPrefix(s, "October 2027 Mo Tu We Th Fr Sa Su 1 2 3") {
		t.Errorf("%q", s)
	}
	got = time.Time{}
	uitest.Key(t, w.Canvas(), fyne.KeyEscape)
	if !got.IsZero() || w.Canvas().Overlays().Top() != nil {
		t.Error("Escape picks, or doesn't leave")
	}
	if c.MinSize().Width < 200 {
		t.Error("it is too small to tap")
	}
}

func TestRailItem(t *testing.T) {
	a := uitest.App(t)
	went := 0
	i := widget.NewRailItem(theme.IconEvent, "Event", func() { went++ })
	w := uitest.Window(t, a, container.NewCenter(i), 96, 80)
	uitest.Tap(t, w.Canvas(), "Event")
	i.SetSelected(true)
	uitest.Paint(w.Canvas())
	if went != 1 || !i.Selected() {
		t.Error(went, i.Selected())
	}
}

func TestToast(t *testing.T) {
	a := uitest.App(t)
	closed := 0
	toast := widget.NewToast(nil, func() { closed++ })
	w := uitest.Window(t, a, toast, 400, 60)
	toast.Set("Opened berlin.toml.", "It can be undone.", false)
	if toast.Text() != "Opened berlin.toml. It can be undone." {
		t.Errorf("%q", toast.Text())
	}
	test.TapCanvas(w.Canvas(), fyne.NewPos(400-22, 30))
	if closed != 1 {
		t.Error("it can't be closed")
	}
	toast.OnClose = nil
	toast.Set("Something is wrong.", "", true)
	test.TapCanvas(w.Canvas(), fyne.NewPos(400-22, 30))
	uitest.Paint(w.Canvas())
}

func TestLayouts(t *testing.T) {
	uitest.App(t)
	box := func() fyne.CanvasObject { return widget.NewButton("x", nil) }
	flow := widget.Flow{Gap: 6}
	objects := []fyne.CanvasObject{box(), box(), box()}
	wide := objects[0].MinSize().Width
	if one, two := flow.HeightOf(objects, 1000), flow.HeightOf(objects, 2*wide+7); two != 2*one+6 {
		t.Errorf("%v and %v", one, two)
	}
	columns := widget.Columns{N: 2, Gap: 10, Fraction: []float32{0.25, 0.75}}
	columns.Layout(objects, fyne.NewSize(210, 100))
	if objects[0].Size().Width != 50 || objects[1].Size().Width != 150 || objects[1].Position().X != 60 || objects[2].Position().X != 0 {
		t.Error("columns are wrong")
	}
	objects[1].Hide()
	c := &widget.Column{Gap: 10}
	c.Layout(objects, fyne.NewSize(100, 200))
	if objects[2].Position().Y != objects[0].Size().Height+10 {
		t.Error("a hidden object takes room")
	}
	in := widget.Inset(1, 2, 3, 4)
	in.Layout(objects[:1], fyne.NewSize(100, 100))
	if objects[0].Position() != fyne.NewPos(1, 2) || objects[0].Size() != fyne.NewSize(96, 94) {
		t.Error("inset is wrong")
	}
}
