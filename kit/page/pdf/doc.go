// Package pdf writes pages as one PDF document: vectors throughout, at the
// exact trim size, with words that can be searched and links that open. It is
// the only package that imports gofpdf.
//
// The two names you want first are [Write] and [Meta].
//
// gofpdf writes the skeleton: page tree, page boxes, links, information,
// catalog. The drawing is woven in here: an outline is written once for the
// document, a [page.Layer] that pages share is written once, and everything is
// packed as PDF 1.5 allows (ISO 32000-1, 7.5.7 and 7.5.8). Pages are written
// as they come, so memory doesn't grow with what is on them.
//
// A line is drawn as outlines, with its words invisibly over its ink. A small
// line whose glyphs and runes pair off one to one is set instead in a font
// that is made of the same outlines: that takes a third of the bytes, and
// each letter is selected where it stands.
//
// A page of somebody's PDF goes in as vectors, with its words, if it comes as a
// plain document ([Takes]); what isn't drawn stays out.
//
// Same pages, same bytes: nothing is taken from the clock, the computer or
// the person.
package pdf
