package model

import (
	"context"
	"errors"
	"time"
)

// showPatience is how long the system's own program may take to be started.
const showPatience = 5 * time.Second

var errNotStarted = errors.New("the program doesn’t start")

// show opens a file or a folder in the system's own program; failed is told
// when that can't be. A program is never started on the window's goroutine: it
// first lets go of the files that it inherits, and for one on a stick that
// hangs that can take until the stick is pulled.
func (s *Studio) show(path string, failed func(error)) {
	if path == "" || s.p.Show == nil {
		return
	}
	told := false
	tell := func(err error) {
		if err != nil && !told {
			failed(err)
		}
		told = true
	}
	s.p.Runner.Go(func(context.Context) error { return s.p.Show(path) }, tell)
	if !told {
		s.p.Timer.After(showPatience, func() { tell(errNotStarted) })
	}
}

// notShown says that something isn't shown, and where it is.
func (s *Studio) notShown(text, path string) func(error) {
	return func(err error) {
		n := Notice{Text: text, Hint: "It lies at " + ShortPath(path) + ".", Bad: true}
		if errors.Is(err, errNotStarted) {
			n.Text = "The program that shows it doesn’t start."
			n.Hint = "A stick that doesn’t answer can hold it up: pull that one out. " + n.Hint
		}
		s.Say(n)
	}
}
