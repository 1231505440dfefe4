package model_test

import (
	"slices"
	"testing"

	"eventkit/kit/page"
	"eventkit/ui/model"
)

func picked(options []model.Option) (ids []string) {
	for _, o := range options {
		if o.Picked {
			ids = append(ids, o.ID)
		}
	}
	return ids
}

func names(options []model.Option) (out []string) {
	for _, o := range options {
		out = append(out, o.Name)
	}
	return out
}

func TestFirstChoices(t *testing.T) {
	tests := []struct {
		lang string
		want []string
	}{
		{"en-GB", []string{"en", "ar"}},
		{"es-MX", []string{"es", "ar"}},
		{"ar-EG", []string{"ar", "en"}},
		{"ja", []string{"en", "ar"}},
		{"", []string{"en", "ar"}},
		{"not a language", []string{"en", "ar"}},
	}
	for _, tt := range tests {
		w := newWorld(t, func(p *model.Params) { p.Lang = tt.lang })
		if got := w.Draft().Langs; !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.lang, got, tt.want)
		}
	}
	w := newWorld(t)
	if c := w.maker.last(); c.Template != "shout" || c.Slogan != "first" || c.Paper != (page.Size{W: 210, H: 297}) {
		t.Errorf("%+v", c)
	}
	if w.Field(model.Timezone) != "Africa/Nairobi" {
		t.Error("the zone isn't the computer's")
	}
}

func TestLanguagesByTheirOwnNames(t *testing.T) {
	w := newWorld(t)
	if got, want := names(w.Languages()), []string{"English", "Español", "العربية"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if model.LanguageName("hi") != "हिन्दी" || model.LanguageName("sw") != "Kiswahili" || model.LanguageName("?") != "?" {
		t.Error("a language's own name is wrong")
	}
}

func TestPickLanguage(t *testing.T) {
	w := newWorld(t)
	w.PickLanguage("ar")
	if got := picked(w.Languages()); !slices.Equal(got, []string{"ar"}) {
		t.Errorf("one language: %v", got)
	}
	if got := w.maker.last().Langs[0]; got != "ar" {
		t.Errorf("the page leads with %s", got)
	}
	if w.Words() != "كلمات أولى" || w.WordsHint() != "The kit’s own translation" {
		t.Errorf("%q %q", w.Words(), w.WordsHint())
	}
	w.PickTemplate("bilingual")
	if got := picked(w.Languages()); !slices.Equal(got, []string{"en", "ar"}) {
		t.Errorf("two languages: %v", got)
	}
	w.PickLanguage("es")
	if got := w.Draft().Langs; !slices.Equal(got, []string{"ar", "es"}) {
		t.Errorf("a third replaces the second: %v", got)
	}
	w.PickLanguage("es")
	if got := w.Draft().Langs; !slices.Equal(got, []string{"es", "ar"}) {
		t.Errorf("one of the two swaps them: %v", got)
	}
	if w.LanguagesHint() == "" {
		t.Error("nothing says which is above")
	}
}

func TestPickWords(t *testing.T) {
	w := newWorld(t)
	w.PickLanguage("es")
	got := w.Slogans()
	if want := []string{"Primeras palabras", "Second words", "Your own words…"}; !slices.Equal(names(got), want) {
		t.Errorf("%q, want %q", names(got), want)
	}
	if got[0].Detail != "" || got[1].Detail != "English" {
		t.Errorf("%q %q: a missing language isn't said", got[0].Detail, got[1].Detail)
	}
	w.PickSlogan("second")
	if w.maker.last().Slogan != "second" || w.maker.last().Text != "" {
		t.Error("the kit's words aren't used")
	}
	w.PickSlogan(model.OwnWords)
	if w.Draft().Text != "Second words" || w.Words() != "Your own words" || w.WordsHint() != "" {
		t.Errorf("%q: one's own words begin with those that were picked", w.Draft().Text)
	}
	w.TypeWords("Let him go")
	if w.maker.last().Text != "Let him go" {
		t.Error("one's own words aren't used")
	}
	w.PickSlogan("first")
	if w.maker.last().Text != "" || w.Draft().Text != "Let him go" {
		t.Error("one's own words are lost or still used")
	}
}

func TestPaper(t *testing.T) {
	w := newWorld(t)
	w.PickPaper("A3")
	w.Turn(true)
	if got := w.maker.last().Paper; got != (page.Size{W: 420, H: 297}) || w.PaperName() != "A3" {
		t.Errorf("%v %s", got, w.PaperName())
	}
	if f := w.PickPaper("400 x 300 mm"); f != "" {
		t.Fatal(f)
	}
	if got := w.PageSize(); got != (page.Size{W: 400, H: 300}) || !w.Landscape() || w.PaperName() != "300 × 400 mm" {
		t.Errorf("%v %v %s", got, w.Landscape(), w.PaperName())
	}
	if got := picked(w.Papers()); !slices.Equal(got, []string{model.CustomPaper}) {
		t.Errorf("%v", got)
	}
	w.Turn(false)
	if got := w.PageSize(); got != (page.Size{W: 300, H: 400}) {
		t.Errorf("%v", got)
	}
	for _, bad := range []string{"", "big", "10x10", "1e9x1e9", "NaNxNaN"} {
		if w.PickPaper(bad) == "" {
			t.Errorf("%q was taken", bad)
		}
	}
	if w.PageSize() != (page.Size{W: 300, H: 400}) {
		t.Error("a size that doesn't exist changed the page")
	}
}

func TestPalette(t *testing.T) {
	w := newWorld(t)
	if w.PaletteName() != "Colours" || len(w.Palettes()) != 3 {
		t.Error(w.PaletteName(), w.Palettes())
	}
	w.PickPalette("night")
	if w.PaletteName() != "Night" || w.maker.last().Palette != "night" {
		t.Error(w.PaletteName())
	}
	w.PickPalette("nothing like it")
	if w.Draft().Palette != "" {
		t.Error("an unknown palette was taken")
	}
}

func TestDistance(t *testing.T) {
	w := newWorld(t)
	if got, want := w.DistanceLine(), "Up to 60 cm · code 62 mm · the design’s own size"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	tests := []struct {
		stop int
		want string
	}{
		{3, "50 cm · code 62 mm"},
		{model.Stops() - 1, "60 cm at most · code 62 mm · not 10 m on this page"},
	}
	for _, tt := range tests {
		w.PickStop(tt.stop)
		if got := w.DistanceLine(); got != tt.want || w.Stop() != tt.stop {
			t.Errorf("%q at %d, want %q at %d", got, w.Stop(), tt.want, tt.stop)
		}
	}
	before := w.Draft().Distance
	w.PickStop(-1)
	w.PickStop(model.Stops())
	if w.Draft().Distance != before {
		t.Error("a stop that isn't there was taken")
	}
	w.Undo()
	if w.Stop() != 0 {
		t.Error("sliding is one step")
	}
}

func TestReport(t *testing.T) {
	w := newWorld(t)
	if got := w.ContrastLine(); got != "Words 5.5 : 1 contrast · legible from 13 m" {
		t.Errorf("%q", got)
	}
	if got := w.Notes(); !slices.Equal(got, []string{"shown in English"}) {
		t.Errorf("%q: the note about the form belongs to the link", got)
	}
	if got := w.Opens(); got != "example.org/page" {
		t.Errorf("%q", got)
	}
}

func TestRightToLeft(t *testing.T) {
	for tag, want := range map[string]bool{"ar": true, "he": true, "fa-IR": true, "ur": true, "en": false, "hi": false, "": false} {
		if model.RightToLeft(tag) != want {
			t.Errorf("%s: %v", tag, !want)
		}
	}
}
