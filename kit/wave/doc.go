// Package wave knows the versions of a kit: which is newer, what changed, and
// how a small file turns one into the next.
//
// Kits come in waves: the message bank arrives when the sticks have left. The
// names you want first are [Stand], which says how a kit stands to the one that
// is there, [Find], which looks for kits on a stick, [Pack], which writes what
// is new since a version, and [Update.Apply], which adds that to the version.
//
// An update is a zip archive that ordinary tools open: update.toml says what it
// is for and which files go, files/ holds those that are new or changed, and
// seal/ the new version's list of sums and signature. What comes of it is the
// new version byte for byte or an error: it is verified as a whole, by its own
// list and by the key that was accepted for the kit.
package wave
