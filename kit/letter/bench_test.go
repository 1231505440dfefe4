package letter_test

import (
	"fmt"
	"testing"

	"eventkit/kit/letter"
	"eventkit/kit/paper/papertest"
)

// A letter for one event after the other, as a window asks at every keystroke.
func BenchmarkLetter(b *testing.B) {
	k, m := papertest.Kit(b), maker(b)
	for _, lang := range []string{"en", "ar"} {
		b.Run(lang, func(b *testing.B) {
			ev := papertest.Event(lang)
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				i++
				ev.City = fmt.Sprint("City ", i)
				if _, err := m.Letter(k, ev, letter.Choice{Lang: lang}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
