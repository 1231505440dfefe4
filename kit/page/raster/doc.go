// Package raster paints a page as pixels: the window's preview, a PNG file,
// and the patch of a page that a code is read back from.
//
// The two names you want first are [Paint] and [PaintFit].
//
// Edges are anti-aliased by the area that a shape covers of each pixel.
// Outlines are filled by the non-zero rule, and stroked with round joins.
// Images are made smaller by area. Painting only reads the page and may run in
// many goroutines at once; of a large image it keeps smaller copies as long as
// someone has the image. Same page and size, same pixels.
package raster
