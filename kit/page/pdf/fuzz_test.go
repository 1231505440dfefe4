package pdf_test

import (
	"bytes"
	"compress/zlib"
	"io"
	"math"
	"regexp"
	"strconv"
	"testing"

	"eventkit/kit/page"
	"eventkit/kit/page/internal/specimen"
	"eventkit/kit/page/pdf"
)

var streamHead = regexp.MustCompile(`(?m)^(\d+) 0 obj<<(.*)/Filter/FlateDecode/Length (\d+)>>stream\n`)

// streams inflates every stream of a document and checks its length, and that
// the end points at the cross-reference stream.
func streams(t *testing.T, b []byte) [][]byte {
	t.Helper()
	var all [][]byte
	last := 0
	for at := 0; ; {
		m := streamHead.FindSubmatchIndex(b[at:])
		if m == nil {
			break
		}
		last = at + m[0]
		n, err := strconv.Atoi(string(b[at+m[6] : at+m[7]]))
		if err != nil {
			t.Fatal(err)
		}
		body := b[at+m[1]:][:n]
		at += m[1] + n
		if !bytes.HasPrefix(b[at:], []byte("\nendstream\nendobj\n")) {
			t.Fatal("a stream has another length than it says")
		}
		z, err := zlib.NewReader(bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		plain, err := io.ReadAll(z)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, plain)
	}
	if end := "startxref\n" + strconv.Itoa(last) + "\n%%EOF\n"; !bytes.HasSuffix(b, []byte(end)) {
		t.Fatalf("the document doesn't end with %q", end)
	}
	return all
}

var notANumber = regexp.MustCompile(`NaN|Inf|\d[eE][+-]?\d`)

// Whatever a page says and wherever things lie, the document is whole.
func FuzzWrite(f *testing.F) {
	f.Add("Title", "en", "words (here)", "https://example.org", 10.0, 20.0, 0.008, 8.0, 0.0, false)
	f.Add("🕊\\)", "x-(", "السبت 8 أكتوبر\r\n\x00", "javascript:\xff", 1e300, -1e300, math.NaN(), math.Inf(1), 2.0, true)
	f.Add("", "", "ﬁ\u0301\u202E😀\U0010FFFF\xf0", "", 0.0, 0.0, 0.0, 0.0, -1.0, false)
	f.Add("", "", ")Tj ET Q", "", 0.0, 0.0, 1e-9, 1e-6, 1e-9, false)
	f.Fuzz(func(t *testing.T, title, lang, words, address string, x, y, scale, em, stroke float64, rtl bool) {
		text := square(words, rtl, min(len(words), 50))
		text.At, text.Scale, text.Em, text.Stroke = page.Point{X: x, Y: y}, scale, em, stroke
		p := onPage(specimen.A4, text,
			page.Link{Rect: page.Rect{X: x, Y: y, W: em, H: em}, Address: address},
			page.Box{Rect: page.Rect{X: x, Y: y, W: em, H: scale}, Fill: specimen.Red},
			specimen.Code(page.Point{X: x, Y: y}, em, 21, 1))
		meta := pdf.Meta{Title: title, Lang: lang, Subject: words}
		b := document(t, meta, p, p)
		for _, s := range streams(t, b) {
			if bytes.Contains(s, []byte(" cm")) && notANumber.Match(regexp.MustCompile(`(?s)\((?:\\.|[^\\)])*\)`).ReplaceAll(s, nil)) {
				t.Errorf("a drawing holds something that is no number: %.200q", s)
			}
		}
		if !bytes.Equal(b, document(t, meta, p, p)) {
			t.Error("the same page gave other bytes")
		}
	})
}
