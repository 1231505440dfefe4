package message_test

import (
	"testing"

	"eventkit/kit/message"
	"eventkit/kit/paper/papertest"
)

func BenchmarkCheck(b *testing.B) {
	k := papertest.Kit(b)
	for b.Loop() {
		if ps := message.Check(k); len(ps) > 0 {
			b.Fatal(ps)
		}
	}
}

func BenchmarkMeasure(b *testing.B) {
	const text = "सच प्रकाशित करना अपराध नहीं है। #FreeAssangeNOW https://example.org/a/path"
	for b.Loop() {
		message.Measure(text)
	}
}
