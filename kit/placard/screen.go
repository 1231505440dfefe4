package placard

import (
	"math"
	"slices"
	"strings"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/qr"
	"eventkit/kit/typeset"
)

// Screen is a placard for a phone or another screen. It has no code, which
// the screen that shows it can't scan: its address is printed large instead.
type Screen struct {
	Page   *page.Page
	Report Report
	// Said is what the picture says, in the order of reading and without
	// capitals and marks: headline, reason, where and when, call, address.
	Said []string
}

// LeastOnScreen is the smallest type on a [Screen], as a share of its width.
const LeastOnScreen = 0.022

// Screens lists the designs that a [Screen] has; their ids are those of
// [Templates].
func Screens() []Template {
	return slices.DeleteFunc(Templates(), func(t Template) bool { return screens[t.ID] == nil })
}

// screens draw what stands above the foot, between the rooms kept free at the
// top and the foot.
var screens = map[string]func(*sheet, *screenFoot) error{"shout": shoutScreen, "demand": demandScreen}

// Screen lays out a placard for a screen. The choice's paper is the screen's
// shape in mm; its distance is not used. Errors are those of [Maker.Make].
func (m *Maker) Screen(k *kit.Kit, ev kit.Event, c Choice) (*Screen, error) {
	all := Screens()
	at := slices.IndexFunc(all, func(t Template) bool { return t.ID == c.Template })
	if at < 0 {
		known := make([]string, len(all))
		for i, t := range all {
			known[i] = t.ID
		}
		return nil, &UnknownError{"template", c.Template, known}
	}
	in, err := resolve(k, ev, c, all[at])
	if err != nil {
		return nil, err
	}
	in.notes = slices.DeleteFunc(in.notes, func(n Note) bool { return n.ID != NoteLanguage })
	out := &Screen{}
	made, err := m.draw(in, &qr.Symbol{Modules: &page.Modules{}}, Template{draw: func(s *sheet) error {
		f, err := s.screenFoot(c.Template == "demand")
		if err != nil {
			return err
		}
		out.Said = s.saidOnScreen(c.Template == "demand")
		if err := screens[c.Template](s, f); err != nil {
			return err
		}
		return s.headlineLeads()
	}})
	if err != nil {
		return nil, err
	}
	out.Page, out.Report = made.Page, made.Report
	return out, nil
}

// headlineLeads refuses a headline that the foot would outshout, as long as the
// foot can still yield to it.
func (s *sheet) headlineLeads() error {
	const clearly, least = 1.15, 0.5
	if s.yield > least && s.report.Legible < legible(clearly*s.callEm) {
		return s.tooLong(s.first().headline.text)
	}
	return nil
}

// saidOnScreen is the text alternative, a line for each thing that is said.
func (s *sheet) saidOnScreen(withReason bool) []string {
	v := s.first()
	said := []string{v.headline.text}
	if withReason {
		said = append(said, strings.ReplaceAll(v.reason.text, "*", ""))
	}
	said = append(said, v.where, v.place, strings.ReplaceAll(v.date, middot, " · "), v.host, s.word("sign", v.lang).text, s.printed)
	return slices.DeleteFunc(said, func(line string) bool { return line == "" })
}

// screenFoot is the lower part of a screen: where and when, the call, the
// address. On a lying one they stand side by side.
type screenFoot struct {
	s             *sheet
	call, strip   *stack
	x, width      float64 // of the words
	height        float64 // from the top of the ink to the last baseline
	top, bottom   float64 // kept free of words above and below, in mm
	callW, stripW float64
}

// A tall screen is a story, over whose ends the networks lay their own
// buttons: words keep out of these shares of its height.
const (
	tallScreen         = 1.6
	storyTop, storyEnd = 0.13, 0.17
)

func (s *sheet) screenFoot(bar bool) (*screenFoot, error) {
	f := &screenFoot{s: s, x: s.margin, top: 1.15 * s.margin, bottom: s.margin}
	call, text, small := 0.075, 0.045, 0.026 // of the width
	switch {
	case s.landscape():
		call, text, small = 0.042, 0.028, 0.0225
	case s.h > tallScreen*s.w:
		call, text = 0.09, 0.052
		f.top, f.bottom = storyTop*s.h, storyEnd*s.h
	}
	s.callEm, s.textEm, s.smallEm = call*s.w*s.yield, text*s.w*s.yield, small*s.w
	f.width = s.w - 2*s.margin
	if bar {
		f.width -= s.screenBar()
		if !typeset.RTL(s.first().lang) {
			f.x += s.screenBar()
		}
	}
	return f, f.build()
}

func (f *screenFoot) build() error {
	s, v := f.s, f.s.first()
	ink := s.colours.footInk
	if f.width < s.w-2*s.margin {
		ink = s.colours.ink
	}
	silent := v.where+v.place+v.date+v.host == ""
	f.callW, f.stripW = f.width, f.width
	if s.landscape() && !silent {
		f.stripW = 0.4 * (f.width - s.gutter())
		f.callW = f.width - s.gutter() - f.stripW
	}
	var err error
	if f.strip, err = s.fitting(f.stripW, 0.4*s.h/math.Sqrt(s.yield), func(st *stack) error { return st.strip(v, s.textEm, ink) }); err != nil {
		return err
	}
	f.call = s.column(f.callW, 1)
	if err := f.call.large(entry{text: s.word("sign", v.lang), bold: true, ink: ink, shared: true}, s.callEm, 1); err != nil {
		return err
	}
	address := entry{text: said{s.printed, v.lang}, bold: true, ink: ink, address: true, skip: 0.15}
	lines := 2
	if s.landscape() && silent {
		lines = 1
	}
	if err := f.call.large(address, 0.9*s.callEm, lines); err != nil {
		return err
	}
	switch {
	case silent:
		f.height = f.call.last
	case s.landscape():
		f.height = math.Max(f.call.last, f.strip.last)
	default:
		f.height = f.strip.last + 1.25*s.textEm + f.call.last
	}
	return nil
}

// large adds an entry at the largest size, up to most, that keeps it within so
// many lines, none of which ends in a hyphen: nobody could tell whether to type
// it. One that needs more lines is set clearly larger than the small print.
func (st *stack) large(e entry, most float64, lines int) error {
	least := 1.05 * st.s.smallEm
	for e.em = most; e.em > least; e.em *= 0.96 {
		b, err := st.s.m.set(e.text.text, e.style(), e.em, st.width)
		if err == nil && len(b.Lines()) <= lines && !slices.ContainsFunc(b.Lines(), endsInHyphen) {
			return st.add(e)
		}
	}
	e.em = math.Max(least, math.Min(1.35*st.s.smallEm, most))
	return st.add(e)
}

func endsInHyphen(line string) bool { return strings.HasSuffix(strings.TrimSpace(line), "-") }

// line is where the foot's ink begins.
func (f *screenFoot) line() float64 { return f.s.h - f.bottom - f.height }

func (f *screenFoot) place() {
	f.call.placeUp(f.callX(), f.s.h-f.bottom, typeset.Start)
	if f.stripW < f.width {
		x := f.x + f.width - f.stripW
		if typeset.RTL(f.s.first().lang) {
			x = f.x
		}
		f.strip.placeUp(x, f.s.h-f.bottom, typeset.Start)
		return
	}
	f.strip.place(f.x, f.line(), typeset.Start)
}

func (f *screenFoot) callX() float64 {
	if typeset.RTL(f.s.first().lang) {
		return f.x + f.width - f.callW
	}
	return f.x
}

// shoutScreen: the headline in its field, the foot below.
func shoutScreen(s *sheet, f *screenFoot) error {
	c, pad := s.colours, 9*s.u
	field := f.line() - pad
	room := field - f.top - 1.15*s.margin
	if room < s.callEm {
		return s.tooLong(s.printed)
	}
	b, err := s.headline(s.first().headline, page.Size{W: f.width, H: room}, true)
	if err != nil {
		return err
	}
	s.ground(c.foot)
	s.box(page.Rect{W: s.w, H: field}, c.field)
	s.base.Add(b.Place(page.Point{X: f.x, Y: f.top + (room-b.H)/2}, f.width, typeset.Start, typeset.Paint{Fill: c.onField})...)
	s.reports(b, c.onField, c.field)
	f.place()
	return nil
}

func (s *sheet) screenBar() float64 { return 9 * s.u }

// demandScreen: the demand, its reason, and the foot, along a bar of colour.
func demandScreen(s *sheet, f *screenFoot) error {
	c, x := s.colours, 0.0
	if typeset.RTL(s.first().lang) {
		x = s.w - s.screenBar()
	}
	s.ground(c.ground)
	s.box(page.Rect{X: x, W: s.screenBar(), H: s.h}, c.accent)
	room := page.Rect{X: f.x, Y: f.top, W: f.width, H: f.line() - f.top - 17*s.u}
	if room.H < 3*s.callEm {
		return s.tooLong(s.printed)
	}
	if err := s.argument(room); err != nil {
		return err
	}
	f.place()
	return nil
}
