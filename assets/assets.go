// Package assets holds what the programs carry inside themselves: the default
// kit, the fonts and the icon. Only a program imports it, and hands its parts
// down as [fs.FS], so that this kit is treated like any other.
//
// The two functions you want first are [Campaign] and [Fonts].
package assets

import (
	"embed"
	"io/fs"
)

var (
	//go:embed campaign
	campaign embed.FS
	//go:embed fonts
	fonts embed.FS
	//go:embed icon.png
	icon string
)

// Campaign returns the default kit, with kit.toml at its root. It is safe for
// concurrent use, as is [Fonts].
func Campaign() fs.FS { return below(campaign, "campaign") }

// Fonts returns the bundled fonts as .ttf files at its root, beside their
// licence (OFL.txt) and the list of where each came from (ORIGIN.md).
func Fonts() fs.FS { return below(fonts, "fonts") }

// Icon returns the program's icon as a PNG of 1024 by 1024 px. The bytes
// belong to the caller.
func Icon() []byte { return []byte(icon) }

// below cannot fail: fs.Sub refuses only a name that is no valid path.
func below(fsys fs.FS, dir string) fs.FS {
	sub, err := fs.Sub(fsys, dir)
	if err != nil {
		panic(err)
	}
	return sub
}
