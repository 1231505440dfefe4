package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/dustin/go-humanize"
	"golang.org/x/term"

	"eventkit/kit/explain"
	"eventkit/kit/stick"
)

// bytesRead counts bytes on a terminal. Where there is none it shows nothing.
type bytesRead struct {
	w     io.Writer
	n     int64
	began time.Time
	last  time.Time
}

func newBytes(w io.Writer) *bytesRead {
	if !terminal(w) {
		w = nil
	}
	return &bytesRead{w: w, began: time.Now()}
}

// add counts n bytes.
func (b *bytesRead) add(n int64) {
	b.n += n
	now := time.Now()
	if b.w == nil || now.Sub(b.began) < patience || now.Sub(b.last) < redraw {
		return
	}
	b.last = now
	fmt.Fprintf(b.w, "\r%s read\x1b[K", humanize.Bytes(uint64(b.n)))
}

func (b *bytesRead) done() {
	if b.w != nil && !b.last.IsZero() {
		fmt.Fprint(b.w, "\r\x1b[K")
	}
}

func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// board shows a line for every stick on a terminal, and how far it is.
type board struct {
	w       io.Writer
	targets []stick.Target
	now     []stick.Event
	began   []time.Time // of the phase
	drawn   bool
	last    time.Time
}

func newBoard(w io.Writer, targets []stick.Target) *board {
	b := &board{targets: targets, now: make([]stick.Event, len(targets)), began: make([]time.Time, len(targets))}
	if terminal(w) {
		b.w = w
	}
	return b
}

// tell takes what [stick.Write] tells.
func (b *board) tell(e stick.Event) {
	if b.w == nil {
		return
	}
	now := time.Now()
	if b.now[e.Target].Phase != e.Phase {
		b.began[e.Target] = now
	}
	b.now[e.Target] = e
	if now.Sub(b.last) < redraw && e.Phase != stick.Finished {
		return
	}
	b.last = now
	if b.drawn {
		fmt.Fprintf(b.w, "\x1b[%dA", len(b.targets))
	}
	b.drawn = true
	for i := range b.targets {
		fmt.Fprintf(b.w, "\r%s\x1b[K\n", b.line(i, now))
	}
}

// line says how far a stick is, and how fast.
func (b *board) line(i int, now time.Time) string {
	e := b.now[i]
	line := explain.Drive(b.targets[i]) + ": " + string(e.Phase)
	if e.Total > 0 {
		done := min(e.Done, e.Total)
		line += fmt.Sprintf(" %3d %%  %s of %s", done*100/e.Total, humanize.Bytes(uint64(done)), humanize.Bytes(uint64(e.Total)))
		if s := now.Sub(b.began[i]).Seconds(); s > 0.5 {
			line += fmt.Sprintf("  %s/s", humanize.Bytes(uint64(float64(done)/s)))
		}
	}
	return line
}

// done takes the lines away.
func (b *board) done() {
	if b.drawn {
		fmt.Fprintf(b.w, "\x1b[%dA\r%s", len(b.targets), strings.Repeat("\x1b[K\n", len(b.targets)))
		fmt.Fprintf(b.w, "\x1b[%dA", len(b.targets))
	}
}
