package main

import (
	"github.com/go-gl/glfw/v3.4/glfw"

	"eventkit/ui"
)

// monitor is the screen on which the window opens; the zero Monitor where the
// system names none. Fyne has started GLFW by then, and calls on the thread
// that GLFW wants.
func monitor() ui.Monitor {
	m := glfw.GetPrimaryMonitor()
	if m == nil {
		return ui.Monitor{}
	}
	mode := m.GetVideoMode()
	if mode == nil {
		return ui.Monitor{}
	}
	x, y := m.GetPos()
	left, top, w, h := m.GetWorkarea()
	if w <= 0 || h <= 0 {
		return ui.Monitor{}
	}
	return ui.Monitor{Width: mode.Width, Height: mode.Height, Left: left - x, Top: top - y, Right: left - x + w, Bottom: top - y + h}
}
