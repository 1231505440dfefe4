package drive

import (
	"errors"
	"sync"
	"time"
)

// patience is how long a drive may take to say how full it is.
const patience = time.Second

var errHangs = errors.New("the drive doesn't answer")

// patient asks drives how full they are. One that hangs in the system can't
// be interrupted, so it is left alone until it has answered.
type patient struct {
	ask func(path string) (space, error)

	mu      sync.Mutex
	waiting map[string]bool
}

// space is what a mounted drive says of itself: bytes, those of them that are
// free for us, and the number of its file system.
type space struct {
	size, free int64
	number     uint64
}

func (p *patient) room(path string) (space, error) {
	p.mu.Lock()
	if p.waiting[path] {
		p.mu.Unlock()
		return space{}, errHangs
	}
	if p.waiting == nil {
		p.waiting = map[string]bool{}
	}
	p.waiting[path] = true
	p.mu.Unlock()

	type answer struct {
		space
		err error
	}
	got := make(chan answer, 1)
	go func() {
		s, err := p.ask(path)
		p.mu.Lock()
		delete(p.waiting, path)
		p.mu.Unlock()
		got <- answer{s, err}
	}()
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case a := <-got:
		return a.space, a.err
	case <-timer.C:
		return space{}, errHangs
	}
}
