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
	ask func(path string) (size, free int64, err error)

	mu      sync.Mutex
	waiting map[string]bool
}

func (p *patient) room(path string) (size, free int64, err error) {
	p.mu.Lock()
	if p.waiting[path] {
		p.mu.Unlock()
		return 0, 0, errHangs
	}
	if p.waiting == nil {
		p.waiting = map[string]bool{}
	}
	p.waiting[path] = true
	p.mu.Unlock()

	type answer struct {
		size, free int64
		err        error
	}
	got := make(chan answer, 1)
	go func() {
		size, free, err := p.ask(path)
		p.mu.Lock()
		delete(p.waiting, path)
		p.mu.Unlock()
		got <- answer{size, free, err}
	}()
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case a := <-got:
		return a.size, a.free, a.err
	case <-timer.C:
		return 0, 0, errHangs
	}
}
