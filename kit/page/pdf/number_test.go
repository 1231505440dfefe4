package pdf

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestNum(t *testing.T) {
	tests := []struct {
		v        float64
		decimals int
		want     string
	}{
		{0, 3, "0"},
		{math.Copysign(0, -1), 3, "0"},
		{1, 3, "1"},
		{-1, 0, "-1"},
		{1.5, 3, "1.5"},
		{-1.5, 3, "-1.5"},
		{0.5, 3, ".5"},
		{-0.5, 3, "-.5"},
		{0.05, 3, ".05"},
		{0.0004, 3, "0"},
		{-0.0004, 3, "0"},
		{0.0006, 3, ".001"},
		{10, 3, "10"},
		{100.25, 1, "100.3"},
		{1234.5678, 2, "1234.57"},
		{0.9999, 3, "1"},
		{-9.9996, 3, "-10"},
		{123456789.125, 2, "123456789.13"},
		{2.834645669, 6, "2.834646"},
		{math.NaN(), 3, "0"},
		{math.Inf(1), 3, "0"},
		{math.Inf(-1), 3, "0"},
		{1e300, 3, "0"},
		{1e15, 0, "1000000000000000"},
	}
	for _, tt := range tests {
		if got := string(num(nil, tt.v, tt.decimals)); got != tt.want {
			t.Errorf("%v with %d decimals: %s, want %s", tt.v, tt.decimals, got, tt.want)
		}
	}
}

// What is written is the number, to the decimals asked for, and has no
// character too many.
func TestNumIsExactAndShort(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.Float64Range(-20000, 20000).Draw(t, "v")
		decimals := rapid.IntRange(0, len(pow10)-1).Draw(t, "decimals")
		got := string(num(nil, v, decimals))
		back, err := strconv.ParseFloat(got, 64)
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(back-v) > 0.5/pow10[decimals]+1e-10 {
			t.Fatalf("%v with %d decimals: %s", v, decimals, got)
		}
		long := strconv.FormatFloat(v, 'f', decimals, 64)
		if len(got) > len(long) {
			t.Fatalf("%v with %d decimals: %s is longer than %s", v, decimals, got, long)
		}
		whole, fraction, dot := strings.Cut(got, ".")
		if dot && (strings.HasSuffix(fraction, "0") || fraction == "" || whole == "0" || whole == "-0") {
			t.Fatalf("%v with %d decimals: %s could be shorter", v, decimals, got)
		}
	})
}

func TestNums(t *testing.T) {
	if got := string(nums([]byte("q "), 2, 1, 0.25, -3)); got != "q 1 .25 -3 " {
		t.Errorf("%q", got)
	}
	if got := string(ref([]byte("/Font "), 12, "/Next", ">>")); got != "/Font 12 0 R/Next>>" {
		t.Errorf("%q", got)
	}
}

func TestDecimalsFor(t *testing.T) {
	for size, want := range map[float64]int{
		1000: 1, 5000: 0, 1e9: 0, 1: 4, 0.035: 6, 1e-30: len(pow10) - 1, 0: len(pow10) - 1,
		math.NaN(): 0, math.Inf(1): 0, -1: 0,
	} {
		if got := decimalsFor(size); got != want {
			t.Errorf("%g: %d decimals, want %d", size, got, want)
		}
	}
	// Finer than a 5,000th of the size.
	for size := 1e-3; size < 1e5; size *= 1.7 {
		if step := 1 / pow10[decimalsFor(size)]; step > size/5000*1.0001 && step < 1 {
			t.Errorf("%g is written in steps of %g", size, step)
		}
	}
}

func TestShortNames(t *testing.T) {
	seen := map[string]int{}
	for i := range 5000 {
		name := shortName(i)
		if before, ok := seen[name]; ok {
			t.Fatalf("%d and %d are both called %s", before, i, name)
		}
		seen[name] = i
		if i < 62 && len(name) != 1 || len(name) > 3 {
			t.Errorf("%d is called %s", i, name)
		}
	}
}
