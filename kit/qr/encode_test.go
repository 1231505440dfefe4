package qr_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"eventkit/kit/page"
	"eventkit/kit/qr"
)

// letters is an address of n characters that only byte mode holds.
func letters(n int) string { return strings.Repeat("letter/", n/7+1)[:n] }

// The capacities are those of ISO/IEC 18004:2015, table 7.
func TestLevelAndVersion(t *testing.T) {
	for _, c := range []struct {
		address string
		version int
		level   string
	}{
		{letters(1), 1, "H"},
		{letters(7), 1, "H"},
		{letters(8), 1, "Q"},
		{letters(11), 1, "Q"},
		{letters(12), 2, "H"},
		{letters(14), 2, "H"},
		{letters(15), 2, "Q"},
		{letters(32), 3, "Q"},
		{letters(33), 4, "H"},
		{letters(34), 4, "H"},
		{letters(35), 4, "Q"},
		{letters(qr.ShortAny), 4, "Q"},
		{letters(qr.ShortAny + 1), 5, "Q"},
		{letters(1663), 40, "Q"},
		{letters(1664), 34, "M"},
		{letters(qr.MaxAddress), 38, "M"},
		{"HTTPS://EXAMPLE.ORG/S", 2, "Q"},
		{strings.Repeat("A", qr.ShortCapitals), 4, "Q"},
		{strings.Repeat("A", qr.ShortCapitals+1), 5, "Q"},
		{strings.Repeat("1", 17), 1, "H"},
	} {
		s, err := qr.Encode(c.address)
		if err != nil {
			t.Errorf("%d characters: %v", len(c.address), err)
			continue
		}
		if s.Version != c.version || s.Level != c.level {
			t.Errorf("%d characters: version %d-%s, want %d-%s", len(c.address), s.Version, s.Level, c.version, c.level)
		}
		if n := 17 + 4*c.version; s.Modules.N != n || len(s.Modules.Dark) != n*n {
			t.Errorf("%d characters: %d modules a side (%d in all), want %d", len(c.address), s.Modules.N, len(s.Modules.Dark), n)
		}
		if s.Address != c.address {
			t.Errorf("the symbol is for %q, want %q", s.Address, c.address)
		}
	}
}

func TestRefusedAddresses(t *testing.T) {
	for _, c := range []struct{ name, address, says string }{
		{"empty", "", "it is empty; type the address"},
		{"not ASCII", "https://example.org/día", `'í' (U+00ED) is not an ASCII character; write it percent-encoded`},
		{"another script", "https://пример.example", `'п' (U+043F)`},
		{"replacement character", "https://example.org/\uFFFD", `(U+FFFD) is not an ASCII character`},
		{"broken text", "https://example.org/\xff", "byte 21 is not text"},
		{"line break", "https://example.org/\n", `'\n' (U+000A) is a control character; take it out`},
		{"delete", "https://example.org/\x7f", "(U+007F) is a control character"},
		{"too long", letters(qr.MaxAddress + 1), "2049 characters where 2048 fit; use a shorter address"},
		{"far too long", letters(1 << 20), "too long"},
		{"long and not ASCII", strings.Repeat("é", 100), `"` + strings.Repeat("é", 30) + `…"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := qr.Encode(c.address)
			var refused *qr.AddressError
			if s != nil || !errors.As(err, &refused) {
				t.Fatalf("got %v, %v; want an AddressError", s, err)
			}
			if !strings.Contains(err.Error(), c.says) {
				t.Errorf("the error says %q, want %q in it", err, c.says)
			}
			if len(err.Error()) > 300 {
				t.Errorf("the error is %d bytes long", len(err.Error()))
			}
			if refused.Address != c.address || refused.What == "" || refused.Mend == "" {
				t.Errorf("the error lacks a part: %+v", refused)
			}
		})
	}
}

func TestCodeOnThePage(t *testing.T) {
	s, err := qr.Encode("HTTPS://EXAMPLE.ORG/S")
	if err != nil {
		t.Fatal(err)
	}
	c := s.Code(page.Point{X: 12, Y: 34}, 2)
	if want := (page.Rect{X: 12, Y: 34, W: 66, H: 66}); c.Rect != want {
		t.Errorf("25 modules of 2 mm lie at %v, want %v", c.Rect, want)
	}
	if c.Module() != 2 || c.Quiet != 4 || c.Address != s.Address || c.Modules != s.Modules {
		t.Errorf("the code lost something: %+v", c)
	}
	if c.Light != page.White || page.Contrast(c.Dark, c.Light) < 15 {
		t.Errorf("the code is %v on %v", c.Dark, c.Light)
	}
}

// Asking again gives the same symbol, however many others were asked for in
// between and from however many goroutines.
func TestEncodeFromEverywhere(t *testing.T) {
	const addresses, workers = 300, 3
	address := func(i int) string { return fmt.Sprintf("https://example.org/%d", i) }
	got := make([][]*qr.Symbol, workers)
	var wg sync.WaitGroup
	for w := range workers {
		got[w] = make([]*qr.Symbol, addresses)
		wg.Go(func() {
			for k := range addresses {
				i := (k + w*addresses/workers) % addresses
				s, err := qr.Encode(address(i))
				if err != nil {
					t.Error(err)
					return
				}
				got[w][i] = s
			}
		})
	}
	wg.Wait()
	for i := range addresses {
		for w := range workers {
			a, b := got[0][i], got[w][i]
			if a == nil || b == nil || b.Address != address(i) || !equal(a.Modules, b.Modules) {
				t.Fatalf("address %d differs between goroutines", i)
			}
		}
	}
}

func equal(a, b *page.Modules) bool {
	if a.N != b.N || len(a.Dark) != len(b.Dark) {
		return false
	}
	for i := range a.Dark {
		if a.Dark[i] != b.Dark[i] {
			return false
		}
	}
	return true
}

func TestAskingAgainIsTheSameSymbol(t *testing.T) {
	a, err := qr.Encode("https://example.org/again")
	if err != nil {
		t.Fatal(err)
	}
	if b, _ := qr.Encode("https://example.org/again"); a != b {
		t.Error("the symbol was made twice")
	}
}

func TestAnyPrintableAddressReadsBack(t *testing.T) {
	r := qr.NewReader()
	printable := rapid.StringOfN(rapid.RuneFrom(nil, ascii), 1, 300, -1)
	rapid.Check(t, func(t *rapid.T) {
		address := printable.Draw(t, "address")
		s, err := qr.Encode(address)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Page(alone(s)); err != nil {
			t.Error(err)
		}
	})
}
