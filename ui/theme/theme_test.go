package theme_test

import (
	"image/color"
	"math"
	"strings"
	"testing"
	"testing/fstest"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"

	"eventkit/ui/theme"
	"eventkit/ui/uitest"
)

// luminance is the relative luminance (WCAG 2.2).
func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	lin := func(v uint32) float64 {
		x := float64(v) / 0xFFFF
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*lin(r) + 0.7152*lin(g) + 0.0722*lin(b)
}

func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}

func TestWordsCanBeRead(t *testing.T) {
	th, err := theme.New(uitest.Fonts(t))
	if err != nil {
		t.Fatal(err)
	}
	pairs := []struct {
		ink, ground fyne.ThemeColorName
		least       float64
	}{
		{base.ColorNameForeground, base.ColorNameBackground, 7},
		{base.ColorNameForeground, theme.Desk, 7},
		{base.ColorNameForeground, base.ColorNameOverlayBackground, 7},
		{theme.Muted, base.ColorNameBackground, 4.5},
		{theme.Muted, base.ColorNameOverlayBackground, 4.5},
		{theme.Good, base.ColorNameBackground, 4.5},
		{base.ColorNameError, base.ColorNameBackground, 4.5},
		{base.ColorNameWarning, base.ColorNameBackground, 4.5},
		{base.ColorNamePlaceHolder, base.ColorNameBackground, 4.5},
		{base.ColorNameHyperlink, base.ColorNameBackground, 4.5},
		{base.ColorNameForegroundOnPrimary, base.ColorNamePrimary, 4.5},
		{theme.OnPicked, theme.Picked, 7},
		{theme.RailText, theme.RailSelected, 7},
		{theme.RailMuted, theme.Rail, 4.5},
		{theme.Accent, base.ColorNameBackground, 3},
		{theme.Accent, theme.Rail, 3},
	}
	for name, v := range map[string]fyne.ThemeVariant{"light": base.VariantLight, "dark": base.VariantDark} {
		for _, p := range pairs {
			if c := contrast(th.Color(p.ink, v), th.Color(p.ground, v)); c < p.least {
				t.Errorf("%s: %s on %s has a contrast of %.2f:1, want %g", name, p.ink, p.ground, c, p.least)
			}
		}
	}
}

func TestFixed(t *testing.T) {
	th, err := theme.New(uitest.Fonts(t))
	if err != nil {
		t.Fatal(err)
	}
	dark := th.Fixed(base.VariantDark)
	if dark.Color(theme.Desk, base.VariantLight) != th.Color(theme.Desk, base.VariantDark) {
		t.Error("it isn't fixed")
	}
	if th.Color(theme.Desk, base.VariantLight) == th.Color(theme.Desk, base.VariantDark) {
		t.Error("fixing a copy fixed the theme")
	}
	if th.Color("no such name", base.VariantLight) == nil {
		t.Error("a colour that Fyne adds has no colour")
	}
}

func TestFonts(t *testing.T) {
	if _, err := theme.New(fstest.MapFS{}); err == nil || !strings.Contains(err.Error(), "NotoSans-Medium.ttf") {
		t.Errorf("a missing font isn't named: %v", err)
	}
	th, err := theme.New(uitest.Fonts(t))
	if err != nil {
		t.Fatal(err)
	}
	if th.Font(fyne.TextStyle{Bold: true}).Name() != "NotoSans-Bold.ttf" || th.Font(fyne.TextStyle{}).Name() != "NotoSans-Medium.ttf" ||
		th.Font(fyne.TextStyle{Italic: true}).Name() != "NotoSans-Medium.ttf" {
		t.Error("wrong cut")
	}
	if th.Font(fyne.TextStyle{Monospace: true}) == nil || th.Icon(base.IconNameCancel) == nil {
		t.Error("Fyne's own are gone")
	}
	if th.Size(base.SizeNameText) != theme.Body || th.Size(base.SizeNameScrollBarRadius) == 0 {
		t.Error("sizes are wrong")
	}
}

func TestIcons(t *testing.T) {
	uitest.App(t)
	seen := map[string]bool{}
	for _, d := range []theme.Drawing{
		theme.IconMark, theme.IconEvent, theme.IconPlacard, theme.IconOpen, theme.IconDown,
		theme.IconLeft, theme.IconRight, theme.IconCheck, theme.IconClose, theme.IconAgain,
	} {
		for _, r := range []fyne.Resource{d.In(theme.RailText), d.In(theme.Accent), d.Bold(theme.Accent)} {
			if seen[r.Name()] {
				t.Errorf("%s: two icons have the same name", r.Name())
			}
			seen[r.Name()] = true
			if !strings.HasPrefix(string(r.Content()), "<svg") || strings.Contains(string(r.Content()), "NaN") {
				t.Errorf("%s is no picture", r.Name())
			}
		}
	}
}
