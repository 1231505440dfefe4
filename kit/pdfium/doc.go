// Package pdfium shows the first page of somebody's PDF as pixels. It is the
// only package that knows PDFium, which runs here as WebAssembly: without a C
// compiler, in a sandbox that can reach no file, no network, no clock and no
// more memory than it is given.
//
// The two names you want first are [Open] and [Doc.Render]. [Doc.Vectors] gives
// the page itself.
//
// Compiling PDFium takes seconds, so it is done once, by the first [Open] or by
// [Start], and only when there is a PDF. With a cache folder the next start
// takes a fifth of a second. Every document gets a sandbox of its own and one
// works at a time: calls from many goroutines wait for each other, and a
// context ends the wait and the work.
//
// Files are hostile. What a page may cost is bounded in time ([ErrSlow]) and in
// memory ([ErrMemory]): a page that never ends is stopped inside its loop, since
// the code is compiled with a look at the context in every one.
//
// Annotations and form fields are not drawn: they are remarks on the artwork.
// Fonts that a file lacks are replaced by PDFium's own; the computer's fonts are
// not read, so a page looks the same everywhere. Same file, same pixels.
package pdfium
