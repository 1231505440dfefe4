package model

import (
	"context"
	"image"

	"eventkit/kit"
	"eventkit/kit/explain"
	"eventkit/kit/page/raster"
	"eventkit/kit/placard"
)

// Frame is the large preview: a sheet and its painting.
type Frame struct {
	// Sheet is what was laid out last; nil before the first one.
	Sheet *placard.Sheet
	// Image is its painting; nil before the window has asked for a size.
	Image image.Image
	// Trouble says why the draft can't be laid out; the sheet is then an
	// older one.
	Trouble explain.Message

	broken bool
}

// Proof says whether the code on the sheet was read back.
type Proof int

// The states of a proof.
const (
	Unproven Proof = iota
	Proven
	Unreadable
)

// Frame returns the large preview.
func (s *Studio) Frame() Frame { return s.frame }

// Proof returns whether the code of the sheet that is shown was read back.
func (s *Studio) Proof() Proof { return s.proof }

// Broken reports whether the draft can't be laid out.
func (f Frame) Broken() bool { return f.broken }

// choice is the draft as the engine takes it.
func (s *Studio) choice() placard.Choice {
	d := s.draft.clone()
	c := placard.Choice{
		Template: d.Template, Slogan: d.Slogan, Langs: d.Langs,
		Palette: d.Palette, Distance: d.Distance,
	}
	if d.Own {
		c.Text = d.Text
	}
	c.Paper, _ = d.size()
	return c
}

// Resize says in how many device pixels the large preview is shown.
func (s *Studio) Resize(w, h int) {
	if size := image.Pt(w, h); size != s.frameSize {
		s.frameSize = size
		s.paintFrame()
	}
}

// repaint paints everything anew: the large preview at once, the small ones
// and the proof when things are quiet.
func (s *Studio) repaint() {
	s.setProof(Unproven)
	s.proving.stop()
	s.paintFrame()
	for _, t := range placard.Templates() {
		s.gallery.stale[t.ID] = true
	}
	s.gallery.work.stop()
	s.gallerySoon.do(s.paintTiles)
}

// paintFrame lays out and paints the large preview. Of several requests the
// newest wins, and none waits behind another.
func (s *Studio) paintFrame() {
	k, maker, size := s.kit, s.p.Maker, s.frameSize
	ev, c := s.Event(), s.choice()
	var f Frame
	s.preview.do(func(context.Context) (err error) {
		f, err = paint(maker, k, ev, c, size)
		return err
	}, func(err error) { s.showFrame(f, err) })
}

func paint(m Maker, k *kit.Kit, ev kit.Event, c placard.Choice, size image.Point) (Frame, error) {
	sheet, err := m.Make(k, ev, c)
	if err != nil || size.X < 1 || size.Y < 1 {
		return Frame{Sheet: sheet}, err
	}
	img, err := raster.PaintFit(sheet.Page, size.X, size.Y)
	if err != nil {
		return Frame{Sheet: sheet}, err
	}
	return Frame{Sheet: sheet, Image: img}, nil
}

func (s *Studio) showFrame(f Frame, err error) {
	if err != nil {
		s.frame.Trouble, s.frame.broken = explain.Explain(err), true
		s.onChange(PartFrame)
		return
	}
	if f.Image == nil {
		f.Image = s.frame.Image
	}
	s.frame = f
	s.onChange(PartFrame)
	if s.proof != Proven {
		s.proveSoon.do(s.prove)
	}
}

// prove reads the code of the sheet that is shown back.
func (s *Studio) prove() {
	sheet := s.frame.Sheet
	if sheet == nil || s.frame.broken || s.preview.busy {
		return
	}
	s.proving.do(func(context.Context) error { return s.p.ReadBack(sheet.Page) }, func(err error) {
		switch {
		case sheet != s.frame.Sheet:
		case err == nil:
			s.setProof(Proven)
		default:
			s.setProof(Unreadable)
		}
	})
}

func (s *Studio) setProof(p Proof) {
	if p != s.proof {
		s.proof = p
		s.onChange(PartProof)
	}
}

// gallery is the small previews, painted one after the other.
type gallery struct {
	work  latest
	sizes map[string]image.Point
	tiles map[string]image.Image
	stale map[string]bool
}

// Tile returns the small preview of a design; nil before it was painted.
func (s *Studio) Tile(id string) image.Image { return s.gallery.tiles[id] }

// ResizeTile says in how many device pixels a small preview is shown.
func (s *Studio) ResizeTile(id string, w, h int) {
	if size := image.Pt(w, h); size != s.gallery.sizes[id] {
		s.gallery.sizes[id] = size
		s.gallery.stale[id] = true
		s.gallerySoon.do(s.paintTiles)
	}
}

// paintTiles paints the next small preview that is out of date, and so on.
// A change stops it and starts it anew.
func (s *Studio) paintTiles() {
	id := s.nextTile()
	if id == "" {
		return
	}
	k, maker, size := s.kit, s.p.Maker, s.gallery.sizes[id]
	ev, c := s.Event(), s.choice()
	c.Template = id
	var f Frame
	s.gallery.work.do(func(context.Context) (err error) {
		f, err = paint(maker, k, ev, c, size)
		return err
	}, func(err error) {
		s.gallery.stale[id] = false
		if err == nil {
			s.gallery.tiles[id] = f.Image
		}
		s.onChange(PartTiles)
		s.paintTiles()
	})
}

// nextTile is the design to paint next: the one that is picked comes first.
func (s *Studio) nextTile() string {
	wanted := func(id string) bool { return s.gallery.stale[id] && s.gallery.sizes[id] != image.Point{} }
	if wanted(s.draft.Template) {
		return s.draft.Template
	}
	for _, t := range placard.Templates() {
		if wanted(t.ID) {
			return t.ID
		}
	}
	return ""
}
