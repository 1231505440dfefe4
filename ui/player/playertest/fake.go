package playertest

import (
	"time"

	"eventkit/ui/player"
)

// Fake is a player in which no time passes but what a test says.
type Fake struct {
	// Now is its status.
	Now player.Status
	// Refuse is why the next Play fails; nil lets it play.
	Refuse error
	// Closed says that it was closed.
	Closed bool
}

// Load opens and closes the recording at once, for its length or its error.
func (f *Fake) Load(name string, open player.Source) {
	track, closer, err := open()
	f.Now = player.Status{State: player.Paused, Name: name, Volume: f.Now.Volume, Loop: f.Now.Loop, Err: err}
	if err == nil {
		f.Now.Duration = track.Duration()
		f.Now.Err = closer.Close()
	}
}

// Unload forgets it.
func (f *Fake) Unload() { f.Now = player.Status{Volume: f.Now.Volume, Loop: f.Now.Loop} }

// Play plays what is loaded, or fails as it was told to.
func (f *Fake) Play() {
	if f.Now.State != player.Paused {
		return
	}
	if f.Now.Err = f.Refuse; f.Refuse == nil {
		f.Now.State = player.Playing
	}
}

// Pause stops it where it is.
func (f *Fake) Pause() {
	if f.Now.State == player.Playing {
		f.Now.State = player.Paused
	}
}

// Seek goes to a moment of the recording.
func (f *Fake) Seek(to time.Duration) { f.Now.Position = min(max(to, 0), f.Now.Duration) }

// SetVolume sets how loud it is.
func (f *Fake) SetVolume(v float64) { f.Now.Volume = v }

// SetLoop says whether it begins again.
func (f *Fake) SetLoop(on bool) { f.Now.Loop = on }

// Status returns what a test has set.
func (f *Fake) Status() player.Status { return f.Now }

// Close notes that it was closed.
func (f *Fake) Close() { f.Closed = true }
