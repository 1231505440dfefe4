package pdf

import "encoding/binary"

// write writes the invisible font and returns its object, or 0 if the
// document has no words: a composite font (ISO 32000-1, 9.7) whose every code
// shows the one empty glyph of a TrueType file, half an em wide.
func (a *alphabet) write(out *objects) int {
	if !a.used {
		return 0
	}
	font, child, about, file, gids, text := out.alloc(), out.alloc(), out.alloc(), out.alloc(), out.alloc(), out.alloc()
	ttf := emptyFont()
	out.stream(file, num([]byte("/Length1 "), float64(len(ttf)), 0), ttf)
	out.stream(gids, nil, make([]byte, 2<<16))
	out.stream(text, nil, a.toUnicode())
	out.pack(about, ref([]byte("<</Type/FontDescriptor/FontName/Words/Flags 4/FontBBox[0 -200 500 800]"+
		"/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80/FontFile2 "), file, ">>"))
	b := ref([]byte("<</Type/Font/Subtype/CIDFontType2/BaseFont/Words"+
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 500/FontDescriptor "), about, "/CIDToGIDMap ")
	out.pack(child, ref(b, gids, ">>"))
	b = ref([]byte("<</Type/Font/Subtype/Type0/BaseFont/Words/Encoding/Identity-H/DescendantFonts["), child, "]/ToUnicode ")
	out.pack(font, ref(b, text, ">>"))
	return font
}

// emptyFont builds a TrueType file with one glyph that paints nothing
// (OpenType 1.9, "TrueType outlines"; only what a PDF needs, ISO 32000-1, 9.9).
func emptyFont() []byte {
	be := binary.BigEndian
	head := make([]byte, 54)
	be.PutUint32(head, 0x00010000)
	be.PutUint32(head[12:], 0x5F0F3CF5)
	be.PutUint16(head[18:], 1000)
	be.PutUint16(head[46:], 8) // the smallest readable size in px
	be.PutUint16(head[48:], 2) // the direction hint that is always 2
	hhea := make([]byte, 36)
	be.PutUint32(hhea, 0x00010000)
	be.PutUint16(hhea[4:], 800)
	be.PutUint16(hhea[6:], 0xFF38) // -200
	be.PutUint16(hhea[10:], 500)
	be.PutUint16(hhea[34:], 1)
	maxp := make([]byte, 32)
	be.PutUint32(maxp, 0x00010000)
	be.PutUint16(maxp[4:], 1)
	be.PutUint16(maxp[14:], 2)
	font := assemble([]table{
		{"cvt ", make([]byte, 2)},
		{"glyf", make([]byte, 4)},
		{"head", head},
		{"hhea", hhea},
		{"hmtx", []byte{500 >> 8, 500 & 255, 0, 0}},
		{"loca", make([]byte, 4)},
		{"maxp", maxp},
	})
	return font
}

type table struct {
	tag  string
	data []byte
}

// assemble joins tables, in order of their tags, into a font file. The sum
// over the whole file in head stays 0: nothing that reads a font in a PDF asks
// for it.
func assemble(tables []table) []byte {
	be := binary.BigEndian
	out := be.AppendUint32(nil, 0x00010000)
	out = be.AppendUint16(out, uint16(len(tables)))
	out = append(out, 0, 64, 0, 2, 0, byte(len(tables)*16-64))
	at := 12 + 16*len(tables)
	var body []byte
	for _, t := range tables {
		padded := append(t.data, make([]byte, -len(t.data)&3)...)
		var sum uint32
		for i := 0; i < len(padded); i += 4 {
			sum += be.Uint32(padded[i:])
		}
		out = append(out, t.tag...)
		out = be.AppendUint32(out, sum)
		out = be.AppendUint32(out, uint32(at+len(body)))
		out = be.AppendUint32(out, uint32(len(t.data)))
		body = append(body, padded...)
	}
	return append(out, body...)
}
