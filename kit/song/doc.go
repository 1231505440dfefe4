// Package song holds the songs of a kit: what plays, its words line by line
// with their times and chords, whose it is, and the lyric sheet to sing from.
//
// The two functions you want first are [Read] and [Maker.Sheet].
//
// A kit's songs are in song/song.toml. A song that the campaign has and the
// kit has not is a slot: it is credited, and waits for its recording.
package song
