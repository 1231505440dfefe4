// Package sound reads recordings: Ogg Vorbis, MP3, FLAC and WAV, judged by what
// is in them and not by their names. Whatever the file's own rate and channels,
// a [Track] is read as stereo frames of 32-bit floats at [Rate].
//
// The two functions you want first are [Open] and [Track.Read].
//
// Files are decoded as they are read, never as a whole, so a recording of three
// hours takes no more memory than one of three seconds. Recordings come from
// strangers: what their headers claim is checked before anything is allocated,
// and a decoder that panics is an [Error] and not the end of the program.
//
// A Track belongs to one goroutine at a time. Opening and reading may take long
// on slow disks: neither belongs on the goroutine that owns a window.
package sound
