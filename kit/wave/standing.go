package wave

import (
	"cmp"
	"strings"

	"eventkit/kit"
)

// Standing is how one kit stands to another.
type Standing int

// The standings.
const (
	Other Standing = iota // another kit
	Older
	Same // the same version, though maybe not the same files
	Newer
)

// Stand says how a kit stands to the one that is there: by id, then version,
// then, where the versions are the same, the day of both.
func Stand(there, other kit.Manifest) Standing {
	if there.ID != other.ID {
		return Other
	}
	c := Versions(other.Version, there.Version)
	if c == 0 && there.Date != "" && other.Date != "" {
		c = strings.Compare(other.Date, there.Date)
	}
	switch {
	case c < 0:
		return Older
	case c > 0:
		return Newer
	}
	return Same
}

// Versions compares two versions as people count: piece by piece, numbers as
// numbers, so that 1.10 comes after 1.9, and 2027-01-02 after 2026-12-30. A
// piece that one lacks comes before any number and after any word: 1.0-beta,
// 1.0, 1.0.1. It returns -1, 0 or 1.
func Versions(a, b string) int {
	x, y := pieces(a), pieces(b)
	for i := range max(len(x), len(y)) {
		if c := compare(at(x, i), at(y, i)); c != 0 {
			return c
		}
	}
	return 0
}

// pieces are the runs of digits and those of letters in a version.
func pieces(s string) []string {
	var out []string
	last := 0
	for _, r := range strings.ToLower(s) {
		kind := 0
		switch {
		case '0' <= r && r <= '9':
			kind = 1
		case r > ' ' && !strings.ContainsRune(".-_+~/", r):
			kind = 2
		}
		if kind != 0 && kind != last {
			out = append(out, "")
		}
		if kind != 0 {
			out[len(out)-1] += string(r)
		}
		last = kind
	}
	// A "v" before the number says nothing.
	if len(out) > 1 && out[0] == "v" {
		out = out[1:]
	}
	return out
}

func at(pieces []string, i int) string {
	if i < len(pieces) {
		return pieces[i]
	}
	return ""
}

// compare orders two pieces: words, nothing, numbers.
func compare(a, b string) int {
	rank := func(s string) int {
		switch {
		case s == "":
			return 1
		case s[0] <= '9':
			return 2
		}
		return 0
	}
	if ra, rb := rank(a), rank(b); ra != rb {
		// 1 and 1.0 are the same.
		if strings.Trim(a, "0") == "" && strings.Trim(b, "0") == "" {
			return 0
		}
		return cmp.Compare(ra, rb)
	}
	if rank(a) == 2 {
		a, b = strings.TrimLeft(a, "0"), strings.TrimLeft(b, "0")
		if c := cmp.Compare(len(a), len(b)); c != 0 {
			return c
		}
	}
	return strings.Compare(a, b)
}
