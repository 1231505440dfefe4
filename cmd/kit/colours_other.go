//go:build !windows

package main

import "io"

// showsColours reports whether the terminal takes colours.
func showsColours(io.Writer) bool { return true }
