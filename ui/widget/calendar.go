package widget

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fyneWidget "fyne.io/fyne/v2/widget"
)

// ShowCalendar opens a month below anchor, on the day or else on today, and
// calls onPick with the day that was tapped.
func ShowCalendar(host Host, anchor fyne.CanvasObject, day time.Time, onPick func(time.Time)) *fyneWidget.PopUp {
	var pop *fyneWidget.PopUp
	cal := fyneWidget.NewCalendar(day, func(t time.Time) {
		pop.Hide()
		onPick(t)
	})
	pop = fyneWidget.NewPopUp(container.New(Inset(8, 8, 8, 8), cal), host.Canvas())
	at, size, area := host.At(anchor), pop.MinSize(), host.Canvas().Size()
	x := max(8, min(at.X, area.Width-size.Width-8))
	y := at.Y + anchor.Size().Height + 4
	if y+size.Height > area.Height-8 {
		y = max(8, at.Y-4-size.Height)
	}
	pop.ShowAtPosition(fyne.NewPos(x, y))
	return pop
}
