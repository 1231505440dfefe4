package stick

import (
	"errors"
	"os"
	"time"
)

const (
	// stride is how much is written, waited for and read at a time: a stick
	// gives a sign of life with each.
	stride = 128 << 10
	// stretch is what the system is asked to write at once.
	stretch = 1 << 20
	// ahead is how much of what was written may not be on the medium yet, and
	// aheadFiles how many files it may be of. It keeps a stick busy while the
	// next pieces are read, it is little enough for sixteen sticks on a small
	// computer, and it keeps the last wait short. A medium that is quick may
	// have up to farthest times as much.
	ahead, aheadFiles, farthest = 8 << 20, 16, 8
	// quick and slow are how long a stretch takes such a medium: over 100 MB/s,
	// and under 35.
	quick, slow = 10 * time.Millisecond, 30 * time.Millisecond
)

// flow writes file after file to one medium and sees to it that they arrive
// there, a bounded amount behind.
type flow struct {
	// whole says that bringing the file system to the medium brings every file
	// there; else each is brought by itself, every so many bytes of it: few
	// until it is known how fast that goes.
	whole bool
	every int64
	sign  func(int64)

	f            *os.File
	path         string // that it will have
	at, asked    int64  // how far f is written, and asked to go to the medium
	queue        []span
	queued, open int64 // bytes of queue, and files
	far          int64 // how many times ahead
}

// span is a part of a file that is on its way; last says that nothing of the
// file comes after it.
type span struct {
	path   string
	f      *os.File
	off, n int64
	last   bool
}

// newFlow starts a flow to the file system that dir lies on.
func newFlow(dir *os.File, sign func(int64)) *flow {
	return &flow{whole: syncsWhole(dir), every: stride, sign: sign, far: 1}
}

// begin goes on with another file, and closes it once it is on the medium.
func (w *flow) begin(f *os.File, path string) { w.f, w.path, w.at, w.asked = f, path, 0, 0 }

// write writes some of the file.
func (w *flow) write(b []byte) error {
	n, err := w.f.Write(b)
	w.at += int64(n)
	if err != nil {
		return err
	}
	w.sign(int64(n))
	switch {
	case !w.whole && w.at-w.asked >= w.every:
		return w.bring()
	case w.whole && w.at-w.asked >= stretch:
		return w.ask(false)
	}
	return nil
}

// end ends the file.
func (w *flow) end() error {
	if w.whole {
		return w.ask(true)
	}
	err := w.bring()
	err = errors.Join(err, w.f.Close())
	w.f = nil
	return err
}

// bring brings what there is of the file to the medium, as much at a time as
// takes about a second.
func (w *flow) bring() error {
	n, began := w.at-w.asked, time.Now()
	err := syncFile(w.f)
	w.sign(0)
	w.asked = w.at
	switch took := time.Since(began); {
	case took > 2*time.Second:
		w.every = max(w.every/2, stride)
	case took < time.Second/2 && n >= w.every:
		w.every = min(w.every*2, ahead)
	}
	return err
}

// ask has the system start to write what it wasn't asked for yet, and waits
// for what was asked for long ago.
func (w *flow) ask(last bool) error {
	s := span{w.path, w.f, w.asked, w.at - w.asked, last}
	w.queue = append(w.queue, s)
	w.queued += s.n
	w.asked = w.at
	if last {
		w.f = nil
		w.open++
	}
	if s.n > 0 {
		if err := startWriting(s.f, s.off, s.n); err != nil {
			return err
		}
	}
	for w.queued > ahead*w.far || w.open > aheadFiles*w.far {
		if err := w.wait(); err != nil {
			return err
		}
	}
	return nil
}

// wait waits for the oldest span to be on the medium.
func (w *flow) wait() error {
	s, began := w.queue[0], time.Now()
	for at := s.off; at < s.off+s.n; at += stride {
		if err := awaitWriting(s.f, at, min(stride, s.off+s.n-at)); err != nil {
			return blame(s.path, err)
		}
		w.sign(0)
	}
	w.queue = w.queue[1:]
	w.queued -= s.n
	w.pace(s.n, time.Since(began))
	if !s.last {
		return nil
	}
	w.open--
	letGo(s.f)
	err := s.f.Close()
	w.sign(0)
	return blame(s.path, err)
}

// pace takes in how long it took until n bytes more were on the medium. Of a
// few it says little.
func (w *flow) pace(n int64, took time.Duration) {
	if n < stretch/4 {
		return
	}
	switch each := took * stretch / time.Duration(n); {
	case each < quick:
		w.far = min(w.far+1, farthest)
	case each > slow:
		w.far = 1
	}
}

// settle waits for everything.
func (w *flow) settle() error {
	for len(w.queue) > 0 {
		if err := w.wait(); err != nil {
			return err
		}
	}
	return nil
}

// drop closes what is open after an error.
func (w *flow) drop() {
	for _, s := range w.queue {
		if s.last {
			s.f.Close()
		}
	}
	if w.f != nil {
		w.f.Close()
	}
	w.queue, w.f = nil, nil
}
