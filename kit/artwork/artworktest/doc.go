// Package artworktest makes the pictures that tests hand in as finished
// artwork: every kind of PNG and JPEG that there is, sound or spoiled.
//
// The two you want first are [PNG.Bytes] and [JPEG.Bytes].
package artworktest
