package ui_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"eventkit/kit"
	"eventkit/kit/site"
	"eventkit/kit/stick"
	"eventkit/ui/model"
	"eventkit/ui/uitest"
)

// A stick with a newer version is left as it is and says so; a button replaces
// it all the same.
func TestNewerVersionIsReplacedByAButton(t *testing.T) {
	w, _ := inSticks(t, func(s *model.Sticks) {
		write := s.Write
		s.Write = func(ctx context.Context, l *stick.Load, to []stick.Target, o stick.Options, tell func(stick.Event)) []stick.Verdict {
			if to[0].Label == "BLUE" && o.Keep != nil {
				return []stick.Verdict{{Target: to[0], State: stick.Newer, Err: errors.New("it has version 2 of 2026-11-02 of this kit, and what is copied is version 1 of 2026-10-06")}}
			}
			return write(ctx, l, to, o, tell)
		}
	})
	const over = "Replace the newer version on 1 stick"
	shown := func() bool { return slices.Contains(uitest.Texts(w.canvas()), over) }
	uitest.Tap(t, w.canvas(), "Copy to 2 sticks")
	w.settle()
	if seen := uitest.Texts(w.canvas()); !slices.Contains(seen, "A newer version is on it") {
		t.Errorf("%q", seen)
	}
	uitest.Tap(t, w.canvas(), over)
	w.settle()
	if r := w.Sticks().Stage.Rows[0].Line(); r.State != model.StickDone || shown() {
		t.Errorf("%+v, button %v", r, shown())
	}
}

// README.txt on a stick names a button of this room.
func TestReadmeNamesTheButton(t *testing.T) {
	w, _ := inSticks(t)
	seen := uitest.Texts(w.canvas())
	k, err := kit.Open(uitest.Campaign(t))
	if err != nil {
		t.Fatal(err)
	}
	text, err := site.Readme(k, kit.Event{}, site.Options{}, []string{"Event Kit for Windows.exe"})
	if err != nil {
		t.Fatal(err)
	}
	words := strings.Join(strings.Fields(string(text)), " ")
	for _, name := range []string{"Sticks", "Check a stick or folder…"} {
		if !slices.Contains(seen, name) || strings.Count(words, name) < len(k.Languages) {
			t.Errorf("%q: shown %v, told %d times", name, slices.Contains(seen, name), strings.Count(words, name))
		}
	}
}
