package typeset

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Clean returns text as it will be set: in NFC, white space folded to single
// spaces, line breaks kept as "\n", and without what has no place on paper:
// control characters, bytes that are not UTF-8, and the invisible bidi
// controls that can make a line read differently from what it says.
// Clean(Clean(s)) is Clean(s).
func Clean(text string) string {
	text = lineBreaks.Replace(strings.ToValidUTF8(text, ""))
	var b strings.Builder
	b.Grow(len(text))
	gap := rune(0)
	for _, r := range text {
		switch {
		case r == '\n':
			gap = '\n'
			continue
		case keepsTogether(r):
		case unicode.IsSpace(r):
			if gap == 0 {
				gap = ' '
			}
			continue
		case dropped(r):
			continue
		}
		if gap != 0 && b.Len() > 0 {
			b.WriteRune(gap)
		}
		gap = 0
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}

var lineBreaks = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n")

// keepsTogether: the no-break spaces are part of a word.
func keepsTogether(r rune) bool { return r == '\u00A0' || r == '\u202F' }

func dropped(r rune) bool {
	switch {
	case unicode.Is(unicode.Cc, r), r == '\uFEFF', r == '\uFFFC', r == '\u00AD', r == '\u061C':
		return true
	case r >= '\u200E' && r <= '\u200F', r >= '\u202A' && r <= '\u202E', r >= '\u2060' && r <= '\u206F':
		return true
	case r >= 0xE0000 && r <= 0xE0FFF, r >= 0xFFF9 && r <= 0xFFFB:
		return true
	}
	return false
}

// invisible runes join or shape their neighbours and need no glyph of their own.
func invisible(r rune) bool {
	switch {
	case r == '\u200B', r == '\u200C', r == '\u200D', r == '\u034F':
		return true
	case r >= '\uFE00' && r <= '\uFE0F', r >= '\u180B' && r <= '\u180E':
		return true
	}
	return false
}
