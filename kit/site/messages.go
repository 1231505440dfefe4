package site

import (
	"errors"
	"net/url"
	"slices"
	"strconv"

	"eventkit/kit/message"
	"eventkit/kit/paper"
	"eventkit/kit/typeset"
)

// shown is how many messages stand on the page itself, so that it stays light;
// all of them stand on a page of their own.
const shown = 12

// messages are a kit's messages in one language.
type messages struct {
	// Lang is the language they are in.
	Of    Words
	Shown []post
	All   []post
	// Href is the page with all of them, "" where all are shown.
	Href string
	file string
}

// post is one message, with the link where it fits.
type post struct {
	// Label is its name to people, ID the place of that name.
	Label, ID string
	Text      string
	Rows      int
}

func (b *builder) planMessages() error {
	bank, err := message.Read(b.kit)
	if errors.Is(err, paper.ErrNone) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, v := range b.views {
		list, lang := bank.In(v.langs...)
		if len(list) == 0 {
			continue
		}
		m := &messages{Of: v.in(languageName(lang), lang)}
		for i, one := range list {
			m.All = append(m.All, b.post(v, i+1, one))
		}
		m.Shown = m.All
		if len(m.All) > shown {
			// Every so many, so that the first ones aren't all for the same people.
			m.Shown = nil
			for i := range shown {
				m.Shown = append(m.Shown, b.post(v, i+1, list[i*len(list)/shown]))
			}
			m.file = b.name("messages-"+v.ID, ".html")
			m.Href = href(m.file)
		}
		v.Messages = m
	}
	return nil
}

func (b *builder) post(v *view, n int, one message.Message) post {
	link := ""
	if b.address != nil {
		link = b.address.Symbol.Address
	}
	text := one.Text
	// The link where every network that is offered still takes it.
	if with := text + "\n" + link; link != "" && !slices.ContainsFunc(message.Measure(with), func(l message.Length) bool { return !l.Fits() }) {
		text = with
	}
	return post{
		Label: v.word("message", "{count}", paper.Number(n, v.lang)).Text, ID: v.ID + "-m" + strconv.Itoa(n), Text: text,
		Rows: 2 + len([]rune(typeset.Clean(text)))/34,
	}
}

// composer is a place to post: a form's action and the name of its field.
type composer struct{ Name, Action, Field, Label string }

// composers are the networks whose composer opens from an address. A form
// fills it in: that takes no script, and what is typed into it goes along.
func composers() []composer {
	var out []composer
	for _, n := range message.Networks() {
		u, err := url.Parse(n.Composer("x"))
		if err != nil || u.Scheme != "https" {
			continue
		}
		for field := range u.Query() {
			u.RawQuery = ""
			out = append(out, composer{Name: n.Name, Action: u.String(), Field: field})
			break
		}
	}
	return out
}
