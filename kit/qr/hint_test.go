package qr_test

import (
	"math"
	"net/url"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"eventkit/kit/qr"
)

func TestShorter(t *testing.T) {
	for _, c := range []struct {
		name, address, capitals string
		capitalsFactor, short   float64
	}{
		{"short", "https://example.org/sign", "", 0, 1},
		{"as long as costs nothing", letters(qr.ShortAny), "", 0, 1},
		{"only a host", "https://" + longName + ".example.org", "HTTPS://" + strings.ToUpper(longName) + ".EXAMPLE.ORG", 37.0 / 33, 37.0 / 33},
		{"a path keeps its letters", "https://example.org/" + letters(40), "", 0, 37.0 / 33},
		{"escapes", "https://example.org/%d8%a7%d9%84%d8%ad%d8%b1%d9%8a%d8%a9/%d8%a7%d9%84", "HTTPS://EXAMPLE.ORG/%D8%A7%D9%84%D8%AD%D8%B1%D9%8A%D8%A9/%D8%A7%D9%84", 41.0 / 37, 41.0 / 33},
		{"a name before the host", "https://someone@example.org/%d8%a7%d9%84%d8%ad%d8%b1%d9%8a%d8%a9/%d8%a7%d9%84", "", 0, 45.0 / 33},
		{"another scheme", "mailto:someone@example.org?body=%d8%a7%d9%84%d8%ad%d8%b1%d9%8a%d8%a9/%d8%a7", "", 0, 45.0 / 33},
		{"already in capitals", "HTTPS://EXAMPLE.ORG/" + strings.Repeat("A", 60), "", 0, 37.0 / 33},
		{"refused", "https://example.org/é", "", 0, 0},
		{"empty", "", "", 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			h, ok := qr.Shorter(c.address)
			if want := c.short > 1; ok != want {
				t.Fatalf("a hint: %v, want %v (%+v)", ok, want, h)
			}
			if h.Capitals != c.capitals || math.Abs(h.CapitalsFactor-c.capitalsFactor) > 1e-9 {
				t.Errorf("capitals %q × %g, want %q × %g", h.Capitals, h.CapitalsFactor, c.capitals, c.capitalsFactor)
			}
			if math.Abs(h.ShortFactor-c.short) > 1e-9 {
				t.Errorf("a short address × %g, want %g", h.ShortFactor, c.short)
			}
		})
	}
}

const longName = "mobilize-for-freedom-everywhere-and-now"

func TestHintInWords(t *testing.T) {
	for _, c := range []struct {
		hint qr.Hint
		want string
	}{
		{qr.Hint{Capitals: "HTTPS://A.EXAMPLE", CapitalsFactor: 1.5, ShortFactor: 1.5}, "Written as HTTPS://A.EXAMPLE the same address is read from 1.5 times as far."},
		{qr.Hint{ShortFactor: 1.61}, "An address of at most 46 characters, or 67 in capitals, is read from 1.6 times as far."},
		{qr.Hint{ShortFactor: 1}, ""},
	} {
		if got := c.hint.String(); got != c.want {
			t.Errorf("%+v reads %q, want %q", c.hint, got, c.want)
		}
	}
	both := qr.Hint{Capitals: "HTTPS://A.EXAMPLE/b", CapitalsFactor: 1.1, ShortFactor: 2}.String()
	if !strings.HasPrefix(both, "Written as ") || !strings.Contains(both, "2.0 times") {
		t.Errorf("both hints read %q", both)
	}
}

// The address in capitals is the same address, and it does reach further.
func TestCapitalsKeepTheMeaning(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		address := rapid.StringMatching(`https?://[a-z0-9-]{1,40}(\.[a-z]{2,8}){1,3}(:[0-9]{1,4})?(/([a-zA-Z0-9._~-]|%[0-9a-f]{2}){0,40}){0,3}(\?[a-z]=[A-Z0-9]{0,20})?`).Draw(t, "address")
		h, ok := qr.Shorter(address)
		if !ok || h.Capitals == "" {
			return
		}
		a, errA := url.Parse(address)
		b, errB := url.Parse(h.Capitals)
		if errA != nil || errB != nil {
			t.Fatalf("%q: %v; %q: %v", address, errA, h.Capitals, errB)
		}
		if a.Scheme != b.Scheme || !strings.EqualFold(a.Host, b.Host) || a.Path != b.Path || a.RawQuery != b.RawQuery && !strings.Contains(a.RawQuery, "%") {
			t.Errorf("%q became %q", address, h.Capitals)
		}
		old, _ := qr.Encode(address)
		better, err := qr.Encode(h.Capitals)
		if err != nil {
			t.Fatal(err)
		}
		gain := qr.Reach(1000, better.Modules.N) / qr.Reach(1000, old.Modules.N)
		if math.Abs(gain-h.CapitalsFactor) > 1e-9 || gain > h.ShortFactor+1e-9 {
			t.Errorf("%q promises × %g and × %g, reaches × %g", address, h.CapitalsFactor, h.ShortFactor, gain)
		}
	})
}
