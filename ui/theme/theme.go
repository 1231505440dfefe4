package theme

import (
	"fmt"
	"image/color"
	"io/fs"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
)

// The sizes of words, in Fyne's units (one pixel at 100 %).
const (
	Title   float32 = 27
	Body    float32 = 14
	Small   float32 = 13
	Caption float32 = 12
)

// The grid: every distance is one of these, in Fyne's units.
const (
	Gap     float32 = 8
	Margin  float32 = 22
	Radius  float32 = 8
	RowHigh float32 = 38
)

var sizes = map[fyne.ThemeSizeName]float32{
	base.SizeNameText:               Body,
	base.SizeNameCaptionText:        Caption,
	base.SizeNameSubHeadingText:     17,
	base.SizeNameHeadingText:        Title,
	base.SizeNamePadding:            4,
	base.SizeNameInnerPadding:       9.5,
	base.SizeNameLineSpacing:        4,
	base.SizeNameInputRadius:        Radius,
	base.SizeNameButtonRadius:       Radius,
	base.SizeNameSelectionRadius:    5,
	base.SizeNameMenuRadius:         Radius,
	base.SizeNamePopupRadius:        Radius,
	base.SizeNameDialogRadius:       12,
	base.SizeNameInputBorder:        0,
	base.SizeNameSeparatorThickness: 1,
	base.SizeNameScrollBar:          10,
	base.SizeNameScrollBarSmall:     4,
}

// Theme is the window's theme. It follows the system's light or dark unless
// it was fixed.
type Theme struct {
	regular, bold fyne.Resource
	fixed         *fyne.ThemeVariant
}

var _ fyne.Theme = (*Theme)(nil)

// New makes the theme. fonts holds NotoSans-Medium.ttf and NotoSans-Bold.ttf.
func New(fonts fs.FS) (*Theme, error) {
	regular, err := font(fonts, "NotoSans-Medium.ttf")
	if err != nil {
		return nil, err
	}
	bold, err := font(fonts, "NotoSans-Bold.ttf")
	if err != nil {
		return nil, err
	}
	return &Theme{regular: regular, bold: bold}, nil
}

func font(fonts fs.FS, name string) (fyne.Resource, error) {
	data, err := fs.ReadFile(fonts, name)
	if err != nil {
		return nil, fmt.Errorf("the window's font: %w", err)
	}
	return fyne.NewStaticResource(name, data), nil
}

// Fixed returns a copy that always shows one variant, for pictures and tests.
func (t *Theme) Fixed(v fyne.ThemeVariant) *Theme {
	c := *t
	c.fixed = &v
	return &c
}

// Color implements [fyne.Theme].
func (t *Theme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if t.fixed != nil {
		v = *t.fixed
	}
	p, ok := colors[name]
	if !ok {
		return base.DefaultTheme().Color(name, v)
	}
	if v == base.VariantDark {
		return p.dark
	}
	return p.light
}

// Font implements [fyne.Theme]. There is no italic: nothing in the window
// leans.
func (t *Theme) Font(s fyne.TextStyle) fyne.Resource {
	switch {
	case s.Monospace, s.Symbol:
		return base.DefaultTheme().Font(s)
	case s.Bold:
		return t.bold
	default:
		return t.regular
	}
}

// Icon implements [fyne.Theme].
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	return base.DefaultTheme().Icon(name)
}

// Size implements [fyne.Theme].
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	if s, ok := sizes[name]; ok {
		return s
	}
	return base.DefaultTheme().Size(name)
}
