package site

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"eventkit/kit"
	"eventkit/kit/letter"
	"eventkit/kit/paper"
)

// document is a letter or a briefing on the page.
type document struct {
	Title Words
	Parts []part
	// Before stands above a letter's title, After below its last paragraph.
	Before, After []string
	Href          string
	Own           bool
}

// part is a run of paragraphs of one kind, or a heading.
type part struct {
	Kind  string // "h", "p", "ul", "ol"
	Items []item
	From  int // the number of the first item
}

type item struct {
	Dir  string // where it isn't the document's
	Runs []run
}

type run struct {
	Lines  [][]piece
	Strong bool
}

// piece is words of a line. A hashtag stands for itself: among words that run
// from the right its sign would change sides (Unicode UAX #9, rule N1).
type piece struct {
	Words string
	Tag   bool
}

var hashtag = regexp.MustCompile(`#[\p{L}\p{M}\p{N}_]+`)

// linesOf are the lines of a run, its hashtags apart.
func linesOf(words string) [][]piece {
	var out [][]piece
	for line := range strings.SplitSeq(words, "\n") {
		var pieces []piece
		at := 0
		for _, tag := range hashtag.FindAllStringIndex(line, -1) {
			if tag[0] > at {
				pieces = append(pieces, piece{Words: line[at:tag[0]]})
			}
			pieces = append(pieces, piece{line[tag[0]:tag[1]], true})
			at = tag[1]
		}
		if at < len(line) {
			pieces = append(pieces, piece{Words: line[at:]})
		}
		out = append(out, pieces)
	}
	return out
}

func (b *builder) planLetters() error {
	maker := letter.New(b.lib)
	return b.planDocuments("letter", maker.Letter, func(v *view, d *document) { v.Letter = d })
}

func (b *builder) planBriefings() error {
	maker := letter.New(b.lib)
	return b.planDocuments("briefing", maker.Briefing, func(v *view, d *document) { v.Briefing = d })
}

// planDocuments plans a text in every language. A kit that has none goes
// without.
func (b *builder) planDocuments(name string, make func(*kit.Kit, kit.Event, letter.Choice) (*letter.Made, error), put func(*view, *document)) error {
	form := letter.LetterForm
	if name == "briefing" {
		form = letter.BriefingForm
	}
	if _, _, _, err := letter.Source(b.kit, form, b.kit.Languages...); errors.Is(err, paper.ErrNone) {
		return nil
	}
	own := slices.Contains(b.kit.Own, name)
	_, count := b.event.Tally.Total()
	for _, v := range b.views {
		file := b.name(name+"/"+name+"-"+v.ID, ".pdf")
		b.job(func() error {
			made, err := make(b.kit, b.event, letter.Choice{Lang: v.lang, Paper: b.size.Portrait(), Link: b.options.Link, Count: count})
			if err != nil {
				return err
			}
			d := documentOf(v.speaker, made)
			d.Href, d.Own = href(file), own
			put(v, d)
			return b.bind(file, made.Pages...)
		})
	}
	return nil
}

func documentOf(s *speaker, made *letter.Made) *document {
	d := &document{Title: s.in(made.Title, made.Lang)}
	if made.Form == letter.LetterForm {
		d.Before = append(d.Before, made.To...)
		if made.Date != "" {
			d.Before = append(d.Before, made.Date)
		}
		for _, words := range []string{made.Closing, made.Host} {
			if words != "" {
				d.After = append(d.After, words)
			}
		}
	}
	for _, p := range made.Content.Parts {
		kind := [...]string{"p", "h", "ul"}[p.Kind]
		if p.Kind == letter.Item && p.Number > 0 {
			kind = "ol"
		}
		one := item{}
		if right := paper.RunsRight(p.Words(), made.Lang); right != made.RTL {
			one.Dir = map[bool]string{true: "rtl", false: "ltr"}[right]
		}
		for _, r := range p.Runs {
			one.Runs = append(one.Runs, run{linesOf(r.Words), r.Strong})
		}
		if last := len(d.Parts) - 1; last >= 0 && d.Parts[last].Kind == kind && kind != "h" {
			d.Parts[last].Items = append(d.Parts[last].Items, one)
		} else {
			d.Parts = append(d.Parts, part{Kind: kind, Items: []item{one}, From: p.Number})
		}
	}
	return d
}
