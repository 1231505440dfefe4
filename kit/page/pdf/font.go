package pdf

import (
	"strconv"
	"unicode/utf16"

	"eventkit/kit/page"
)

// write writes the invisible font and returns its object, or 0 if no line
// needs it: a composite font (ISO 32000-1, 9.7) whose every code shows the one
// empty glyph of a TrueType file, half an em wide.
func (a *alphabet) write(out *objects) int {
	if !a.used {
		return 0
	}
	gids, text := out.alloc(), out.alloc()
	out.stream(gids, nil, make([]byte, 2*(int(a.highest)+1)))
	out.stream(text, nil, a.toUnicode())
	about := descriptor(out, "Words", trueType(nil, nil, nil, boxOf(nil)), boxOf(nil))
	child, obj := out.alloc(), out.alloc()
	b := ref([]byte("<</Type/Font/Subtype/CIDFontType2/BaseFont/Words"+
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 500/FontDescriptor "), about, "/CIDToGIDMap ")
	out.pack(child, ref(b, gids, ">>"))
	b = ref([]byte("<</Type/Font/Subtype/Type0/BaseFont/Words/Encoding/Identity-H/DescendantFonts["), child, "]/ToUnicode ")
	out.pack(obj, ref(b, text, ">>"))
	return obj
}

// descriptor writes a font file and what has to be said about it.
func descriptor(out *objects, name string, file []byte, box fontBox) (obj int) {
	obj, stream := out.alloc(), out.alloc()
	out.stream(stream, strconv.AppendInt([]byte("/Length1 "), int64(len(file)), 10), file)
	b := append([]byte("<</Type/FontDescriptor/FontName/"), name...)
	b = nums(append(b, "/Flags 4/FontBBox["...), 0, float64(box.x0), float64(box.y0), float64(box.x1), float64(box.y1))
	b = append(b, "]/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 714/StemV 80/FontFile2 "...)
	out.pack(obj, ref(b, stream, ">>"))
	return obj
}

// write writes a font of paired letters (ISO 32000-1, 9.6.3) and returns its
// object. i tells fonts of a document apart.
func (s *font) write(out *objects, i int) int {
	var glyphs []*page.Outline
	var widths []int
	var codes []byte
	first, last := 255, 0
	s.chars[spaceCode] = &char{width: spaceWidth}
	for code, c := range s.chars {
		if c == nil {
			continue
		}
		first, last = min(first, code), max(last, code)
		o := s.glyphs[code]
		if o == nil {
			o = new(page.Outline)
		}
		glyphs, widths, codes = append(glyphs, o), append(widths, c.width), append(codes, byte(code))
	}
	text := out.alloc()
	out.stream(text, nil, s.toUnicode())
	name := subsetName(i, s.family)
	b := append([]byte("<</Type/Font/Subtype/TrueType/BaseFont/"), name...)
	box := boxOf(glyphs)
	about := descriptor(out, name, trueType(glyphs, widths, codes, box), box)
	b = ref(append(b, "/FontDescriptor "...), about, "/ToUnicode ")
	b = append(ref(b, text), "/FirstChar "...)
	b = append(strconv.AppendInt(b, int64(first), 10), "/LastChar "...)
	b = append(strconv.AppendInt(b, int64(last), 10), "/Widths["...)
	for code := first; code <= last; code++ {
		w := 0
		if c := s.chars[code]; c != nil {
			w = c.width
		}
		b = append(strconv.AppendInt(b, int64(w), 10), ' ')
	}
	obj := out.alloc()
	out.pack(obj, append(b, "]>>"...))
	return obj
}

// subsetName returns the name of the i-th font: a tag that says it is a part
// of a font (ISO 32000-1, 9.6.4), and the family.
func subsetName(i int, family string) string {
	tag := []byte("AAAAAA+")
	for k := 5; i > 0; k, i = k-1, i/26 {
		tag[k] += byte(i % 26)
	}
	for _, c := range []byte(family) {
		if c == '-' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' {
			tag = append(tag, c)
		}
	}
	return string(tag)
}

const (
	cmapHead = "/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n/CMapName/T def/CMapType 2 def\n"
	cmapTail = "endcmap CMapName currentdict/CMap defineresource pop end end"
)

// toUnicode maps codes to text (ISO 32000-1, 9.10.3).
func (s *font) toUnicode() []byte {
	b := []byte(cmapHead + "1 begincodespacerange<00><FF>endcodespacerange\n1 beginbfchar<20><0020>endbfchar\n")
	for code, o := range s.glyphs {
		if o != nil {
			b = append(b, "1 beginbfchar<"...)
			b = append(b, hex(nil, uint16(code))[2:]...)
			b = append(b, "><"...)
			for _, u := range utf16.Encode([]rune{s.runes[code]}) {
				b = hex(b, u)
			}
			b = append(b, ">endbfchar\n"...)
		}
	}
	return append(b, cmapTail...)
}

// toUnicode maps codes to text (ISO 32000-1, 9.10.3).
func (a *alphabet) toUnicode() []byte {
	b := []byte(cmapHead + "1 begincodespacerange<0000><FFFF>endcodespacerange\n")
	for i, used := range a.blocks {
		if used {
			b = hex(append(b, "1 beginbfrange<"...), uint16(i)<<8)
			b = hex(append(b, "><"...), uint16(i)<<8|255)
			b = hex(append(b, "><"...), uint16(i)<<8)
			b = append(b, ">endbfrange\n"...)
		}
	}
	for i, r := range a.order {
		hi, lo := utf16.EncodeRune(r)
		b = hex(append(b, "1 beginbfchar<"...), uint16(surrogates+i))
		b = hex(hex(append(b, "><"...), uint16(hi)), uint16(lo))
		b = append(b, ">endbfchar\n"...)
	}
	return append(b, cmapTail...)
}

// hex appends four hexadecimal digits.
func hex(b []byte, v uint16) []byte {
	const digits = "0123456789ABCDEF"
	return append(b, digits[v>>12], digits[v>>8&15], digits[v>>4&15], digits[v&15])
}
