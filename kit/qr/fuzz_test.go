package qr_test

import (
	"errors"
	"strings"
	"testing"

	"eventkit/kit/qr"
)

// Whatever a person pastes is refused with a reason or reads back.
func FuzzAddress(f *testing.F) {
	for _, s := range []string{"", "a", form, "HTTPS://EXAMPLE.ORG/S", "https://é.example", "0123456789", "A%20B:1", "\x00", "\xff"} {
		f.Add(s)
	}
	r := qr.NewReader()
	f.Fuzz(func(t *testing.T, address string) {
		s, err := qr.Encode(address)
		if err != nil {
			var refused *qr.AddressError
			if !errors.As(err, &refused) || refused.What == "" || refused.Mend == "" {
				t.Fatalf("%q: %v", address, err)
			}
			return
		}
		if err := r.Page(alone(s)); err != nil {
			t.Error(err)
		}
		if h, ok := qr.Shorter(address); ok && h.Capitals != "" && !strings.EqualFold(h.Capitals, address) {
			t.Errorf("%q became %q", address, h.Capitals)
		}
	})
}
