// Package screen builds the rooms of the window and ties their widgets to the
// model: what is typed and tapped goes to a [model.Studio], and what it says
// has changed is shown anew. It decides nothing.
//
// The names you want first are [Event], [Placards], [Posters] and [Letter], the
// rooms, and [Stage], which they share: the sheet, its paper, and what can be
// done with it. [Song] and [Display] have right sides of their own.
package screen

import (
	"fyne.io/fyne/v2"

	"eventkit/ui/model"
	"eventkit/ui/widget"
)

// Deps is what every screen needs.
type Deps struct {
	Studio  *model.Studio
	Host    widget.Host
	Letters widget.Letterer
	// Shortcut takes the shortcuts that reach a line to type in but are the
	// window's.
	Shortcut func(fyne.Shortcut)
	// Copy puts a text into the clipboard.
	Copy func(text string)
	// Focus moves the keyboard.
	Focus func(fyne.Focusable)
	// PickFolder asks for a folder with the system's or Fyne's own dialog,
	// and calls done with its path unless it is cancelled.
	PickFolder func(start string, done func(path string))
	// PickFile asks for a file with one of these endings in the same way.
	PickFile func(title string, kinds []string, done func(path string))
}
