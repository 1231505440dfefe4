//go:build !linux

package player

// quietALSA does nothing where there is no ALSA.
func quietALSA() {}
