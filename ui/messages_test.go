package ui_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"eventkit/kit/message"
	"eventkit/kit/storm"
	"eventkit/ui"
	"eventkit/ui/model"
	"eventkit/ui/uitest"
)

// inMessages opens the window in the room of the messages, a day before the
// storm.
func inMessages(t *testing.T) *window {
	t.Helper()
	w := open(t, func(p *ui.Params) {
		p.Storms = storm.New(p.Library)
		p.Now = func() time.Time { return time.Date(2022, 10, 7, 12, 0, 0, 0, time.UTC) }
	})
	w.Studio().Go(model.RoomMessages)
	return w
}

// The window lists the kit's messages; copying the next puts three different
// ones into the clipboard, and says so.
func TestCopyThreeMessages(t *testing.T) {
	w := inMessages(t)
	bank, err := message.Read(engine.campaign)
	if err != nil {
		t.Fatal(err)
	}
	all, _ := bank.In("en")
	if n := w.Messages().Stage.List.Length(); n != len(all) {
		t.Errorf("%d rows, %d messages", n, len(all))
	}
	var copied []string
	for range 3 {
		uitest.Tap(t, w.Window().Canvas(), "Copy next unused")
		text := w.app.Clipboard().Content()
		if !strings.Contains(text, engine.campaign.Hashtags[0]) && !strings.Contains(text, engine.campaign.Hashtags[1]) || slices.Contains(copied, text) {
			t.Errorf("in the clipboard: %q", text)
		}
		copied = append(copied, text)
	}
	if got := w.Messages().Stage.Note.Text(); !strings.Contains(got, "Copied") {
		t.Errorf("the window says %q", got)
	}
	uitest.Tap(t, w.Window().Canvas(), "Start over")
	if w.Studio().AnyCopied() || w.Messages().Again.Visible() {
		t.Error("it was not started over")
	}
}

// Chips and the search filter the list; a language changes it.
func TestFilterMessages(t *testing.T) {
	w := inMessages(t)
	r := w.Messages()
	whole := r.Stage.List.Length()
	uitest.Tap(t, w.Window().Canvas(), "Unions")
	if n := r.Stage.List.Length(); n == 0 || n >= whole {
		t.Errorf("%d of %d for unions", n, whole)
	}
	uitest.Tap(t, w.Window().Canvas(), "Unions")
	r.Search.SetText("zebra")
	if r.Stage.List.Length() != 0 {
		t.Error("there are zebras")
	}
	r.Search.SetText("")
	uitest.Tap(t, w.Window().Canvas(), "Español")
	if lang := w.Studio().MessageList()[0].Lang; lang != "es" {
		t.Errorf("the list is in %s", lang)
	}
}

// What is written is measured as it is typed, kept, and deleted.
func TestWriteMessage(t *testing.T) {
	w := inMessages(t)
	s, c := w.Messages().Stage, w.Window().Canvas()
	uitest.Tap(t, c, "Write your own…")
	if !s.Editing() || c.Focused() != fyne.Focusable(s.Editor) {
		t.Fatal("there is no place to write")
	}
	s.Editor.SetText(strings.Repeat("Free him. ", 30))
	if found := slices.ContainsFunc(w.Studio().Lengths(), func(l model.LengthLine) bool { return l.Over && strings.HasPrefix(l.Text, "X 300 of 280, 20 too many") }); !found {
		t.Errorf("%v", w.Studio().Lengths())
	}
	s.Editor.SetText("Free him. " + engine.campaign.Hashtags[0])
	uitest.Tap(t, c, "Keep it")
	if s.Editing() || w.Studio().MessageList()[0].Text != "Free him. "+engine.campaign.Hashtags[0] {
		t.Errorf("%+v", w.Studio().MessageList()[0])
	}
	uitest.Tap(t, c, "Change it…")
	s.Editor.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if s.Editing() {
		t.Error("Escape leaves the place to write open")
	}
	uitest.Tap(t, c, "Delete it")
	if w.Studio().MessageList()[0].Own {
		t.Error("it is still there")
	}
}

// A row that is picked is shown with its code.
func TestMessageCode(t *testing.T) {
	w := inMessages(t)
	s, c := w.Messages().Stage, w.Window().Canvas()
	if !s.Code.Disabled() {
		t.Error("there is a code of nothing")
	}
	s.List.Select(2)
	if got, _ := w.Studio().MessageText(); got != w.Studio().MessageList()[2].Text {
		t.Errorf("%q is shown", got)
	}
	uitest.Tap(t, c, "Code for a phone")
	if c.Overlays().Top() == nil {
		t.Fatal("no code is shown")
	}
	uitest.Paint(c)
	if img := w.Studio().CodePicture(w.Studio().Composer(), 600, 600); img == nil {
		t.Error("the code can't be read")
	}
}

// The clock for the wall shows the hour in the event's zone; Escape closes it.
func TestWallClock(t *testing.T) {
	w := inMessages(t)
	before := len(w.app.Driver().AllWindows())
	uitest.Tap(t, w.Window().Canvas(), "Clock for the wall")
	all := w.app.Driver().AllWindows()
	if len(all) != before+1 {
		t.Fatalf("%d windows, %d before", len(all), before)
	}
	wall := all[len(all)-1]
	wall.Resize(fyne.NewSize(1280, 720))
	seen := uitest.Texts(wall.Canvas())
	for _, want := range []string{"International Twitterstorm", "24:00:00", "15:00 · Saturday 8 October 2022 · EAT", engine.campaign.Hashtags[0]} {
		if !slices.Contains(seen, want) {
			t.Errorf("%q isn't on the wall: %q", want, seen)
		}
	}
	uitest.Paint(wall.Canvas())
	wall.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if n := len(w.app.Driver().AllWindows()); n != before {
		t.Errorf("Escape leaves %d windows, %d before", n, before)
	}
}

// The hour goes into a file for calendars, the messages onto cards.
func TestSaveFromMessages(t *testing.T) {
	w := inMessages(t)
	uitest.Tap(t, w.Window().Canvas(), "Save for the calendar")
	if entries, err := filepath.Glob(filepath.Join(w.out, "*.ics")); err != nil || len(entries) != 1 {
		t.Errorf("%v, %v", entries, err)
	}
	w.Messages().Search.SetText(w.Studio().MessageList()[0].Text[:24])
	w.Studio().SaveCards()
	entries, err := filepath.Glob(filepath.Join(w.out, "*cards*.pdf"))
	if err != nil || len(entries) != 1 {
		t.Fatalf("%v, %v", entries, err)
	}
	if info, err := os.Stat(entries[0]); err != nil || info.Size() < 5000 {
		t.Errorf("%v, %v", info, err)
	}
}
