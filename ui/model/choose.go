package model

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"eventkit/kit/page"
	"eventkit/kit/placard"
)

// Option is one thing that can be picked.
type Option struct {
	ID, Name string
	// Detail stands behind the name, quieter.
	Detail string
	Picked bool
}

// bilingual is the design that speaks two languages.
const bilingual = "bilingual"

// OwnWords is the ID of the option to type one's own words.
const OwnWords = "own words"

// CustomPaper is the ID of the option to type a size.
const CustomPaper = "custom"

// Templates lists the designs.
func (s *Studio) Templates() []Option {
	var out []Option
	for _, t := range placard.Templates() {
		out = append(out, Option{ID: t.ID, Name: t.Name, Detail: t.Idea, Picked: t.ID == s.draft.Template})
	}
	return out
}

// PickTemplate picks a design.
func (s *Studio) PickTemplate(id string) {
	s.edit("", func(d *Draft) { d.Template = id })
}

// Slogans lists the kit's words in the language that leads, and one's own.
func (s *Studio) Slogans() []Option {
	var out []Option
	for _, sl := range s.kit.Slogans {
		words, lang, exact := sl.Text.In(append([]string{s.draft.lead()}, s.kit.Languages...)...)
		o := Option{ID: sl.ID, Name: words, Picked: !s.draft.Own && sl.ID == s.draft.Slogan}
		if !exact {
			o.Detail = LanguageName(lang)
		}
		out = append(out, o)
	}
	return append(out, Option{ID: OwnWords, Name: "Your own words…", Picked: s.draft.Own})
}

// Words returns what the picker of words shows.
func (s *Studio) Words() string {
	if s.draft.Own {
		return "Your own words"
	}
	for _, o := range s.Slogans() {
		if o.Picked {
			return o.Name
		}
	}
	return ""
}

// WordsHint says whose wording it is.
func (s *Studio) WordsHint() string {
	own := func(id string) bool { return slices.Contains(s.kit.Own, id) }
	switch {
	case s.draft.Own:
		return ""
	case s.draft.lead() != s.kit.Languages[0] && (own("translations") || own(s.draft.Slogan)):
		return "The kit’s own translation"
	case own("slogans") || own(s.draft.Slogan):
		return "The kit’s own wording"
	}
	return ""
}

// PickSlogan picks the kit's words, or [OwnWords].
func (s *Studio) PickSlogan(id string) {
	s.edit("", func(d *Draft) {
		d.Own = id == OwnWords
		if d.Own && d.Text == "" {
			d.Text = s.currentWords()
		}
		if !d.Own {
			d.Slogan = id
		}
	})
}

func (s *Studio) currentWords() string {
	sl, _ := s.kit.Slogan(s.draft.Slogan)
	words, _, _ := sl.Text.In(append([]string{s.draft.lead()}, s.kit.Languages...)...)
	return words
}

// TypeWords sets one's own words while someone types.
func (s *Studio) TypeWords(text string) {
	if !typingStep(s.draft.Text, text) {
		s.history.cut()
	}
	s.edit("words", func(d *Draft) { d.Text = text })
}

// two reports whether the page on the stage is in two languages.
func (s *Studio) two() bool { return s.product() == RoomPlacards && s.draft.Template == bilingual }

// Languages lists the kit's languages by their own names.
func (s *Studio) Languages() []Option {
	var out []Option
	for _, tag := range s.kit.Languages {
		picked := tag == s.draft.lead() || s.two() && slices.Contains(s.draft.Langs, tag)
		out = append(out, Option{ID: tag, Name: LanguageName(tag), Picked: picked})
	}
	return out
}

// LanguagesHint says what picking does in a design with two languages.
func (s *Studio) LanguagesHint() string {
	if !s.two() || len(s.draft.Langs) < 2 {
		return ""
	}
	return LanguageName(s.draft.Langs[0]) + " first, then " + LanguageName(s.draft.Langs[1]) + " beside it. Pick one of them again to swap."
}

// LanguageName is a language's name in itself, as a heading has it.
func LanguageName(tag string) string {
	t, err := language.Parse(tag)
	if err != nil {
		return tag
	}
	name := display.Self.Name(t)
	if name == "" {
		return tag
	}
	return capital(name)
}

// PickLanguage picks a language. In a design with two, it becomes the second,
// and picking one of the two again swaps them.
func (s *Studio) PickLanguage(tag string) {
	two := s.two()
	s.edit("", func(d *Draft) {
		i := slices.Index(d.Langs, tag)
		switch {
		case two && i >= 0 && len(d.Langs) > 1:
			d.Langs[0], d.Langs[1] = d.Langs[1], d.Langs[0]
		case two:
			d.Langs = []string{d.lead(), tag}
		case i > 0:
			d.Langs[0], d.Langs[i] = d.Langs[i], d.Langs[0]
		case i < 0 && len(d.Langs) > 1:
			d.Langs = []string{tag, d.Langs[0]}
		case i < 0:
			d.Langs = append([]string{tag}, d.Langs...)
		}
	})
}

// knownLangs returns two languages of the kit, or the one that it has: those
// asked for first, then one that is written the other way, then any.
func (s *Studio) knownLangs(asked []string) []string {
	var out []string
	add := func(tag string) {
		if len(out) < 2 && !slices.Contains(out, tag) {
			out = append(out, tag)
		}
	}
	known := make([]language.Tag, len(s.kit.Languages))
	for i, tag := range s.kit.Languages {
		known[i] = language.Make(tag)
	}
	matcher := language.NewMatcher(known)
	for _, a := range asked {
		if a == "" {
			continue
		}
		if _, i, c := matcher.Match(language.Make(a)); c >= language.High {
			add(s.kit.Languages[i])
		}
	}
	if len(out) == 0 && len(s.kit.Languages) > 0 {
		add(s.kit.Languages[0])
	}
	for _, tag := range s.kit.Languages {
		if RightToLeft(tag) != RightToLeft(out[0]) {
			add(tag)
		}
	}
	for _, tag := range s.kit.Languages {
		add(tag)
	}
	return out
}

// RightToLeft reports whether a language is written from right to left.
func RightToLeft(tag string) bool {
	script, _ := language.Make(tag).Script()
	switch script.String() {
	case "Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg":
		return true
	}
	return false
}

// Papers lists the named sizes and the way to another one.
func (s *Studio) Papers() []Option {
	var out []Option
	named := false
	for _, p := range page.Papers() {
		picked := strings.EqualFold(p.ID, *s.draft.paper(s.product()))
		named = named || picked
		out = append(out, Option{ID: p.ID, Name: p.ID, Detail: millimetres(p.Size), Picked: picked})
	}
	custom := Option{ID: CustomPaper, Name: "Another size…", Picked: !named}
	if !named {
		custom.Detail = s.PaperName()
	}
	return append(out, custom)
}

// PaperName is the paper as it is picked.
func (s *Studio) PaperName() string {
	for _, p := range page.Papers() {
		if strings.EqualFold(p.ID, *s.draft.paper(s.product())) {
			return p.ID
		}
	}
	size, err := page.ParseSize(*s.draft.paper(s.product()))
	if err != nil {
		return *s.draft.paper(s.product())
	}
	return millimetres(size)
}

func millimetres(s page.Size) string { return fmt.Sprintf("%g × %g mm", s.W, s.H) }

// PickPaper picks a named size or one such as 210x297 (mm). A size that
// doesn't exist changes nothing and is said in plain words.
func (s *Studio) PickPaper(paper string) (fault string) {
	size, err := page.ParseSize(paper)
	if err != nil {
		return fmt.Sprintf("Write width and height in mm, each from %g to %g, like 210 × 297.", page.MinSide, page.MaxSide)
	}
	custom := true
	for _, p := range page.Papers() {
		if strings.EqualFold(p.ID, strings.TrimSpace(paper)) {
			paper, custom = p.ID, false
		}
	}
	s.edit("", func(d *Draft) {
		name := d.paper(s.product())
		*name = paper
		if custom {
			if s.CanTurn() {
				d.Landscape = size.W > size.H
			}
			up := size.Portrait()
			*name = fmt.Sprintf("%gx%g", up.W, up.H)
		}
	})
	return ""
}

// CanTurn reports whether the page on the stage can lie.
func (s *Studio) CanTurn() bool { return s.product() != RoomLetter }

// Landscape reports whether the page lies.
func (s *Studio) Landscape() bool { return s.draft.Landscape && s.CanTurn() }

// Turn lays the page down or stands it up.
func (s *Studio) Turn(landscape bool) {
	s.edit("", func(d *Draft) { d.Landscape = landscape })
}

// PageSize is the page as it lies, in mm.
func (s *Studio) PageSize() page.Size {
	size, err := page.ParseSize(*s.draft.paper(s.product()))
	switch {
	case err != nil:
		return page.Size{W: 210, H: 297}
	case s.Landscape():
		return size.Landscape()
	}
	return size.Portrait()
}

// HasPalettes reports whether the page on the stage can have other colours.
func (s *Studio) HasPalettes() bool { return s.product() == RoomPlacards }

// Palettes lists the design's own colours and the kit's palettes.
func (s *Studio) Palettes() []Option {
	out := []Option{{ID: "", Name: "Its own colours", Picked: s.draft.Palette == ""}}
	for _, p := range s.kit.Palettes {
		name, _, _ := p.Name.In("en")
		out = append(out, Option{ID: p.ID, Name: name, Picked: p.ID == s.draft.Palette})
	}
	return out
}

// PaletteName is the palette as it is picked.
func (s *Studio) PaletteName() string {
	for _, o := range s.Palettes() {
		if o.Picked && o.ID != "" {
			return o.Name
		}
	}
	return "Colours"
}

// PickPalette picks a palette; empty is the design's own.
func (s *Studio) PickPalette(id string) {
	s.edit("", func(d *Draft) { d.Palette = id })
}
