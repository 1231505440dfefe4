// Package poster lays out the posters of a kit: its artwork on any paper, the
// headline set in the language asked for, and, if wanted, a foot with the
// event's lines and a code. Finished artwork, of the kit or from a file of this
// computer, is printed whole and never cropped, with its real density said.
//
// The two names you want first are [New] and [Maker.Make].
package poster
