package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fyneWidget "fyne.io/fyne/v2/widget"
)

// Drawn shows an icon as large as it is made. It reads the icon only when that
// is another one: an image of Fyne's reads and paints it anew whenever anything
// around it is refreshed, which with a room full of icons is most of the work.
type Drawn struct {
	fyneWidget.BaseWidget
	image *canvas.Image
	// hidden is what the screen knows.
	hidden bool
}

// NewDrawn shows an icon of [theme.Drawing]; nil shows none.
func NewDrawn(icon fyne.Resource) *Drawn {
	d := &Drawn{image: canvas.NewImageFromResource(icon)}
	d.image.FillMode = canvas.ImageFillContain
	d.ExtendBaseWidget(d)
	return d
}

// Set shows another icon. The names of two icons that look different differ.
func (d *Drawn) Set(icon fyne.Resource) {
	if nameOf(icon) != d.Icon() {
		d.image.Resource = icon
		d.image.Refresh()
	}
}

// Icon returns the name of the icon, or nothing.
func (d *Drawn) Icon() string { return nameOf(d.image.Resource) }

func nameOf(icon fyne.Resource) string {
	if icon == nil {
		return ""
	}
	return icon.Name()
}

// CreateRenderer implements [fyne.Widget].
func (d *Drawn) CreateRenderer() fyne.WidgetRenderer {
	return &parts{
		objects: []fyne.CanvasObject{d.image},
		layout:  d.image.Resize,
		min:     func() fyne.Size { return fyne.Size{} },
		refresh: func() {
			if d.hidden != d.Hidden {
				d.hidden = d.Hidden
				canvas.Refresh(d.image)
			}
		},
	}
}
