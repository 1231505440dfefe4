package model_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"eventkit/kit/page"
	"eventkit/ui/model"
)

// A program whose start waits for a stick that hangs holds up nothing; after a
// while it is said what to do, and the next one is started all the same.
func TestProgramDoesNotStart(t *testing.T) {
	storage, out := t.TempDir(), t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		loop, pulled := make(chan func(), 1000), make(chan struct{})
		defer close(pulled)
		var asked []string
		w := &world{maker: &fakeMaker{}, bell: &bell{}}
		w.params = model.Params{
			Kit: testKit(t), Maker: w.maker, Runner: slowly{0, loop}, Timer: onLoop{loop},
			Store: model.NewStore(storage), Folder: out, Now: time.Now,
			ReadBack: func(*page.Page) error { return nil },
			Show: func(path string) error {
				if asked = append(asked, path); len(asked) == 1 {
					<-pulled
				}
				return nil
			},
		}
		w.start()
		pass := func(d time.Duration) {
			time.Sleep(d)
			synctest.Wait()
			for len(loop) > 0 {
				(<-loop)()
				synctest.Wait()
			}
		}
		pass(10 * time.Second)
		w.Save(model.PDF)
		pass(time.Second)

		began := time.Now()
		w.OpenSaved()
		if waited := time.Since(began); waited > 0 {
			t.Errorf("the window waited for %v", waited)
		}
		pass(4 * time.Second)
		if n := w.Notice(); n.Bad {
			t.Errorf("after 4 s: %+v", n)
		}
		pass(2 * time.Second)
		n := w.Notice()
		if !n.Bad || !strings.Contains(n.Hint, "stick") || !strings.Contains(n.Hint, "Placard-shout-en.pdf") {
			t.Errorf("after 6 s: %+v", n)
		}
		w.Say(model.Notice{})
		w.OpenFolder()
		pass(10 * time.Second)
		if len(asked) != 2 || w.Notice().Bad {
			t.Errorf("asked for %q, then %+v", asked, w.Notice())
		}
	})
}
