package ui

import "fyne.io/fyne/v2"

// Monitor is the screen on which the window opens, in the units in which the
// system counts places on it: px, on macOS and Wayland points.
type Monitor struct {
	// Width and Height are those of the whole screen.
	Width, Height int
	// Left, Top, Right and Bottom bound what bars and docks leave of it, from
	// its upper left corner on.
	Left, Top, Right, Bottom int
}

// titleBar is about how high a window's title and frame are. No system tells
// before the window is there, and few after.
const titleBar = 40

// Fit is size, or as much of it as there is room for together with a title, at
// so many units to one of [fyne.Size]. A window in the middle of the screen is
// then beside the bars, with its title: the room on the narrower side counts
// twice. It is size for the zero Monitor.
func (m Monitor) Fit(size fyne.Size, scale float32) fyne.Size {
	if m.Width <= 0 || m.Height <= 0 || scale <= 0 {
		return size
	}
	title := int(titleBar * scale)
	w := m.Width - 2*max(m.Left, m.Width-m.Right)
	h := m.Height - 2*max(m.Top+title, m.Height-m.Bottom)
	return fyne.NewSize(min(size.Width, float32(w)/scale), min(size.Height, float32(h)/scale))
}

// fit brings a window that is larger than the screen back onto it, once it is
// known how large things are drawn there.
func (u *UI) fit() {
	if u.p.Monitor == nil {
		return
	}
	c := u.window.Canvas()
	size := u.p.Monitor().Fit(c.Size(), c.Scale()).Max(fyne.NewSize(leastWidth, leastHeight))
	if size == c.Size() {
		return
	}
	u.window.Resize(size)
	u.window.CenterOnScreen()
}
