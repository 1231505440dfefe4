package pdfium

import "time"

// SetPatience lets tests be impatient until the function it returns is called.
func SetPatience(d time.Duration) (restore func()) {
	was := shared.patience
	shared.patience = d
	return func() { shared.patience = was }
}

// SetBand lets tests draw in bands of so many pixels until the function it
// returns is called.
func SetBand(pixels int) (restore func()) {
	was := shared.band
	shared.band = pixels
	return func() { shared.band = was }
}

// SetMemory gives PDFium so many bytes until the function it returns is called.
func SetMemory(bytes uint64) (restore func()) {
	was := shared.memory.limit
	shared.memory.limit = bytes
	return func() { shared.memory.limit = was }
}
