package wave_test

import (
	"testing"

	"pgregory.net/rapid"

	"eventkit/kit"
	"eventkit/kit/wave"
)

func TestVersions(t *testing.T) {
	// Each is older than the next.
	rising := []string{"0.9", "1.0-beta", "1.0-rc1", "1.0-rc2", "1", "1.0.1", "1.9", "1.10", "2", "2.0.0.1", "2026-10-06", "2026-10-06.2", "2026-12-30", "2027-01-02", "12345678901234567890123"}
	for i, a := range rising {
		for j, b := range rising {
			want := 0
			if i != j {
				want = map[bool]int{true: -1, false: 1}[i < j]
			}
			if got := wave.Versions(a, b); got != want {
				t.Errorf("%s and %s: %d, want %d", a, b, got, want)
			}
		}
	}
	for _, same := range [][2]string{{"1", "1.0"}, {"1.0.0", "1"}, {"v1.2", "1.2"}, {"1.02", "1.2"}, {"1.2 ", "1.2"}, {"2026-10-06", "2026.10.6"}, {"RC1", "rc1"}, {"", ""}} {
		if got := wave.Versions(same[0], same[1]); got != 0 {
			t.Errorf("%q and %q: %d", same[0], same[1], got)
		}
	}
}

// Turned round, a comparison says the opposite, and of three the first is
// before the last.
func TestVersionsAreAnOrder(t *testing.T) {
	draw := rapid.StringMatching(`v?([0-9]{0,3}[.\-a-cÄ]{0,2}){0,4}`)
	rapid.Check(t, func(rt *rapid.T) {
		a, b, c := draw.Draw(rt, "a"), draw.Draw(rt, "b"), draw.Draw(rt, "c")
		if wave.Versions(a, b) != -wave.Versions(b, a) || wave.Versions(a, a) != 0 {
			rt.Fatalf("%q %q: %d, %d", a, b, wave.Versions(a, b), wave.Versions(b, a))
		}
		if wave.Versions(a, b) <= 0 && wave.Versions(b, c) <= 0 && wave.Versions(a, c) > 0 {
			rt.Fatalf("%q <= %q <= %q, yet %q > %q", a, b, c, a, c)
		}
	})
}

func TestStand(t *testing.T) {
	here := kit.Manifest{ID: "a", Version: "1.1", Date: "2026-10-06"}
	for _, tt := range []struct {
		other kit.Manifest
		want  wave.Standing
	}{
		{kit.Manifest{ID: "b", Version: "2"}, wave.Other},
		{kit.Manifest{ID: "a", Version: "1.0", Date: "2027-01-01"}, wave.Older},
		{kit.Manifest{ID: "a", Version: "1.1"}, wave.Same},
		{kit.Manifest{ID: "a", Version: "1.1", Date: "2026-10-07"}, wave.Newer},
		{kit.Manifest{ID: "a", Version: "1.1", Date: "2026-10-05"}, wave.Older},
		{kit.Manifest{ID: "a", Version: "1.2"}, wave.Newer},
	} {
		if got := wave.Stand(here, tt.other); got != tt.want {
			t.Errorf("%+v: %v, want %v", tt.other, got, tt.want)
		}
	}
}
