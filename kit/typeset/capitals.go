package typeset

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	xlang "golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// capitals returns what a style does to the letters of a word.
func capitals(st Style) func(string) string {
	if !st.Caps {
		return func(s string) string { return s }
	}
	tag := xlang.Make(st.Lang)
	switch base, _ := tag.Base(); base.String() {
	case "hy":
		// Armenian as it is written today parts the ligature into ech and vew,
		// not ech and yiwn as Unicode has it (CLDR, hy-Upper).
		upper := cases.Upper(tag)
		return func(s string) string { return upper.String(strings.ReplaceAll(s, "և", "եվ")) }
	case "el":
		upper := cases.Upper(xlang.Und)
		return func(s string) string { return upper.String(withoutTonos(s)) }
	}
	return cases.Upper(tag).String
}

// withoutTonos takes the accents off Greek letters, as capitals have none
// (CLDR, el-Upper). A diaeresis stays, and comes where the accent alone told
// two vowels apart: μάιος is ΜΑΪΟΣ. The word ή (or) keeps its accent.
func withoutTonos(s string) string {
	const diaeresis = '\u0308'
	in := []rune(norm.NFD.String(s))
	out := make([]rune, 0, len(in))
	parted := false // the letter before is a vowel that lost its accent
	for i := 0; i < len(in); {
		end := i + 1
		for end < len(in) && unicode.Is(unicode.Mn, in[end]) {
			end++
		}
		letter, marks := in[i], in[i+1:end]
		alone := (i == 0 || !unicode.IsLetter(in[i-1])) && (end == len(in) || !unicode.IsLetter(in[end]))
		if !unicode.Is(unicode.Greek, letter) || alone && unicode.ToLower(letter) == 'η' {
			out = append(out, in[i:end]...)
			parted, i = false, end
			continue
		}
		out = append(out, letter)
		accented, open := false, false
		for _, m := range marks {
			switch m {
			case '\u0300', '\u0301', '\u0342':
				accented = true
			case '\u0313', '\u0314':
			case diaeresis:
				open = true
			default:
				out = append(out, m)
			}
		}
		second := strings.ContainsRune("ιυΙΥ", letter)
		if open || parted && second && !accented {
			out = append(out, diaeresis)
		}
		parted = accented && !open && strings.ContainsRune("αεηουΑΕΗΟΥ", letter)
		i = end
	}
	return norm.NFC.String(string(out))
}
