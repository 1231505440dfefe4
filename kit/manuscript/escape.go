package manuscript

import (
	"regexp"
	"strings"
	"unicode"
)

// marked writes a line as Markdown, its bold words **between stars**. Stars
// only stand where white space and a word, or a word and punctuation, meet, on
// the side where CommonMark (6.2) takes them as meant.
func marked(l line, all bool) string {
	var out strings.Builder
	strong, gap := false, ""
	for i, word := range words(l) {
		if unicode.IsSpace(word[0].r) {
			gap = plain(word)
			continue
		}
		for j, piece := range pieces(word) {
			bold := all || piece.strong
			if strong && !bold {
				out.WriteString("**")
			}
			out.WriteString(gap)
			if !strong && bold {
				out.WriteString("**")
			}
			out.WriteString(escaped(piece.words, i == 0 && j == 0))
			strong, gap = bold, ""
		}
	}
	if strong {
		out.WriteString("**")
	}
	return unlisted(out.String())
}

// piece is a part of a word in one weight.
type piece struct {
	words  string
	strong bool
}

// pieces cuts a word into the punctuation before it, itself, and that after
// it. The word is as bold as its first letter; punctuation is only bold with
// it.
func pieces(word line) []piece {
	from, to := 0, len(word)
	for from < to && isPunct(word[from].r) {
		from++
	}
	for to > from && isPunct(word[to-1].r) {
		to--
	}
	if from == to {
		return []piece{{plain(word), word[0].strong}}
	}
	strong := word[from].strong
	if !strong || word[0].strong {
		from = 0
	}
	if !strong || word[len(word)-1].strong {
		to = len(word)
	}
	var out []piece
	for _, p := range []piece{{plain(word[:from]), false}, {plain(word[from:to]), strong}, {plain(word[to:]), false}} {
		if p.words != "" {
			out = append(out, p)
		}
	}
	return out
}

func isPunct(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }

// words cuts a line into words and the white space between them.
func words(l line) []line {
	var out []line
	for i, s := range l {
		if i == 0 || unicode.IsSpace(s.r) != unicode.IsSpace(l[i-1].r) {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], s)
	}
	return out
}

var entity = regexp.MustCompile(`^&(#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);`)

// escaped writes words so that nothing in them is taken as markup; first says
// that a line begins with them.
func escaped(s string, first bool) string {
	var out strings.Builder
	before := ' '
	for i, r := range s {
		rest := s[i:]
		after := ' '
		for _, n := range rest[len(string(r)):] {
			after = n
			break
		}
		switch {
		case r == '&' && entity.MatchString(rest):
			out.WriteString("&amp;")
			before = r
			continue
		case r == '\\' && after == ' ':
			// Two of them at the end of a line would be read as three.
			out.WriteString("&#92;")
			before = r
			continue
		case r == '*' || r == '`',
			r == '\\' && after < 0x80 && isPunct(after),
			r == '_' && !(isWord(before) && isWord(after)),
			r == '<' && after != ' ',
			r == ']' && (after == '(' || after == ':'),
			first && i == 0 && strings.ContainsRune("#>=~", r):
			out.WriteByte('\\')
		}
		out.WriteRune(r)
		before = r
	}
	return out.String()
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

var (
	item = regexp.MustCompile(`^([-+•]|[0-9]{1,9}[.)])[ \t]+`)
	rule = regexp.MustCompile(`^(-[-\s\x{00A0}]*|\+|[0-9]{1,9}[.)])$`)
)

// unlisted keeps a line from being the beginning of a list or a rule. A
// non-breaking space after the mark does, and keeps it beside its words.
func unlisted(s string) string {
	if rule.MatchString(s) {
		if last := len(s) - 1; s[0] >= '0' && s[0] <= '9' {
			return s[:last] + "\\" + s[last:]
		}
		return "\\" + s
	}
	if m := item.FindStringSubmatch(s); m != nil {
		return m[1] + "\u00A0" + s[len(m[0]):]
	}
	return s
}
