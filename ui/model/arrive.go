package model

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"time"

	"eventkit/kit"
	"eventkit/kit/explain"
	"eventkit/kit/genuine"
	"eventkit/kit/seal"
	"eventkit/kit/wave"
)

// arrival is a kit, or an update of one, that is to be opened.
type arrival struct {
	path string
	kit.Manifest
	title string
	// update is what makes it of the kit that is open; nil for a whole kit.
	update *wave.Update
	// report is nil for a kit that has no list and needs none.
	report *seal.Report
	// list names the list of sums that was judged, "" if there is none.
	list string
	// standing is how it stands to the kit that is open; changes are counted
	// where that makes a difference.
	standing wave.Standing
	changes  seal.Changes
	// agreed says that the person has seen how it stands.
	agreed bool
	// instead says of a kit that was open already what is shown now.
	instead string
}

// arrive looks at a kit in the background, and then asks or opens it.
func (s *Studio) arrive(a *arrival) {
	here := s.kit
	over := s.slowly("Reading " + filepath.Base(a.path))
	s.opening.do(func(ctx context.Context) error { return s.look(ctx, a, here) }, func(err error) {
		over()
		if err != nil {
			s.fail(err)
			return
		}
		s.decide(a)
	})
}

// slowly shows a card, once something has taken a while, with the way to stop
// it; the function that it returns takes it away.
func (s *Studio) slowly(what string) (over func()) {
	const busy = "This takes a moment. Nothing is changed before it is done."
	stop := s.p.Timer.After(slowAfter, func() {
		s.waves.show(s, Card{Title: what + "…", Text: busy, Choices: []CardChoice{{"Stop", func() {
			s.opening.stop()
			s.Say(Notice{Text: "Stopped. Nothing was changed."})
		}}}})
	})
	return func() {
		stop()
		if s.waves.card.Text == busy {
			s.waves.show(s, Card{})
		}
	}
}

// look finds out what arrives: what it is, whose, and how it stands to the kit
// that is open.
func (s *Studio) look(ctx context.Context, a *arrival, here *kit.Kit) error {
	ring, err := s.ring()
	if err != nil {
		return err
	}
	return a.read(ctx, here, ring, func(files fs.FS, report *seal.Report) error {
		if a.Manifest, err = kit.Peek(files); err != nil {
			return err
		}
		a.report, a.list = report, listOf(files)
		a.title, _, _ = a.Title.In(append([]string{"en"}, a.Languages...)...)
		a.standing = wave.Stand(here.Manifest, a.Manifest)
		if a.standing == wave.Newer || a.standing == wave.Older {
			a.changes, err = wave.Changes(ctx, here.FS(), files, nil)
		}
		return err
	})
}

// read opens what arrives, judges it by the accepted publishers, and uses it
// while it is open. A kit without a list that needs none has no report.
func (a *arrival) read(ctx context.Context, here *kit.Kit, ring seal.Ring, use func(fs.FS, *seal.Report) error) error {
	files, closer, err := kit.Files(a.path)
	if err != nil {
		return err
	}
	defer closer.Close()
	if wave.IsUpdate(files) {
		if a.update, err = wave.Open(files); err != nil {
			return err
		}
		made, report, err := a.update.Apply(ctx, here.FS(), ring, nil)
		var result *wave.ResultError
		if errors.As(err, &result) && result.Report.State == seal.Alarm {
			a.report, a.title = result.Report, result.Report.Title
			return nil
		}
		if err != nil {
			return err
		}
		return use(made, report)
	}
	if !kit.IsKit(files) {
		// Opening it says what is missing.
		_, err := kit.Open(files)
		return err
	}
	report, err := genuine.Check(ctx, files, ring, nil)
	if err != nil {
		return err
	}
	if report.State == seal.Unfinished && genuine.Usable(report) {
		report = nil
	}
	if files, err = genuine.Narrow(files); err != nil {
		return err
	}
	return use(files, report)
}

// decide asks what is to be asked about a kit, one thing after the other, and
// opens it or takes it over.
func (s *Studio) decide(a *arrival) {
	again := func() { s.arrive(a) }
	var state seal.State
	if a.report != nil {
		state = a.report.State
	}
	switch {
	case state == seal.Alarm:
		s.alarm(a.report, a.instead, again)
	case state == seal.Unfinished:
		text := sentences("It is only a part of “"+a.report.Title+"”, which its publisher signs as a whole: it was pulled or stopped while it was copied", cmp.Or(a.instead, "It wasn’t opened"), "Copy it again, which goes on where it was, or take another copy.")
		s.waves.show(s, Card{Title: "This copy isn’t finished", Text: text, Bad: true, Choices: []CardChoice{{Name: "Close"}}})
	case state == seal.Damaged:
		m := explain.Verified(a.report)
		text := m.Text + "\n" + sentences(cmp.Or(a.instead, "It wasn’t opened"), "Take another copy, or mend it in the room of the sticks: check it there, and repair it from a good one.")
		s.waves.show(s, Card{Title: "This kit is damaged", Text: text, Bad: true, Choices: []CardChoice{{Name: "Close"}}})
	case state == seal.Stranger:
		s.askPublisher(a.report, again, nil)
	case a.standing == wave.Newer && !a.agreed:
		s.askNewer(a)
	case a.standing == wave.Older && !a.agreed:
		s.askOlder(a)
	default:
		if state == seal.Genuine {
			s.waves.genuine = a.path
		}
		s.openThere(a)
	}
}

// askNewer offers a later version of the kit that is open.
func (s *Studio) askNewer(a *arrival) {
	text := "It is " + s.newerLine(a.Manifest, a.changes) + ". Your event, your own texts and your settings stay as they are."
	if a.report == nil || a.report.State != seal.Genuine {
		text += " Nobody signed it: take it only if you know where it comes from."
	}
	choices := []CardChoice{{"Take it over", func() { s.takeOver(a) }}}
	if a.update == nil {
		choices = append(choices, CardChoice{"Only open it where it lies", func() { a.agreed = true; s.decide(a) }})
	}
	choices = append(choices, CardChoice{Name: "Not now"})
	s.waves.show(s, Card{Title: "A newer version of “" + a.title + "”", Text: text, Choices: choices})
}

// askOlder warns of an earlier version of the kit that is open.
func (s *Studio) askOlder(a *arrival) {
	s.waves.show(s, Card{
		Title: "This is an older version of “" + a.title + "”",
		Text: fmt.Sprintf("It is version %s%s; yours is %s%s. %s differ.", a.Version, s.fromDay(a.Date), s.kit.Version, s.fromDay(s.kit.Date),
			several(a.changes.Count(), "file")),
		Choices: []CardChoice{{Name: "Keep mine"}, {"Open the older one all the same", func() { a.agreed = true; s.decide(a) }}},
	})
}

// newerLine says what a newer version is: “newer: version 1.1, from 6 October,
// 14 files changed”.
func (s *Studio) newerLine(m kit.Manifest, c seal.Changes) string {
	return fmt.Sprintf("newer: version %s%s, %s changed", m.Version, s.fromDay(m.Date), several(c.Count(), "file"))
}

// fromDay is ", from 6 October", with the year if it is another than this one.
func (s *Studio) fromDay(date string) string {
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return ""
	}
	if day.Year() == s.p.Now().Year() {
		return ", from " + day.Format("2 January")
	}
	return ", from " + day.Format("2 January 2006")
}
