package model

import (
	"context"
	"image"

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
	// Leaves is how many pages there are to turn to.
	Leaves int
	// DPI is the density of a picture on the sheet as it prints, in dots per
	// inch; 0 is for vectors.
	DPI float64

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
	for t := range s.gallery.sizes {
		s.gallery.stale[t] = true
	}
	s.restage()
}

// restage shows the page of the room on the stage, and paints those of its
// small previews that are out of date.
func (s *Studio) restage() {
	s.setProof(Unproven)
	s.proving.stop()
	s.paintFrame()
	s.gallery.work.stop()
	s.gallerySoon.do(s.paintTiles)
}

// paintFrame lays out and paints the large preview. Of several requests the
// newest wins, and none waits behind another.
func (s *Studio) paintFrame() {
	lay, size := s.shown(), s.frameSize
	var f Frame
	s.preview.do(func(context.Context) (err error) {
		f, err = paint(lay, size)
		return err
	}, func(err error) { s.showFrame(f, err) })
}

func paint(lay recipe, size image.Point) (Frame, error) {
	made, err := lay()
	if err != nil {
		return Frame{}, err
	}
	f := Frame{Sheet: made.sheet, Leaves: made.leaves, DPI: made.dpi}
	if size.X < 1 || size.Y < 1 {
		return f, nil
	}
	img, err := raster.PaintFit(made.sheet.Page, size.X, size.Y)
	if err != nil {
		return f, err
	}
	f.Image = img
	return f, nil
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
	sizes map[tile]image.Point
	tiles map[tile]image.Image
	stale map[tile]bool
	// troubles says in a few words why a design can't be shown.
	troubles map[tile]string
}

// tile is a small preview: the room that it stands in, and its design.
type tile struct{ room, design string }

// Tile returns the small preview of a room's design; nil before it was painted.
func (s *Studio) Tile(room, design string) image.Image { return s.gallery.tiles[tile{room, design}] }

// TileTrouble says in a few words why a room's design can't be shown; "" if it can.
func (s *Studio) TileTrouble(room, design string) string {
	return s.gallery.troubles[tile{room, design}]
}

// ResizeTile says in how many device pixels a small preview is shown.
func (s *Studio) ResizeTile(room, design string, w, h int) {
	t := tile{room, design}
	if size := image.Pt(w, h); size != s.gallery.sizes[t] {
		s.gallery.sizes[t] = size
		s.gallery.stale[t] = true
		s.gallerySoon.do(s.paintTiles)
	}
}

// paintTiles paints the next small preview that is out of date, and so on.
// A change stops it and starts it anew.
func (s *Studio) paintTiles() {
	t, ok := s.nextTile()
	if !ok {
		return
	}
	size := s.gallery.sizes[t]
	lay := s.recipeOf(t.room, t.design, max(size.X, size.Y))
	var f Frame
	s.gallery.work.do(func(context.Context) (err error) {
		f, err = paint(lay, size)
		return err
	}, func(err error) {
		s.gallery.stale[t] = false
		s.gallery.troubles[t] = explain.Explain(err).Title
		if err == nil {
			s.gallery.tiles[t] = f.Image
		}
		s.onChange(PartTiles)
		s.paintTiles()
	})
}

// nextTile is the small preview to paint next of those in the room on the
// stage: the design that is picked comes first.
func (s *Studio) nextTile() (next tile, ok bool) {
	room := s.product()
	ids, picked := s.designs(room)
	for _, id := range append([]string{picked}, ids...) {
		if t := (tile{room, id}); s.gallery.stale[t] && s.gallery.sizes[t] != (image.Point{}) {
			return t, true
		}
	}
	return tile{}, false
}
