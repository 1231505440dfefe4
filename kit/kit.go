package kit

import (
	"io/fs"
	"strings"
	"time"

	"eventkit/kit/page"
)

// Kit is what a campaign publishes. It never changes once it is open.
type Kit struct {
	Manifest
	// Slogans are in the order of slogans.toml.
	Slogans []Slogan
	// Words are the short words printed on paper, by id (words.toml).
	Words map[string]Text

	fsys fs.FS
}

// Manifest is kit.toml.
type Manifest struct {
	ID, Version string
	// Date is the day of this version, "2022-10-06"; optional.
	Date               string
	Title, Description Text
	// Languages are BCP 47 tags in the kit's own order.
	Languages []string
	Links     Links
	// Hashtags are exact, "#" included; nothing may alter them.
	Hashtags []string
	Actions  []Action
	// Storm is the id of the action at whose hour everyone posts at once; ""
	// if there is none. That action has a date and a time.
	Storm    string
	Palettes []Palette
	Posters  []Poster
	Credits  []Credit
	// Own lists the texts that are the kit's own wording or translation.
	Own []string
}

// Links are the kit's addresses as its manifest has them; [ParseLink] gives
// what a code encodes. Short is an optional short address to print.
type Links struct{ Sign, Page, Short string }

// Action is something that happens at a time: "2022-10-07", "13:00",
// "Europe/London". Time, Timezone and Where are optional.
type Action struct {
	ID                   string
	Title                Text
	Date, Time, Timezone string
	Where                Text
}

// Start returns when the action begins; see [Event.Start].
func (a Action) Start() (t time.Time, hasDate, hasTime bool, err error) {
	return Event{Date: a.Date, Time: a.Time, Timezone: a.Timezone}.Start()
}

// Palette is three colours that go together. The contrast of Ink on Ground is
// at least [MinContrast].
type Palette struct {
	ID                  string
	Name                Text
	Ground, Ink, Accent page.Color
}

// Credit says who made what, and under which licence.
type Credit struct{ What, Who, Licence string }

// Slogan is one demand in several languages. Reason, if there is one, says
// why; one fact in it may be marked *like this*, see [SplitFact].
type Slogan struct {
	ID     string
	Text   Text
	Reason Text
}

// Slogan returns the slogan with the given id.
func (k *Kit) Slogan(id string) (Slogan, bool) {
	for _, s := range k.Slogans {
		if s.ID == id {
			return s, true
		}
	}
	return Slogan{}, false
}

// Palette returns the palette with the given id.
func (k *Kit) Palette(id string) (Palette, bool) {
	for _, p := range k.Palettes {
		if p.ID == id {
			return p, true
		}
	}
	return Palette{}, false
}

// Action returns the action with the given id.
func (k *Kit) Action(id string) (Action, bool) {
	for _, a := range k.Actions {
		if a.ID == id {
			return a, true
		}
	}
	return Action{}, false
}

// Word returns a word for paper in the first of tags that can be served (see
// [Text.In]), then in the kit's own languages in their order. Both results are
// "" if the kit does not have the word.
func (k *Kit) Word(id string, tags ...string) (words, lang string) {
	words, lang, _ = k.Words[id].In(append(append([]string(nil), tags...), k.Languages...)...)
	return words, lang
}

// FS returns the kit's files, as they were checked: a file that was not there
// when the kit was opened is not served. It belongs to the kit and lives no
// longer than the closer that [OpenFile] returned.
func (k *Kit) FS() fs.FS { return k.fsys }

// SplitFact splits a reason at its fact, which is marked *like this*. Without
// a mark everything is in before.
func SplitFact(s string) (before, fact, after string) {
	b, rest, ok := strings.Cut(s, "*")
	f, a, closed := strings.Cut(rest, "*")
	if !ok || !closed {
		return s, "", ""
	}
	return b, f, a
}
