package artwork

import (
	"encoding/binary"
	"io"
)

// bare takes out of a JPEG what its pixels don't need: Exif with place and
// camera, thumbnails, XMP, comments, and whatever lies behind its end. It
// shortens data in place. Of the application's segments JFIF stays, without a
// thumbnail, and Adobe's, which says what the colours are.
func bare(data []byte) ([]byte, error) {
	out := data[:2]
	scans := 0
	for at := 2; ; {
		mark, from, ok := markerAt(data, at)
		if !ok {
			return nil, ended(io.ErrUnexpectedEOF)
		}
		if mark == markEOI {
			return append(out, 0xFF, markEOI), nil
		}
		if mark >= 0xD0 && mark <= markSOI || mark == 0x01 {
			at = from
			continue
		}
		if from+2 > len(data) {
			return nil, ended(io.ErrUnexpectedEOF)
		}
		size := int(binary.BigEndian.Uint16(data[from:]))
		if size < 2 {
			return nil, broken("the JPEG is damaged: a part of it has no length")
		}
		end := from + size
		if end > len(data) {
			return nil, ended(io.ErrUnexpectedEOF)
		}
		if mark == markSOS {
			if scans++; scans > maxScans {
				return nil, broken("the JPEG goes over its pixels more than %d times", maxScans)
			}
			end = scanEnd(data, end)
		}
		if keep := kept(mark, data[from:end]); keep != nil {
			out = append(append(out, 0xFF, mark), keep...)
		}
		at = end
	}
}

// markerAt finds the next marker and the place behind it.
func markerAt(data []byte, at int) (mark byte, from int, ok bool) {
	for ; at+1 < len(data); at++ {
		if data[at] == 0xFF && data[at+1] != 0 && data[at+1] != 0xFF {
			return data[at+1], at + 2, true
		}
	}
	return 0, 0, false
}

// scanEnd is where a scan's pixels end: at the next marker that isn't part of
// them, as restart markers are.
func scanEnd(data []byte, at int) int {
	for ; at+1 < len(data); at++ {
		if data[at] != 0xFF {
			continue
		}
		if m := data[at+1]; m != 0 && m != 0xFF && (m < 0xD0 || m > 0xD7) {
			return at
		}
	}
	return len(data)
}

// kept is what stays of a segment, its length first; nil is nothing.
func kept(mark byte, data []byte) []byte {
	switch {
	case mark == markAPP0 && len(data) >= 16 && string(data[2:7]) == "JFIF\x00":
		return []byte{0, 16, 'J', 'F', 'I', 'F', 0, data[7], data[8], data[9], data[10], data[11], data[12], data[13], 0, 0}
	case mark == markAPP14 && len(data) >= 14 && string(data[2:7]) == "Adobe":
		return append([]byte{0, 14}, data[2:14]...)
	case isFrame(mark), mark == markDHT, mark == markDQT, mark == markDRI, mark == markSOS:
		return data
	}
	return nil
}
