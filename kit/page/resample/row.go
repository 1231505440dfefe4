package resample

import (
	"image"
	"image/color"
	"image/draw"
)

// Row returns row y of a picture, counted from its top, as red, green, blue and
// premultiplied alpha, 4 bytes a pixel. It lies in buf, which must be as long
// as the row, or in the picture's own memory, and must not be changed.
func Row(img image.Image, y int, buf []byte) []byte {
	b := img.Bounds()
	y += b.Min.Y
	switch img := img.(type) {
	case *image.RGBA:
		i := img.PixOffset(b.Min.X, y)
		return img.Pix[i : i+4*b.Dx()]
	case *image.YCbCr:
		ycbcr(img, y, buf)
	case *image.Gray:
		i := img.PixOffset(b.Min.X, y)
		for x, v := range img.Pix[i : i+b.Dx()] {
			o := buf[4*x : 4*x+4]
			o[0], o[1], o[2], o[3] = v, v, v, 255
		}
	default:
		one := &image.RGBA{Pix: buf, Stride: len(buf), Rect: image.Rect(b.Min.X, y, b.Max.X, y+1)}
		draw.Draw(one, one.Rect, img, image.Pt(b.Min.X, y), draw.Src)
	}
	return buf
}

func ycbcr(img *image.YCbCr, y int, buf []byte) {
	for x := img.Rect.Min.X; x < img.Rect.Max.X; x++ {
		c := img.COffset(x, y)
		o := buf[4*(x-img.Rect.Min.X):][:4]
		o[0], o[1], o[2] = color.YCbCrToRGB(img.Y[img.YOffset(x, y)], img.Cb[c], img.Cr[c])
		o[3] = 255
	}
}
