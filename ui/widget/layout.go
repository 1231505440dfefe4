package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"eventkit/ui/theme"
)

// Tall is an object whose height follows from its width.
type Tall interface {
	HeightFor(width float32) float32
}

// Column stacks objects over the full width, each as high as it needs to be
// at that width. Who holds it sets Width before asking for its size.
type Column struct {
	Gap float32
	// Width is the width that sizes are computed for.
	Width float32
}

// HeightFor returns the height of o at a width.
func HeightFor(o fyne.CanvasObject, width float32) float32 {
	if t, ok := o.(Tall); ok {
		return t.HeightFor(width)
	}
	if c, ok := o.(*fyne.Container); ok {
		if t, ok := c.Layout.(interface {
			HeightOf(objects []fyne.CanvasObject, width float32) float32
		}); ok {
			return t.HeightOf(c.Objects, width)
		}
	}
	return o.MinSize().Height
}

// HeightOf returns the height of the objects at a width.
func (c *Column) HeightOf(objects []fyne.CanvasObject, width float32) float32 {
	h := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		if h > 0 {
			h += c.Gap
		}
		h += ceil(HeightFor(o, width))
	}
	return h
}

// MinSize implements [fyne.Layout].
func (c *Column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, c.HeightOf(objects, c.Width))
}

// Layout implements [fyne.Layout].
func (c *Column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	c.Width = size.Width
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		h := ceil(HeightFor(o, size.Width))
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, h))
		y += h + c.Gap
	}
}

// Flow sets objects side by side and wraps them.
type Flow struct{ Gap float32 }

func (f Flow) walk(objects []fyne.CanvasObject, width float32, put func(fyne.CanvasObject, fyne.Position, fyne.Size)) float32 {
	x, y, row := float32(0), float32(0), float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		s := o.MinSize()
		if x > 0 && x+s.Width > width {
			x, y, row = 0, y+row+f.Gap, 0
		}
		put(o, fyne.NewPos(x, y), s)
		x += s.Width + f.Gap
		row = max(row, s.Height)
	}
	return y + row
}

// HeightOf returns the height of the objects at a width.
func (f Flow) HeightOf(objects []fyne.CanvasObject, width float32) float32 {
	return f.walk(objects, width, func(fyne.CanvasObject, fyne.Position, fyne.Size) {})
}

// MinSize implements [fyne.Layout].
func (f Flow) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout implements [fyne.Layout].
func (f Flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.walk(objects, size.Width, func(o fyne.CanvasObject, p fyne.Position, s fyne.Size) {
		o.Move(p)
		o.Resize(s)
	})
}

// Columns sets objects in rows of N of equal width.
type Columns struct {
	N        int
	Gap      float32
	RowGap   float32
	Fraction []float32
}

// HeightOf returns the height of the objects at a width.
func (c Columns) HeightOf(objects []fyne.CanvasObject, width float32) float32 {
	return c.walk(objects, width, func(fyne.CanvasObject, fyne.Position, fyne.Size) {})
}

func (c Columns) walk(objects []fyne.CanvasObject, width float32, put func(fyne.CanvasObject, fyne.Position, fyne.Size)) float32 {
	y := float32(0)
	room := width - float32(c.N-1)*c.Gap
	for i := 0; i < len(objects); i += c.N {
		row := objects[i:min(i+c.N, len(objects))]
		if i > 0 {
			y += c.RowGap
		}
		high := float32(0)
		for j, o := range row {
			high = max(high, ceil(HeightFor(o, round(c.share(j)*room))))
		}
		x := float32(0)
		for j, o := range row {
			w := round(c.share(j) * room)
			put(o, fyne.NewPos(x, y), fyne.NewSize(w, high))
			x += w + c.Gap
		}
		y += high
	}
	return y
}

func (c Columns) share(i int) float32 {
	if i < len(c.Fraction) {
		return c.Fraction[i]
	}
	return 1 / float32(c.N)
}

// MinSize implements [fyne.Layout].
func (c Columns) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout implements [fyne.Layout].
func (c Columns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	c.walk(objects, size.Width, func(o fyne.CanvasObject, p fyne.Position, s fyne.Size) {
		o.Move(p)
		o.Resize(s)
	})
}

// Framed draws a thin line around what lies in a pop-up, which on a dark ground
// has little else to stand out with.
func Framed(o fyne.CanvasObject) fyne.CanvasObject {
	line := canvas.NewRectangle(nil)
	line.CornerRadius, line.StrokeWidth, line.StrokeColor = theme.Radius, 1, theme.Color(theme.Line)
	return container.NewStack(line, o)
}

// inset leaves room around its objects.
type inset struct{ left, top, right, bottom float32 }

// Inset leaves room around the objects it lays out.
func Inset(left, top, right, bottom float32) fyne.Layout {
	return &inset{left, top, right, bottom}
}

func (l *inset) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range objects {
		s = s.Max(o.MinSize())
	}
	return s.AddWidthHeight(l.left+l.right, l.top+l.bottom)
}

// HeightOf returns the height of the objects at a width.
func (l *inset) HeightOf(objects []fyne.CanvasObject, width float32) float32 {
	h := float32(0)
	for _, o := range objects {
		h = max(h, HeightFor(o, width-l.left-l.right))
	}
	return h + l.top + l.bottom
}

func (l *inset) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(l.left, l.top))
		o.Resize(fyne.NewSize(max(0, s.Width-l.left-l.right), max(0, s.Height-l.top-l.bottom)))
	}
}
