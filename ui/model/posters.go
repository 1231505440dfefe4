package model

import (
	"fmt"
	"slices"
	"strings"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/placard"
	"eventkit/kit/poster"
)

// PosterMaker lays out a poster; [poster.Maker] does. It must be safe for
// concurrent use.
type PosterMaker interface {
	Make(k *kit.Kit, ev kit.Event, c poster.Choice) (*poster.Sheet, error)
}

// HasPosters reports whether there are posters, and with them a room.
func (s *Studio) HasPosters() bool {
	return s.p.Posters != nil && len(s.kit.Posters)+len(s.draft.Artwork) > 0
}

// Posters lists the kit's posters by their names, with the credit and the
// licence of each, and behind them the files that were opened as posters.
func (s *Studio) Posters() []Option {
	if !s.HasPosters() {
		return nil
	}
	var out []Option
	for _, p := range s.kit.Posters {
		name, _, _ := p.Title.In("en", s.draft.lead())
		out = append(out, Option{ID: p.ID, Name: name, Detail: p.Credit + " · " + p.Licence, Picked: p.ID == s.draft.Poster})
	}
	return append(out, s.ownPosters()...)
}

// PickPoster picks a poster.
func (s *Studio) PickPoster(id string) {
	s.edit("", func(d *Draft) { d.Poster = id })
}

// settlePoster replaces what the kit or the program doesn't have.
func (s *Studio) settlePoster() {
	d := &s.draft
	if _, ok := s.kit.Poster(d.Poster); !ok && !d.hasArtwork(d.Poster) {
		d.Poster = ""
		switch {
		case len(s.kit.Posters) > 0:
			d.Poster = s.kit.Posters[0].ID
		case len(d.Artwork) > 0:
			d.Poster = ownMark + d.Artwork[0]
		}
	}
	if d.Corner != poster.Foot && !slices.Contains(kit.Corners(), d.Corner) {
		d.Corner = ""
	}
}

// PrintLine says how large the poster is printed, and how sharp: for a picture
// from how far its dots are no longer seen.
func (s *Studio) PrintLine() string {
	const inch = 25.4
	size := s.PageSize()
	prints := fmt.Sprintf("Prints %.0f × %.0f mm (%.1f × %.1f in)", size.W, size.H, size.W/inch, size.H/inch)
	switch dpi := s.frame.DPI; {
	case s.frame.Sheet == nil || s.frame.broken:
		return prints + "."
	case dpi > 0:
		return fmt.Sprintf("%s with %.0f dots per inch: sharp from %s.", prints, dpi, metresOf(poster.SharpFrom(dpi)))
	}
	return prints + ", always sharp."
}

// What a poster can carry besides its artwork.
const (
	CarryCode  = "code"
	CarryStrip = "strip"
)

// Carried lists what the poster can carry; what it carries is picked.
func (s *Studio) Carried() []Option {
	return []Option{
		{ID: CarryCode, Name: "The code", Picked: !s.draft.NoCode},
		{ID: CarryStrip, Name: "The event’s lines", Picked: !s.draft.NoStrip},
	}
}

// Carry adds one of the two to the poster, or takes it away.
func (s *Studio) Carry(id string) {
	s.edit("", func(d *Draft) {
		switch id {
		case CarryCode:
			d.NoCode = !d.NoCode
		case CarryStrip:
			d.NoStrip = !d.NoStrip
		}
	})
}

// CarriedHint says why the event's lines aren't seen.
func (s *Studio) CarriedHint() string {
	ev := s.Event()
	if !s.draft.NoStrip && ev.City == "" && ev.Date == "" {
		return "The lines come with the city and the date, in Event."
	}
	return ""
}

// Corners lists where code and lines can stand.
func (s *Studio) Corners() []Option {
	picked := s.draft.Corner
	if p, ok := s.kit.Poster(s.draft.Poster); ok && picked == "" {
		picked = p.Corner
	}
	if picked == "" {
		picked = poster.Foot
	}
	foot := "Below the picture"
	if s.draft.Landscape {
		foot = "Beside the picture"
	}
	out := []Option{{ID: poster.Foot, Name: foot}}
	names := map[string]string{
		"top-left": "Top left", "top-right": "Top right", "bottom-left": "Bottom left", "bottom-right": "Bottom right",
	}
	for _, id := range kit.Corners() {
		out = append(out, Option{ID: id, Name: names[id], Detail: "on the picture"})
	}
	for i := range out {
		out[i].Picked = out[i].ID == picked
	}
	return out
}

// CornerName is where code and lines stand.
func (s *Studio) CornerName() string {
	for _, o := range s.Corners() {
		if o.Picked {
			return o.Name
		}
	}
	return ""
}

// PickCorner picks where code and lines stand.
func (s *Studio) PickCorner(id string) {
	s.edit("", func(d *Draft) { d.Corner = id })
}

// Plain reports whether the poster carries nothing but its artwork.
func (s *Studio) Plain() bool { return s.draft.NoCode && s.draft.NoStrip }

// WantsCode reports whether the page is to carry a code.
func (s *Studio) WantsCode() bool { return s.product() != RoomPosters || !s.draft.NoCode }

// product is the room whose page is on the stage: the one that someone is in,
// or else the placards'.
func (s *Studio) product() string {
	switch s.mem.Room {
	case RoomPosters, RoomLetter:
		return s.mem.Room
	}
	return RoomPlacards
}

// designs lists what the room of a product has to pick from, and which of them
// is picked.
func (s *Studio) designs(product string) (ids []string, picked string) {
	options := s.Templates
	switch product {
	case RoomPosters:
		options = s.Posters
	case RoomLetter:
		options = s.Documents
	}
	for _, o := range options() {
		ids = append(ids, o.ID)
		if o.Picked {
			picked = o.ID
		}
	}
	return ids, picked
}

// recipe returns how the work is made that is on the stage.
func (s *Studio) recipe() recipe {
	_, picked := s.designs(s.product())
	return s.recipeOf(s.product(), picked, 0)
}

// shown returns how that work is made for the stage alone, where a picture needs
// no more pixels than are seen.
func (s *Studio) shown() recipe {
	_, picked := s.designs(s.product())
	return s.recipeOf(s.product(), picked, max(s.frameSize.X, s.frameSize.Y, 1))
}

// recipeOf returns how a design of a product is made, for a screen with so many
// pixels on its longer side, or for print: 0.
func (s *Studio) recipeOf(product, design string, pixels int) recipe {
	k, ev, size := s.kit, s.Event(), s.PageSize()
	switch product {
	case RoomLetter:
		return s.paperRecipe(design)
	case RoomPosters:
		maker, c := s.p.Posters, s.draft.poster(design, size)
		c.Pixels = pixels
		return func() (*work, error) {
			sheet, err := maker.Make(k, ev, c)
			if err != nil {
				return nil, err
			}
			made := single(&placard.Sheet{Page: sheet.Page, Report: sheet.Report})
			made.dpi = sheet.DPI
			return made, nil
		}
	}
	maker, c := s.p.Maker, s.draft.placard(design, size)
	return func() (*work, error) {
		sheet, err := maker.Make(k, ev, c)
		if err != nil {
			return nil, err
		}
		return single(sheet), nil
	}
}

// placard is the draft as the engine of placards takes it.
func (d Draft) placard(template string, paper page.Size) placard.Choice {
	c := placard.Choice{
		Template: template, Slogan: d.Slogan, Langs: slices.Clone(d.Langs), Paper: paper,
		Palette: d.Palette, Distance: d.Distance,
	}
	if d.Own {
		c.Text = d.Text
	}
	return c
}

// poster is the draft as the engine of posters takes it.
func (d Draft) poster(id string, paper page.Size) poster.Choice {
	file := ""
	if path, own := strings.CutPrefix(id, ownMark); own {
		id, file = "", path
	}
	return poster.Choice{
		Poster: id, File: file, Langs: []string{d.lead()}, Paper: paper,
		Code: !d.NoCode, Strip: !d.NoStrip, Corner: d.Corner, Distance: d.Distance,
	}
}
