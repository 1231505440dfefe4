package model

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"eventkit/kit"
	"eventkit/kit/explain"
	"eventkit/kit/genuine"
	"eventkit/kit/output"
	"eventkit/kit/seal"
	"eventkit/kit/stick"
	"eventkit/kit/wave"
)

// waves is the state of kits that arrive, of what is newer than the one that
// is open, and of repairs.
type waves struct {
	card Card
	// genuine is the path of the kit that was last found to be genuine.
	genuine string
	offers  []Offer
	// found is the folder that was checked last, if it can be mended.
	found   mendable
	mending latest
	repair  *repairRun
}

// genuineLine says that a kit is genuine.
func (w *waves) genuineLine(path string) string {
	if w.genuine != path {
		return ""
	}
	return "It is genuine: signed by the publisher that you accepted."
}

// arrival is a kit, or an update of one, that is to be opened.
type arrival struct {
	path string
	kit.Manifest
	title string
	// update is what makes it of the kit that is open; nil for a whole kit.
	update *wave.Update
	// report is nil for a kit that has no list and needs none.
	report *seal.Report
	// standing is how it stands to the kit that is open; changes are counted
	// where that makes a difference.
	standing wave.Standing
	changes  seal.Changes
	// agreed says that the person has seen how it stands.
	agreed bool
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
		a.report = report
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
	if report.State == seal.Unfinished {
		report = nil
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
		s.alarm(a.report, again)
	case state == seal.Damaged:
		m := explain.Verified(a.report)
		s.waves.show(s, Card{Title: "This kit is damaged", Text: m.Text + "\nIt wasn’t opened. Take another copy, or mend it in the room of the sticks: check it there, and repair it from a good one.", Bad: true, Choices: []CardChoice{{Name: "Close"}}})
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
		s.openThere(a.path)
	}
}

// checkReopened judges, in the background, the kit of last time: another one may
// lie in its place by now. One that isn't genuine any more is closed again.
func (s *Studio) checkReopened() {
	if s.mem.Kit == "" {
		return
	}
	k := s.kit
	a := &arrival{path: s.mem.Kit, Manifest: k.Manifest, standing: wave.Same}
	s.opening.do(func(ctx context.Context) error {
		ring, err := s.ring()
		if err == nil {
			a.report, err = genuine.Check(ctx, k.FS(), ring, nil)
		}
		return err
	}, func(err error) {
		switch {
		case k != s.kit:
		case err != nil:
			s.fail(err)
		case a.report.State == seal.Alarm || a.report.State == seal.Damaged:
			s.OwnKit()
			s.decide(a)
		}
	})
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

// keptFolder is where kits are that were taken over.
const keptFolder = "kits"

// keptHere reports whether a kit is one that was taken over.
func (s *Studio) keptHere(path string) bool {
	top := s.p.Store.Path(keptFolder)
	return top != "" && strings.HasPrefix(path, top+string(filepath.Separator))
}

// takeOver copies a newer version into the program's own folder, whole or not
// at all, judges the copy, and opens it from there.
func (s *Studio) takeOver(a *arrival) {
	here, over := s.kit, s.slowly("Taking over version "+a.Version)
	var k *kit.Kit
	var file io.Closer
	var path string
	s.opening.do(func(ctx context.Context) (err error) {
		k, file, path, err = s.copyOver(ctx, a, here)
		return err
	}, func(err error) {
		over()
		if err != nil {
			s.fail(err)
			return
		}
		s.useKit(k, file, path)
		removeOthers(path)
		s.Say(Notice{Text: "“" + a.title + "” is now version " + k.Version + ".", Hint: "It is kept with the program, so the stick or the file isn’t needed any more."})
	})
}

// copyOver makes the copy. After an error there is none.
func (s *Studio) copyOver(ctx context.Context, a *arrival, here *kit.Kit) (k *kit.Kit, file io.Closer, path string, err error) {
	ring, err := s.ring()
	if err != nil {
		return nil, nil, "", err
	}
	at, err := s.placeFor(a)
	if err != nil {
		return nil, nil, "", err
	}
	err = a.read(ctx, here, ring, func(files fs.FS, _ *seal.Report) error {
		return output.WriteFile(at, func(w io.Writer) error {
			return kit.WriteArchive(&stoppable{ctx, w}, files)
		})
	})
	if err != nil {
		return nil, nil, "", err
	}
	defer func() {
		if err != nil {
			os.Remove(at)
		}
	}()
	if k, file, err = s.p.OpenKit(at); err != nil {
		return nil, nil, "", err
	}
	// What was copied is what counts: a stick may have given other bytes.
	report, err := genuine.Check(ctx, k.FS(), ring, nil)
	if err == nil && report.State != seal.Unfinished && !report.Sound() {
		err = &wave.ResultError{Report: report}
	}
	if err == nil && (k.ID != a.ID || k.Version != a.Version) {
		err = &wave.Error{What: "the kit changed while it was copied", Mend: "take it over once more"}
	}
	if err != nil {
		_ = file.Close()
		return nil, nil, "", err
	}
	return k, file, at, nil
}

// placeFor is a path for a kit that is taken over, that no kit has.
func (s *Studio) placeFor(a *arrival) (string, error) {
	dir := s.p.Store.Path(keptFolder, FileName(a.ID))
	if dir == "" {
		return "", errors.New("there is no folder to keep the kit in")
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	for i := 1; ; i++ {
		name := FileName(a.title, a.Version)
		if i > 1 {
			name += fmt.Sprint("-", i)
		}
		path := filepath.Join(dir, name+".kit")
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
			return path, nil
		} else if err != nil {
			return "", err
		}
	}
}

// removeOthers removes the versions that one which was taken over replaces. One
// that can't be removed yet, because it is open somewhere, goes the next time.
func removeOthers(path string) {
	entries, _ := os.ReadDir(filepath.Dir(path))
	for _, e := range entries {
		if e.Name() != filepath.Base(path) && strings.HasSuffix(e.Name(), ".kit") {
			_ = os.Remove(filepath.Join(filepath.Dir(path), e.Name()))
		}
	}
}

// Offer is a newer version of the open kit that lies on a stick.
type Offer struct {
	// Path is the kit's; Line says what it is and where.
	Path, Line string

	key string // the stick's
}

// Offers lists what is newer on the sticks that are plugged in.
func (s *Studio) Offers() []Offer { return slices.Clone(s.waves.offers) }

// lookAnew looks on all sticks for a newer version of another kit than before.
func (s *Studio) lookAnew() {
	s.waves.offers = nil
	s.lookForWaves(s.sticks.drives)
}

// lookForWaves looks on sticks that were plugged in for a newer version of the
// kit, and forgets what was on those that are gone. One that is written, or
// that hung, is asked nothing.
func (s *Studio) lookForWaves(fresh []seenDrive) {
	here := map[string]bool{}
	for _, d := range s.sticks.drives {
		here[d.key()] = true
	}
	s.waves.offers = slices.DeleteFunc(s.waves.offers, func(o Offer) bool { return !here[o.key] })
	for _, d := range fresh {
		if r := s.sticks.runs[d.key()]; r != nil && (r.going || r.verdict.State == stick.Hung) {
			continue
		}
		k := s.kit
		var found []Offer
		// Each has work of its own: one that hangs holds up nothing.
		s.p.Runner.Go(func(ctx context.Context) error {
			found = s.newerOn(ctx, d, k)
			return nil
		}, func(error) {
			if len(found) > 0 && s.kit == k && s.pluggedIn(d) {
				s.waves.offers = append(s.waves.offers, found...)
				s.onChange(PartSticks)
			}
		})
	}
}

func (s *Studio) pluggedIn(d seenDrive) bool {
	return slices.ContainsFunc(s.sticks.drives, func(o seenDrive) bool { return o.key() == d.key() })
}

// newerOn reads what is newer than a kit on a stick, and counts what changed.
func (s *Studio) newerOn(ctx context.Context, d seenDrive, k *kit.Kit) []Offer {
	found, _ := wave.Find(d.Path) // one that can't be read has nothing to offer
	var out []Offer
	for _, f := range found {
		if wave.Stand(k.Manifest, f.Manifest) != wave.Newer {
			continue
		}
		files, closer, err := kit.Files(f.Path)
		if err != nil {
			continue
		}
		c, err := wave.Changes(ctx, k.FS(), files, nil)
		closer.Close()
		if err == nil {
			out = append(out, Offer{f.Path, "On " + d.Name() + " is a newer version of this kit: " + strings.TrimPrefix(s.newerLine(f.Manifest, c), "newer: ") + ".", d.key()})
		}
	}
	return out
}
