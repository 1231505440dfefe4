package paper

import (
	"regexp"
	"strconv"
	"strings"

	"eventkit/kit/typeset"
	"eventkit/kit/when"
)

func mm(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// Number writes a count in a language's digits, thousands apart from 10,000 on.
func Number(n int, lang string) string {
	s := strconv.Itoa(n)
	if len(s) > 4 {
		for i := len(s) - 3; i > 0; i -= 3 {
			s = s[:i] + "\u202F" + s[i:]
		}
	}
	return when.Digits(s, lang)
}

// OneLine is words as they stand on one line.
func OneLine(s string) string { return strings.ReplaceAll(typeset.Clean(s), "\n", " ") }

// Blank is a line to write on inside a sentence, about n letters long.
func Blank(n int) string { return strings.Repeat("_", n) }

var slot = regexp.MustCompile(`\{([a-z]+)\}`)

// Fill puts values in the place of {names}; what has no value becomes a line
// to write on, as long as blanks says.
func Fill(words string, values map[string]string, blanks map[string]int) string {
	filled := slot.ReplaceAllStringFunc(words, func(m string) string {
		name := m[1 : len(m)-1]
		if v := OneLine(values[name]); v != "" {
			return v
		}
		n, ok := blanks[name]
		if !ok {
			n = 12
		}
		return Blank(n)
	})
	// A line to write on stays beside what it is for.
	return strings.ReplaceAll(filled, " "+Blank(4), "\u00A0"+Blank(4))
}

// Slots lists the {names} in words, in order.
func Slots(words string) []string {
	var out []string
	for _, m := range slot.FindAllStringSubmatch(words, -1) {
		out = append(out, m[1])
	}
	return out
}
