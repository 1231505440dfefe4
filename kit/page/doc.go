// Package page holds a laid-out sheet as a display list in millimetres: what
// to paint, where, and nothing about how. A page is laid out once and painted
// many times: as PDF (page/pdf), as pixels (page/raster), as the window's
// preview. All painters replay the same list, so they agree.
//
// The two names you want first are [Page] and [ParseSize].
//
// Units are millimetres, y grows downwards, and the origin is the top left
// corner of the trimmed page. Values are plain data: a painter never changes
// them, and a [Layer] or an [Outline] may be shared by many pages and used by
// many goroutines at once as long as nobody writes to it.
package page
