package typeset

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/fontscan"
)

// ComputerFonts returns a [Fallback] that looks among the fonts installed on
// this computer, and keeps its index of them in cacheDir; "" keeps none, which
// takes longer at every start. Nothing is read before a rune needs it. For the same rune it always chooses the same font:
// Noto first, then by family and file name.
func ComputerFonts(cacheDir string) Fallback {
	return &computer{prints: sync.OnceValue(func() []fontscan.Footprint { return scan(cacheDir) })}
}

type computer struct {
	prints func() []fontscan.Footprint
}

func (c *computer) Find(r rune) (string, bool) {
	for _, p := range c.prints() {
		if p.Runes.Contains(r) {
			return nameOf(p), true
		}
	}
	return "", false
}

func (c *computer) Load(name string) ([]byte, int, error) {
	for _, p := range c.prints() {
		if nameOf(p) == name {
			data, err := os.ReadFile(p.Location.File)
			return data, int(p.Location.Index), err
		}
	}
	return nil, 0, os.ErrNotExist
}

// nameOf is the font's file name and place in it, without the computer's folders.
func nameOf(p fontscan.Footprint) string {
	return filepath.Base(p.Location.File) + "#" + strconv.Itoa(int(p.Location.Index))
}

type silent struct{}

func (silent) Printf(string, ...any) {}

func scan(cacheDir string) []fontscan.Footprint {
	if cacheDir == "" || os.MkdirAll(cacheDir, 0o700) != nil {
		// The index is always written.
		dir, err := os.MkdirTemp("", "eventkit-fonts")
		if err != nil {
			return nil
		}
		defer os.RemoveAll(dir)
		cacheDir = dir
	}
	prints, err := fontscan.SystemFonts(silent{}, cacheDir)
	if err != nil {
		return nil
	}
	slices.SortStableFunc(prints, func(a, b fontscan.Footprint) int {
		if x, y := rank(a), rank(b); x != y {
			return x - y
		}
		if c := strings.Compare(a.Family, b.Family); c != 0 {
			return c
		}
		return strings.Compare(a.Location.File, b.Location.File)
	})
	seen := map[string]bool{}
	return slices.DeleteFunc(prints, func(p fontscan.Footprint) bool {
		name := nameOf(p)
		useless := seen[name] || drawsBoxes(p.Family)
		seen[name] = true
		return useless
	})
}

// drawsBoxes knows the fonts that claim every rune and draw a box or a blank for it.
func drawsBoxes(family string) bool {
	family = strings.ReplaceAll(family, " ", "")
	return strings.Contains(family, "lastresort") || strings.Contains(family, "adobeblank") || strings.Contains(family, "tofu")
}

func rank(p fontscan.Footprint) int {
	r := 0
	if !strings.HasPrefix(p.Family, "notosans") && !strings.HasPrefix(p.Family, "noto sans") {
		r += 10
	}
	if strings.Contains(p.Family, "mono") || strings.Contains(p.Family, "color") {
		r += 20
	}
	// Poster and text weights are heavy; the boldest cut that covers a rune is nearest.
	if p.Aspect.Weight < 500 {
		r += 3
	} else if p.Aspect.Weight < 650 {
		r++
	}
	if p.Aspect.Style != font.StyleNormal {
		r += 5
	}
	return r
}
