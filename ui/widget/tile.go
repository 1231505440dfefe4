package widget

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	base "fyne.io/fyne/v2/theme"

	"eventkit/ui/theme"
)

// Tile is one design of a gallery: a small page and its name.
type Tile struct {
	pressable
	// ID says which design it is.
	ID string
	// OnPixels is called when the page is about to be shown in w × h device
	// pixels and there is no painting of that size yet.
	OnPixels func(w, h int)

	name     *Words
	trouble  *Para
	pic      *picture
	aspect   float32
	selected bool
}

// NewTile makes a tile.
func NewTile(id, name string, letters Letterer, onPick func()) *Tile {
	t := &Tile{ID: id, pic: newPicture(), aspect: 210.0 / 297}
	t.name = NewWords(name, letters).Styled(theme.Caption, false, theme.Muted)
	t.name.Align, t.name.Cut = fyne.TextAlignCenter, true
	t.trouble = NewPara("", letters)
	t.trouble.Hide()
	t.onPress = onPick
	t.pic.want = func(w, h int) {
		if t.OnPixels != nil {
			t.OnPixels(w, h)
		}
	}
	t.ExtendBaseWidget(t)
	return t
}

// SetSelected marks the tile as the design that is shown.
func (t *Tile) SetSelected(on bool) {
	if on != t.selected {
		t.selected = on
		t.Refresh()
	}
}

// Selected reports whether the tile is the design that is shown.
func (t *Tile) Selected() bool { return t.selected }

// SetAspect sets the page's width divided by its height.
func (t *Tile) SetAspect(a float64) {
	if a > 0 && float32(a) != t.aspect {
		t.aspect = float32(a)
		t.Refresh()
	}
}

// SetImage shows a painting of the page.
func (t *Tile) SetImage(img image.Image) { t.pic.set(img) }

// SetTrouble shows words in place of a page that can't be painted; "" is none.
func (t *Tile) SetTrouble(words string) {
	if words != t.trouble.Text() {
		t.trouble.Set(Span{Text: words})
		t.trouble.Hidden = words == ""
		t.Refresh()
	}
}

// Trouble returns the words that are shown in place of a page.
func (t *Tile) Trouble() string { return t.trouble.Text() }

// Image returns the painting that is shown.
func (t *Tile) Image() image.Image { return t.pic.img }

// The ring around a chosen tile, and the room it needs.
const tileRing = 4

// troubleInset is the room around words in place of a page.
const troubleInset = 8

// HeightFor returns the height at a width.
func (t *Tile) HeightFor(width float32) float32 {
	page := width - 2*tileRing
	return round(page/max(t.aspect, 0.62)) + 2*tileRing + theme.Caption*LineHeight + 2
}

// MinSize implements [fyne.CanvasObject].
func (t *Tile) MinSize() fyne.Size { return fyne.NewSize(60, t.HeightFor(60)) }

// CreateRenderer implements [fyne.Widget].
func (t *Tile) CreateRenderer() fyne.WidgetRenderer {
	mark := canvas.NewRectangle(nil)
	mark.CornerRadius = 6
	mark.StrokeWidth = 3
	edge := canvas.NewRectangle(nil)
	edge.StrokeWidth = 1
	focus := newRing(8)
	r := &parts{objects: []fyne.CanvasObject{mark, edge, t.pic.raster, t.trouble, t.name, focus.rect}}
	r.min = t.MinSize
	r.layout = func(s fyne.Size) {
		nameH := float32(theme.Caption*LineHeight) + 2
		boxW, boxH := s.Width-2*tileRing, s.Height-nameH-2*tileRing
		w, h := boxW, boxH
		if w/h > t.aspect {
			w = h * t.aspect
		} else {
			h = w / t.aspect
		}
		w, h = round(w), round(h)
		pos := fyne.NewPos(round((s.Width-w)/2), round(tileRing+(boxH-h)/2))
		size := fyne.NewSize(w, h)
		t.pic.raster.Move(pos)
		t.pic.raster.Resize(size)
		t.pic.raster.Hidden = !t.trouble.Hidden
		t.trouble.Move(pos.AddXY(troubleInset, troubleInset))
		t.trouble.Resize(size.SubtractWidthHeight(2*troubleInset, 2*troubleInset))
		edge.Move(pos.SubtractXY(1, 1))
		edge.Resize(size.AddWidthHeight(2, 2))
		mark.Move(pos.SubtractXY(tileRing, tileRing))
		mark.Resize(size.AddWidthHeight(2*tileRing, 2*tileRing))
		focus.around(pos, size, tileRing+2)
		t.name.Move(fyne.NewPos(0, s.Height-nameH))
		t.name.Resize(fyne.NewSize(s.Width, nameH))
	}
	r.refresh = func() {
		mark.StrokeColor = nil
		edge.StrokeColor = theme.Color(theme.Line)
		t.name.Color, t.name.Bold = theme.Muted, false
		if t.hovered {
			edge.StrokeColor = theme.Color(theme.Muted)
		}
		if t.selected {
			mark.StrokeColor = theme.Color(theme.Accent)
			t.name.Color, t.name.Bold = base.ColorNameForeground, true
		}
		focus.show(t.focused)
		r.layout(t.Size())
		mark.Refresh()
		edge.Refresh()
		t.name.Refresh()
	}
	r.refresh()
	return r
}
