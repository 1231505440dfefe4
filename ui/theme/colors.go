package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
)

// The names of colours that Fyne has no name for.
const (
	// Rail is the ground of the navigation, which is dark in both variants.
	Rail fyne.ThemeColorName = "eventkit.rail"
	// RailSelected lies under the room one is in, RailHover under the pointer.
	RailSelected fyne.ThemeColorName = "eventkit.rail.selected"
	RailHover    fyne.ThemeColorName = "eventkit.rail.hover"
	// RailText and RailMuted are words and icons on the rail.
	RailText  fyne.ThemeColorName = "eventkit.rail.text"
	RailMuted fyne.ThemeColorName = "eventkit.rail.muted"
	// Desk is what the sheet lies on.
	Desk fyne.ThemeColorName = "eventkit.desk"
	// Muted are words that may be overlooked: labels, hints.
	Muted fyne.ThemeColorName = "eventkit.muted"
	// Line separates and frames.
	Line fyne.ThemeColorName = "eventkit.line"
	// Good are words that say that something was proven.
	Good fyne.ThemeColorName = "eventkit.good"
	// Picked and OnPicked are the ground and the words of a chosen chip.
	Picked   fyne.ThemeColorName = "eventkit.picked"
	OnPicked fyne.ThemeColorName = "eventkit.picked.text"
	// Accent is the mark, the chosen tile and the slider: red on any ground.
	Accent fyne.ThemeColorName = "eventkit.accent"
	// Ink is words on white paper, in both variants.
	Ink fyne.ThemeColorName = "eventkit.ink"
	// Shade is the shadow of the sheet.
	Shade fyne.ThemeColorName = "eventkit.shade"
)

type pair struct{ light, dark color.NRGBA }

func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xFF}
}

func rgba(v uint32, a uint8) color.NRGBA {
	c := rgb(v)
	c.A = a
	return c
}

func both(v uint32) pair { return pair{rgb(v), rgb(v)} }

var nothing pair

// Words on their ground have a contrast of at least 4.5:1 in both variants
// (WCAG 2.2, 1.4.3); a test computes it.
var colors = map[fyne.ThemeColorName]pair{
	Rail:         {rgb(0x151515), rgb(0x0E0E0F)},
	RailSelected: {rgb(0x2C2C2C), rgb(0x28282A)},
	RailHover:    {rgb(0x222222), rgb(0x1C1C1E)},
	RailText:     both(0xFFFFFF),
	RailMuted:    both(0xB9B9B6),
	Desk:         {rgb(0xE7E6E2), rgb(0x2B2B2D)},
	Muted:        {rgb(0x63625E), rgb(0xA5A5A3)},
	Line:         {rgb(0xDBDAD6), rgb(0x3B3B3E)},
	Good:         {rgb(0x0A7340), rgb(0x4CC38A)},
	Picked:       {rgb(0x151515), rgb(0xF2F2F0)},
	OnPicked:     {rgb(0xFFFFFF), rgb(0x151515)},
	Accent:       {rgb(0xD40000), rgb(0xE5201B)},
	Ink:          both(0x151515),
	Shade:        {rgba(0x000000, 0x4C), rgba(0x000000, 0x99)},

	base.ColorNameBackground:          {rgb(0xFFFFFF), rgb(0x1C1C1E)},
	base.ColorNameForeground:          {rgb(0x151515), rgb(0xF2F2F0)},
	base.ColorNameInputBackground:     nothing,
	base.ColorNameInputBorder:         {rgb(0xCFCECA), rgb(0x48484B)},
	base.ColorNamePlaceHolder:         {rgb(0x75746F), rgb(0x939391)},
	base.ColorNameDisabled:            {rgb(0xA5A4A0), rgb(0x6C6C6E)},
	base.ColorNameButton:              {rgb(0xFFFFFF), rgb(0x1C1C1E)},
	base.ColorNameDisabledButton:      {rgb(0xEFEEEA), rgb(0x2B2B2D)},
	base.ColorNamePrimary:             {rgb(0xD40000), rgb(0xD40000)},
	base.ColorNameForegroundOnPrimary: both(0xFFFFFF),
	base.ColorNameError:               {rgb(0xB80000), rgb(0xFF8A80)},
	base.ColorNameForegroundOnError:   {rgb(0xFFFFFF), rgb(0x151515)},
	base.ColorNameSuccess:             {rgb(0x0A7340), rgb(0x4CC38A)},
	base.ColorNameWarning:             {rgb(0x8A5A00), rgb(0xF5C04A)},
	base.ColorNameFocus:               {rgba(0xD40000, 0x99), rgba(0xFF5A50, 0xB0)},
	base.ColorNameSelection:           {rgba(0xD40000, 0x33), rgba(0xFF5A50, 0x55)},
	base.ColorNameHover:               {rgba(0x000000, 0x0D), rgba(0xFFFFFF, 0x14)},
	base.ColorNamePressed:             {rgba(0x000000, 0x1F), rgba(0xFFFFFF, 0x26)},
	base.ColorNameSeparator:           {rgb(0xDBDAD6), rgb(0x3B3B3E)},
	base.ColorNameMenuBackground:      {rgb(0xFFFFFF), rgb(0x262628)},
	base.ColorNameOverlayBackground:   {rgb(0xFFFFFF), rgb(0x262628)},
	base.ColorNameHeaderBackground:    {rgb(0xFFFFFF), rgb(0x262628)},
	base.ColorNameHyperlink:           {rgb(0x9E0000), rgb(0xFF8A80)},
	base.ColorNameScrollBar:           {rgba(0x000000, 0x55), rgba(0xFFFFFF, 0x55)},
	base.ColorNameShadow:              {rgba(0x000000, 0x2A), rgba(0x000000, 0x80)},
}

// Color returns the colour of that name in the variant that the window shows
// now. It must be called where Fyne's own widgets look colours up: from a
// renderer.
func Color(name fyne.ThemeColorName) color.NRGBA {
	return color.NRGBAModel.Convert(base.Color(name)).(color.NRGBA)
}
