package model

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// monthNames holds the months in the languages that people most often type
// them in here: English, Spanish, French, Portuguese.
var monthNames = [][]string{
	strings.Fields("january february march april may june july august september october november december"),
	strings.Fields("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
	strings.Fields("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
	strings.Fields("janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"),
}

// month reads a month's name or the beginning of one; 0 if it names none or
// several.
func month(s string) time.Month {
	s = strings.TrimSuffix(strings.ToLower(s), ".")
	found := time.Month(0)
	for _, names := range monthNames {
		for i, n := range names {
			m := time.Month(i + 1)
			if s == n {
				return m
			}
			if len([]rune(s)) >= 3 && strings.HasPrefix(n, s) {
				if found != 0 && found != m {
					return 0
				}
				found = m
			}
		}
	}
	return found
}

// ParseDate reads a day as people write one: 7/10/2027, 7.10.27, 2027-10-07,
// 7 October 2027, October 7, 7 oct. The day comes before the month unless only
// the other order exists. Without a year the next such day from today is
// meant. The result is at midnight UTC.
func ParseDate(s string, today time.Time) (time.Time, bool) {
	parts := strings.FieldsFunc(digits(s), func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("/.-,", r)
	})
	var nums []int
	var named time.Month
	var wide []bool
	for _, p := range parts {
		switch p = strings.ToLower(p); p {
		case "de", "of", "the", "le", "el":
			continue
		}
		n, err := strconv.Atoi(trimOrdinal(p))
		if err == nil {
			nums, wide = append(nums, n), append(wide, len(p) == 4)
			continue
		}
		if m := month(p); m != 0 && named == 0 {
			named = m
			continue
		}
		if !weekday(p) {
			return time.Time{}, false
		}
	}
	return arrange(nums, wide, named, today)
}

// arrange makes a day of numbers and perhaps a month that was named.
func arrange(nums []int, wide []bool, named time.Month, today time.Time) (time.Time, bool) {
	switch {
	case named != 0 && len(nums) == 2 && wide[0]:
		return day(nums[0], named, nums[1])
	case named != 0 && len(nums) == 2:
		return day(century(nums[1], wide[1]), named, nums[0])
	case named != 0 && len(nums) == 1 && !wide[0]:
		return coming(named, nums[0], today)
	case named == 0 && len(nums) == 3 && wide[0]:
		return day(nums[0], time.Month(nums[1]), nums[2])
	case named == 0 && len(nums) == 3:
		y := century(nums[2], wide[2])
		if t, ok := day(y, time.Month(nums[1]), nums[0]); ok {
			return t, true
		}
		return day(y, time.Month(nums[0]), nums[1])
	case named == 0 && len(nums) == 2 && !wide[0] && !wide[1]:
		if t, ok := coming(time.Month(nums[1]), nums[0], today); ok {
			return t, true
		}
		return coming(time.Month(nums[0]), nums[1], today)
	}
	return time.Time{}, false
}

func century(y int, wide bool) int {
	if !wide && y < 100 {
		return 2000 + y
	}
	return y
}

func day(y int, m time.Month, d int) (time.Time, bool) {
	t := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	return t, y >= 1900 && y <= 9999 && t.Year() == y && t.Month() == m && t.Day() == d
}

// coming returns the next such day from today.
func coming(m time.Month, d int, today time.Time) (time.Time, bool) {
	for y := today.Year(); y < today.Year()+9; y++ {
		if t, ok := day(y, m, d); ok && !t.Before(today.Truncate(24*time.Hour)) {
			return t, true
		}
	}
	return time.Time{}, false
}

// digits turns the digits of every script into ASCII ones.
func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 || !unicode.Is(unicode.Nd, r) {
			return r
		}
		// Digits stand in runs of ten that begin where the code point before
		// isn't one (Unicode 16, chapter 4.6); at most ten steps lead there.
		zero := r
		for zero > 0 && unicode.Is(unicode.Nd, zero-1) && r-zero < 9 {
			zero--
		}
		return '0' + (r-zero)%10
	}, s)
}

func trimOrdinal(s string) string {
	for _, end := range []string{"st", "nd", "rd", "th", "º", "er"} {
		if cut, ok := strings.CutSuffix(s, end); ok && cut != "" && cut[len(cut)-1] >= '0' && cut[len(cut)-1] <= '9' {
			return cut
		}
	}
	return s
}

func weekday(s string) bool {
	s = strings.TrimSuffix(s, ".")
	for d := time.Sunday; d <= time.Saturday; d++ {
		if len(s) >= 2 && strings.HasPrefix(strings.ToLower(d.String()), s) {
			return true
		}
	}
	return false
}

// LongDate writes a day with its weekday: Thursday 7 October 2027.
func LongDate(t time.Time) string { return t.Format("Monday 2 January 2006") }

// ParseTime reads a time of day as people write one: 11:00, 11.30, 11h30, 11,
// 1300, 2 pm. The result is "15:04".
func ParseTime(s string) (string, bool) {
	s = strings.ToLower(strings.ReplaceAll(digits(strings.TrimSpace(s)), " ", ""))
	half := 0
	for _, end := range []string{"a.m.", "p.m.", "am", "pm"} {
		if cut, ok := strings.CutSuffix(s, end); ok {
			s, half = cut, 1
			if end[0] == 'p' {
				half = 2
			}
			break
		}
	}
	s = strings.TrimSuffix(s, "h")
	hour, minute, ok := splitTime(s)
	if !ok || half > 0 && (hour < 1 || hour > 12) {
		return "", false
	}
	switch {
	case half == 1 && hour == 12:
		hour = 0
	case half == 2 && hour < 12:
		hour += 12
	}
	if hour > 23 || minute > 59 {
		return "", false
	}
	return fmt.Sprintf("%02d:%02d", hour, minute), true
}

func splitTime(s string) (hour, minute int, ok bool) {
	i := strings.IndexAny(s, ":.h")
	switch {
	case i > 0:
	case len(s) == 4:
		s, i = s[:2]+":"+s[2:], 2
	case len(s) == 1 || len(s) == 2:
		s, i = s+":00", len(s)
	default:
		return 0, 0, false
	}
	h, errH := strconv.ParseUint(s[:i], 10, 8)
	m, errM := strconv.ParseUint(s[i+1:], 10, 8)
	return int(h), int(m), errH == nil && errM == nil && len(s)-i-1 == 2
}
