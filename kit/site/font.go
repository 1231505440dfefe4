package site

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"slices"
)

// errFont says that a font isn't one of TrueType outlines, or is broken.
var errFont = errors.New("not a font of TrueType outlines")

// fontTables are what a browser needs to shape and draw (OpenType 1.9,
// "Required tables"); the rest is left out.
var fontTables = []string{
	"GDEF", "GPOS", "GSUB", "OS/2", "cmap", "cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post", "prep",
}

// sfnt is a font by its tables.
type sfnt map[string][]byte

func readFont(data []byte) (sfnt, error) {
	if len(data) < 12 || binary.BigEndian.Uint32(data) != 0x00010000 {
		return nil, errFont
	}
	out := sfnt{}
	for i := range int(binary.BigEndian.Uint16(data[4:])) {
		at := 12 + 16*i
		if at+16 > len(data) {
			return nil, errFont
		}
		from := uint64(binary.BigEndian.Uint32(data[at+8:]))
		size := uint64(binary.BigEndian.Uint32(data[at+12:]))
		if from+size > uint64(len(data)) {
			return nil, errFont
		}
		out[string(data[at:at+4])] = data[from : from+size]
	}
	for _, name := range []string{"head", "maxp", "loca", "glyf", "hhea", "hmtx", "post"} {
		if _, ok := out[name]; !ok {
			return nil, errFont
		}
	}
	return out, nil
}

// glyphs are the outlines of all glyphs, by number.
func (f sfnt) glyphs() ([][]byte, error) {
	if len(f["head"]) < 54 || len(f["maxp"]) < 6 {
		return nil, errFont
	}
	n := int(binary.BigEndian.Uint16(f["maxp"][4:]))
	long := binary.BigEndian.Uint16(f["head"][50:]) == 1
	at := func(i int) (int, bool) {
		if long {
			if 4*i+4 > len(f["loca"]) {
				return 0, false
			}
			return int(binary.BigEndian.Uint32(f["loca"][4*i:])), true
		}
		if 2*i+2 > len(f["loca"]) {
			return 0, false
		}
		return 2 * int(binary.BigEndian.Uint16(f["loca"][2*i:])), true
	}
	out := make([][]byte, n)
	for i := range n {
		from, ok1 := at(i)
		to, ok2 := at(i + 1)
		if !ok1 || !ok2 || from > to || to > len(f["glyf"]) {
			return nil, errFont
		}
		out[i] = f["glyf"][from:to]
	}
	return out, nil
}

// Flags of a part of a composite glyph (OpenType 1.9, "glyf").
const (
	argsAreWords = 0x0001
	haveScale    = 0x0008
	moreParts    = 0x0020
	haveXY       = 0x0040
	have2x2      = 0x0080
)

// parts are the glyphs that a composite glyph is put together from.
func parts(glyph []byte) []int {
	if len(glyph) < 10 || int16(binary.BigEndian.Uint16(glyph)) >= 0 {
		return nil
	}
	var out []int
	for at := 10; at+4 <= len(glyph); {
		flags := binary.BigEndian.Uint16(glyph[at:])
		out = append(out, int(binary.BigEndian.Uint16(glyph[at+2:])))
		if flags&moreParts == 0 {
			break
		}
		at += 6
		if flags&argsAreWords != 0 {
			at += 2
		}
		switch {
		case flags&haveScale != 0:
			at += 2
		case flags&haveXY != 0:
			at += 4
		case flags&have2x2 != 0:
			at += 8
		}
	}
	return out
}

// subset empties the outlines of all glyphs but those named, and of what they
// are put together from. Glyphs keep their numbers, so that the tables for
// shaping stay as they are.
func (f sfnt) subset(want []int) (sfnt, error) {
	glyphs, err := f.glyphs()
	if err != nil {
		return nil, err
	}
	keep := make([]bool, len(glyphs))
	queue := append([]int{0}, want...)
	for len(queue) > 0 {
		g := queue[0]
		queue = queue[1:]
		if g < 0 || g >= len(glyphs) || keep[g] {
			continue
		}
		keep[g] = true
		queue = append(queue, parts(glyphs[g])...)
	}
	var glyf, loca []byte
	for i, g := range glyphs {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		if keep[i] {
			glyf = append(glyf, g...)
			glyf = append(glyf, make([]byte, -len(glyf)&3)...)
		}
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
	out := sfnt{}
	for _, name := range fontTables {
		if t, ok := f[name]; ok {
			out[name] = t
		}
	}
	out["glyf"], out["loca"] = glyf, loca
	out["head"] = slices.Clone(f["head"])
	binary.BigEndian.PutUint16(out["head"][50:], 1) // long offsets in loca
	// Without the glyphs' names (OpenType 1.9, "post", version 3).
	out["post"] = slices.Clone(f["post"])[:min(32, len(f["post"]))]
	binary.BigEndian.PutUint32(out["post"], 0x00030000)
	return out, nil
}

// woff packs the font for a browser (W3C, WOFF File Format 1.0).
func (f sfnt) woff() []byte {
	names := make([]string, 0, len(f))
	for name := range f {
		names = append(names, name)
	}
	slices.Sort(names)
	whole := f.sum(names)
	const header, entry = 44, 20
	var table, body []byte
	for _, name := range names {
		check := sum(f[name])
		if name == "head" {
			binary.BigEndian.PutUint32(f[name][8:], 0xB1B0AFBA-whole)
		}
		packed := deflate(f[name])
		table = append(table, name...)
		table = binary.BigEndian.AppendUint32(table, uint32(header+entry*len(names)+len(body)))
		table = binary.BigEndian.AppendUint32(table, uint32(len(packed)))
		table = binary.BigEndian.AppendUint32(table, uint32(len(f[name])))
		table = binary.BigEndian.AppendUint32(table, check)
		body = append(body, packed...)
		body = append(body, make([]byte, -len(body)&3)...)
	}
	var b []byte
	b = append(b, "wOFF"...)
	b = binary.BigEndian.AppendUint32(b, 0x00010000)
	b = binary.BigEndian.AppendUint32(b, uint32(header+len(table)+len(body)))
	b = binary.BigEndian.AppendUint16(b, uint16(len(names)))
	b = binary.BigEndian.AppendUint16(b, 0)
	b = binary.BigEndian.AppendUint32(b, uint32(f.size()))
	b = append(b, make([]byte, header-len(b))...)
	return append(append(b, table...), body...)
}

// size is that of the font unpacked, every table on a boundary of four bytes.
func (f sfnt) size() int {
	n := 12 + 16*len(f)
	for _, t := range f {
		n += (len(t) + 3) &^ 3
	}
	return n
}

// sum is the checksum of the whole font as it is unpacked, with that of head
// left out (OpenType 1.9, "head").
func (f sfnt) sum(names []string) uint32 {
	binary.BigEndian.PutUint32(f["head"][8:], 0)
	n := len(names)
	power, log := 1, 0
	for power*2 <= n {
		power, log = power*2, log+1
	}
	dir := binary.BigEndian.AppendUint32(nil, 0x00010000)
	for _, v := range []int{n, power * 16, log, n*16 - power*16} {
		dir = binary.BigEndian.AppendUint16(dir, uint16(v))
	}
	at := 12 + 16*n
	total := uint32(0)
	for _, name := range names {
		t := f[name]
		dir = append(dir, name...)
		dir = binary.BigEndian.AppendUint32(dir, sum(t))
		dir = binary.BigEndian.AppendUint32(dir, uint32(at))
		dir = binary.BigEndian.AppendUint32(dir, uint32(len(t)))
		at += (len(t) + 3) &^ 3
		total += sum(t)
	}
	return total + sum(dir)
}

func sum(t []byte) uint32 {
	var n uint32
	for ; len(t) >= 4; t = t[4:] {
		n += binary.BigEndian.Uint32(t)
	}
	var last [4]byte
	copy(last[:], t)
	return n + binary.BigEndian.Uint32(last[:])
}

// deflate packs a table, or leaves it where that gains nothing.
func deflate(t []byte) []byte {
	var b bytes.Buffer
	w, err := zlib.NewWriterLevel(&b, zlib.BestCompression)
	if err == nil {
		_, err = w.Write(t)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil || b.Len() >= len(t) {
		return t
	}
	return b.Bytes()
}
