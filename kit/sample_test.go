package kit_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"eventkit/kit"
)

const goodManifest = `id = "river"
version = "1"
languages = ["en", "fr"]
hashtags = ["#CleanRiver"]

[title]
en = "A clean river"
fr = "Une rivière propre"

[links]
sign = "https://example.org/sign"

[[action]]
id = "march"
title = { en = "The march", fr = "La marche" }
date = "2022-10-07"
time = "13:00"
timezone = "Europe/London"

[[palette]]
id = "night"
name = { en = "Night", fr = "Nuit" }
ground = "#101018"
ink = "#FFFFFF"
accent = "#E4572E"

[[credit]]
what = "The words"
who = "The river group"
licence = "CC BY 4.0"
`

const goodSlogans = `[zebra]
en = "Now"
fr = "Maintenant"

[zebra.reason]
en = "It took *ten years*."
fr = "Il a fallu *dix ans*."

[apple]
en = "Clean water"
fr = "De l'eau propre"
`

const goodWords = `[sign]
en = "Sign"
fr = "Signez"

[scan]
en = "scan from {distance}"
fr = "à lire de {distance}"
`

// sample returns a kit without a single problem, to be spoiled by a test.
func sample() fstest.MapFS {
	return fstest.MapFS{
		"kit.toml":     {Data: []byte(goodManifest)},
		"slogans.toml": {Data: []byte(goodSlogans)},
		"words.toml":   {Data: []byte(goodWords)},
	}
}

// with returns the sample with one file more, or another one.
func with(name, data string) fstest.MapFS {
	fsys := sample()
	fsys[name] = &fstest.MapFile{Data: []byte(data)}
	return fsys
}

// entry is one entry of a zip that a test makes.
type entry struct {
	name, data string
	header     func(*zip.FileHeader)
}

func sampleEntries(more ...entry) []entry {
	return append([]entry{
		{name: "kit.toml", data: goodManifest},
		{name: "slogans.toml", data: goodSlogans},
		{name: "words.toml", data: goodWords},
	}, more...)
}

func zipped(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate}
		if strings.HasSuffix(e.name, "/") {
			h.Method = zip.Store
		}
		if e.header != nil {
			e.header(h)
		}
		f, err := w.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(e.data)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// openZip opens an archive in memory with the given limits.
func openZip(data []byte, l kit.Limits) (*kit.Kit, error) {
	return l.OpenArchive(bytes.NewReader(data), int64(len(data)), "river.kit")
}

// saved writes data to a new file and returns its path.
func saved(t testing.TB, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// saidIn fails unless one of the lines of err holds all the words.
func saidIn(t testing.TB, err error, words ...string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error, want one with %q", words)
	}
lines:
	for line := range strings.Lines(err.Error()) {
		for _, w := range words {
			if !strings.Contains(line, w) {
				continue lines
			}
		}
		return
	}
	t.Fatalf("no line of the error holds %q:\n%v", words, err)
}

// limitIn fails unless err carries a typed limit.
func limitIn(t testing.TB, err error) *kit.LimitError {
	t.Helper()
	var limit *kit.LimitError
	if !errors.As(err, &limit) {
		t.Fatalf("no LimitError in: %v", err)
	}
	return limit
}

// readEverything reads every file of a kit and returns the bytes read and the
// first error.
func readEverything(fsys fs.FS) (total int64, err error) {
	err = fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		total += int64(len(data))
		return err
	})
	return total, err
}
