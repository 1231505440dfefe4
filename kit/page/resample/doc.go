// Package resample makes smaller pictures of large ones, row by row, so that
// the large one never has to be in memory.
//
// The two names you want first are [New] and [Row].
//
// A pixel of the smaller picture is the mean of the area that it covers. Same
// rows, same pixels.
package resample
