package when_test

import (
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"eventkit/kit/when"
)

// all are the languages that dates are said in.
const all = "en es fr pt ar hi ru sw am bn ca cs da de el fa fi he hu hy id it ja ka ko mr ms ne nl nb pl ro si sv ta th tr uk ur vi zh"

// Whatever the day and the language, every part is said, and none of the
// pattern stays behind.
func TestEveryDayInEveryLanguage(t *testing.T) {
	for _, lang := range strings.Fields(all) {
		said := map[string]bool{}
		for day := time.Date(2028, 1, 1, 23, 59, 0, 0, time.UTC); day.Year() == 2028; day = day.AddDate(0, 0, 1) {
			s, full, date := when.Day(day, lang), when.DayYear(day, lang), when.Date(day, lang)
			for _, words := range []string{s, full, date, when.Month(day, lang), when.Weekday(day, lang)} {
				if words != strings.TrimSpace(words) || words == "" || !utf8.ValidString(words) || strings.ContainsAny(words, "{}\uFFFD") {
					t.Fatalf("%s, %s: %q", lang, day.Format(time.DateOnly), words)
				}
			}
			number, year := when.Number(day, lang), when.Digits("2028", lang)
			if !strings.Contains(s, number) || !strings.Contains(full, year) || !strings.Contains(date, year) || !strings.Contains(date, number) {
				t.Fatalf("%s: %q, %q or %q lacks %s or %s", lang, s, full, date, number, year)
			}
			if strings.Contains(s, year) {
				t.Fatalf("%s: %q has a year", lang, s)
			}
			if r, _ := utf8.DecodeRuneInString(full); unicode.IsLower(r) && unicode.ToTitle(r) != r {
				t.Fatalf("%s: %q begins small", lang, full)
			}
			said[s] = true
		}
		if len(said) != 366 {
			t.Errorf("%s has %d different days in a leap year", lang, len(said))
		}
	}
}

func TestYearsStandWhereTheLanguageHasThem(t *testing.T) {
	day := at(t, "UTC")
	for lang, want := range map[string][2]string{
		"pt": {"Quinta-feira, 7 de outubro de 2027", "7 de outubro de 2027"},
		"ca": {"Dijous, 7 d’octubre de 2027", "7 d’octubre de 2027"},
		"hu": {"2027. október 7., csütörtök", "2027. október 7."},
		"tr": {"7 Ekim 2027 Perşembe", "7 Ekim 2027"},
		"vi": {"Thứ Năm, 7 tháng 10, 2027", "7 tháng 10, 2027"},
		"ja": {"2027年10月7日木曜日", "2027年10月7日"},
		"ko": {"2027년 10월 7일 목요일", "2027년 10월 7일"},
		"zh": {"2027年10月7日星期四", "2027年10月7日"},
		"bn": {"বৃহস্পতিবার, ৭ অক্টোবর ২০২৭", "৭ অক্টোবর ২০২৭"},
		"uk": {"Четвер, 7 жовтня 2027", "7 жовтня 2027 року"},
	} {
		if got := when.DayYear(day, lang); got != want[0] {
			t.Errorf("DayYear(%s) = %q, want %q", lang, got, want[0])
		}
		if got := when.Date(day, lang); got != want[1] {
			t.Errorf("Date(%s) = %q, want %q", lang, got, want[1])
		}
	}
}

// The day said is that of the place and not of UTC.
func TestTheDayIsThatOfThePlace(t *testing.T) {
	late := time.Date(2027, 12, 31, 22, 30, 0, 0, time.UTC)
	for zone, want := range map[string]string{
		"UTC":                "Friday 31 December 2027 22:30",
		"Africa/Nairobi":     "Saturday 1 January 2028 01:30",
		"Pacific/Kiritimati": "Saturday 1 January 2028 12:30",
		"America/Sao_Paulo":  "Friday 31 December 2027 19:30",
	} {
		loc, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		local := late.In(loc)
		if got := when.DayYear(local, "en") + " " + when.Clock(local, "en"); got != want {
			t.Errorf("%s: %q, want %q", zone, got, want)
		}
	}
}

func TestClockHasTwoDigitsAndNoSeconds(t *testing.T) {
	for clock, want := range map[string]string{"00:00:00": "00:00", "00:05:59": "00:05", "09:30:00": "09:30", "12:00:00": "12:00", "23:59:59": "23:59"} {
		at, err := time.Parse(time.TimeOnly, clock)
		if err != nil {
			t.Fatal(err)
		}
		if got := when.Clock(at, "en"); got != want {
			t.Errorf("%s is said %q, want %q", clock, got, want)
		}
	}
	if got := when.Clock(time.Date(2027, 1, 1, 21, 45, 0, 0, time.UTC), "fa"); got != "۲۱:۴۵" {
		t.Errorf("in Persian: %q", got)
	}
}

func TestDigits(t *testing.T) {
	for _, c := range []struct{ lang, s, want string }{
		{"en", "0123456789", "0123456789"},
		{"ar", "0123456789", "٠١٢٣٤٥٦٧٨٩"},
		{"fa", "0123456789", "۰۱۲۳۴۵۶۷۸۹"},
		{"bn", "0123456789", "০১২৩৪৫৬৭৮৯"},
		{"ne", "12 km, A4", "१२ km, A४"},
		{"mr-IN", "7", "७"},
		{"hi", "7", "7"},
		{"ar", "", ""},
		{"ar", "١٢", "١٢"},
	} {
		if got := when.Digits(c.s, c.lang); got != c.want {
			t.Errorf("Digits(%q, %s) = %q, want %q", c.s, c.lang, got, c.want)
		}
	}
}

// A zone has letters, or a distance from UTC with a real minus sign.
func TestZonesWithoutAName(t *testing.T) {
	for _, c := range []struct {
		name    string
		seconds int
		want    string
	}{
		{"", 0, "UTC+0"},
		{"+03", 3 * 3600, "UTC+3"},
		{"-03", -3 * 3600, "UTC−3"},
		{"", -(3*3600 + 30*60), "UTC−3:30"},
		{"+1245", 12*3600 + 45*60, "UTC+12:45"},
		{"", 14 * 3600, "UTC+14"},
		{"EAT", 3 * 3600, "EAT"},
	} {
		day := time.Date(2027, 10, 7, 11, 0, 0, 0, time.FixedZone(c.name, c.seconds))
		if got := when.Zone(day); got != c.want {
			t.Errorf("zone %q of %d s is %q, want %q", c.name, c.seconds, got, c.want)
		}
	}
	if a, b := when.Zone(at(t, "Europe/London")), when.Zone(at(t, "Europe/London").AddDate(0, 1, 0)); a != "BST" || b != "GMT" {
		t.Errorf("London has %s in October and %s in November", a, b)
	}
}

// Only a language's own words count as its own: what is said in a
// neighbour's, or in English, doesn't.
func TestSupportedIsTheLanguageItself(t *testing.T) {
	for _, lang := range strings.Fields(all + " en-ZA es-MX pt-AO zh-Hant zh-TW sw-KE no nn iw") {
		if !when.Supported(lang) {
			t.Errorf("%s is not supported", lang)
		}
	}
	for _, lang := range strings.Fields("ha yo zu ky ku et rw sr tlh qaa und x") {
		if when.Supported(lang) {
			t.Errorf("%s is supported", lang)
		}
	}
}

// Languages come from tables that others wrote: anything is answered, always
// the same, from many goroutines at once.
func TestAnyLanguage(t *testing.T) {
	day := at(t, "UTC")
	rapid.Check(t, func(t *rapid.T) {
		lang := rapid.OneOf(rapid.String(), rapid.StringMatching(`[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?`)).Draw(t, "lang")
		got := make([]string, 4)
		var all sync.WaitGroup
		for i := range got {
			all.Go(func() { got[i] = when.Day(day, lang) + when.Date(day, lang) })
		}
		all.Wait()
		for _, s := range got {
			if s != got[0] || s == "" || strings.ContainsAny(s, "{}\uFFFD") {
				t.Fatalf("%q says %q", lang, got)
			}
		}
	})
}
