package pack

import (
	"context"
	"fmt"
	"io"
	"iter"
	"slices"

	"eventkit/kit/graphics"
	"eventkit/kit/letter"
	"eventkit/kit/page"
	"eventkit/kit/page/pdf"
	"eventkit/kit/placard"
	"eventkit/kit/poster"
	"eventkit/kit/qr"
	"eventkit/kit/sheet"
	"eventkit/kit/song"
	"eventkit/kit/storm"
)

// pages are laid out one after the other, with what there is to know.
type pages func(ctx context.Context) (iter.Seq2[*page.Page, error], []string, error)

// bound writes pages as one PDF. Every page's codes are read back first.
func (p *planner) bound(lay pages) func(context.Context, io.Writer) ([]string, error) {
	return func(ctx context.Context, w io.Writer) ([]string, error) {
		seq, notes, err := lay(ctx)
		if err != nil {
			return nil, err
		}
		return notes, pdf.Write(w, pdf.Meta{}, func(yield func(*page.Page, error) bool) {
			for pg, err := range seq {
				if err == nil {
					err = ctx.Err()
				}
				if !yield(pg, err) {
					return
				}
			}
		})
	}
}

// read gives pages on after their codes were read.
func read(all []*page.Page) (iter.Seq2[*page.Page, error], error) {
	for _, pg := range all {
		if err := qr.ReadBack(pg); err != nil {
			return nil, err
		}
	}
	return func(yield func(*page.Page, error) bool) {
		for _, pg := range all {
			if !yield(pg, nil) {
				return
			}
		}
	}, nil
}

func (p *planner) allPlacards(ctx context.Context) (iter.Seq2[*page.Page, error], []string, error) {
	var all []*page.Page
	var notes []string
	for _, t := range placard.Templates() {
		for i, lang := range p.c.Langs {
			langs := []string{lang}
			if t.ID == "bilingual" {
				if i > 0 || len(p.c.Langs) < 2 {
					continue
				}
				langs = p.c.Langs[:2]
			}
			if err := ctx.Err(); err != nil {
				return nil, nil, err
			}
			s, err := p.placards.Make(p.kit, p.event, placard.Choice{
				Template: t.ID, Slogan: p.kit.Slogans[0].ID, Langs: langs, Paper: p.c.Paper,
			})
			if err != nil {
				return nil, nil, fmt.Errorf("placard %s: %w", t.ID, err)
			}
			all, notes = append(all, s.Page), told(notes, s.Report.Notes)
		}
	}
	seq, err := read(all)
	return seq, notes, err
}

func (p *planner) allPosters(ctx context.Context) (iter.Seq2[*page.Page, error], []string, error) {
	var all []*page.Page
	var notes []string
	for _, ps := range p.kit.Posters {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		s, err := p.posters.Make(p.kit, p.event, poster.Choice{
			Poster: ps.ID, Langs: p.c.Langs, Paper: p.c.Paper, Code: true, Strip: true,
		})
		if err != nil {
			return nil, nil, fmt.Errorf("poster %s: %w", ps.ID, err)
		}
		all, notes = append(all, s.Page), told(notes, s.Report.Notes)
	}
	seq, err := read(all)
	return seq, notes, err
}

// letterOf lays out the letter or the briefing in a language.
func (p *planner) letterOf(lang string, form letter.Form) (*letter.Made, error) {
	_, count := p.event.Tally.Total()
	c := letter.Choice{Lang: lang, Paper: p.c.Paper, Count: count}
	if form == letter.BriefingForm {
		return p.letters.Briefing(p.kit, p.event, c)
	}
	return p.letters.Letter(p.kit, p.event, c)
}

func (p *planner) letterPages(lang string, form letter.Form) pages {
	return func(context.Context) (iter.Seq2[*page.Page, error], []string, error) {
		made, err := p.letterOf(lang, form)
		if err != nil {
			return nil, nil, err
		}
		seq, err := read(made.Pages)
		return seq, told(nil, made.Report.Notes), err
	}
}

func (p *planner) letterAs(lang string, write func(*letter.Made, io.Writer) error) func(context.Context, io.Writer) ([]string, error) {
	return func(_ context.Context, w io.Writer) ([]string, error) {
		made, err := p.letterOf(lang, letter.LetterForm)
		if err != nil {
			return nil, err
		}
		return nil, write(made, w)
	}
}

func (p *planner) signatureSheets(context.Context) (iter.Seq2[*page.Page, error], []string, error) {
	table := ""
	if p.event.Tally != nil {
		table = p.event.Tally.Table
	}
	s, err := p.sheets.Sheets(p.kit, p.event, sheet.SheetsChoice{
		Choice: sheet.Choice{Lang: p.c.Langs[0], Paper: p.c.Paper}, First: 1, Count: p.c.Sheets, Table: table,
	})
	if err != nil {
		return nil, nil, err
	}
	first, err := s.Page(0)
	if err == nil {
		// The code is in the layer that all sheets share.
		err = qr.ReadBack(first)
	}
	return s.Pages(), told(nil, s.Report.Notes), err
}

func (p *planner) handOver(context.Context) (iter.Seq2[*page.Page, error], []string, error) {
	c := sheet.Choice{Lang: p.c.Langs[0], Paper: p.c.Paper}
	var h sheet.Handed
	h.Sheets, h.Signatures = p.event.Tally.Total()
	var all []*page.Page
	var notes []string
	for _, lay := range []func() (*sheet.Made, error){
		func() (*sheet.Made, error) { return p.sheets.Receipt(p.kit, p.event, c, h) },
		func() (*sheet.Made, error) { return p.sheets.Refusal(p.kit, p.event, c) },
		func() (*sheet.Made, error) { return p.sheets.Checklist(p.kit, p.event, c) },
	} {
		made, err := lay()
		if err != nil {
			return nil, nil, err
		}
		all, notes = append(all, made.Pages...), told(notes, made.Report.Notes)
	}
	seq, err := read(all)
	return seq, notes, err
}

func (p *planner) lyrics(s song.Song) pages {
	return func(context.Context) (iter.Seq2[*page.Page, error], []string, error) {
		const most = 3 // languages side by side
		made, err := p.songs.Sheet(p.kit, p.event, song.Choice{
			Song: s.ID, Langs: p.c.Langs[:min(len(p.c.Langs), most)], Paper: p.c.Paper, Chords: true, Code: true,
		})
		if err != nil {
			return nil, nil, err
		}
		seq, err := read(made.Pages)
		return seq, told(nil, made.Report.Notes), err
	}
}

func (p *planner) cards(context.Context) (iter.Seq2[*page.Page, error], []string, error) {
	made, err := p.storms.Cards(p.kit, p.event, storm.Choice{Lang: p.c.Langs[0], Paper: p.c.Paper})
	if err != nil {
		return nil, nil, err
	}
	seq, err := read(made.Pages)
	return seq, told(nil, made.Report.Notes), err
}

func (p *planner) graphics(ctx context.Context, dir string) ([]string, error) {
	jobs, err := graphics.Plan(p.kit, graphics.Choice{Template: placard.Screens()[0].ID, Langs: p.c.Langs})
	if err != nil {
		return nil, err
	}
	notes, err := graphics.Save(ctx, dir, p.placards, p.kit, p.event, jobs, func() {})
	return told(nil, notes), err
}

// told adds the words of notes, each once.
func told[N ~struct{ ID, Text string }](have []string, notes []N) []string {
	for _, n := range notes {
		if text := struct{ ID, Text string }(n).Text; !slices.Contains(have, text) {
			have = append(have, text)
		}
	}
	return have
}

// copied takes a file out of the kit as it is.
func (p *planner) copied(name string) func(context.Context, io.Writer) ([]string, error) {
	return func(_ context.Context, w io.Writer) ([]string, error) {
		f, err := p.kit.FS().Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		_, err = io.Copy(w, f)
		return nil, err
	}
}
