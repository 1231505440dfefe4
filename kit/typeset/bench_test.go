package typeset_test

import (
	"errors"
	"strings"
	"testing"

	"eventkit/kit/page"
	"eventkit/kit/typeset"
)

var a4 = page.Size{W: 190, H: 200}

// What a program pays before its first headline: fonts read and letters drawn.
func BenchmarkFitCold(b *testing.B) {
	for _, h := range []int{0, 6, 11} {
		b.Run(headlines[h].name, func(b *testing.B) {
			for b.Loop() {
				lib, err := typeset.New(fontFiles)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := lib.Fit(headlines[h].text, poster(headlines[h].lang), a4, typeset.Limits{Stack: true}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// What a key pressed in the form costs.
func BenchmarkFitWarm(b *testing.B) {
	for _, h := range []int{0, 6, 11} {
		b.Run(headlines[h].name, func(b *testing.B) {
			lib := library(b)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := lib.Fit(headlines[h].text, poster(headlines[h].lang), a4, typeset.Limits{Stack: true}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkSetFit(b *testing.B) {
	for _, p := range []int{0, 4, 8} {
		b.Run(passages[p].name, func(b *testing.B) {
			lib := library(b)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := lib.SetFit(passages[p].text, medium(passages[p].lang), page.Size{W: 100, H: 60}, typeset.Limits{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// Ten thousand letters of each kind, which nobody prints but somebody pastes.
func BenchmarkLong(b *testing.B) {
	wide := page.Size{W: 580, H: 820}
	texts := map[string]string{
		"words":     strings.Repeat("freedom now ", 833),
		"letters":   strings.Repeat("a b ", 2500),
		"one word":  strings.Repeat("freedom", 1429),
		"Arabic":    strings.Repeat("الحرية الآن ", 833),
		"Hindi":     strings.Repeat("स्वतंत्रता अभी ", 667),
		"Thai":      strings.Repeat("เสรีภาพเดี๋ยวนี้", 625),
		"ideograms": strings.Repeat("字由", 5000),
		"marks":     strings.Repeat("a"+strings.Repeat("\u0301", 99), 100),
		"brackets":  strings.Repeat("(א", 5000),
	}
	for name, text := range texts {
		lib := with(b, "字由", "")
		set := func() {
			var long *typeset.TooLongError
			if _, err := lib.Fit(text, poster("en"), wide, typeset.Limits{}); err != nil && !errors.As(err, &long) {
				b.Fatal(err)
			}
		}
		run := func() {
			var long *typeset.TooLongError
			if _, err := lib.SetFit(text, medium("en"), wide, typeset.Limits{}); err != nil && !errors.As(err, &long) {
				b.Fatal(err)
			}
		}
		b.Run("Fit "+name, func(b *testing.B) {
			for b.Loop() {
				set()
			}
		})
		b.Run("SetFit "+name, func(b *testing.B) {
			for b.Loop() {
				run()
			}
		})
	}
}
