// Package qr turns an address into a symbol that phones read, says how large
// the symbol must be for a distance, and reads it back from the painted page
// with a decoder that shares nothing with the encoder.
//
// The two names you want first are [Encode] and [ReadBack].
//
// Sizes are in mm and count the symbol without its quiet zone unless they say
// otherwise; distances are in metres; "modules" are the squares of a symbol.
// The symbols are those of ISO/IEC 18004:2015 (QR Code).
package qr
