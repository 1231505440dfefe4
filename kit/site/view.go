package site

import (
	"html/template"
	"strings"

	"eventkit/kit/paper"
	"eventkit/kit/typeset"
)

// What the templates ask a view for.

// sheet is what a template fills in.
type sheet struct {
	*view
	// Views are all languages; on a page of messages there is but one.
	Views []*view
	// Addresses from the sheet.
	Style, Script, Icon, Start string
	List                       []post
}

// section is a part of the page that the kit fills.
type section struct {
	ID, Kind string
	Words    Words
}

// W is one of the page's own words.
func (v *view) W(id string) Words { return v.word(id) }

// Tag is the language as an attribute has it.
func (v *view) Tag() string { return tagOf(v.lang) }

// Tall says that the language's letters need more room between lines.
func (v *view) Tall() bool { return typeset.Leading(v.lang) > typeset.Leading("en") }

// Deep says that capitals of the title reach below their line in the display
// face.
func (v *view) Deep() bool { return strings.ContainsAny(strings.ToUpper(v.Title.Text), "JQ") }

// Edition says which kit the page was made from.
func (v *view) Edition() string { return v.edition }

// KitAttr is the language that a kit's credits are in, its first.
func (v *view) KitAttr() template.HTMLAttr { return v.kitAttr }

// Sections are the parts that the kit fills, in order.
func (v *view) Sections() []section {
	var out []section
	for _, s := range []struct {
		kind string
		has  bool
	}{
		{"posters", len(v.Posters) > 0},
		{"song", len(v.Songs) > 0},
		{"letter", v.Letter != nil},
		{"messages", v.Messages != nil},
		{"graphics", len(v.Graphics) > 0},
		{"film", len(v.Films) > 0},
		{"briefing", v.Briefing != nil},
		{"dates", len(v.Dates) > 0},
		{"code", v.Code != ""},
		{"credits", len(v.Credits)+len(v.Licences) > 0},
	} {
		if s.has {
			out = append(out, section{v.ID + "-" + s.kind, s.kind, v.word(s.kind)})
		}
	}
	return out
}

// AllMessages says how many messages there are.
func (v *view) AllMessages() string {
	return v.word("all-messages", "{count}", paper.Number(len(v.Messages.All), v.lang)).Text
}

// leaf is a document with what stands below it.
type leaf struct {
	ID       string
	Document *document
	PDF      Words
}

// Paper is a document, named by its id.
func (v *view) Paper(d *document, id string) leaf {
	return leaf{v.ID + "-" + id + "-text", d, v.word("as-pdf")}
}

// posts is a list of messages with the places to post them.
type posts struct {
	View      *view
	List      []post
	Composers []composer
}

// Posts is a list of messages.
func (v *view) Posts(list []post) posts {
	all := composers()
	for i, c := range all {
		all[i].Label = v.word("post", "{name}", c.Name).Text
	}
	return posts{v, list, all}
}
