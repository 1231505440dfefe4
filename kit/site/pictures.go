package site

import (
	"image"
	"image/jpeg"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"eventkit/kit"
	"eventkit/kit/graphics"
	"eventkit/kit/page"
	"eventkit/kit/page/raster"
	"eventkit/kit/placard"
	"eventkit/kit/poster"
	"eventkit/kit/typeset"
)

// The size of small pictures, in px, and how fine they are said to be.
const (
	smallW, smallH = 360, 509
	smallDPI       = 96
)

// picture is a small picture that opens a large one, or a PDF.
type picture struct {
	Title      Words
	Credit     credit
	Href, Img  string
	Alt        string
	AltOf      Words // the language of Alt
	Width, Hgt int
}

// planPosters plans every poster of the kit in every language: artwork and
// headline as a small picture, and the sheet with code and event as a PDF.
func (b *builder) planPosters() error {
	maker := poster.New(b.lib)
	for vi, v := range b.views {
		v.Posters = make([]picture, len(b.kit.Posters))
		for i, p := range b.kit.Posters {
			choice := poster.Choice{
				Poster: p.ID, Langs: v.langs, Paper: b.size.Portrait(), Link: b.options.Link,
				Code: b.address != nil, Strip: b.address != nil,
			}
			base := "posters/" + p.ID + "-" + v.ID
			pdfName, imgName := b.name(base, ".pdf"), b.name(base, ".png")
			b.job(func() error {
				out := picture{Title: v.say(p.Title), Href: href(pdfName)}
				if !b.credited(p.Credit) {
					out.Credit = credit{Who: typeset.Clean(p.Credit), Licence: typeset.Clean(p.Licence)}
				}
				sheet, err := maker.Make(b.kit, b.event, choice)
				if err != nil {
					return err
				}
				if err := b.bind(pdfName, sheet.Page); err != nil {
					return err
				}
				bare := choice
				bare.Code, bare.Strip, bare.Paper = false, false, page.Size{W: 210, H: 297}
				art, err := maker.Make(b.kit, b.event, bare)
				if err != nil {
					return err
				}
				out.Alt, out.AltOf = art.Page.Title, v.in(art.Page.Title, art.Page.Lang)
				img, err := raster.PaintFit(art.Page, smallW, smallH)
				if err != nil {
					return err
				}
				out.size(img)
				name, write := imgName, b.png
				if photographed(art.Page) {
					name, write = b.name(base, ".jpg"), b.jpeg
				}
				out.Img = href(name)
				b.views[vi].Posters[i] = out
				return write(name, img)
			})
		}
	}
	return nil
}

func (p *picture) size(img *image.RGBA) {
	p.Width, p.Hgt = img.Rect.Dx(), img.Rect.Dy()
}

// png adds a small picture.
func (b *builder) png(name string, img *image.RGBA) error {
	calm(img.Pix)
	return b.write(name, func(w io.Writer) error { return raster.EncodePNG(w, img, smallDPI) })
}

// photographed reports whether a page holds finished artwork, which may have
// any number of colours.
func photographed(p *page.Page) bool {
	for it := range p.Items {
		if _, ok := it.(page.Picture); ok {
			return true
		}
	}
	return false
}

// jpeg adds a small picture of many colours.
func (b *builder) jpeg(name string, img *image.RGBA) error {
	return b.write(name, func(w io.Writer) error { return jpeg.Encode(w, img, &jpeg.Options{Quality: 80}) })
}

// calm rounds the shades at edges to every eighth step, which nobody sees at
// this size: the picture then has few enough colours for a palette.
func calm(pix []byte) {
	count := map[[3]byte]int{}
	for i := 0; i+3 < len(pix); i += 4 {
		count[[3]byte{pix[i], pix[i+1], pix[i+2]}]++
	}
	for i := 0; i+3 < len(pix); i += 4 {
		c := [3]byte{pix[i], pix[i+1], pix[i+2]}
		if count[c]*100 < len(pix)/4 { // flat colours cover more than a hundredth
			pix[i], pix[i+1], pix[i+2] = c[0]&^15|8, c[1]&^15|8, c[2]&^15|8
		}
	}
}

// planGraphics plans the pictures for networks: every slogan in every
// language, upright, large for the networks and small for the page.
func (b *builder) planGraphics() error {
	if b.address == nil {
		return nil // a picture without an address asks for nothing
	}
	maker := placard.New(b.lib)
	for vi, v := range b.views {
		jobs, err := b.graphicsIn(v.lang)
		if err != nil {
			return err
		}
		v.Graphics = make([]picture, len(jobs))
		for i, job := range jobs {
			large, small := b.name("graphics/"+job.Name, ".png"), b.name("graphics/small/"+job.Name, ".png")
			b.job(func() error {
				made, err := job.Make(maker, b.kit, b.event)
				if err != nil {
					return err
				}
				out := picture{Href: href(large), Img: href(small)}
				out.Alt = strings.Join(strings.Fields(strings.Join(made.Said, " · ")), " ")
				out.AltOf = v.in(out.Alt, made.Page.Lang)
				if err := b.write(large, made.WritePNG); err != nil {
					return err
				}
				img, err := raster.PaintFit(made.Page, smallW, smallH)
				if err != nil {
					return err
				}
				out.size(img)
				b.views[vi].Graphics[i] = out
				return b.png(small, img)
			})
		}
	}
	return nil
}

// graphicsIn lists the pictures of a language, upright, in the kit's colours in
// turn.
func (b *builder) graphicsIn(lang string) ([]graphics.Job, error) {
	var out []graphics.Job
	for i, s := range b.kit.Slogans {
		c := graphics.Choice{Slogans: []string{s.ID}, Langs: []string{lang}, Ratios: []string{"4:5"}, Template: "shout", Link: b.options.Link}
		if n := len(b.kit.Palettes); n > 0 {
			c.Palette = b.kit.Palettes[i%n].ID
		}
		jobs, err := graphics.Plan(b.kit, c)
		if err != nil {
			return nil, err
		}
		out = append(out, jobs...)
	}
	return out, nil
}

// credited reports whether the kit's own list of credits names somebody.
func (b *builder) credited(who string) bool {
	return slices.ContainsFunc(b.kit.Credits, func(c kit.Credit) bool { return c.Who == who })
}

// licences carries the texts of the kit's licences, and that of the fonts.
func (b *builder) licences() ([]download, error) {
	var out []download
	entries, err := fs.ReadDir(b.kit.FS(), "LICENSES")
	if err != nil {
		entries = nil // a kit need not have any
	}
	for _, e := range entries {
		if e.IsDir() || !opens(e.Name()) {
			continue
		}
		at, err := b.carry(path.Join("LICENSES", e.Name()))
		if err != nil {
			return nil, err
		}
		out = append(out, download{Words{Text: strings.TrimSuffix(typeset.Clean(e.Name()), ".txt")}, at})
	}
	if b.options.Fonts != nil {
		text, err := fs.ReadFile(b.options.Fonts, "OFL.txt")
		if err != nil {
			return nil, err
		}
		name := b.name("fonts/OFL", ".txt")
		b.add(name, text)
		out = append(out, download{Words{Text: "OFL-1.1"}, href(name)})
	}
	return out, nil
}
