// Package graphics makes pictures for social networks from the placard engine:
// each slogan in each language at the sizes that the networks use, with the
// text alternative beside it.
//
// The names you want first are [Plan] and [Save].
package graphics
