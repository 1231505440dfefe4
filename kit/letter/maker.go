package letter

import (
	"fmt"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/paper"
	"eventkit/kit/typeset"
)

// Maker makes letters and briefings. It remembers what it has set, so that the
// next keystroke costs little. It is safe for concurrent use.
type Maker struct{ set *paper.Setter }

// New returns a maker that sets its words with lib.
func New(lib *typeset.Library) *Maker { return &Maker{paper.New(lib)} }

// Made is a letter or a briefing: its pages, what it says, and what there is
// to know about it. Write it as HTML or plain text with its methods.
type Made struct {
	*Content
	Pages  []*page.Page
	Report paper.Report

	ink, accent page.Color
}

// Letter lays out a letter. Errors are those of [Read], [RoleError],
// [paper.MissingError], [paper.SizeError], and those of typesetting and codes.
func (m *Maker) Letter(k *kit.Kit, ev kit.Event, c Choice) (*Made, error) {
	content, err := letterContent(k, ev, c)
	if err != nil {
		return nil, err
	}
	out := &Made{Content: content}
	out.ink, out.accent = paper.Colours(k)
	if err := out.layLetter(m.set, k, c); err != nil {
		return nil, err
	}
	out.notes(c, k, ev)
	if content.Host == "" {
		out.Report.Note(paper.NoteHost, "Nobody is named as host: the sentence about the hand-over is left out, and the top stays free for a letterhead of your own.")
	}
	if l := content.Logo; l != nil && len(out.Pages) > 0 && l.small(out.Pages[0].Size.Short()/a4Short) {
		mm := l.size(out.Pages[0].Size.Short() / a4Short).W
		out.Report.Note(paper.NoteLogo, fmt.Sprintf("The logo has few pixels, so it is printed only %.0f mm wide. A larger picture of it, or an SVG, prints larger.", mm))
	}
	if content.Date == "" {
		out.Report.Note(paper.NoteDate, "There is no date: the sentence about the hand-over is left out.")
	}
	return out, nil
}

// Briefing lays out a briefing. Errors are those of [Maker.Letter].
func (m *Maker) Briefing(k *kit.Kit, ev kit.Event, c Choice) (*Made, error) {
	content, err := briefingContent(k, ev, c)
	if err != nil {
		return nil, err
	}
	out := &Made{Content: content}
	out.ink, out.accent = paper.Colours(k)
	if err := out.layBriefing(m.set, k, c); err != nil {
		return nil, err
	}
	out.notes(c, k, ev)
	return out, nil
}

func (m *Made) notes(c Choice, k *kit.Kit, ev kit.Event) {
	m.Report.Lang = m.Lang
	if want := c.langs(k, ev)[0]; want != m.Lang && c.Text == "" {
		m.Report.Note(paper.NoteLanguage, fmt.Sprintf("The kit has no such text in %s; it is in %s.", want, m.Lang))
	}
	if n := len(m.Pages); n > 1 {
		m.Report.Note(paper.NotePages, fmt.Sprintf("It takes %d pages.", n))
	}
}
