package model_test

import (
	"strings"
	"testing"
	"time"

	"eventkit/ui/model"
)

func typed(w *world, id, text string) {
	for i := range text {
		w.Type(id, text[:i])
	}
	w.Type(id, text)
}

func TestFormGivesTheEvent(t *testing.T) {
	w := newWorld(t)
	for id, text := range map[string]string{
		model.City: " Nairobi ", model.Date: "7/10/2027", model.Mission: "British High Commission",
		model.Place: "At the gate", model.Time: "11h", model.Host: "Kenya Peoples’ Table",
		model.Contact: "table@example.org", model.Link: "example.org/sign",
	} {
		typed(w, id, text)
		w.Leave(id)
	}
	ev := w.Event()
	if ev.City != "Nairobi" || ev.Date != "2027-10-07" || ev.Time != "11:00" || ev.Timezone != "Africa/Nairobi" ||
		ev.Link != "example.org/sign" || ev.Host != "Kenya Peoples’ Table" || ev.Place != "At the gate" {
		t.Errorf("%+v", ev)
	}
	if err := ev.Validate(); err != nil {
		t.Error(err)
	}
	if w.Field(model.Date) != "7 October 2027" || w.Field(model.Time) != "11:00" || w.Field(model.City) != "Nairobi" {
		t.Errorf("fields were not written out: %q %q %q", w.Field(model.Date), w.Field(model.Time), w.Field(model.City))
	}
	city, rest := w.Summary()
	if city != "Nairobi" || rest != "British High Commission · Thursday 7 October 2027 · 11:00" {
		t.Errorf("%q %q", city, rest)
	}
	if w.maker.event.City != "Nairobi" {
		t.Error("the preview doesn't show the event")
	}
}

func TestFaultsAreSaidUnderTheirField(t *testing.T) {
	tests := []struct{ id, text, want string }{
		{model.Date, "31/2/2027", "isn’t a day of the calendar"},
		{model.Time, "25:00", "isn’t a time of day"},
		{model.Link, "javascript:alert(1)", "https://"},
		{model.Link, "https://example.org/a b", "space"},
		{model.Link, "https://example.org/" + strings.Repeat("x", 3000), "2048"},
		{model.City, strings.Repeat("x", 300), "200"},
	}
	for _, tt := range tests {
		w := newWorld(t)
		w.Type(tt.id, tt.text)
		if f := w.Fault(tt.id); f != "" {
			t.Errorf("%s: told off while typing: %q", tt.id, f)
		}
		w.parts = 0
		w.Leave(tt.id)
		f := w.Fault(tt.id)
		if !strings.Contains(f, tt.want) {
			t.Errorf("%s %.20q: %q doesn't say %q", tt.id, tt.text, f, tt.want)
		}
		if !w.parts.Has(model.PartFaults) {
			t.Errorf("%s: the window wasn't told", tt.id)
		}
		if w.FirstFault() != tt.id {
			t.Errorf("%s: first fault is %q", tt.id, w.FirstFault())
		}
		if err := w.Event().Validate(); err != nil {
			t.Errorf("%s: what is wrong got into the event: %v", tt.id, err)
		}
		w.Type(tt.id, "")
		if w.Fault(tt.id) != "" {
			t.Errorf("%s: the fault stays though it was mended", tt.id)
		}
	}
}

func TestSkippedHourIsTheTimesFault(t *testing.T) {
	w := newWorld(t)
	w.PickZone("Europe/London")
	w.Type(model.Date, "28/3/2027") // clocks go forward at 01:00
	w.Leave(model.Date)
	w.Type(model.Time, "1:30")
	w.Leave(model.Time)
	if f := w.Fault(model.Time); !strings.Contains(f, "skip") {
		t.Errorf("%q", f)
	}
	w.PickZone("Africa/Nairobi")
	if f := w.Fault(model.Time); f != "" {
		t.Errorf("the fault stays in another zone: %q", f)
	}
}

func TestHints(t *testing.T) {
	w := newWorld(t)
	w.Type(model.Date, "7/10/2027")
	if h := w.Hint(model.Date); h != "Thursday 7 October 2027" {
		t.Errorf("date: %q", h)
	}
	if h := w.Hint(model.Link); !strings.Contains(h, "campaign’s page, where the form is linked") || !strings.Contains(h, "https://example.org/page") {
		t.Errorf("link: %q", h)
	}
	w.Type(model.Link, "bücher.example/Straße")
	if h := w.Hint(model.Link); h != "The code opens https://xn--bcher-kva.example/Stra%C3%9Fe" {
		t.Errorf("link: %q", h)
	}
	w.Type(model.Link, "ftp://example.org")
	if h := w.Hint(model.Link); h != "" {
		t.Errorf("a wrong link has a hint: %q", h)
	}
}

func TestUndo(t *testing.T) {
	w := newWorld(t)
	typed(w, model.City, "Rio")
	w.Leave(model.City)
	typed(w, model.Host, "Us")
	w.PickTemplate("code")
	back := func(field string) {
		t.Helper()
		got, ok := w.Undo()
		if !ok || got != field {
			t.Fatalf("undo: %q %v, want %q", got, ok, field)
		}
	}
	back("")
	if w.Draft().Template != "shout" {
		t.Error("the design wasn't undone")
	}
	back(model.Host)
	back(model.City)
	if w.Field(model.City) != "" || w.Field(model.Host) != "" {
		t.Errorf("%q %q: typing a word is one step", w.Field(model.City), w.Field(model.Host))
	}
	if _, ok := w.Undo(); ok {
		t.Error("there is something before the beginning")
	}
	for range 3 {
		if _, ok := w.Redo(); !ok {
			t.Fatal("nothing to do again")
		}
	}
	if w.Field(model.City) != "Rio" || w.Draft().Template != "code" {
		t.Error("not all was done again")
	}
	w.Undo()
	w.Type(model.City, "Oslo")
	if w.CanRedo() {
		t.Error("a new step doesn't end the old future")
	}
	if !w.CanUndo() {
		t.Error("the new step can't be undone")
	}
}

func TestUndoStepsAreWords(t *testing.T) {
	w := newWorld(t)
	typed(w, model.Host, "One two")
	w.Undo()
	if got := w.Field(model.Host); got != "One" && got != "One " {
		t.Errorf("%q: a new word is a new step", got)
	}
}

func TestPickDate(t *testing.T) {
	w := newWorld(t)
	w.PickDate(time.Date(2027, 10, 7, 0, 0, 0, 0, time.UTC))
	if w.Event().Date != "2027-10-07" || w.Day().Day() != 7 {
		t.Error(w.Event().Date)
	}
	w.Undo()
	if w.Event().Date != "" {
		t.Error("picking can't be undone")
	}
}

func TestEmptyFormStillMakesAPlacard(t *testing.T) {
	w := newWorld(t)
	if w.Frame().Sheet == nil || w.Frame().Broken() {
		t.Error("nothing is shown at the start")
	}
	if city, rest := w.Summary(); city != "" || rest != "No city and no date yet" {
		t.Errorf("%q %q", city, rest)
	}
}
