package kit

import (
	"bytes"
	"encoding/binary"
	"io"
	"math"
)

// claimedEntries returns how many entries an archive's end record claims, or
// 0 if it has none that can be read (APPNOTE.TXT, 4.3.14 to 4.3.16). The zip
// reader makes room for that many before it reads one.
func claimedEntries(r io.ReaderAt, size int64) int64 {
	const endRecord, locator = 22, 20
	from := max(0, size-(endRecord+math.MaxUint16+locator))
	tail := make([]byte, size-from)
	if n, err := r.ReadAt(tail, from); err != nil && err != io.EOF || n < len(tail) {
		return 0
	}
	at := bytes.LastIndex(tail, []byte("PK\x05\x06"))
	if at < 0 || at+endRecord > len(tail) {
		return 0
	}
	n := int64(binary.LittleEndian.Uint16(tail[at+10:]))
	if at < locator || !bytes.HasPrefix(tail[at-locator:], []byte("PK\x06\x07")) {
		return n
	}
	end64 := make([]byte, 56)
	where := binary.LittleEndian.Uint64(tail[at-locator+8:])
	if where > uint64(size) {
		return n
	}
	if _, err := r.ReadAt(end64, int64(where)); err != nil || !bytes.HasPrefix(end64, []byte("PK\x06\x06")) {
		return n
	}
	return int64(min(max(uint64(n), binary.LittleEndian.Uint64(end64[32:])), math.MaxInt64))
}
