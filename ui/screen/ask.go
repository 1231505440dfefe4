package screen

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fyneWidget "fyne.io/fyne/v2/widget"

	"eventkit/ui/theme"
	"eventkit/ui/widget"
)

func baseName(path string) string { return filepath.Base(path) }

// popUp shows a small form beside what opened it.
func popUp(d Deps, anchor fyne.CanvasObject, width float32, objects ...fyne.CanvasObject) *fyneWidget.PopUp {
	column := &widget.Column{Gap: 12, Width: width - 2*16}
	body := container.New(widget.Inset(16, 14, 16, 16), container.New(column, objects...))
	pop := fyneWidget.NewPopUp(widget.Framed(body), d.Host.Canvas())
	at, area := d.Host.At(anchor), d.Host.Canvas().Size()
	height := body.MinSize().Height
	x := max(8, min(at.X, area.Width-width-8))
	y := at.Y + anchor.Size().Height + 6
	if y+height > area.Height-8 {
		y = max(8, at.Y-height-6)
	}
	pop.ShowAtPosition(fyne.NewPos(x, y))
	pop.Resize(fyne.NewSize(width, height))
	return pop
}

// leaves closes a form with Escape.
func leaves(pop **fyneWidget.PopUp) func(fyne.KeyName) bool {
	return func(k fyne.KeyName) bool {
		if k == fyne.KeyEscape {
			(*pop).Hide()
		}
		return k == fyne.KeyEscape
	}
}

// askSize asks for the size of a paper that has no name.
func askSize(d Deps, anchor fyne.CanvasObject) {
	entry := widget.NewEntry("300 × 400")
	field := widget.NewField("Width × height in mm", entry, d.Letters)
	field.SetHint("The page lies if it is wider than high.")
	var pop *fyneWidget.PopUp
	use := func() {
		if fault := d.Studio.PickPaper(entry.Text); fault != "" {
			field.SetFault(fault)
			return
		}
		pop.Hide()
	}
	entry.OnSubmitted = func(string) { use() }
	entry.OnKey = leaves(&pop)
	pop = popUp(d, anchor, 290, field, widget.NewPrimary("Use this size", use))
	d.Focus(entry)
}

// askPlace asks for the name and the folder of the next file.
func askPlace(d Deps, anchor fyne.CanvasObject) {
	s := d.Studio
	name := widget.NewEntry("")
	name.Put(s.SaveName())
	folder := widget.NewEntry("")
	folder.Put(s.SaveFolder())
	var pop *fyneWidget.PopUp
	use := func() {
		s.SetSavePlace(folder.Text, name.Text)
		pop.Hide()
	}
	name.OnSubmitted = func(string) { use() }
	folder.OnSubmitted = name.OnSubmitted
	name.OnKey, folder.OnKey = leaves(&pop), leaves(&pop)
	choose := widget.NewButton("Choose a folder…", func() {
		d.PickFolder(folder.Text, func(path string) { folder.Put(path) })
	})
	row := container.New(widget.Columns{N: 2, Gap: theme.Gap, Fraction: []float32{0.56, 0.44}}, choose, widget.NewPrimary("Use this place", use))
	pop = popUp(d, anchor, 420, widget.NewField("Name", name, d.Letters), widget.NewField("Folder", folder, d.Letters), row)
	d.Focus(name)
}
