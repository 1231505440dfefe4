package when_test

import (
	"testing"
	"time"
	_ "time/tzdata"

	"eventkit/kit/when"
)

func at(t *testing.T, zone string) time.Time {
	t.Helper()
	loc, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	return time.Date(2027, 10, 7, 11, 0, 0, 0, loc)
}

func TestDay(t *testing.T) {
	day := at(t, "Africa/Nairobi")
	for lang, want := range map[string]string{
		"en":    "Thursday 7 October",
		"en-GB": "Thursday 7 October",
		"es":    "Jueves 7 de octubre",
		"es-MX": "Jueves 7 de octubre",
		"fr":    "Jeudi 7 octobre",
		"pt":    "Quinta-feira, 7 de outubro",
		"ar":    "الخميس ٧ أكتوبر",
		"hi":    "गुरुवार, 7 अक्तूबर",
		"ru":    "Четверг, 7 октября",
		"sw":    "Alhamisi, 7 Oktoba",
		"de":    "Donnerstag, 7. Oktober",
		"ja":    "10月7日木曜日",
		"he":    "יום חמישי, 7 באוקטובר",
		"tlh":   "Thursday 7 October",
		"":      "Thursday 7 October",
	} {
		if got := when.Day(day, lang); got != want {
			t.Errorf("Day(%q) = %q, want %q", lang, got, want)
		}
	}
}

func TestDate(t *testing.T) {
	day := at(t, "Asia/Bishkek")
	for lang, want := range map[string]string{
		"en":    "7 October 2027",
		"en-ZA": "7 October 2027",
		"es":    "7 de octubre de 2027",
		"fr":    "7 octobre 2027",
		"pt-BR": "7 de outubro de 2027",
		"ar":    "٧ أكتوبر ٢٠٢٧",
		"hi":    "7 अक्तूबर 2027",
		"ru":    "7 октября 2027 года",
		"sw":    "7 Oktoba 2027",
		"de":    "7. Oktober 2027",
		"ja":    "2027年10月7日",
		"hu":    "2027. október 7.",
		"he":    "7 באוקטובר 2027",
		"":      "7 October 2027",
	} {
		if got := when.Date(day, lang); got != want {
			t.Errorf("Date(%q) = %q, want %q", lang, got, want)
		}
	}
}

func TestDayYear(t *testing.T) {
	day := at(t, "UTC")
	for lang, want := range map[string]string{
		"en": "Thursday 7 October 2027",
		"es": "Jueves 7 de octubre de 2027",
		"ar": "الخميس ٧ أكتوبر ٢٠٢٧",
	} {
		if got := when.DayYear(day, lang); got != want {
			t.Errorf("DayYear(%q) = %q, want %q", lang, got, want)
		}
	}
}

func TestParts(t *testing.T) {
	day := at(t, "UTC")
	for _, c := range []struct{ lang, number, month, weekday, clock string }{
		{"en", "7", "October", "Thursday", "11:00"},
		{"ru", "7", "Октября", "Четверг", "11:00"},
		{"ar", "٧", "أكتوبر", "الخميس", "١١:٠٠"},
	} {
		got := []string{when.Number(day, c.lang), when.Month(day, c.lang), when.Weekday(day, c.lang), when.Clock(day, c.lang)}
		for i, want := range []string{c.number, c.month, c.weekday, c.clock} {
			if got[i] != want {
				t.Errorf("%s: part %d = %q, want %q", c.lang, i, got[i], want)
			}
		}
	}
}

func TestZone(t *testing.T) {
	for zone, want := range map[string]string{
		"Africa/Nairobi":    "EAT",
		"America/Sao_Paulo": "UTC−3",
		"Asia/Kolkata":      "IST",
		"Asia/Kathmandu":    "UTC+5:45",
		"UTC":               "UTC",
	} {
		if got := when.Zone(at(t, zone)); got != want {
			t.Errorf("Zone(%s) = %q, want %q", zone, got, want)
		}
	}
}

func TestSupported(t *testing.T) {
	for lang, want := range map[string]bool{"en": true, "pt-BR": true, "sw": true, "qaa": false} {
		if got := when.Supported(lang); got != want {
			t.Errorf("Supported(%q) = %v", lang, got)
		}
	}
}

func TestComma(t *testing.T) {
	for lang, want := range map[string]string{"en": ", ", "hi": ", ", "ar": "، ", "fa": "، ", "ur": "، ", "he": ", ", "": ", "} {
		if got := when.Comma(lang); got != want {
			t.Errorf("%q: %q", lang, got)
		}
	}
}
