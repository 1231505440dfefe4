// Package manuscript reads a text that someone wrote in another program, such
// as a campaign's letter from Word or from a web page, into the Markdown that
// package letter reads.
//
// The two names you want first are [Read] and [Text].
//
// Kept are paragraphs, line breaks, bold words, the first heading as the title
// and other headings as bold lines; lists and the cells of tables become
// lines. Tracked changes are taken as accepted. What has no place in a letter
// (pictures, footnotes, comments) is left out and named, so that nobody misses
// it too late.
//
// Files come from strangers: sizes, entries and nesting are limited before
// anything is used, and nothing outside the file is looked at.
package manuscript
