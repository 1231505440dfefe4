package qr

import "strings"

// Blocks draws the symbol with its quiet zone in half blocks (U+2580), two
// modules a character, for a screen that shows text. With colour it is black on
// white whatever the screen's own colours are (ECMA-48, 8.3.117, with 256
// colours); without, it is right where letters are dark on light. Lines end in
// a newline.
func Blocks(s *Symbol, colour bool) string {
	const on, off = "\x1b[38;5;16;48;5;231m", "\x1b[0m"
	n := s.Modules.N
	dark := func(x, y int) bool { return x >= 0 && x < n && y >= 0 && y < n && s.Modules.At(x, y) }
	var b strings.Builder
	for y := -Quiet; y < n+Quiet; y += 2 {
		if colour {
			b.WriteString(on)
		}
		for x := -Quiet; x < n+Quiet; x++ {
			switch upper, lower := dark(x, y), dark(x, y+1); {
			case upper && lower:
				b.WriteString("█")
			case upper:
				b.WriteString("▀")
			case lower:
				b.WriteString("▄")
			default:
				b.WriteByte(' ')
			}
		}
		if colour {
			b.WriteString(off)
		}
		b.WriteByte('\n')
	}
	return b.String()
}
