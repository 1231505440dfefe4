package pack

import (
	"context"
	"io"
	"io/fs"
	"path"

	"eventkit/kit"
	"eventkit/kit/film"
	"eventkit/kit/letter"
	"eventkit/kit/page"
	"eventkit/kit/placard"
	"eventkit/kit/poster"
	"eventkit/kit/sheet"
	"eventkit/kit/song"
	"eventkit/kit/storm"
	"eventkit/kit/typeset"
)

// Choice is what an organizer picks for a pack.
type Choice struct {
	// Langs are the languages (BCP 47), the first leads; none means the
	// event's, then the kit's first.
	Langs []string
	// Paper is the sheet as it lies, in mm; none means A4.
	Paper page.Size
	// Sheets is how many signature sheets are made; 0 means ten.
	Sheets int
}

// Piece is one file of a pack, or the pictures for the networks together.
type Piece struct {
	// Name is the file's name, or a folder's; it says the order of printing.
	Name string
	// make writes the file; folder writes into one.
	make   func(ctx context.Context, w io.Writer) ([]string, error)
	folder func(ctx context.Context, dir string) ([]string, error)
}

// planner holds what all pieces are made with.
type planner struct {
	kit   *kit.Kit
	event kit.Event
	c     Choice

	placards *placard.Maker
	posters  *poster.Maker
	letters  *letter.Maker
	sheets   *sheet.Maker
	storms   *storm.Maker
	songs    *song.Maker
}

// Plan lists what a pack holds. What the kit has nothing for is left out. It
// makes nothing yet; errors are a [*LanguageError].
func Plan(k *kit.Kit, ev kit.Event, lib *typeset.Library, c Choice) ([]Piece, error) {
	if len(c.Langs) == 0 {
		c.Langs = ev.Languages
	}
	if len(c.Langs) == 0 && len(k.Languages) > 0 {
		c.Langs = k.Languages[:1]
	}
	if len(c.Langs) == 0 {
		return nil, &LanguageError{}
	}
	if c.Paper == (page.Size{}) {
		c.Paper, _ = page.ParseSize("A4")
	}
	if c.Sheets <= 0 {
		c.Sheets = 10
	}
	p := &planner{
		kit: k, event: ev, c: c,
		placards: placard.New(lib), posters: poster.New(lib), letters: letter.New(lib), sheets: sheet.New(lib), storms: storm.New(lib), songs: song.New(lib),
	}
	return p.pieces(), nil
}

// LanguageError says that neither the choice nor the event nor the kit names a
// language.
type LanguageError struct{}

// Error says the mend.
func (*LanguageError) Error() string { return "no language is chosen; choose one" }

func (p *planner) pieces() []Piece {
	has := func(name string) bool {
		_, err := fs.Stat(p.kit.FS(), name)
		return err == nil
	}
	var out []Piece
	add := func(yes bool, name string, make func(context.Context, io.Writer) ([]string, error)) {
		if yes {
			out = append(out, Piece{Name: name, make: make})
		}
	}
	add(len(p.kit.Slogans) > 0, "1-placards.pdf", p.bound(p.allPlacards))
	add(len(p.kit.Posters) > 0, "2-posters.pdf", p.bound(p.allPosters))
	for _, lang := range p.c.Langs {
		add(has("letter"), p.named("3-letter", lang, "pdf"), p.bound(p.letterPages(lang, letter.LetterForm)))
		add(has("letter"), p.named("3-letter", lang, "html"), p.letterAs(lang, (*letter.Made).HTML))
		add(has("letter"), p.named("3-letter", lang, "txt"), p.letterAs(lang, (*letter.Made).Plain))
	}
	add(has("letter"), "4-signature-sheets.pdf", p.bound(p.signatureSheets))
	add(has("letter"), "5-receipt-and-checklist.pdf", p.bound(p.handOver))
	for _, lang := range p.c.Langs {
		add(has("briefing"), p.named("6-briefing", lang, "pdf"), p.bound(p.letterPages(lang, letter.BriefingForm)))
	}
	songs, _ := song.Read(p.kit) // what is wrong with them is kit check's to say
	for _, one := range songs {
		if len(one.Lines) > 0 {
			add(true, "7-song.pdf", p.bound(p.lyrics(one)))
			add(one.File != "", "7-"+path.Base(one.File), p.copied(one.File))
			break
		}
	}
	_, err := storm.ClockOf(p.kit, p.event)
	stormy := err == nil && has("messages")
	add(stormy, "8-storm-cards.pdf", p.bound(p.cards))
	add(stormy, "8-storm.ics", func(_ context.Context, w io.Writer) ([]string, error) {
		return nil, storm.WriteICS(w, p.kit, p.event, p.c.Langs[0])
	})
	if len(p.kit.Slogans) > 0 {
		out = append(out, Piece{Name: "9-graphics", folder: p.graphics})
	}
	films, _ := film.Read(p.kit)
	for _, f := range films {
		add(has(f.File), "9-"+path.Base(f.File), p.copied(f.File))
		for _, lang := range p.c.Langs {
			add(f.Captions[lang] != "", "9-"+path.Base(f.Captions[lang]), p.copied(f.Captions[lang]))
		}
	}
	return out
}

// named is a file's name with its language where there are several.
func (p *planner) named(name, lang, ending string) string {
	if len(p.c.Langs) > 1 {
		name += "." + lang
	}
	return name + "." + ending
}
