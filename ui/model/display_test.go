package model_test

import (
	"bytes"
	"errors"
	"image"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/placard"
	"eventkit/kit/qr"
	"eventkit/ui/model"
	"eventkit/ui/player"
	"eventkit/ui/player/playertest"
)

// screenMaker also lays out placards for a screen.
type screenMaker struct {
	*fakeMaker
	broken string // a slogan that can't be laid out
}

func (m *screenMaker) Screen(_ *kit.Kit, _ kit.Event, c placard.Choice) (*placard.Screen, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.asked = append(m.asked, c)
	if c.Slogan == m.broken {
		return nil, errors.New("too long")
	}
	return &placard.Screen{Page: &page.Page{Size: c.Paper, Layers: []*page.Layer{{}}}}, nil
}

// newDisplayWorld is a world with a display and a clock that a test sets.
func newDisplayWorld(t *testing.T, change ...func(*model.Params)) (*world, *screenMaker, *time.Time) {
	t.Helper()
	now := time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)
	m := &screenMaker{fakeMaker: &fakeMaker{}}
	w := newWorld(t, append([]func(*model.Params){func(p *model.Params) {
		p.Maker = m
		p.Now = func() time.Time { return now }
	}}, change...)...)
	return w, m, &now
}

// beats lets the display look at the clock a few times.
func (w *world) beats() { w.bell.ring() }

func TestSlidesInTurn(t *testing.T) {
	w, _, _ := newDisplayWorld(t)
	w.Go(model.RoomDisplay)
	w.ToggleDisplayLanguage("es")
	var got []string
	for _, s := range w.Slides() {
		got = append(got, s.ID+" "+s.Lang)
	}
	want := "first en|first es|first ar|second en|second es|second ar"
	if strings.Join(got, "|") != want {
		t.Errorf("%q, want %q", got, want)
	}
	for _, l := range []string{"en", "es", "ar"} {
		w.ToggleDisplayLanguage(l)
	}
	if picked := w.DisplayLanguages(); !picked[2].Picked || picked[0].Picked || picked[1].Picked {
		t.Errorf("the last language was taken away: %+v", picked)
	}
	w.ToggleShown(model.ShowSlogans)
	if len(w.Slides()) == 0 {
		t.Error("nothing is left to show")
	}
	w.PickDisplayStop(0)
	if line := w.DisplayLine(); line != "5 seconds each · 2 pictures in 10 seconds" {
		t.Errorf("%q", line)
	}
	w.PickDisplayScreen(true)
	w.bell.ring()
	w.start()
	if w.DisplaySeconds() != 5 || w.DisplayStop() != 0 || !w.DisplayHere() || len(w.Slides()) != 2 {
		t.Errorf("not remembered: %d s, %v", w.DisplaySeconds(), w.Slides())
	}
}

// opened is a display of 1280 × 800 pixels.
func opened(t *testing.T) (*world, *time.Time) {
	t.Helper()
	w, _, now := newDisplayWorld(t)
	w.OpenDisplay()
	if w.Display().Image != nil {
		t.Fatal("painted before it has a size")
	}
	w.ResizeDisplay(1280, 800)
	if w.Display().Image == nil {
		t.Fatal("not painted")
	}
	return w, now
}

func TestPicturesChangeByTheClockOnTheWall(t *testing.T) {
	w, now := opened(t)
	at := func(want int) {
		t.Helper()
		if w.beats(); w.Display().At != want {
			t.Fatalf("shows %d, want %d", w.Display().At, want)
		}
	}
	at(0)
	*now = now.Add(11 * time.Second)
	at(0)
	*now = now.Add(time.Second)
	at(1)
	// It slept for a night: one picture on, and not a thousand at once.
	*now = now.Add(8 * time.Hour)
	at(2)
	// The clock was set back.
	*now = now.Add(-3 * time.Hour)
	at(2)
	*now = now.Add(12 * time.Second)
	at(3)
	w.PauseDisplay()
	*now = now.Add(time.Hour)
	at(3)
	w.PreviousSlide()
	at(2)
	w.NextSlide()
	w.NextSlide()
	if d := w.Display(); d.At != 0 || d.Of != 4 || !d.Paused || d.Image == nil {
		t.Errorf("%+v", d)
	}
	w.PauseDisplay()
	*now = now.Add(12 * time.Second)
	at(1)
	w.CloseDisplay()
	*now = now.Add(time.Hour)
	w.beats()
	w.NextSlide()
	if d := w.Display(); d.Of != 0 || d.Image != nil {
		t.Errorf("after it was closed: %+v", d)
	}
}

// The code is where it is, whatever is shown beside it, and as large as a
// phone needs that sees a laptop's screen 350 pixels wide from 3 metres.
func TestTheCodeStaysWhereItIs(t *testing.T) {
	w, _ := opened(t)
	sym, err := qr.Encode("https://example.org/page")
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range []image.Point{{1280, 800}, {1920, 1080}, {1366, 768}, {1024, 768}, {800, 1280}} {
		w.ResizeDisplay(size.X, size.Y)
		var first image.Rectangle
		for range 4 {
			d := w.Display()
			if d.Image.Bounds().Size() != size {
				t.Fatalf("%v: painted %v", size, d.Image.Bounds())
			}
			code := darkest(d.Image)
			if first.Empty() {
				first = code
			}
			if code != first || code.Dx() != code.Dy() || code.Dx()%sym.Modules.N != 0 {
				t.Errorf("%v: the code is at %v, before at %v", size, code, first)
			}
			if seen := float64(code.Dx()/sym.Modules.N) * 350 / float64(max(size.X, size.Y)); size.X > size.Y && seen < 2.5 {
				t.Errorf("%v: a module is seen as %.1f pixels", size, seen)
			}
			if d.Call.Empty() || d.Clock.Empty() || d.Call.Overlaps(code) || d.Clock.Overlaps(code) || d.CallWords == "" {
				t.Errorf("%v: call %v, code %v, clock %v, %q", size, d.Call, code, d.Clock, d.CallWords)
			}
			w.NextSlide()
		}
	}
}

// darkest is where a picture isn't white.
func darkest(img *image.RGBA) (r image.Rectangle) {
	for i := 0; i < len(img.Pix); i += 4 {
		if img.Pix[i] < 0x80 {
			x, y := i/4%img.Rect.Dx(), i/4/img.Rect.Dx()
			r = r.Union(image.Rect(x, y, x+1, y+1))
		}
	}
	return r
}

// A slogan that can't be laid out is passed over.
func TestABrokenPictureIsPassedOver(t *testing.T) {
	w, m, _ := newDisplayWorld(t)
	m.broken = "first"
	w.OpenDisplay()
	w.ResizeDisplay(640, 400)
	if d := w.Display(); d.At != 2 || d.Image == nil {
		t.Errorf("shows %d of %d", d.At, d.Of)
	}
	w.PreviousSlide()
	w.PreviousSlide()
	w.NextSlide()
	if d := w.Display(); d.Image == nil {
		t.Errorf("shows %d of %d", d.At, d.Of)
	}
}

func TestTheDisplayPlaysTheSong(t *testing.T) {
	f := &playertest.Fake{Now: player.Status{Volume: 1}}
	w, _, _ := newDisplayWorld(t, func(p *model.Params) { p.Kit, p.Sound = songKit(t, songTOML), f })
	if on, can := w.DisplaySong(); on || !can {
		t.Errorf("on %v, can %v", on, can)
	}
	w.ToggleDisplaySong()
	w.OpenDisplay()
	if f.Now.State != player.Playing || !f.Now.Loop {
		t.Errorf("%+v", f.Now)
	}
	w.CloseDisplay()
	if f.Now.State != player.Paused || f.Now.Loop {
		t.Errorf("%+v", f.Now)
	}
	// A song that played before plays on.
	w.TogglePlay()
	w.OpenDisplay()
	w.CloseDisplay()
	if f.Now.State != player.Playing {
		t.Errorf("%+v", f.Now)
	}
}

const stormTOML = `
storm = "storm"
[[action]]
id = "chain"
date = "2027-03-03"
time = "13:00"
timezone = "Europe/London"
title = { en = "Chain" }
[[action]]
id = "storm"
date = "2027-03-03"
time = "13:00"
timezone = "Europe/London"
title = { en = "Storm", ar = "عاصفة" }
[[action]]
id = "day"
date = "2027-03-02"
title = { en = "A day without an hour" }
`

func TestTheClockBeforeTheStorm(t *testing.T) {
	w, _, now := newDisplayWorld(t, func(p *model.Params) {
		top, rest, _ := strings.Cut(kitTOML, "[title]")
		actions, more, _ := strings.Cut(stormTOML, "[[action]]")
		p.Kit = kitOf(t, top+actions+"[title]"+rest+"[[action]]"+more)
	})
	for _, tt := range []struct {
		at         string
		left, here string
	}{
		{"2027-03-01T09:00:00Z", "52:00:00", "Wednesday 3 March · 16:00 · EAT"},
		{"2027-03-03T12:59:59Z", "0:00:01", "Wednesday 3 March · 16:00 · EAT"},
		{"2027-03-03T13:30:00Z", "0:00:00", "Wednesday 3 March · 16:00 · EAT"},
		{"2027-03-03T14:00:00Z", "", ""},
	} {
		var err error
		if *now, err = time.Parse(time.RFC3339, tt.at); err != nil {
			t.Fatal(err)
		}
		s, ok := w.Storm("en")
		if ok != (tt.left != "") || s.Left != tt.left || s.Here != tt.here || ok && s.Title != "Storm" {
			t.Errorf("%s: %+v %v", tt.at, s, ok)
		}
	}
	*now = time.Date(2027, 3, 3, 12, 0, 0, 0, time.UTC)
	if s, _ := w.Storm("ar"); s.Title != "عاصفة" || s.Left != "١:٠٠:٠٠" {
		t.Errorf("%+v", s)
	}
}

func TestTheSmallPicture(t *testing.T) {
	w, _, _ := newDisplayWorld(t)
	w.ResizeBoard(640, 360)
	if w.Board() != nil {
		t.Error("painted in another room")
	}
	w.Go(model.RoomDisplay)
	if b := w.Board(); b == nil || b.Bounds().Dx() != 640 || b.Bounds().Dy() != 360 {
		t.Errorf("%v", b)
	}
}

// What is changed while the display is open is shown there: above all where
// its code leads.
func TestAnOpenDisplayFollows(t *testing.T) {
	w, _ := opened(t)
	before := w.Display().Image
	w.Type(model.Link, "https://example.org/another/and/longer/address/of/the/form")
	w.bell.ring()
	after := w.Display().Image
	if after == nil || after == before || darkest(after) == darkest(before) && bytes.Equal(after.Pix, before.Pix) {
		t.Error("the code still leads where it did")
	}
	w.NextSlide()
	w.NextSlide()
	w.NextSlide()
	w.ToggleDisplayLanguage("ar")
	if d := w.Display(); d.Of != 2 || d.At > 1 || d.Image == nil {
		t.Errorf("shows %d of %d", d.At, d.Of)
	}
}

// A display is closed while a picture of it is still being painted.
func TestClosedWhilePainting(t *testing.T) {
	run := &held{}
	w, _, _ := newDisplayWorld(t, func(p *model.Params) { p.Runner = run })
	drain := func() {
		for len(run.jobs) > 0 {
			run.release(t)
		}
	}
	drain()
	w.OpenDisplay()
	w.ResizeDisplay(320, 200)
	w.CloseDisplay()
	w.OpenDisplay()
	w.ResizeDisplay(640, 400)
	drain()
	if d := w.Display(); d.Image == nil || d.Image.Bounds().Dx() != 640 {
		t.Errorf("%+v", d)
	}
}

// kitOf is a kit with this manifest.
func kitOf(t *testing.T, manifest string) *kit.Kit {
	t.Helper()
	k, err := kit.Open(fstest.MapFS{
		"kit.toml": {Data: []byte(manifest)}, "slogans.toml": {Data: []byte(slogansTOML)}, "words.toml": {Data: []byte("[sign]\nen = \"Sign\"\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestDisplayNeedsAMakerOfScreens(t *testing.T) {
	w := newWorld(t)
	if w.HasRoom(model.RoomDisplay) {
		t.Error("a room without pictures")
	}
	w.CloseDisplay()
	if d := w.Display(); d.Of != 0 {
		t.Errorf("%+v", d)
	}
}
