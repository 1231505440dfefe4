// Package ui is the shell of the desktop program: the window, its navigation,
// shortcuts, menus, and files that are dropped on it. It is the one ui package
// that a program sees.
//
// The two names you want first are [New] and [Params].
//
// # How the rooms hang together
//
//	ui            the shell; wires everything below
//	ui/screen     one file a screen: builds widgets, ties them to the model
//	ui/model      what the window knows and does, in plain Go; no Fyne
//	ui/player     recordings through the computer's sound; no Fyne
//	ui/widget     widgets that know no kit: fields in, callbacks out
//	ui/theme      colours for light and dark, sizes, fonts, icons
//	ui/uitest     what tests share: a still window, an inline runner
//
// Imports go downwards only. The model belongs to the goroutine that owns the
// window; the one go statement of ui is in runner.go, and a test counts it. The
// player alone has goroutines of its own.
//
// # Pictures for the README
//
// The screens are painted by Fyne's software painter, from the real kit, by
//
//	go test -tags migrated_fynedo ./ui -run TestScreenshots -update
//
// into assets/screenshots. Without -update the test paints and checks the same
// screens and writes nothing.
package ui
