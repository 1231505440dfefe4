package assets_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image/color"
	"image/png"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"

	"eventkit/assets"
)

func TestIcon(t *testing.T) {
	img, err := png.Decode(bytes.NewReader(assets.Icon()))
	if err != nil {
		t.Fatal(err)
	}
	if b := img.Bounds(); b.Dx() != 1024 || b.Dy() != 1024 {
		t.Errorf("the icon is %d by %d px, want 1024 by 1024", b.Dx(), b.Dy())
	}
	for _, probe := range []struct {
		name string
		x, y int
		want color.NRGBA
	}{
		{"the tile", 96, 512, color.NRGBA{0xD4, 0, 0, 0xFF}},
		{"the placard", 224, 96, color.NRGBA{0xFF, 0xFF, 0xFF, 0xFF}},
		{"the stick", 512, 960, color.NRGBA{0xFF, 0xFF, 0xFF, 0xFF}},
		{"the ring", 288, 160, color.NRGBA{0x11, 0x11, 0x11, 0xFF}},
		{"the middle", 512, 384, color.NRGBA{0x11, 0x11, 0x11, 0xFF}},
	} {
		if got := color.NRGBAModel.Convert(img.At(probe.x, probe.y)); got != probe.want {
			t.Errorf("%s is %v, want %v", probe.name, got, probe.want)
		}
	}
}

func TestIconIsACopy(t *testing.T) {
	assets.Icon()[0] = 0
	if assets.Icon()[0] != 0x89 {
		t.Error("a caller could change the icon")
	}
}

var originRow = regexp.MustCompile("(?m)^\\| (\\S+\\.ttf) .*`([0-9a-f]{64})` \\|$")

// Every font is on the list with its sum, and the list names no other.
func TestFontsAreTheListedOnes(t *testing.T) {
	fonts := assets.Fonts()
	list, err := fs.ReadFile(fonts, "ORIGIN.md")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]string{}
	for _, m := range originRow.FindAllStringSubmatch(string(list), -1) {
		listed[m[1]] = m[2]
	}
	files, err := fs.Glob(fonts, "*.ttf")
	if err != nil || len(files) < 30 {
		t.Fatalf("%d fonts, %v", len(files), err)
	}
	if len(listed) != len(files) {
		t.Errorf("ORIGIN.md lists %d fonts, there are %d", len(listed), len(files))
	}
	for _, name := range files {
		data, err := fs.ReadFile(fonts, name)
		if err != nil {
			t.Fatal(err)
		}
		if sum := fmt.Sprintf("%x", sha256.Sum256(data)); listed[name] != sum {
			t.Errorf("%s has the sum %s, ORIGIN.md says %q", name, sum, listed[name])
		}
	}
}

func TestLicencesAreBesideTheirFiles(t *testing.T) {
	for _, c := range []struct {
		fsys       fs.FS
		name, word string
	}{
		{assets.Fonts(), "OFL.txt", "SIL OPEN FONT LICENSE Version 1.1"},
		{assets.Fonts(), "OFL.txt", "Copyright 2015-2020 Google LLC"},
		{assets.Campaign(), "LICENSES/CC-BY-4.0.txt", "https://creativecommons.org/licenses/by/4.0/legalcode"},
		{assets.Campaign(), "README.md", "CC-BY-4.0"},
	} {
		data, err := fs.ReadFile(c.fsys, c.name)
		if err != nil {
			t.Error(err)
		} else if !strings.Contains(string(data), c.word) {
			t.Errorf("%s does not say %q", c.name, c.word)
		}
	}
}

// A zipped kit must unpack anywhere, and an editor's leftovers must not travel.
func TestCampaignHoldsOnlyWhatItShould(t *testing.T) {
	known := map[string]bool{
		".toml": true, ".md": true, ".txt": true, ".svg": true,
		".ogg": true, ".mid": true, ".pdf": true, ".ly": true, ".ily": true, ".py": true, ".sh": true, // song
		".webm": true, ".vtt": true, ".png": true, // film
	}
	n := 0
	err := fs.WalkDir(assets.Campaign(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		n++
		if !known[path.Ext(name)] {
			t.Errorf("%s is of no kind that this kit uses", name)
		}
		return nil
	})
	if err != nil || n < 5 {
		t.Fatalf("%d files, %v", n, err)
	}
}
