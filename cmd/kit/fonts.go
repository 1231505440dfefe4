package main

import (
	"os"
	"path/filepath"

	"eventkit/assets"
	"eventkit/kit/nearby"
	"eventkit/kit/typeset"
)

// library returns the bundled fonts and the computer's behind them; the ones
// that every page needs are being read while the rest of a command goes on.
func library() (*typeset.Library, error) {
	lib, err := typeset.New(assets.Fonts(), typeset.WithFallback(typeset.ComputerFonts(cacheFolder())))
	if err == nil {
		lib.Preload()
	}
	return lib, err
}

// cacheFolder is where the index of the computer's fonts is kept, and PDFium
// as it was compiled, the same as the window's. A program that keeps its
// settings beside it keeps neither: what is compiled is run, so it never
// travels.
func cacheFolder() string {
	if nearby.Here().Portable() {
		return ""
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "eventkit")
}

// scratch is where that is put which is only needed on the way; "" is the
// system's own place for it.
func scratch() string {
	if place := nearby.Here(); place.Portable() {
		if dir, err := place.Settings(); err == nil {
			return dir
		}
	}
	return ""
}
