package widget

import (
	"image"
	"image/draw"

	"fyne.io/fyne/v2/canvas"
	xdraw "golang.org/x/image/draw"
)

// picture is a raster that asks for a painting in exactly the pixels that it
// is shown in. Until it has that, it shows the last one stretched.
type picture struct {
	raster *canvas.Raster
	img    image.Image
	want   func(w, h int)
	asked  image.Point
}

func newPicture() *picture {
	p := &picture{}
	p.raster = canvas.NewRaster(p.generate)
	p.raster.ScaleMode = canvas.ImageScalePixels
	return p
}

// set shows a painting; nil shows nothing.
func (p *picture) set(img image.Image) {
	p.img = img
	p.raster.Refresh()
}

func (p *picture) fits(w, h int) bool {
	return p.img != nil && p.img.Bounds().Dx() == w && p.img.Bounds().Dy() == h
}

func (p *picture) generate(w, h int) image.Image {
	if w < 1 || h < 1 {
		return image.NewRGBA(image.Rect(0, 0, 1, 1))
	}
	if size := image.Pt(w, h); size != p.asked && p.want != nil {
		p.asked = size
		p.want(w, h)
	}
	if p.fits(w, h) {
		return p.img
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(out, out.Bounds(), image.White, image.Point{}, draw.Src)
	switch {
	case p.img == nil:
	case p.nearly(w, h):
		p.trim(out)
	default:
		xdraw.ApproxBiLinear.Scale(out, out.Bounds(), p.img, p.img.Bounds(), draw.Src, nil)
	}
	return out
}

// nearly reports whether the painting is right but for a pixel, as it can be
// where a page keeps its proportions.
func (p *picture) nearly(w, h int) bool {
	dx, dy := w-p.img.Bounds().Dx(), h-p.img.Bounds().Dy()
	return dx*dx <= 1 && dy*dy <= 1
}

// trim shows the painting pixel for pixel, without its last row or column or
// with that row or column twice.
func (p *picture) trim(out *image.RGBA) {
	from, b := p.img.Bounds(), out.Bounds()
	draw.Draw(out, b, p.img, from.Min, draw.Src)
	if from.Dx() < b.Dx() {
		draw.Draw(out, image.Rect(from.Dx(), 0, b.Dx(), b.Dy()), out, image.Pt(from.Dx()-1, 0), draw.Src)
	}
	if from.Dy() < b.Dy() {
		draw.Draw(out, image.Rect(0, from.Dy(), b.Dx(), b.Dy()), out, image.Pt(0, from.Dy()-1), draw.Src)
	}
}

// place draws img at the top left of dst.
func place(dst draw.Image, img image.Image) {
	draw.Draw(dst, dst.Bounds(), img, img.Bounds().Min, draw.Src)
}
