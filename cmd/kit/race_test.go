//go:build race

package main

// enormousRows is fewer where every byte that is read is watched.
const enormousRows = 1_000
