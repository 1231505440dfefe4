package pdfium

import "time"

// SetPatience lets tests be impatient until the function it returns is called.
func SetPatience(d time.Duration) (restore func()) {
	was := shared.patience
	shared.patience = d
	return func() { shared.patience = was }
}

// SetBands lets tests draw in bands of so many pixels, then of so many where
// memory is short, until the function it returns is called.
func SetBands(pixels ...int) (restore func()) {
	was := shared.bands
	shared.bands = pixels
	return func() { shared.bands = was }
}

// SetMemory gives PDFium so many bytes until the function it returns is called.
func SetMemory(bytes uint64) (restore func()) {
	was := shared.memory.limit
	shared.memory.limit = bytes
	return func() { shared.memory.limit = was }
}
