package film_test

import (
	"strings"
	"testing"
	"time"

	"eventkit/kit"
	"eventkit/kit/film"
	"eventkit/kit/page"
	"eventkit/kit/paper/papertest"
)

// Every kind of scene that needs no artwork is drawn in every language, on
// every ground, also in a kit without a palette and with words without end.
func TestScenesOfEveryKind(t *testing.T) {
	k := papertest.Kit(t)
	long := kit.Text{"en": strings.Repeat("Donaudampfschifffahrt", 3), "ar": strings.Repeat("كلمة طويلة ", 8)}
	for _, lang := range papertest.Langs() {
		for _, ground := range []string{"ground", "ink", "accent"} {
			f := film.Film{ID: "x", Beat: 500 * time.Millisecond, Palette: "nowhere", Scenes: []film.Scene{
				{Kind: film.Words, Beats: 4, Ground: ground, Text: kit.Text{"en": "Open the door"}},
				{Kind: film.Words, Beats: 4, Ground: ground, Text: long},
				{Kind: film.Tally, Beats: 1, Ground: ground, Count: 1},
				{Kind: film.Tally, Beats: 8, Ground: ground, Count: 2000, Text: long},
			}}
			r, err := film.New(papertest.Library(t), k, kit.Event{}, f, lang)
			if err != nil {
				t.Errorf("%s on %s: %v", lang, ground, err)
				continue
			}
			for _, at := range ends(f) {
				for it := range r.Frame(at - 1).Items {
					if b := it.Bounds(); !(page.Rect{W: 320, H: 180}).Grown(0.01).Contains(b) {
						t.Errorf("%s on %s at %v: %T lies off the screen: %.1f", lang, ground, at, it, b)
					}
				}
			}
		}
	}
}
