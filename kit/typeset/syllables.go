package typeset

import (
	"unicode"

	"github.com/go-text/typesetting/language"
)

// The prices of line breaks that a reader stumbles over: between syllables
// that are told apart by their letters, by guess, and anywhere in a word.
const (
	syllableCut = 0.02
	guessedCut  = 0.6
	wordCut     = 0.8
)

// spaceless reports whether r is of a script that leaves no spaces between
// words; UAX #14 asks for a dictionary there (class SA).
func spaceless(r rune) bool {
	if r < 0x0E00 {
		return false
	}
	switch language.LookupScript(r) {
	case language.Thai, language.Lao, language.Khmer, language.Myanmar, language.Tai_Le,
		language.New_Tai_Lue, language.Tai_Tham, language.Tai_Viet, language.Ahom:
		return unicode.IsLetter(r) || unicode.IsMark(r)
	}
	return false
}

// syllableCuts cuts where the letters show that a syllable begins or ends.
// A dictionary would know the words; a zero width space in the text says the same.
func syllableCuts(s []rune) []cut {
	const long = 10
	ends := clusterEnds(s)
	var out []cut
	from, since := 0, 0
	take := func(at int, toll float64) {
		out = append(out, cut{at: at - from, toll: toll})
		from, since = at, 0
	}
	for i, at := range ends[:len(ends)-1] {
		since++
		guess := i+2 < len(ends) && mayBreak(s, at)
		switch {
		case syllableBetween(s, at):
			take(at, syllableCut)
		case guess && since >= long && opensSyllable(s[at:ends[i+1]]), guess && since >= 2*long:
			take(at, guessedCut)
		}
	}
	return out
}

// syllableBetween reports whether a syllable certainly begins at s[at] (Thai
// and Lao; Unicode Standard, chapter 16.1): a vowel that is written before its
// consonant begins one, and some vowels and signs end one.
func syllableBetween(s []rune, at int) bool {
	if !mayBreak(s, at) {
		return false
	}
	last, next := s[at-1], s[at]
	switch last {
	case 'ะ', 'ำ', 'ๆ', 'ະ', 'ຳ', 'ໆ':
		return true
	}
	return leadingVowel(next)
}

// mayBreak reports whether s may be parted at all before at: between letters,
// not after a vowel that waits for its consonant, nor before a sign that
// belongs to what came before.
func mayBreak(s []rune, at int) bool {
	last, next := s[at-1], s[at]
	if !spaceless(last) || !spaceless(next) || leadingVowel(last) || unicode.IsMark(next) {
		return false
	}
	switch next {
	case 'ะ', 'า', 'ำ', 'ๅ', 'ๆ', 'ฯ', 'ະ', 'າ', 'ຳ', 'ໆ', 'ຯ', 'ຽ':
		return false
	}
	return !joinsNext(last)
}

func leadingVowel(r rune) bool { return r >= 'เ' && r <= 'ไ' || r >= 'ເ' && r <= 'ໄ' }

// joinsNext: signs that draw the following consonant under their own (Khmer
// coeng, Burmese virama and its like).
func joinsNext(r rune) bool {
	switch r {
	case '\u17D2', '\u1039', '\u1A60':
		return true
	}
	return false
}

// opensSyllable reports whether a letter carries a vowel or a tone of its own,
// and is not silenced.
func opensSyllable(cluster []rune) bool {
	last := cluster[len(cluster)-1]
	return len(cluster) > 1 && last != '\u0E4C' && last != '\u0ECC'
}
