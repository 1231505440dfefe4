package model

import (
	"context"
	"image"
	"image/color"
	"image/draw"
	"math"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/page/raster"
	"eventkit/kit/qr"
)

// boardPlan is how a screen is divided: the picture, and beside it (on a
// standing screen below it) a white panel with the code, which never moves.
type boardPlan struct {
	size           image.Point
	picture, panel image.Rectangle
	// code is the symbol without its quiet zone; call and clock are the rooms
	// above and below it.
	code, call, clock image.Rectangle
	module            int
	sym               *qr.Symbol
}

const (
	// codeShare is the code's side, quiet zone included, of the screen's lower
	// measure and, at most, codeMost of the higher one. A phone 3 m away sees a
	// laptop's screen 350 pixels wide: each module must have nearly three.
	codeShare = 0.66
	codeMost  = 0.44
	// pixelMM is a screen's pixel in mm, for pages of the screen's shape.
	pixelMM = 25.4 / 96
)

// plan divides a screen.
func (s *Studio) plan(size image.Point) (*boardPlan, error) {
	link := s.Event().Link
	if link == "" {
		link = s.kit.Links.Sign
	}
	l, err := kit.ParseLink(link)
	if err != nil {
		return nil, err
	}
	sym, err := qr.Encode(l.ASCII)
	if err != nil {
		return nil, err
	}
	b := &boardPlan{size: size, sym: sym}
	all := sym.Modules.N + 2*qr.Quiet
	short, long := min(size.X, size.Y), max(size.X, size.Y)
	b.module = max(1, int(math.Min(codeShare*float64(short), codeMost*float64(long)))/all)
	side, quiet := b.module*sym.Modules.N, b.module*qr.Quiet
	panel := side + 2*quiet
	var mid image.Point
	if size.X >= size.Y {
		b.picture = image.Rect(0, 0, size.X-panel, size.Y)
		b.panel = image.Rect(size.X-panel, 0, size.X, size.Y)
		mid = image.Pt(size.X-panel/2, size.Y/2-size.Y/40)
	} else {
		high := panel + size.Y/6
		b.picture = image.Rect(0, 0, size.X, size.Y-high)
		b.panel = image.Rect(0, size.Y-high, size.X, size.Y)
		mid = image.Pt(size.X/2, size.Y-high/2-size.Y/60)
	}
	from := mid.Sub(image.Pt(side/2, side/2))
	b.code = image.Rectangle{from, from.Add(image.Pt(side, side))}
	inner := image.Rect(b.panel.Min.X+quiet/2, b.panel.Min.Y, b.panel.Max.X-quiet/2, b.panel.Max.Y)
	b.call = image.Rect(inner.Min.X, inner.Min.Y, inner.Max.X, b.code.Min.Y-quiet)
	b.clock = image.Rect(inner.Min.X, b.code.Max.Y+quiet, inner.Max.X, inner.Max.Y)
	return b, nil
}

// shape is the picture's as a page, in mm.
func (b *boardPlan) shape() page.Size {
	return page.Size{W: float64(b.picture.Dx()) * pixelMM, H: float64(b.picture.Dy()) * pixelMM}
}

// paint paints a whole screen with a page as its picture.
func (b *boardPlan) paint(p *page.Page) (*image.RGBA, error) {
	img, err := raster.PaintFit(p, b.picture.Dx(), b.picture.Dy())
	if err != nil {
		return nil, err
	}
	out := image.NewRGBA(image.Rectangle{Max: b.size})
	draw.Draw(out, out.Bounds(), image.White, image.Point{}, draw.Src)
	off := b.picture.Size().Sub(img.Bounds().Size()).Div(2)
	draw.Draw(out, b.picture.Add(off), img, img.Bounds().Min, draw.Src)
	ink := image.NewUniform(color.Gray{Y: 0x10})
	n := b.sym.Modules.N
	for y := range n {
		for x := range n {
			if b.sym.Modules.At(x, y) {
				at := b.code.Min.Add(image.Pt(x, y).Mul(b.module))
				draw.Draw(out, image.Rectangle{at, at.Add(image.Pt(b.module, b.module))}, ink, image.Point{}, draw.Src)
			}
		}
	}
	return out, nil
}

// boardPreview is the small picture of the display in its room.
type boardPreview struct {
	work latest
	size image.Point
	img  *image.RGBA
}

// boardAspect is the shape of most screens.
const boardAspect = 16.0 / 9

// BoardAspect is the width of the display's small picture by its height.
func BoardAspect() float64 { return boardAspect }

// ResizeBoard says in how many pixels the display's small picture is shown.
func (s *Studio) ResizeBoard(w, h int) {
	if size := image.Pt(w, h); size != s.board.size {
		s.board.size = size
		s.previewDisplay()
	}
}

// Board is the display's small picture; nil before it is painted.
func (s *Studio) Board() image.Image {
	if s.board.img == nil {
		return nil
	}
	return s.board.img
}

// previewDisplay paints the first picture of the display small.
func (s *Studio) previewDisplay() {
	slides := s.Slides()
	if s.mem.Room != RoomDisplay || s.board.size.X < 16 || s.board.size.Y < 16 || len(slides) == 0 {
		return
	}
	plan, err := s.plan(s.board.size)
	if err != nil {
		s.fail(err)
		return
	}
	paint := s.slidePage(slides[0])
	var img *image.RGBA
	s.board.work.do(func(context.Context) (err error) {
		img, err = paint(plan)
		return err
	}, func(err error) {
		if err != nil {
			s.fail(err)
			return
		}
		s.board.img = img
		s.onChange(PartDisplay)
	})
}
