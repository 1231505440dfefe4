package model

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"eventkit/kit/explain"
	"eventkit/kit/genuine"
	"eventkit/kit/seal"
	"eventkit/kit/stick"
)

// StickState is what a row shows large.
type StickState int

// The states of a row.
const (
	StickWaits StickState = iota // it can be copied to
	StickOut                     // it isn't copied to, and says why
	StickGoes
	StickDone
	StickAgain // it was checked from memory, and is to be plugged in again
	StickBad
)

// StickLine is a stick, or a folder, as the room shows it.
type StickLine struct {
	Key, Name string
	// About is its size and room, file system and port.
	About string
	// Here says that it is plugged in, or a folder; Picked that it is copied to.
	Here, Picked bool
	State        StickState
	// Word is the state in words; Percent how far it is.
	Word    string
	Percent int
	// Text and Hint say more: how fast, what became of it and what to do.
	Text, Hint string
}

// StickLines lists what is plugged in, the folders, and those that were pulled
// before they were done.
func (s *Studio) StickLines() []StickLine {
	t := &s.sticks
	var out []StickLine
	here := map[string]bool{}
	for _, d := range slices.Concat(t.drives, t.folders) {
		here[d.key()] = true
		out = append(out, s.lineOf(d, true))
	}
	for _, key := range t.order {
		if !here[key] {
			out = append(out, s.lineOf(t.runs[key].drive, false))
		}
	}
	return out
}

func (s *Studio) lineOf(d seenDrive, here bool) StickLine {
	t := &s.sticks
	l := StickLine{Key: d.key(), Name: d.Name(), About: aboutDrive(d), Here: here, Picked: !t.left[d.key()]}
	r := t.runs[d.key()]
	switch {
	case r != nil && r.going:
		r.show(&l)
	case r != nil:
		r.showEnd(&l)
	case d.ReadOnly:
		l.State, l.Word, l.Hint = StickOut, "Write-protected", "Look for a small switch on it."
	case d.Silent:
		l.State, l.Word, l.Hint = StickOut, "Doesn’t answer yet", "A large one may take a while. If it stays like that, pull it out and plug it in again."
	case s.lacks(d):
		l.State, l.Word = StickOut, "Too little room"
		l.Text = fmt.Sprintf("It needs %s and has %s free.", sizeOf(t.ready.load.Bytes), sizeOf(d.Free))
		l.Hint = sentences("Take a larger stick, or make room on it", s.leaveOut())
	case !l.Picked:
		l.State, l.Word = StickOut, "Left out"
	case t.unpulled[d.key()]:
		showAgain(&l)
	case s.Ready():
		l.Word = "Ready to copy"
	default:
		l.Word = "Waits"
	}
	return l
}

// afterName is what a title says of a target after its name.
func afterName(title string, t stick.Target) string {
	return capital(strings.TrimPrefix(strings.TrimPrefix(title, explain.Drive(t)), ": "))
}

func aboutDrive(d seenDrive) string {
	if d.folder {
		return "Folder · " + ShortPath(d.Path)
	}
	parts := []string{sizeOf(d.Size), sizeOf(d.Free) + " free", d.FileSystem} // the first is cut off last
	if d.Silent && d.Size == 0 {
		parts = parts[2:]
	}
	if d.Port != "" {
		parts = slices.Insert(parts, 0, "port "+d.Port)
	} else if letter := filepath.VolumeName(d.Path); letter != d.Name() {
		parts = slices.Insert(parts, 0, letter)
	}
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), " · ")
}

// phaseWords say what is being done; from and to are its share of the whole in
// percent.
var phaseWords = map[stick.Phase]struct {
	word     string
	from, to int64
}{
	stick.Looking:  {"Looking what is there", 0, 10},
	stick.Copying:  {"Copying", 10, 65},
	stick.Syncing:  {"Don’t pull it yet", 65, 70},
	stick.Checking: {"Checking", 70, 98},
	stick.Sealing:  {"Nearly done", 98, 99},
	stick.Finished: {"Nearly done", 99, 99},
}

// show fills in how far a copy is.
func (r *stickRun) show(l *StickLine) {
	r.mu.Lock()
	defer r.mu.Unlock()
	l.State, l.Word = StickGoes, "Starting"
	p, ok := phaseWords[r.now.Phase]
	if !ok {
		return
	}
	if r.once {
		p.word, p.from, p.to = "Checking once more", 0, 100
	}
	l.Word, l.Percent = p.word, int(p.from)
	if r.now.Total > 0 {
		l.Percent = int(p.from + (p.to-p.from)*min(r.now.Done, r.now.Total)/r.now.Total)
		l.Text = fmt.Sprintf("%s of %s", sizeOf(r.now.Done), sizeOf(r.now.Total))
	}
	if r.rate >= 1 {
		l.Text += fmt.Sprintf(" · %s/s", sizeOf(int64(r.rate)))
	}
	if r.once {
		l.Text = sentences(l.Text)
		l.Hint = "Last time the computer may have answered for it. Now it is read from the stick itself."
	}
}

// SticksTrouble says why nothing can be listed; an empty title is nothing.
func (s *Studio) SticksTrouble() explain.Message { return s.sticks.trouble }

// SticksLine says how many are plugged in, or what to do.
func (s *Studio) SticksLine() string {
	going, done, again, bad := 0, 0, 0, 0
	lines := s.StickLines()
	for _, l := range lines {
		switch l.State {
		case StickGoes:
			going++
		case StickDone:
			done++
		case StickAgain:
			again++
		case StickBad:
			bad++
		}
	}
	var parts []string
	if going > 0 {
		parts = append(parts, fmt.Sprintf("%d being copied", going))
	}
	if done > 0 {
		parts = append(parts, fmt.Sprintf("%d done", done))
	}
	if again > 0 {
		parts = append(parts, fmt.Sprintf("%d to plug in again", again))
	}
	if bad > 0 {
		parts = append(parts, fmt.Sprintf("%d not done", bad))
	}
	if len(parts) == 0 {
		if len(lines) == 0 {
			return "No stick is plugged in"
		}
		return several(len(lines), "stick") + " here"
	}
	return strings.Join(parts, ", ")
}

const logName = "sticks.log"

// logMost is the most of the log that is read, in bytes.
const logMost = 16 << 20

// logCopy adds a line to the table's own log: when, label, size, verdict;
// nothing about people.
func (s *Studio) logCopy(r *stickRun) {
	v := r.verdict
	line := s.logLine(v, string(v.State))
	if v.State == stick.DoneFromMemory {
		s.owe(r, timeOf(line))
	} else {
		s.acquit(r.drive, "")
	}
	if err := appendTo(s.p.Store.Path(logName), line+"\n"); err != nil {
		s.fail(err)
		return
	}
	s.sticks.today += s.counts(line)
}

func appendTo(path, line string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	_, err = io.WriteString(f, line)
	return errors.Join(err, f.Close())
}

// countToday counts in the log the sticks that were done today, by this
// computer's day.
func (s *Studio) countToday() {
	s.sticks.today = 0
	f, err := os.Open(s.p.Store.Path(logName))
	if err != nil {
		return // there is none yet
	}
	defer f.Close()
	lines := bufio.NewScanner(io.LimitReader(f, logMost))
	for lines.Scan() {
		s.sticks.today += s.counts(lines.Text())
	}
}

// TodayLine says how many sticks were done today.
func (s *Studio) TodayLine() string { return several(s.sticks.today, "stick") + " today" }

// HasStickLog reports whether there is a log to save.
func (s *Studio) HasStickLog() bool {
	_, err := os.Stat(s.p.Store.Path(logName))
	return s.HasSticks() && err == nil
}

// SaveStickLog copies the log into the folder for files.
func (s *Studio) SaveStickLog() {
	from := s.p.Store.Path(logName)
	s.saveBeside("sticks-"+s.p.Now().Local().Format(time.DateOnly)+".tsv", func(_ context.Context, w io.Writer) error {
		f, err := os.Open(from)
		if err != nil {
			return err
		}
		defer f.Close()
		if _, err := io.WriteString(w, "time (UTC)\tlabel\tbytes written\tverdict\tof the copy at\n"); err != nil {
			return err
		}
		_, err = io.Copy(w, f)
		return err
	}, func() string { return "When, label, bytes and verdict of every copy; nothing about people." })
}

// CheckState is what came of checking a stick.
type CheckState struct {
	Running bool
	Path    string
	// Good says that every file is as it should be.
	Good    bool
	Message explain.Message
}

// Checked returns what came of checking a stick.
func (s *Studio) Checked() CheckState { return s.sticks.check }

// CheckStick verifies a folder, or the folder of a kit on a stick.
func (s *Studio) CheckStick(path string) {
	t, name := &s.sticks, s.loadFolder()
	t.check = CheckState{Running: true, Path: path}
	s.onChange(PartSticks)
	var report *seal.Report
	var sure bool
	s.waves.found = mendable{}
	canMend := s.mendable()
	var found mendable
	t.checking.do(func(ctx context.Context) error {
		dir, err := genuine.Folder(path, name)
		if err == nil {
			report, sure, err = s.verify(ctx, dir, nil)
		}
		if err == nil {
			found = canMend(dir, report)
		}
		return err
	}, func(err error) {
		t.check = CheckState{Path: path}
		if err == nil {
			s.checkedStick(path, report, found)
		}
		if err != nil {
			t.check.Message = explain.Explain(err)
		} else {
			t.check.Message, t.check.Good = explain.Verified(report), report.Sound()
			if !sure && report.Sound() {
				t.check.Message.Hint = sentences(t.check.Message.Hint, "The computer may have answered from memory: to be sure, pull it, plug it in again, and check once more")
			}
		}
		s.onChange(PartSticks)
	})
}

// VerifyMedium judges a folder by what its medium holds, and by the accepted
// publishers.
func VerifyMedium(ctx context.Context, dir string, ring seal.Ring, p seal.Progress) (r *seal.Report, sure bool, err error) {
	medium, err := stick.Medium(dir)
	if err != nil {
		return nil, false, err
	}
	defer medium.Close()
	r, err = genuine.Check(ctx, medium, ring, p)
	return r, medium.Sure(), err
}
