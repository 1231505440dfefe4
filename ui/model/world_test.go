package model_test

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"eventkit/kit"
	"eventkit/kit/genuine"
	"eventkit/kit/page"
	"eventkit/kit/placard"
	"eventkit/ui/model"
)

const kitTOML = `
id = "test"
version = "1"
languages = ["en", "es", "ar"]
own = ["slogans", "translations"]
[title]
en = "A test"
[links]
sign = "https://example.org/page"
page = "https://example.org/page"
[[palette]]
id = "signal"
name = { en = "Signal" }
ground = "#FFFFFF"
ink = "#111111"
accent = "#D40000"
[[palette]]
id = "night"
name = { en = "Night" }
ground = "#101B2D"
ink = "#FFFFFF"
accent = "#FFD21F"
`

const slogansTOML = `
[first]
en = "First words"
es = "Primeras palabras"
ar = "كلمات أولى"
[second]
en = "Second words"
`

func testKit(t *testing.T) *kit.Kit {
	t.Helper()
	k, err := kit.Open(fstest.MapFS{
		"kit.toml":     {Data: []byte(kitTOML)},
		"slogans.toml": {Data: []byte(slogansTOML)},
		"words.toml":   {Data: []byte("[sign]\nen = \"Sign\"\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// fakeMaker lays out an empty page and reports what it was asked for.
type fakeMaker struct {
	mu    sync.Mutex
	asked []placard.Choice
	event kit.Event
	err   error
}

func (m *fakeMaker) Make(k *kit.Kit, ev kit.Event, c placard.Choice) (*placard.Sheet, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.asked = append(m.asked, c)
	m.event = ev
	if m.err != nil {
		return nil, m.err
	}
	return &placard.Sheet{
		Page: &page.Page{Size: c.Paper, Title: c.Slogan, Lang: c.Langs[0], Layers: []*page.Layer{{}}},
		Report: placard.Report{
			Address: "https://example.org/page", CodeMM: 62, Reach: 0.62, Wanted: c.Distance,
			Contrast: 5.55, Legible: 13.4,
			Notes: []placard.Note{{ID: placard.NoteForm, Text: "form"}, {ID: placard.NoteLanguage, Text: "shown in English"}},
		},
	}, nil
}

func (m *fakeMaker) last() placard.Choice {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.asked[len(m.asked)-1]
}

// inline runs work at once.
type inline struct{}

func (inline) Go(work func(context.Context) error, done func(error)) {
	done(work(context.Background()))
}

// held keeps work until it is released.
type held struct{ jobs []func() }

func (h *held) Go(work func(context.Context) error, done func(error)) {
	h.jobs = append(h.jobs, func() { done(work(context.Background())) })
}

func (h *held) release(t *testing.T) {
	t.Helper()
	if len(h.jobs) == 0 {
		t.Fatal("nothing runs")
	}
	job := h.jobs[0]
	h.jobs = h.jobs[1:]
	job()
}

// bell is a clock that rings when it is told to.
type bell struct{ waiting []*ring }

type ring struct {
	d time.Duration
	f func()
}

func (b *bell) After(d time.Duration, f func()) func() {
	r := &ring{d, f}
	b.waiting = append(b.waiting, r)
	return func() { r.f = nil }
}

// ring lets everything go off that waits now, and what follows from it.
func (b *bell) ring() {
	for range 20 {
		now := b.waiting
		b.waiting = nil
		for _, r := range now {
			if r.f != nil {
				r.f()
			}
		}
	}
}

// world is a studio with everything around it.
type world struct {
	*model.Studio
	maker   *fakeMaker
	bell    *bell
	parts   model.Part
	shown   []string
	storage string
	out     string
	params  model.Params
}

func newWorld(t *testing.T, change ...func(*model.Params)) *world {
	t.Helper()
	w := &world{maker: &fakeMaker{}, bell: &bell{}, storage: t.TempDir(), out: filepath.Join(t.TempDir(), "out")}
	w.params = model.Params{
		Kit: testKit(t), Maker: w.maker, Runner: inline{}, Timer: w.bell,
		Store: model.NewStore(w.storage), Folder: w.out, Zone: "Africa/Nairobi", Lang: "en-GB",
		Now:     func() time.Time { return time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC) },
		Show:    func(path string) error { w.shown = append(w.shown, path); return nil },
		OpenKit: genuine.OpenKit, ReadBack: func(*page.Page) error { return nil },
	}
	for _, f := range change {
		f(&w.params)
	}
	w.start()
	return w
}

func (w *world) start() {
	w.Studio = model.New(w.params)
	w.OnChange(func(p model.Part) { w.parts |= p })
	w.Start()
	w.bell.ring()
}

var errBroken = errors.New("it broke")

type noFile struct{}

func (noFile) Close() error { return nil }

var _ io.Closer = noFile{}
