//go:build !race

package main

// enormousRows makes a picture of 400 megapixels.
const enormousRows = 20_000
