package sound

import (
	"bytes"
	"errors"
	"io"
	"strconv"
)

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}

// inMemory reads a file that can't be sought in.
func inMemory(r io.Reader, name string) (io.ReadSeeker, error) {
	data, err := io.ReadAll(io.LimitReader(r, mostMemory+1))
	if err != nil {
		return nil, err
	}
	if len(data) > mostMemory {
		return nil, wrong(name, "is too large to be played from inside an archive", "unpack the kit into a folder first", nil)
	}
	return bytes.NewReader(data), nil
}

// openKind finds out what a file holds and opens it.
func openKind(r io.ReadSeeker, size int64, name string) (opened, error) {
	if size == 0 {
		return opened{}, wrong(name, "is empty", mendAgain, nil)
	}
	start, err := afterID3(newWindow(r, 0, size))
	if err != nil {
		return opened{}, err
	}
	w := newWindow(r, start, size)
	head := make([]byte, 4096)
	n, err := w.readAt(head, 0)
	if err != nil {
		return opened{}, err
	}
	head = head[:n]
	if _, err := w.Seek(0, io.SeekStart); err != nil {
		return opened{}, err
	}
	wave := hasAt(head, 0, "RIFF") || hasAt(head, 0, "RF64")
	if most := int64(mostBytes); !wave && size > most || size > mostWAV {
		return opened{}, wrong(name, "is larger than "+strconv.FormatInt(most>>30, 10)+" GB", "save it again as MP3 or Ogg Vorbis", nil)
	}
	switch {
	case hasAt(head, 0, "OggS"):
		return openVorbis(w, head, name)
	case hasAt(head, 0, "fLaC"):
		return openFLAC(w, name)
	case wave && hasAt(head, 8, "WAVE"):
		return openWAV(w, name)
	case start > 0 || looksLikeMP3(head):
		return openMP3(w, name)
	}
	return opened{}, notSound(name, head)
}

func hasAt(b []byte, at int, s string) bool {
	return len(b) >= at+len(s) && string(b[at:at+len(s)]) == s
}

// notSound says what else the file seems to be.
func notSound(name string, head []byte) error {
	what := "isn’t a recording that can be played here"
	switch {
	case hasAt(head, 4, "ftyp"):
		what = "is an M4A or MP4 file, which can’t be played here"
	case hasAt(head, 0, "FORM"):
		what = "is an AIFF file, which can’t be played here"
	case hasAt(head, 0, "MThd"):
		what = "is a MIDI file: notes, not sound"
	case hasAt(head, 0, "\x1a\x45\xdf\xa3"):
		what = "is a WebM or Matroska file, which can’t be played here"
	case isText(head):
		what = "is text, not sound"
	}
	return wrong(name, what, mendKinds, nil)
}

func isText(head []byte) bool {
	for _, c := range head {
		if c < 0x20 && c != '\n' && c != '\r' && c != '\t' {
			return false
		}
	}
	return true
}

// afterID3 returns where a file begins after its ID3v2 tag (ID3v2.4.0, 3.1),
// if it has one.
func afterID3(w *window) (int64, error) {
	var h [10]byte
	n, err := w.readAt(h[:], 0)
	if err != nil || n < len(h) || !hasAt(h[:], 0, "ID3") {
		return 0, err
	}
	size := int64(h[6]&0x7f)<<21 | int64(h[7]&0x7f)<<14 | int64(h[8]&0x7f)<<7 | int64(h[9]&0x7f)
	if size += 10; h[5]&0x10 != 0 {
		size += 10
	}
	if size > w.size() {
		return 0, errors.New("its ID3 tag is longer than the file")
	}
	return size, nil
}
