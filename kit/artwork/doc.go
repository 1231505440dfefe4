// Package artwork takes in finished artwork that others made: SVG, PNG, JPEG
// and PDF, judged by what is in a file and not by its name.
//
// The two functions you want first are [Measure], which reads a file's
// beginning, and [Open].
//
// Files come from strangers. What a file asks for is compared with what it may
// have before anything is decoded; a large PNG is made smaller row by row while
// it is read, so that its full size is never in memory. Whatever comes in, the
// memory that it takes stays below 250 MB. What can't be shown is an [*Error]
// that says what it is and how to mend it.
//
// A photograph's JPEG is kept as it is for documents, without what it tells
// about place, time and camera (Exif, XMP, comments), and with its orientation
// beside it.
package artwork
