package widget

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	fyneWidget "fyne.io/fyne/v2/widget"
)

// Board is a picture over a whole screen, without a pointer on it.
type Board struct {
	fyneWidget.BaseWidget
	picture *picture
}

var _ desktop.Cursorable = (*Board)(nil)

// NewBoard makes a board; onPixels is told in how many device pixels it is
// shown.
func NewBoard(onPixels func(w, h int)) *Board {
	b := &Board{picture: newPicture()}
	b.picture.want = onPixels
	b.ExtendBaseWidget(b)
	return b
}

// SetImage shows a picture of exactly the pixels that were asked for.
func (b *Board) SetImage(img image.Image) {
	if img != b.picture.img {
		b.picture.set(img)
	}
}

// Pixels is the size that was asked for last.
func (b *Board) Pixels() image.Point { return b.picture.asked }

// Cursor implements [desktop.Cursorable].
func (b *Board) Cursor() desktop.Cursor { return desktop.HiddenCursor }

// MinSize implements [fyne.CanvasObject].
func (b *Board) MinSize() fyne.Size { return fyne.NewSize(120, 80) }

// CreateRenderer implements [fyne.Widget].
func (b *Board) CreateRenderer() fyne.WidgetRenderer {
	r := &parts{objects: []fyne.CanvasObject{b.picture.raster}}
	r.min = b.MinSize
	r.layout = func(s fyne.Size) { b.picture.raster.Resize(s) }
	r.refresh = b.picture.raster.Refresh
	return r
}
