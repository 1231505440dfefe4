package model

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"eventkit/kit/explain"
	"eventkit/kit/seal"
	"eventkit/kit/stick"
)

// OwedStick is a stick that was written and checked from memory only: when it
// is plugged in again it is checked once more. It holds what tells sticks
// apart, and nothing about people.
type OwedStick struct {
	Label string `json:"label,omitempty"`
	Size  int64  `json:"size"`
	// ID and Plug are those of [drive.Drive].
	ID   string `json:"id,omitempty"`
	Plug string `json:"plug,omitempty"`
	// Folder is ours on it, List the sum of its list of sums.
	Folder string `json:"folder"`
	List   string `json:"list"`
	// At is the time of its line in the log, by which that is corrected.
	At time.Time `json:"at"`
}

// owedMost is how many sticks are waited for; of more, the oldest are dropped.
const owedMost = 500

// is reports whether it may be this stick. A number tells alone: some systems
// name a stick by where it was put, and put two of one name apart.
func (o OwedStick) is(d seenDrive) bool {
	return o.Size == d.Size && o.ID == d.ID && (o.ID != "" || o.Label == d.Label)
}

// owe remembers that a stick is to be checked once more.
func (s *Studio) owe(r *stickRun, at time.Time) {
	d, load := r.drive, r.load
	if d.folder {
		return
	}
	o := OwedStick{
		Label: d.Label, Size: d.Size, ID: d.ID, Plug: d.Plug, Folder: load.Folder, List: load.ListSum(), At: at,
	}
	if o.ID != "" {
		s.acquit(d, o.List) // others may look like one without a number
	}
	owed := append(s.mem.Sticks.Owed, o)
	s.mem.Sticks.Owed = slices.Clone(owed[max(0, len(owed)-owedMost):])
	s.keep()
}

// acquit forgets that a stick is to be checked once more; an empty list
// forgets whatever was written to it. Of those without a number it is one: the
// others of that name and size are other sticks.
func (s *Studio) acquit(d seenDrive, list string) {
	delete(s.sticks.unpulled, d.key())
	one := false
	owed := slices.DeleteFunc(slices.Clone(s.mem.Sticks.Owed), func(o OwedStick) bool {
		if !o.is(d) || list != "" && o.List != list || one && o.ID == "" {
			return false
		}
		one = true
		return true
	})
	if one {
		s.mem.Sticks.Owed = owed
		s.keep()
	}
}

// checkAgain checks those of the sticks that are to be checked once more and
// came now. At the first look it isn't known whether they came: then only the
// system can tell.
func (s *Studio) checkAgain(came []seenDrive, first bool) {
	for _, d := range came {
		var owed []OwedStick
		delete(s.sticks.unpulled, d.key())
		for _, o := range s.mem.Sticks.Owed {
			told := o.Plug != "" && d.Plug != ""
			switch {
			case !o.is(d):
			case told && o.Plug != d.Plug || !told && !first:
				owed = append(owed, o)
			case d.has:
				s.sticks.unpulled[d.key()] = true
			}
		}
		if len(owed) > 0 {
			s.startAgain(d, owed)
		}
	}
}

// again is what came of checking a stick once more.
type again struct {
	owed   OwedStick
	report *seal.Report
	list   string // the sum of the list that it holds
}

// startAgain checks one stick, which may be any of those that are owed: without
// numbers of their own sticks are told apart by what they hold.
func (s *Studio) startAgain(d seenDrive, owed []OwedStick) {
	t := &s.sticks
	for _, key := range slices.Clone(t.order) {
		if r := t.runs[key]; !r.going && r.verdict.State == stick.DoneFromMemory && owed[0].is(r.drive) {
			t.forget(key)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	r := &stickRun{drive: d, cancel: cancel, going: true, once: true, at: s.p.Now()}
	t.forget(d.key())
	t.runs[d.key()] = r
	t.order = append(t.order, d.key())
	found := again{owed: owed[0]}
	r.giveUp = func() {
		cancel()
		s.endedAgain(r, again{owed: owed[0]}, errSilent)
	}
	s.p.Runner.Go(func(outer context.Context) error {
		stop := context.AfterFunc(outer, cancel)
		defer stop()
		return found.look(ctx, d.Path, owed, s.verify, r)
	}, func(err error) {
		cancel()
		if r.going {
			s.endedAgain(r, found, err)
		}
	})
	s.followCopies()
}

// againPatience is how long a stick that is checked once more may give no sign
// before it is given up on.
const againPatience = 30 * time.Second

var errSilent = errors.New("there was no sign of it for a while")

// another reports whether the copy that was to be checked isn't on this stick
// at all, and nothing is wrong: somebody copied another kit onto it since, or,
// where sticks have no numbers, it is another stick.
func (a *again) another() bool {
	if a.list == "" {
		return a.owed.ID == ""
	}
	return a.report.Sound() && a.list != a.owed.List
}

// look reads the whole folder.
func (a *again) look(ctx context.Context, top string, owed []OwedStick, verify func(context.Context, string, seal.Progress) (*seal.Report, bool, error), r *stickRun) (err error) {
	for _, o := range owed {
		list, err := stick.ListSum(os.DirFS(filepath.Join(top, o.Folder)))
		if err == nil && (a.list == "" || list == o.List) {
			a.owed, a.list = o, list
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if a.list == "" {
		a.report = &seal.Report{State: seal.Unfinished}
		return nil
	}
	dir := filepath.Join(top, a.owed.Folder)
	e := stick.Event{Phase: stick.Checking, Total: bytesIn(dir)}
	r.tell(e)
	// It was only just plugged in, so nothing of it is in memory yet.
	a.report, _, err = verify(ctx, dir, func(n int64) {
		e.Done += n
		r.tell(e)
	})
	return err
}

// bytesIn is how much there is to read in a folder. What can't be seen isn't
// counted: it shows when it is read.
func bytesIn(dir string) (n int64) {
	_ = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return nil
		}
		if info, err := d.Info(); err == nil {
			n += info.Size()
		}
		return nil
	})
	return n
}

// endedAgain keeps what came of checking a stick once more.
func (s *Studio) endedAgain(r *stickRun, a again, err error) {
	r.going = false
	r.verdict = stick.Verdict{Target: r.drive.target(), State: stick.Done}
	switch {
	case err != nil:
		// Nothing is known of it: it is checked when it comes next time.
		m := explain.Explain(err)
		r.verdict.State, r.verdict.Err = stick.Failed, err
		if errors.Is(err, errSilent) {
			r.verdict.State = stick.Hung
		}
		r.message = explain.Message{Title: "Not checked", Text: sentences(m.Title, m.Text), Hint: "Pull it, plug it in again, and it is checked once more."}
		s.chime(false)
	case a.another():
		s.sticks.forget(r.drive.key())
		if a.owed.ID != "" {
			s.acquit(r.drive, "")
		}
		if s.goesOn() && s.Ready() && s.canCopy(r.drive) {
			s.start(r.drive, false)
		}
	default:
		r.message = explain.Again(r.verdict.Target, a.report, a.list == a.owed.List)
		s.acquit(r.drive, a.owed.List)
		if a.report.Sound() {
			s.logAgain(r, a.owed, true)
			s.finished(r)
			break
		}
		r.verdict.State = stick.Failed
		s.logAgain(r, a.owed, false)
		s.chime(false)
	}
	if !s.Copying() {
		s.makeReady()
	}
	s.onChange(PartSticks)
}

// What the log says of a stick that was checked once more. It has a line for
// the copy already, whose time is the last cell of this one.
const (
	loggedRight = "checked once more: right"
	loggedWrong = "checked once more: not as it was written"
)

// logAgain corrects the log and the count.
func (s *Studio) logAgain(r *stickRun, o OwedStick, right bool) {
	what := loggedWrong
	if right {
		what = loggedRight
	}
	at := o.At.UTC().Format(time.RFC3339)
	if err := appendTo(s.p.Store.Path(logName), s.logLine(r.verdict, what)+"\t"+at+"\n"); err != nil {
		s.fail(err)
		return
	}
	if !right && s.isToday(at) {
		s.sticks.today--
	}
}

// counts is what a line of the log adds to the sticks that were done today.
func (s *Studio) counts(line string) int {
	cells := strings.Split(line, "\t")
	switch {
	case len(cells) == 4 && stick.State(cells[3]).Good() && s.isToday(cells[0]):
		return 1
	case len(cells) == 5 && cells[3] == loggedWrong && s.isToday(cells[4]):
		return -1
	}
	return 0
}

// isToday reports whether a time in the log is of this day, as this computer
// counts days.
func (s *Studio) isToday(cell string) bool {
	at, err := time.Parse(time.RFC3339, cell)
	return err == nil && at.Local().Format(time.DateOnly) == s.p.Now().Local().Format(time.DateOnly)
}

// timeOf is the time of a line of the log.
func timeOf(line string) time.Time {
	cell, _, _ := strings.Cut(line, "\t")
	at, err := time.Parse(time.RFC3339, cell)
	if err != nil {
		return time.Time{}
	}
	return at
}

func (s *Studio) logLine(v stick.Verdict, what string) string {
	clean := strings.NewReplacer("\t", " ", "\n", " ", "\r", " ")
	return fmt.Sprintf("%s\t%s\t%d\t%s", s.p.Now().UTC().Format(time.RFC3339), clean.Replace(v.Target.Label), v.Bytes, what)
}
