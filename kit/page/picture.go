package page

import "image"

// Image is finished artwork that isn't drawn from outlines: a photograph, a
// scan, a page of somebody's PDF. It is shared by pointer and must not change
// once it is on a page.
type Image struct {
	// Name tells images apart in a golden layout.
	Name string
	// Pix is the artwork upright, as screens and read-back see it. What it
	// leaves transparent shows what lies under it.
	Pix image.Image
	// JPEG, if it isn't empty, is the file that Pix was decoded from: a
	// document takes it as it is, turned by Orient (Exif 2.32, "Orientation",
	// 1 to 8; 0 is 1).
	JPEG   []byte
	Orient int
	// PDF, if it isn't empty, is a document whose first page is the artwork: a
	// document takes that page as vectors if it is plain (written in one go,
	// without encryption and object streams), and Pix otherwise.
	PDF []byte
}

// Picture is an image, stretched over a rectangle of the page.
type Picture struct {
	Rect
	Image *Image
}

// Bounds returns the rectangle.
func (p Picture) Bounds() Rect { return p.Rect }
