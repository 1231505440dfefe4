// Package when says a day and a time in the words of a language, for paper:
// no seconds, the zone beside the hour, a year only in letters.
//
// The functions you want first are [Day], [Date] and [Clock]. Names of months and
// weekdays are CLDR's; the order of a date's parts is a table of our own,
// because CLDR has no form of weekday, day and month for headlines.
package when

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
)

// Day says weekday, day and month, as in "Thursday 7 October".
func Day(t time.Time, lang string) string {
	w := wordsFor(lang)
	return capital(w.say(w.pattern, t))
}

// DayYear is Day with the year, for screens and letters.
func DayYear(t time.Time, lang string) string {
	w := wordsFor(lang)
	pattern, ok := fullForms[w.tag]
	if !ok {
		pattern = w.pattern + " {y}"
	}
	return capital(w.say(pattern, t))
}

// Date says day, month and year without the weekday, as a letter is dated:
// "7 October 2022". It has no article.
func Date(t time.Time, lang string) string {
	w := wordsFor(lang)
	pattern, ok := dateForms[w.tag]
	if !ok {
		pattern = "{d} {m} {y}"
	}
	return w.say(pattern, t)
}

// say puts the parts of t into a pattern.
func (w served) say(pattern string, t time.Time) string {
	return strings.NewReplacer(
		"{w}", w.names.WeekdayWide(t.Weekday()),
		"{d}", digits(strconv.Itoa(t.Day()), w),
		"{m}", w.names.MonthWide(t.Month()),
		"{n}", strconv.Itoa(int(t.Month())),
		"{y}", digits(strconv.Itoa(t.Year()), w),
	).Replace(pattern)
}

// Digits writes the digits 0 to 9 of s in a language's own.
func Digits(s, lang string) string { return digits(s, wordsFor(lang)) }

// Number says the day of the month on its own.
func Number(t time.Time, lang string) string {
	return digits(strconv.Itoa(t.Day()), wordsFor(lang))
}

// Month says the month, in the form that follows a day.
func Month(t time.Time, lang string) string {
	return capital(wordsFor(lang).names.MonthWide(t.Month()))
}

// Weekday says the day of the week.
func Weekday(t time.Time, lang string) string {
	return capital(wordsFor(lang).names.WeekdayWide(t.Weekday()))
}

// Clock says the hour and minute on a 24-hour clock, as in "11:00".
func Clock(t time.Time, lang string) string {
	return digits(t.Format("15:04"), wordsFor(lang))
}

// Comma is what stands between a day and an hour, with the space after it.
func Comma(lang string) string {
	if script, _ := language.Make(lang).Script(); script.String() == "Arab" {
		return "، "
	}
	return ", "
}

// Zone names the zone that is in force at t: its letters ("EAT"), or its
// distance from UTC where it has none ("UTC+3").
func Zone(t time.Time) string {
	name, offset := t.Zone()
	if name != "" && unicode.IsLetter(rune(name[0])) {
		return name
	}
	sign := "+"
	if offset < 0 {
		sign, offset = "−", -offset
	}
	h, m := offset/3600, offset%3600/60
	if m == 0 {
		return fmt.Sprintf("UTC%s%d", sign, h)
	}
	return fmt.Sprintf("UTC%s%d:%02d", sign, h, m)
}

// Supported reports whether dates can be said in a language itself; where they
// can't, they are said in the one that its readers know best of those that
// can (CLDR, languageMatching), or in English.
func Supported(lang string) bool {
	tag := language.Make(lang)
	_, i, c := matcher.Match(tag)
	asked, _ := tag.Base()
	if asked.String() == "no" || asked.String() == "nn" {
		return true // written like nb
	}
	return c > language.No && asked.String() == table[i].tag
}

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToTitle(r)) + s[n:]
}

func digits(s string, w served) string {
	if w.zero == 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return w.zero + r - '0'
		}
		return r
	}, s)
}
