// Package typeset turns words into shaped, broken and fitted outlines: bidi
// (UAX #9), script itemisation, shaping with the font's own rules, line
// breaking (UAX #14) that minimises raggedness, and the search for the size at
// which a headline fills its box.
//
// The two functions you want first are [Library.Fit], for words that fill a
// box, and [Library.Set], for words at a size.
//
// Inside the package lengths are in thousandths of an em; whatever leaves it
// is in mm. A rune that no font can draw is a [*MissingGlyphError]: a box or
// a blank is never set.
package typeset
