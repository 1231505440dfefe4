package main

import (
	"fmt"
	"os/exec"
	"strings"
	"testing"
)

// On the screens of old laptops the whole window can be seen, and there is room
// for a title above it and a bar below it.
func TestWindowFitsTheScreen(t *testing.T) {
	for _, tc := range []struct {
		screen       point
		scale        string
		width, title int // of the window; above it
	}{
		{point{1366, 768}, "1", 1280, 40},
		{point{1024, 600}, "1", 1024, 30},
		{point{1920, 1080}, "1.5", 1920, 60},
		{point{1920, 1080}, "1", 1280, 140},
	} {
		d := newDesktop(t, fmt.Sprintf("%dx%d", tc.screen.x, tc.screen.y), tc.scale)
		start := d.program()
		d.run(exec.Command(start[0], start[1:]...))
		var at, size point
		d.until("the window in its place", func() bool {
			out, err := d.xdotool("search", "--onlyvisible", "--name", "^Event Kit$", "getwindowgeometry", "--shell", "%1")
			if err != nil {
				return false
			}
			for _, line := range strings.Fields(out) {
				for name, into := range map[string]*int{"X": &at.x, "Y": &at.y, "WIDTH": &size.x, "HEIGHT": &size.y} {
					if rest, ok := strings.CutPrefix(line, name+"="); ok {
						fmt.Sscan(rest, into)
					}
				}
			}
			return at.y >= tc.title
		})
		if size.x != tc.width || at.x < 0 || at.x+size.x > tc.screen.x || at.y+size.y > tc.screen.y-tc.title {
			t.Errorf("on %v at %s: %v at %v", tc.screen, tc.scale, size, at)
		}
	}
}
