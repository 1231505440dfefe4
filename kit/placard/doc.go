// Package placard lays out printable placards: a kit's words, an event and a
// choice become a page in millimetres.
//
// The two functions you want first are [Maker.Make], for one placard, and
// [Maker.Rows], for a table of events. Neither writes a file; a page that is
// to be written goes through [eventkit/kit/qr.ReadBack] first.
//
// Every design keeps to one grid: a margin of 12/210 of the short side, three
// type sizes and one accent. What an event lacks stays off the page, and the
// rest takes its room.
package placard
