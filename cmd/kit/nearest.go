package main

import (
	"fmt"
	"strings"
)

// unknown is the error for a name that is not one of the valid ones. It names
// the nearest, if one is near, and then all.
func unknown(what, got string, valid []string) error {
	mend := "Valid are: " + strings.Join(valid, ", ") + "."
	if len(valid) == 0 {
		mend = "This kit has none."
	}
	if best, ok := nearest(got, valid); ok {
		mend = fmt.Sprintf("Did you mean %s?\n%s", best, mend)
	}
	return &usageError{fmt.Sprintf("there is no %s %q", what, got), mend}
}

// nearest returns the valid name that the fewest changes make of got, if they
// are at most a third of its letters.
func nearest(got string, valid []string) (string, bool) {
	got = strings.ToLower(got)
	best, fewest := "", len(got)/3+2
	for _, v := range valid {
		low := strings.ToLower(v)
		d := distance(got, low)
		if strings.HasPrefix(low, got) && len(got) > 1 {
			d = min(d, 1)
		}
		if d < fewest {
			best, fewest = v, d
		}
	}
	return best, best != ""
}

// distance counts the letters to insert, delete or replace to make b of a
// (Levenshtein).
func distance(a, b string) int {
	as, bs := []rune(a), []rune(b)
	if len(as) > 100 || len(bs) > 100 {
		return max(len(as), len(bs))
	}
	row := make([]int, len(bs)+1)
	for j := range row {
		row[j] = j
	}
	for i, ra := range as {
		diagonal := row[0]
		row[0] = i + 1
		for j, rb := range bs {
			cost := diagonal
			if ra != rb {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(bs)]
}
