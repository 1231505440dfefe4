package model

import (
	"maps"
	"slices"
)

// The fields of the form, by the names that event.toml gives them.
const (
	City     = "city"
	Date     = "date"
	Mission  = "mission"
	Place    = "place"
	Time     = "time"
	Timezone = "timezone"
	Host     = "host"
	Contact  = "contact"
	Link     = "link"
)

// Fields lists the form's fields in the order in which they are asked for.
func Fields() []string {
	return []string{City, Date, Mission, Place, Time, Timezone, Host, Contact, Link}
}

// Draft is what someone typed and picked, as it is remembered. It is plain
// data; a copy shares no memory that is written to.
type Draft struct {
	// Fields holds the form as it was typed, by field; it may be wrong.
	Fields map[string]string `json:"fields"`
	// Template is the design; Slogan the kit's words, unless Own is set: then
	// Text is printed.
	Template string `json:"template"`
	Slogan   string `json:"slogan"`
	Own      bool   `json:"own"`
	Text     string `json:"text"`
	// Langs are BCP 47 tags; the first leads, the second is for designs in two
	// languages.
	Langs []string `json:"langs"`
	// Paper is a name or a size such as 210x297 (mm), standing up.
	Paper     string `json:"paper"`
	Landscape bool   `json:"landscape"`
	// Palette is a palette of the kit; empty is the design's own.
	Palette string `json:"palette"`
	// Distance is how far away the code is to be read from, in metres; 0 is as
	// far as the design allows.
	Distance float64 `json:"distance"`
	// Poster is a poster of the kit, or, behind a mark, one of Artwork: paths of
	// files that were opened as posters for this event. NoCode and NoStrip take the code and the
	// event's lines off it; Corner is where the two stand, empty for the
	// poster's own choice.
	Poster  string   `json:"poster"`
	Artwork []string `json:"artwork,omitempty"`
	NoCode  bool     `json:"no_code"`
	NoStrip bool     `json:"no_strip"`
	Corner  string   `json:"corner"`
	// Document is a paper of the delegation, Role who the letter goes to;
	// Sheets is how many signature sheets there are, First the first one's
	// number. PaperOfLetters is what all of them are printed on.
	Document       string `json:"document"`
	Role           string `json:"role"`
	Sheets         int    `json:"sheets"`
	First          int    `json:"first"`
	PaperOfLetters string `json:"paper_of_letters"`
	// Columns are what people write on a signature sheet, by their ids in the
	// kit; none means the kit's usual ones.
	Columns []string `json:"columns"`
	// Letters are texts in place of the kit's, by language. The map is never
	// written to once it is here.
	Letters map[string]Wording `json:"letters"`
	// Logo is the picture in the letter's head.
	Logo Logo `json:"logo"`
	// Tally is what was counted, as its file has it; empty before the table
	// has a name.
	Tally string `json:"tally"`
}

func (d Draft) clone() Draft {
	c := d
	c.Fields = make(map[string]string, len(d.Fields))
	for k, v := range d.Fields {
		c.Fields[k] = v
	}
	c.Langs = slices.Clone(d.Langs)
	c.Columns = slices.Clone(d.Columns)
	c.Artwork = slices.Clone(d.Artwork)
	return c
}

func (d Draft) equal(o Draft) bool {
	for _, f := range Fields() {
		if d.Fields[f] != o.Fields[f] {
			return false
		}
	}
	return d.Template == o.Template && d.Slogan == o.Slogan && d.Own == o.Own && d.Text == o.Text &&
		slices.Equal(d.Langs, o.Langs) && d.Paper == o.Paper && d.Landscape == o.Landscape &&
		d.Palette == o.Palette && d.Distance == o.Distance &&
		d.Poster == o.Poster && d.NoCode == o.NoCode && d.NoStrip == o.NoStrip && d.Corner == o.Corner &&
		d.Document == o.Document && d.Role == o.Role && d.Sheets == o.Sheets && d.First == o.First &&
		d.PaperOfLetters == o.PaperOfLetters && maps.Equal(d.Letters, o.Letters) &&
		d.Tally == o.Tally && d.Logo == o.Logo && slices.Equal(d.Columns, o.Columns) && slices.Equal(d.Artwork, o.Artwork)
}

// lead returns the language that leads.
func (d Draft) lead() string {
	if len(d.Langs) == 0 {
		return "en"
	}
	return d.Langs[0]
}

// paper is what a product is printed on. A delegation's papers have one of
// their own: nobody wants a letter as large as a placard.
func (d *Draft) paper(product string) *string {
	if product == RoomLetter {
		return &d.PaperOfLetters
	}
	return &d.Paper
}

// Changed reports which fields differ between two drafts.
func changed(a, b Draft) []string {
	var out []string
	for _, f := range Fields() {
		if a.Fields[f] != b.Fields[f] {
			out = append(out, f)
		}
	}
	return out
}

// history is undo and redo over whole drafts.
type history struct {
	undo, redo []Draft
	// topic is what the last step was about; typing goes on in one step.
	topic string
}

const historyDepth = 200

// push remembers the draft as it was before a change about a topic. Steps
// about the same topic that follow each other are one, unless it is "".
func (h *history) push(before Draft, topic string) {
	h.redo = nil
	if topic != "" && topic == h.topic && len(h.undo) > 0 {
		return
	}
	h.topic = topic
	h.undo = append(h.undo, before.clone())
	if len(h.undo) > historyDepth {
		h.undo = h.undo[1:]
	}
}

// cut ends a step: what comes next is a step of its own.
func (h *history) cut() { h.topic = "" }

func (h *history) back(now Draft) (Draft, bool) {
	if len(h.undo) == 0 {
		return now, false
	}
	last := h.undo[len(h.undo)-1]
	h.undo, h.redo = h.undo[:len(h.undo)-1], append(h.redo, now.clone())
	h.cut()
	return last.clone(), true
}

func (h *history) forth(now Draft) (Draft, bool) {
	if len(h.redo) == 0 {
		return now, false
	}
	last := h.redo[len(h.redo)-1]
	h.redo, h.undo = h.redo[:len(h.redo)-1], append(h.undo, now.clone())
	h.cut()
	return last.clone(), true
}

// typingStep reports whether a change of a text goes on with the one before
// it: one letter more or less, and no new word or line.
func typingStep(before, after string) bool {
	a, b := []rune(before), []rune(after)
	if len(a)-len(b) == 1 {
		return true
	}
	if len(b)-len(a) != 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	return b[i] != ' ' && b[i] != '\n'
}
