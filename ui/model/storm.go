package model

import (
	"context"
	"fmt"
	"image"
	"io"
	"path/filepath"
	"strings"
	"time"

	"eventkit/kit/message"
	"eventkit/kit/output"
	"eventkit/kit/page"
	"eventkit/kit/page/pdf"
	"eventkit/kit/page/raster"
	"eventkit/kit/qr"
	"eventkit/kit/storm"
	"eventkit/kit/when"
)

// Reminder tells a person something at a time, also when the window is closed
// where the system can do that.
type Reminder interface {
	// Remind returns an id by which Forget takes it back.
	Remind(title, text string, at time.Time) (id string, err error)
	Forget(id string) error
}

// storm is the kit's storm in the event's zone; nil is none.
func (s *Studio) storm() *storm.Clock {
	c, err := storm.ClockOf(s.kit, s.Event())
	if err != nil {
		return nil
	}
	return c
}

// stormLang is the language of the wall clock.
func (s *Studio) stormLang() string { return s.draft.Langs[0] }

// HasStorm reports whether the kit says when everyone posts at once.
func (s *Studio) HasStorm() bool { return s.storm() != nil }

// StormLine says when the storm is, in the event's zone, and how long it is
// until then.
func (s *Studio) StormLine() (line, left string) {
	c := s.storm()
	if c == nil {
		return "", ""
	}
	line = fmt.Sprintf("%s %s, %s", when.Clock(c.Local, "en"), when.Zone(c.Local), when.DayYear(c.Local, "en"))
	switch phase, d := c.At(s.p.Now()); phase {
	case storm.Before:
		left = "in " + storm.Countdown(d, "en")
		if n := storm.Days(d); n > 1 {
			left = fmt.Sprintf("in %d days", n)
		}
	case storm.On:
		left = "now"
	default:
		left = "over"
	}
	return line, left
}

// Wall is what the clock on a wall shows.
type Wall struct {
	// Title is the storm's name, Hour and Day when it is in the event's zone.
	Title, Hour, Day string
	// Count is the time until then, "" once it has begun; On says that it is on.
	Count string
	On    bool
	// Tag is the first hashtag; Address opens a composer with all of them.
	Tag, Address string
}

// Wall returns what the clock on a wall shows now.
func (s *Studio) Wall() Wall {
	c := s.storm()
	if c == nil {
		return Wall{}
	}
	lang := s.stormLang()
	w := Wall{
		Hour: when.Clock(c.Local, lang), Day: when.DayYear(c.Local, lang) + " · " + when.Zone(c.Local),
	}
	w.Title, _, _ = c.Action.Title.In(lang)
	phase, left := c.At(s.p.Now())
	w.On = phase == storm.On
	if phase == storm.Before {
		w.Count = storm.Countdown(left, lang)
	}
	tags := s.kit.Hashtags
	if len(tags) > 0 {
		w.Tag = tags[0]
	}
	post, _ := s.network().Post(strings.Join(tags, " "), s.messageLink())
	w.Address = s.network().Composer(post)
	return w
}

// SetWall says whether the clock on the wall is shown: it ticks then whatever
// room is open.
func (s *Studio) SetWall(on bool) {
	s.box.wall = on
	s.watchStorm()
}

// watchStorm tells the clock every second while somebody looks at it and there
// is something to tell. It stands still with the time.
func (s *Studio) watchStorm() {
	if s.box.tick != nil {
		s.box.tick()
		s.box.tick = nil
	}
	c := s.storm()
	if c == nil || !s.box.wall && s.mem.Room != RoomMessages {
		return
	}
	now := s.p.Now()
	if phase, _ := c.At(now); phase == storm.Over || now.Unix() == s.box.ticked {
		return
	}
	s.box.ticked = now.Unix()
	s.box.tick = s.p.Timer.After(time.Second, func() {
		s.box.tick = nil
		s.onChange(PartStorm)
		s.watchStorm()
	})
}

// CanRemind reports whether the storm is to come and the system can tell of it.
func (s *Studio) CanRemind() bool {
	c := s.storm()
	if c == nil || s.p.Reminder == nil {
		return false
	}
	phase, _ := c.At(s.p.Now())
	return phase == storm.Before
}

// Reminding reports whether the system was asked to tell of the storm.
func (s *Studio) Reminding() bool { return len(s.mem.Messages.Reminders) > 0 }

// ToggleReminder asks the system to tell of the storm a quarter of an hour
// before and at the hour, or takes that back.
func (s *Studio) ToggleReminder() {
	if s.p.Reminder == nil {
		return
	}
	for _, id := range s.mem.Messages.Reminders {
		if err := s.p.Reminder.Forget(id); err != nil {
			s.fail(err)
		}
	}
	if s.Reminding() {
		s.setMessages(func(m *MessagesMemory) { m.Reminders = nil })
		return
	}
	if !s.CanRemind() {
		return
	}
	c := s.storm()
	title, _, _ := c.Action.Title.In(s.stormLang())
	var ids []string
	for _, before := range []time.Duration{15 * time.Minute, 0} {
		at := c.Start.Add(-before)
		if !at.After(s.p.Now()) {
			continue
		}
		id, err := s.p.Reminder.Remind(title, c.Says(s.stormLang())+" "+strings.Join(s.kit.Hashtags, " "), at)
		if err != nil {
			s.fail(err)
			return
		}
		ids = append(ids, id)
	}
	s.setMessages(func(m *MessagesMemory) { m.Reminders = ids })
	s.Say(Notice{Text: "The computer will tell you when it begins.", Hint: "Keep it on."})
}

// Composer is the address that opens the network's composer with the message
// that is shown; "" is none.
func (s *Studio) Composer() string {
	m, ok := s.current()
	if !ok {
		return ""
	}
	post, _ := s.network().Post(m.Text, s.messageLink())
	return s.network().Composer(post)
}

// CodePicture paints the code of an address as large as it fits into w × h
// pixels, modules of whole pixels on white. It is nil where no phone could read
// that: the address is too long, or the room too small.
func (s *Studio) CodePicture(address string, w, h int) image.Image {
	if address == "" || len(address) > qr.MaxAddress {
		return nil
	}
	sym, err := qr.EncodeDense(address)
	if err != nil {
		return nil
	}
	whole := sym.Modules.N + 2*qr.Quiet
	px := min(w, h) / whole
	if px < 2 {
		return nil
	}
	side := float64(whole)
	p := &page.Page{Size: page.Size{W: side, H: side}, Layers: []*page.Layer{{Items: []page.Item{sym.Code(page.Point{}, 1)}}}}
	if s.p.ReadBack != nil && s.p.ReadBack(p) != nil {
		return nil
	}
	img, err := raster.Region(p, page.Rect{W: side, H: side}, float64(px))
	if err != nil {
		return nil
	}
	return img
}

// CardsPerSheet lists how many cards can lie on a sheet.
func (s *Studio) CardsPerSheet() []Option {
	var out []Option
	for _, n := range []int{storm.Eight, storm.Ten} {
		out = append(out, Option{ID: fmt.Sprint(n), Name: fmt.Sprintf("%d a sheet", n), Picked: n == s.perSheet()})
	}
	return out
}

func (s *Studio) perSheet() int {
	if s.mem.Messages.PerSheet == storm.Ten {
		return storm.Ten
	}
	return storm.Eight
}

// PickCardsPerSheet picks how many cards lie on a sheet.
func (s *Studio) PickCardsPerSheet(id string) {
	n := storm.Eight
	if id == fmt.Sprint(storm.Ten) {
		n = storm.Ten
	}
	s.setMessages(func(m *MessagesMemory) { m.PerSheet = n })
}

// SaveCards writes cards of the messages that are listed, under a name that
// isn't taken.
func (s *Studio) SaveCards() {
	listed := s.listed()
	if len(listed) == 0 {
		s.Say(Notice{Text: "No message is like that.", Hint: "Pick other people or another tone, or empty the search."})
		return
	}
	size, err := page.ParseSize(s.draft.Paper)
	if err != nil {
		size = page.Size{}
	}
	c := storm.Choice{
		Lang: s.messageLang(), Network: s.network().ID, PerSheet: s.perSheet(), Paper: size,
		Messages: append([]message.Message{}, listed...),
	}
	k, ev, maker, readBack := s.kit, s.Event(), s.p.Storms, s.p.ReadBack
	var made *storm.Cards
	s.saveBeside(FileName(ev.City, "cards", c.Lang)+".pdf", func(ctx context.Context, w io.Writer) error {
		var err error
		if made, err = maker.Cards(k, ev, c); err != nil {
			return err
		}
		return pdf.Write(w, pdf.Meta{}, func(yield func(*page.Page, error) bool) {
			for _, p := range made.Pages {
				err := ctx.Err()
				if err == nil && readBack != nil {
					err = readBack(p)
				}
				if !yield(p, err) {
					return
				}
			}
		})
	}, func() string {
		hint := fmt.Sprintf("%s on %s.", several(len(made.Cards), "card"), several(len(made.Pages), "sheet"))
		for _, n := range made.Report.Notes {
			hint += " " + n.Text
		}
		return hint
	})
}

// SaveICS writes the storm for a calendar.
func (s *Studio) SaveICS() {
	k, ev := s.kit, s.Event()
	s.saveBeside(FileName(ev.City, "storm")+".ics", func(_ context.Context, w io.Writer) error {
		return storm.WriteICS(w, k, ev, "")
	}, func() string { return "Open it on any computer or phone to put it into the calendar." })
}

// saveBeside writes a file into the folder for files, under a name that isn't
// taken, and says so with what hint returns.
func (s *Studio) saveBeside(name string, write func(context.Context, io.Writer) error, hint func() string) {
	path := filepath.Join(s.SaveFolder(), name)
	if exists(path) {
		path = beside(path, exists)
	}
	s.Say(Notice{Text: "Saving " + filepath.Base(path) + "…"})
	s.box.saving.do(func(ctx context.Context) error {
		if err := makeFolder(filepath.Dir(path)); err != nil {
			return err
		}
		return output.WriteFile(path, func(w io.Writer) error { return write(ctx, w) })
	}, func(err error) {
		if err != nil {
			s.fail(err)
			return
		}
		s.box.saved = path
		s.onChange(PartMessages)
		s.Say(Notice{Text: "Saved " + filepath.Base(path) + ".", Hint: hint()})
	})
}

// SavedHere is the file that this room wrote last; "" is none.
func (s *Studio) SavedHere() string { return s.box.saved }

// OpenSavedHere shows that file in the system's own program.
func (s *Studio) OpenSavedHere() {
	s.open(s.box.saved)
}
