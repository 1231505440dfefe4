package song

import (
	"cmp"
	"slices"
	"time"

	"eventkit/kit"
)

// Song is a song of a kit.
type Song struct {
	ID    string
	Title kit.Text
	// File is the recording, from the kit's top: .ogg, .mp3, .flac or .wav. It
	// is "" while a slot waits for one.
	File string
	// Slot says that the campaign has the song and the kit has not: its credit
	// is shown, and that its recording can be added.
	Slot            bool
	Credit, Licence string
	// Note says in a sentence what people should know, such as that it was
	// made for this kit, or what is missing and how to add it.
	Note kit.Text
	// Languages are those that the words exist in, the one it was written in
	// first (BCP 47).
	Languages []string
	// Lines are in the order in which they are sung.
	Lines []Line
	// Score and Midi are files from the kit's top, the full score first.
	Score, Midi []string
}

// The voices of a line.
const (
	Caller = "caller" // one person
	All    = "all"
)

// Line is one line of a song's words.
type Line struct {
	// Start and End are its place in the recording; both are 0 where a song
	// without a recording has no times.
	Start, End time.Duration
	// Who sings it: [Caller] or [All].
	Who string
	// Part is the id of the verse or refrain that it belongs to; lines in a
	// row with the same part stand together.
	Part  string
	Words kit.Text
	// Chords are those above the words, by language, in order.
	Chords map[string][]Chord
}

// Chord is a chord above words.
type Chord struct {
	// At is the byte of the line's words before which it stands.
	At int
	// Name is "C", "F#m7", "G/B" …
	Name string
}

// At returns the index of the line that is sung at t, or -1 between lines.
func (s Song) At(t time.Duration) int {
	i, found := slices.BinarySearchFunc(s.Lines, t, func(l Line, t time.Duration) int { return cmp.Compare(l.Start, t) })
	if !found {
		i--
	}
	if i < 0 || t >= s.Lines[i].End {
		return -1
	}
	return i
}

// Timed reports whether the song's lines have times in its recording.
func (s Song) Timed() bool { return s.File != "" && len(s.Lines) > 0 }
