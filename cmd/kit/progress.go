package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/dustin/go-humanize"
	"golang.org/x/term"
)

const (
	// patience is how long work goes on before a bar appears: short work needs none.
	patience = 500 * time.Millisecond
	redraw   = 100 * time.Millisecond
)

// progress is a bar on a terminal. A nil progress shows nothing.
type progress struct {
	w     io.Writer
	width int // of the terminal, in columns
	total int
	count int
	began time.Time
	last  time.Time
}

// newProgress makes a bar for total pages, or none if w is not a terminal.
func newProgress(w io.Writer, total int) *progress {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return nil
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil || width < 20 {
		width = 80
	}
	return &progress{w: w, width: width, total: total, began: time.Now()}
}

// step counts one page.
func (p *progress) step() {
	if p == nil {
		return
	}
	p.count++
	now := time.Now()
	if now.Sub(p.began) < patience || now.Sub(p.last) < redraw {
		return
	}
	p.last = now
	fmt.Fprint(p.w, "\r"+p.line(now.Sub(p.began))+"\x1b[K")
}

// done takes the bar away.
func (p *progress) done() {
	if p != nil && !p.last.IsZero() {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}

// line is the bar after so long: how many of how many, a bar, the time left.
func (p *progress) line(after time.Duration) string {
	done := min(float64(p.count)/float64(max(p.total, 1)), 1)
	left := time.Duration(float64(after) * (1 - done) / max(done, 1e-6))
	text := fmt.Sprintf("%s of %s pages", humanize.Comma(int64(p.count)), humanize.Comma(int64(p.total)))
	rest := "about " + left.Round(time.Second).String() + " left"
	room := min(p.width-len(text)-len(rest)-4, 40)
	if room < 5 {
		return text
	}
	full := int(done * float64(room))
	return text + " " + strings.Repeat("█", full) + strings.Repeat("░", room-full) + " " + rest
}
