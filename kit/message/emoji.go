package message

import (
	_ "embed" // for the table
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed data/emoji.txt
var emojiTable string

const (
	joiner     = '\u200D'
	asEmoji    = '\uFE0F'
	asText     = '\uFE0E'
	keycap     = '\u20E3'
	firstTone  = 0x1F3FB
	lastTone   = 0x1F3FF
	flagA      = 0x1F1E6
	flagZ      = 0x1F1FF
	blackFlag  = 0x1F3F4
	tagLetters = 0xE0000
	tagEnd     = 0xE007F
)

// emojis is the table of emoji (UTS #51, version 15.0).
type emojis struct {
	one, tone [][2]rune       // ranges: an emoji by itself, one that takes a skin tone
	flags     map[string]bool // "KE" and, for parts of a country, "gbeng"
	joined    map[string]bool // parts joined, "1F468+1F33E"
}

var emojiData = sync.OnceValue(func() *emojis {
	e := &emojis{flags: map[string]bool{}, joined: map[string]bool{}}
	for line := range strings.Lines(emojiTable) {
		kind, rest, _ := strings.Cut(line, " ")
		for _, word := range strings.Fields(rest) {
			switch kind {
			case "one":
				e.one = append(e.one, hexRange(word))
			case "tone":
				e.tone = append(e.tone, hexRange(word))
			case "flag", "region":
				e.flags[word] = true
			case "joined":
				e.joined[word] = true
			}
		}
	}
	return e
})

func hexRange(word string) [2]rune {
	from, to, ok := strings.Cut(word, "-")
	if !ok {
		to = from
	}
	a, errA := strconv.ParseInt(from, 16, 32)
	b, errB := strconv.ParseInt(to, 16, 32)
	if errA != nil || errB != nil {
		panic("the table of emoji: " + word) // it is part of the program
	}
	return [2]rune{rune(a), rune(b)}
}

func within(ranges [][2]rune, r rune) bool {
	_, found := slices.BinarySearchFunc(ranges, r, func(a [2]rune, r rune) int {
		switch {
		case a[1] < r:
			return -1
		case a[0] > r:
			return 1
		}
		return 0
	})
	return found
}

func decode(s string) (rune, int) { return utf8.DecodeRuneInString(s) }

// emojiLen returns the bytes of the emoji that s begins with, the longest that
// is one; 0 if it begins with none.
func emojiLen(s string) int {
	r, n := decode(s)
	switch {
	case r < 0xA9 && strings.ContainsRune("0123456789#*", r):
		return capped(s, n)
	case r < 0xA9:
		return 0
	case flagA <= r && r <= flagZ:
		return flag(s, r, n)
	case r == blackFlag:
		if m := region(s[n:]); m > 0 {
			return n + m
		}
	}
	return joinedLen(s)
}

// capped is a digit or a sign in a keycap.
func capped(s string, n int) int {
	r, m := decode(s[n:])
	if r == asEmoji {
		n += m
		r, m = decode(s[n:])
	}
	if r == keycap {
		return n + m
	}
	return 0
}

func flag(s string, r rune, n int) int {
	next, m := decode(s[n:])
	if flagA <= next && next <= flagZ && emojiData().flags[string([]rune{'A' + r - flagA, 'A' + next - flagA})] {
		return n + m
	}
	return n
}

// region is the tags after a black flag that make it that of a country's part.
func region(s string) int {
	var tags []rune
	for i, r := range s {
		switch {
		case r == tagEnd && emojiData().flags[string(tags)]:
			return i + utf8.RuneLen(r)
		case r <= tagLetters || r >= tagEnd || len(tags) > 8:
			return 0
		}
		tags = append(tags, r-tagLetters)
	}
	return 0
}

// joinedLen is one emoji, or as many joined ones as make a known one.
func joinedLen(s string) int {
	name, end, best := "", 0, 0
	for parts := 0; parts < 4; parts++ {
		r, n, ok := part(s[end:])
		if !ok {
			break
		}
		name += strings.ToUpper(strconv.FormatInt(int64(r), 16))
		end += n
		if parts == 0 || emojiData().joined[name] {
			best = end
		}
		if parts == 0 && needsSign(r) && !strings.HasSuffix(s[:end], string(asEmoji)) {
			best = 0
		}
		next, m := decode(s[end:])
		if next != joiner {
			break
		}
		name += "+"
		end += m
	}
	return best
}

// part is one emoji without joiners: a character, its skin tone, its sign that
// it is one. After it, a sign that it is text makes it none.
func part(s string) (r rune, length int, ok bool) {
	e := emojiData()
	r, length = decode(s)
	if !within(e.one, r) {
		return 0, 0, false
	}
	next, n := decode(s[length:])
	switch {
	case next == asText:
		return 0, 0, false
	case next == asEmoji:
		length += n
		next, n = decode(s[length:])
	}
	if within(e.tone, r) && firstTone <= next && next <= lastTone {
		length += n
	}
	return r, length, true
}

// needsSign reports whether a character is an emoji only with the sign that it
// is one after it.
func needsSign(r rune) bool { return r == 0xA9 || r == 0xAE || r == 0x2122 || r == 0x265F }
