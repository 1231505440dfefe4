package pdf

import (
	"math"
	"strconv"
)

var pow10 = [...]float64{1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8}

// num appends a number rounded to so many decimals, in the fewest characters.
func num(b []byte, v float64, decimals int) []byte {
	n := math.Round(v * pow10[decimals])
	if !(math.Abs(n) < 1<<53) {
		n = 0
	}
	return fixed(b, int64(n), decimals)
}

// fixed appends n/10^decimals.
func fixed(b []byte, n int64, decimals int) []byte {
	if n < 0 {
		b = append(b, '-')
		n = -n
	}
	for decimals > 0 && n%10 == 0 {
		n /= 10
		decimals--
	}
	if decimals == 0 {
		return strconv.AppendInt(b, n, 10)
	}
	var digits [20]byte
	s := strconv.AppendInt(digits[:0], n, 10)
	if whole := len(s) - decimals; whole > 0 {
		b = append(b, s[:whole]...)
		s = s[whole:]
	}
	b = append(b, '.')
	for i := len(s); i < decimals; i++ {
		b = append(b, '0')
	}
	return append(b, s...)
}

// nums appends numbers with a space between them and one behind.
func nums(b []byte, decimals int, vs ...float64) []byte {
	for _, v := range vs {
		b = append(num(b, v, decimals), ' ')
	}
	return b
}

// decimalsFor returns with how many decimals lengths are written that belong
// to something of the given size: finer than a 5,000th of it.
func decimalsFor(size float64) int {
	d := math.Ceil(math.Log10(5000 / size))
	if !(d > 0) {
		return 0
	}
	return int(math.Min(d, float64(len(pow10)-1)))
}

// ref appends a reference to an object, and what follows it.
func ref(b []byte, obj int, then ...string) []byte {
	b = append(strconv.AppendInt(b, int64(obj), 10), " 0 R"...)
	for _, t := range then {
		b = append(b, t...)
	}
	return b
}
