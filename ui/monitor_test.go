package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"eventkit/ui"
)

func TestMonitorFits(t *testing.T) {
	first := fyne.NewSize(1280, 800)
	for name, tc := range map[string]struct {
		on    ui.Monitor
		scale float32
		want  fyne.Size
	}{
		"not known":             {ui.Monitor{}, 1, first},
		"no scale":              {ui.Monitor{Width: 800, Height: 600, Right: 800, Bottom: 600}, 0, first},
		"a large screen":        {ui.Monitor{Width: 1920, Height: 1080, Right: 1920, Bottom: 1040}, 1, first},
		"a laptop, bar below":   {ui.Monitor{Width: 1366, Height: 768, Right: 1366, Bottom: 728}, 1, fyne.NewSize(1280, 688)},
		"a high bar below":      {ui.Monitor{Width: 1366, Height: 768, Right: 1366, Bottom: 708}, 1, fyne.NewSize(1280, 648)},
		"a bar above":           {ui.Monitor{Width: 1366, Height: 768, Top: 28, Right: 1366, Bottom: 768}, 1, fyne.NewSize(1280, 632)},
		"a dock at the left":    {ui.Monitor{Width: 1366, Height: 768, Left: 70, Right: 1366, Bottom: 768}, 1, fyne.NewSize(1226, 688)},
		"everything is large":   {ui.Monitor{Width: 1920, Height: 1080, Right: 1920, Bottom: 1020}, 1.5, fyne.NewSize(1280, 640)},
		"a screen of points":    {ui.Monitor{Width: 1440, Height: 900, Top: 25, Right: 1440, Bottom: 820}, 1, fyne.NewSize(1280, 740)},
		"a netbook's, no bar":   {ui.Monitor{Width: 1024, Height: 600, Right: 1024, Bottom: 600}, 1, fyne.NewSize(1024, 520)},
		"a very large and high": {ui.Monitor{Width: 3840, Height: 2160, Right: 3840, Bottom: 2160}, 2, first},
	} {
		if got := tc.on.Fit(first, tc.scale); got != tc.want {
			t.Errorf("%s: %v, not %v", name, got, tc.want)
		}
	}
}
