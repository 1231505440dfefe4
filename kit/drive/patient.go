package drive

import (
	"errors"
	"os"
	"sync"
	"time"
)

// patience is how long a drive may take to answer.
const patience = time.Second

var errHangs = errors.New("the drive doesn't answer")

// IsFolder reports whether there is a folder at a path on a drive; told is
// false where the drive doesn't answer within a second.
func IsFolder(path string) (is, told bool) {
	is, err := folders.of(path)
	return is, !errors.Is(err, errHangs)
}

var folders = &patient[bool]{ask: func(path string) (bool, error) {
	info, err := os.Stat(path)
	return err == nil && info.IsDir(), err
}}

// patient asks drives something. One that hangs in the system can't be
// interrupted, so it is left alone until it has answered.
type patient[T any] struct {
	ask func(path string) (T, error)

	mu      sync.Mutex
	waiting map[string]bool
}

// space is what a mounted drive says of itself: bytes, those of them that are
// free for us, and the number of its file system.
type space struct {
	size, free int64
	number     uint64
}

// of asks about a path. The error is [errHangs] or that of asking.
func (p *patient[T]) of(path string) (none T, err error) {
	p.mu.Lock()
	if p.waiting[path] {
		p.mu.Unlock()
		return none, errHangs
	}
	if p.waiting == nil {
		p.waiting = map[string]bool{}
	}
	p.waiting[path] = true
	p.mu.Unlock()

	type answer struct {
		what T
		err  error
	}
	got := make(chan answer, 1)
	go func() {
		what, err := p.ask(path)
		p.mu.Lock()
		delete(p.waiting, path)
		p.mu.Unlock()
		got <- answer{what, err}
	}()
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case a := <-got:
		return a.what, a.err
	case <-timer.C:
		return none, errHangs
	}
}
