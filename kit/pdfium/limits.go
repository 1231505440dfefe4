package pdfium

import "time"

// What a document may cost.
const (
	// MaxBytes is the most bytes of a file.
	MaxBytes = 32 << 20
	// MaxMemory is the most bytes that PDFium gets, the file's own included.
	MaxMemory = 128 << 20
	// MaxPixels is the most width times height of a picture.
	MaxPixels = 12_000_000
	// Patience is how long one call may work; waiting for its turn isn't counted.
	Patience = 30 * time.Second
)

const (
	mmPerPt = 25.4 / 72
	// minSide is the smallest side of a page in mm (ISO 32000-1, annex C: 3 units).
	minSide = 3 * mmPerPt
	// sideSlack is what the largest side may be off by rounding, in mm.
	sideSlack = 0.01
	// bandPixels is how many pixels are drawn at once where memory is short: a
	// page that piles up transparent groups needs that many again for each.
	bandPixels = 3_000_000
)
