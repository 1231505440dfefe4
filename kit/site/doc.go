// Package site makes START-HERE.html: everything a kit holds as one page that
// opens from a stick, in all of the kit's languages, with the files that it
// links beside it.
//
// The two functions you want first are [Build] and [Site.WriteTo].
//
// The page asks nothing of any network: what it shows lies in the folder
// start/ beside it. Languages are switched without a script; the script only
// adds copying, lyrics that follow and captions. Nothing is inline, so the page
// may be served with "default-src 'self'" (Content Security Policy Level 3).
// Every word of the kit and of the event is escaped.
package site
