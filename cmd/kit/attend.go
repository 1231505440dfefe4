package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/dustin/go-humanize"
	"golang.org/x/term"

	"eventkit/kit/qr"
	"eventkit/kit/share"
)

const (
	// tick is how often the line of counts is drawn anew.
	tick = time.Second
	// lookAround is how many ticks there are between two looks at the
	// networks, and alone after how many it is said what may keep phones out.
	lookAround, alone = 5, 60
)

// attend shows the address, keeps the counts on a line and says what gets in
// the way, until the share ends.
func (e *env) attend(s *share.Server, skipped []string) error {
	if err := e.show(s); err != nil {
		return err
	}
	if n := len(skipped); n > 0 {
		e.say("Not shown, because hidden or a link: %s.", few(skipped, 3))
	}
	w := &watch{e: e, line: onTerminal(e.stderr)}
	w.look(s.Counts(), situation(s))
	ticker := time.NewTicker(tick)
	defer ticker.Stop()
	for {
		select {
		case <-s.Done():
			w.clear()
			n := s.Counts()
			e.say("Sharing has ended. %s went out, %s.", files(n.Answers), humanize.Bytes(uint64(n.Bytes)))
			return s.Err()
		case <-ticker.C:
			if w.ticks++; w.ticks%lookAround == 0 {
				w.look(s.Counts(), situation(s))
			}
			w.draw(s.Counts())
		}
	}
}

// few names the first of many.
func few(names []string, n int) string {
	if len(names) <= n {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:n], ", "), len(names)-n)
}

func files(n int64) string {
	if n == 1 {
		return "1 file"
	}
	return humanize.Comma(n) + " files"
}

// watch is what the terminal has been told.
type watch struct {
	e     *env
	line  bool // there is a line that can be drawn over
	ticks int
	said  map[string]bool
}

// look says what keeps phones out: what is sure when it comes up, what may be
// once, if nobody came for a while.
func (w *watch) look(n share.Counts, s share.Situation) {
	now := map[string]bool{}
	for _, h := range s.Hints() {
		if !h.Sure && (w.ticks < alone || n.Answers > 0) {
			continue
		}
		now[h.ID] = true
		if w.said[h.ID] {
			continue
		}
		w.clear()
		w.e.say("%s", h.Text)
		w.e.say("  %s", h.Try)
	}
	w.said = now
}

// draw draws the counts.
func (w *watch) draw(n share.Counts) {
	if w.line {
		fmt.Fprintf(w.e.stderr, "\r%s\x1b[K", counts(n))
	}
}

// clear takes the counts away.
func (w *watch) clear() {
	if w.line {
		fmt.Fprint(w.e.stderr, "\r\x1b[K")
	}
}

// counts says how many phones there are and what they took.
func counts(n share.Counts) string {
	phones := fmt.Sprintf("%d phones now", n.Phones)
	if n.Phones == 1 {
		phones = "1 phone now"
	}
	text := fmt.Sprintf("%s · %s, %s", phones, files(n.Answers), humanize.Bytes(uint64(n.Bytes)))
	if n.Refused > 0 {
		text += fmt.Sprintf(" · %s told to come back", humanize.Comma(n.Refused))
	}
	return text
}

func onTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// show says where phones find the page, with the code for those at the screen.
func (e *env) show(s *share.Server) error {
	sym, err := qr.Encode(s.Address())
	if err != nil {
		return err
	}
	fmt.Fprintf(e.stdout, "Phones on this network open:\n\n  %s\n\n", s.Address())
	if onScreen := onTerminal(e.stdout); !onScreen || showsColours(e.stdout) {
		fmt.Fprintln(e.stdout, qr.Blocks(sym, onScreen))
	}
	e.say("Ctrl+C ends it.")
	return nil
}

// situation is how things stand for those who want to open the page.
func situation(s *share.Server) share.Situation {
	adapters, _ := share.Adapters()
	return share.Situation{Networks: share.Networks(adapters), Chosen: s.Addr(), OS: runtime.GOOS, Reached: s.Counts().Answers > 0}
}
