package model_test

import (
	"bytes"
	"context"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"eventkit/kit/page"
	"eventkit/ui/model"
)

func files(t *testing.T, dir string) []string {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	var out []string
	for _, e := range list {
		out = append(out, e.Name())
	}
	return out
}

func TestThreeDecisions(t *testing.T) {
	w := newWorld(t)
	typed(w, model.City, "Nairobi")
	typed(w, model.Date, "7/10/2027")
	w.Save(model.PDF)
	st := w.Saving()
	if st.Phase != model.SaveDone || filepath.Base(st.Path) != "Nairobi-shout-en.pdf" {
		t.Fatalf("%+v", st)
	}
	data, err := os.ReadFile(st.Path)
	if err != nil || !bytes.HasPrefix(data, []byte("%PDF-")) {
		t.Errorf("%v: %.20q", err, data)
	}
	if w.maker.event.Date != "2027-10-07" {
		t.Error("the date isn't on the page")
	}
	if !strings.Contains(w.SavedLine(), "Nairobi-shout-en.pdf is in ") {
		t.Errorf("%q", w.SavedLine())
	}
	w.OpenSaved()
	w.OpenFolder()
	if len(w.shown) != 2 || w.shown[0] != st.Path || w.shown[1] != w.out {
		t.Errorf("%q", w.shown)
	}
}

func TestSavePicture(t *testing.T) {
	w := newWorld(t)
	w.PickPaper("A6")
	w.Save(model.PNG)
	f, err := os.Open(filepath.Join(w.out, "Placard-shout-en.png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	c, err := png.DecodeConfig(f)
	if err != nil || c.Width != 1240 || c.Height != 1748 {
		t.Errorf("%v %d × %d, want A6 at 300 dpi", err, c.Width, c.Height)
	}
}

func TestAFileThatIsThereIsAskedAbout(t *testing.T) {
	w := newWorld(t)
	w.Type(model.City, "Rome")
	w.Save(model.PDF)
	path := w.Saving().Path
	if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	keep := func() string {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	w.Save(model.PDF)
	if w.Saving().Phase != model.SaveAsking || keep() != "mine" {
		t.Fatal("it was replaced without asking")
	}
	w.CancelSave()
	if w.Saving().Phase != model.SaveIdle || keep() != "mine" {
		t.Fatal("it was replaced though the answer was no")
	}
	w.Save(model.PDF)
	w.KeepBoth()
	if got := filepath.Base(w.Saving().Path); got != "Rome-shout-en 2.pdf" || keep() != "mine" {
		t.Fatal(got)
	}
	w.Save(model.PDF)
	w.Replace()
	if w.Saving().Phase != model.SaveDone || keep() == "mine" {
		t.Fatal("it wasn't replaced though the answer was yes")
	}
	w.Replace()
	w.KeepBoth()
	if n := len(files(t, w.out)); n != 2 {
		t.Errorf("%d files: an answer without a question did something", n)
	}
}

func TestAChangeTakesTheQuestionBack(t *testing.T) {
	w := newWorld(t)
	w.Save(model.PDF)
	w.Save(model.PDF)
	w.Type(model.City, "Rome")
	if w.Saving().Phase != model.SaveIdle {
		t.Error("the question is about another file now")
	}
}

func TestNothingIsSavedWhileAFieldIsWrong(t *testing.T) {
	w := newWorld(t)
	w.Type(model.Date, "31/2/2027")
	w.Save(model.PDF)
	st := w.Saving()
	if st.Phase != model.SaveFailed || st.Field != model.Date || !strings.Contains(st.Trouble.Hint, "calendar") {
		t.Errorf("%+v", st)
	}
	if w.Fault(model.Date) == "" {
		t.Error("the field itself doesn't say it")
	}
	if len(files(t, w.out)) != 0 {
		t.Error("something was written")
	}
}

func TestNothingIsSavedThatCantBeReadBack(t *testing.T) {
	w := newWorld(t, func(p *model.Params) { p.ReadBack = func(*page.Page) error { return errBroken } })
	w.Save(model.PDF)
	if st := w.Saving(); st.Phase != model.SaveFailed || st.Trouble.Title == "" {
		t.Errorf("%+v", st)
	}
	if len(files(t, w.out)) != 0 {
		t.Error("something was written")
	}
}

func TestMakerFails(t *testing.T) {
	w := newWorld(t)
	w.maker.err = errBroken
	w.Save(model.PDF)
	if st := w.Saving(); st.Phase != model.SaveFailed || strings.Contains(st.Trouble.Title, "errBroken") {
		t.Errorf("%+v", st)
	}
}

func TestFolderThatCantBeWritten(t *testing.T) {
	w := newWorld(t)
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	w.SetSavePlace(filepath.Join(file, "below"), "")
	w.Save(model.PDF)
	if st := w.Saving(); st.Phase != model.SaveFailed || st.Trouble.Title == "" {
		t.Errorf("%+v", st)
	}
	w.OpenFolder()
	if !w.Notice().Bad || len(w.shown) != 0 {
		t.Errorf("%+v %q", w.Notice(), w.shown)
	}
}

func TestSavePlace(t *testing.T) {
	w := newWorld(t)
	dir := t.TempDir()
	w.SetSavePlace(dir, "My placard: no. 1")
	w.Save(model.PDF)
	if got := w.Saving().Path; got != filepath.Join(dir, "My-placard-no.-1.pdf") {
		t.Error(got)
	}
	w.SetSavePlace(dir, "")
	if w.SaveName() != "Placard-shout-en" {
		t.Error(w.SaveName())
	}
	w.PickTemplate("bilingual")
	if w.SaveName() != "Placard-bilingual-en-ar" {
		t.Error(w.SaveName())
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	w.start()
	if w.SaveFolder() != dir {
		t.Errorf("the folder was forgotten: %s", w.SaveFolder())
	}
}

func TestNoProgramOpensIt(t *testing.T) {
	w := newWorld(t, func(p *model.Params) { p.Show = func(string) error { return errBroken } })
	w.Save(model.PDF)
	w.OpenSaved()
	if n := w.Notice(); !n.Bad || !strings.Contains(n.Text, "Placard-shout-en.pdf") {
		t.Errorf("%+v", n)
	}
}

// slowly takes its time for every piece of work, on the clock of a bubble.
type slowly struct {
	d       time.Duration
	results chan func()
}

func (s slowly) Go(work func(context.Context) error, done func(error)) {
	go func() {
		time.Sleep(s.d)
		err := work(context.Background())
		s.results <- func() { done(err) }
	}()
}

// onLoop rings on the goroutine that collects results.
type onLoop struct{ results chan func() }

func (o onLoop) After(d time.Duration, f func()) func() {
	t := time.AfterFunc(d, func() { o.results <- f })
	return func() { t.Stop() }
}

func TestLongSavingIsShownAndCancelled(t *testing.T) {
	storage, out := t.TempDir(), t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		loop := make(chan func(), 1000)
		w := &world{maker: &fakeMaker{}, bell: &bell{}}
		w.params = model.Params{
			Kit: testKit(t), Maker: w.maker, Runner: slowly{2 * time.Second, loop}, Timer: onLoop{loop},
			Store: model.NewStore(storage), Folder: out, Now: time.Now,
			ReadBack: func(*page.Page) error { return nil },
		}
		w.start()
		pass := func(d time.Duration) {
			time.Sleep(d)
			synctest.Wait()
			for len(loop) > 0 {
				(<-loop)()
			}
		}
		pass(10 * time.Second)
		w.Save(model.PDF)
		pass(400 * time.Millisecond)
		if w.Saving().Phase != model.SaveRunning {
			t.Errorf("%+v after 0.4 s: people are bothered too early", w.Saving())
		}
		w.Save(model.PDF)
		pass(200 * time.Millisecond)
		if w.Saving().Phase != model.SaveSlow {
			t.Errorf("%+v after 0.6 s: nothing is shown", w.Saving())
		}
		w.CancelSave()
		pass(10 * time.Second)
		if w.Saving().Phase != model.SaveIdle || len(files(t, out)) != 0 {
			t.Errorf("%+v %v: cancelled, but written", w.Saving(), files(t, out))
		}
		w.Save(model.PDF)
		pass(10 * time.Second)
		if w.Saving().Phase != model.SaveDone {
			t.Errorf("%+v", w.Saving())
		}
	})
}

func TestShortPath(t *testing.T) {
	t.Setenv("HOME", "/home/someone")
	for in, want := range map[string]string{
		"/home/someone/Documents": "~/Documents", "/home/someone": "~", "/tmp/x": "/tmp/x", "/home/someoneelse": "/home/someoneelse",
	} {
		if got := model.ShortPath(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}
