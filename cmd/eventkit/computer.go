package main

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// documents is where files go: Event Kit in the Documents folder, or in the
// home folder where there is none.
func documents() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return appName
	}
	dir := filepath.Join(home, "Documents")
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		dir = home
	}
	return filepath.Join(dir, appName)
}

// zone is the computer's time zone by its IANA name, or "" where the system
// doesn't say it.
func zone() string {
	candidates := []string{strings.TrimPrefix(os.Getenv("TZ"), ":"), time.Local.String()}
	if to, err := filepath.EvalSymlinks("/etc/localtime"); err == nil {
		if _, name, ok := strings.Cut(filepath.ToSlash(to), "zoneinfo/"); ok {
			candidates = append(candidates, name)
		}
	}
	if text, err := os.ReadFile("/etc/timezone"); err == nil {
		candidates = append(candidates, strings.TrimSpace(string(text)))
	}
	for _, name := range candidates {
		if strings.Contains(name, "/") && !strings.HasPrefix(name, "/") && !strings.HasPrefix(name, "Etc/") {
			if _, err := time.LoadLocation(name); err == nil {
				return name
			}
		}
	}
	return ""
}

// cache is where the list of the computer's fonts is kept, and PDFium as it was
// compiled; "" keeps neither.
func cache() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "eventkit")
}

// noDisplay reports whether there is nothing to show a window on. Systems
// other than those with X11 or Wayland always have something.
func noDisplay() bool {
	switch runtime.GOOS {
	case "windows", "darwin":
		return false
	}
	return os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == ""
}
