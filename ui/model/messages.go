package model

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"eventkit/kit"
	"eventkit/kit/explain"
	"eventkit/kit/message"
	"eventkit/kit/paper"
)

// MessagesMemory is what is remembered of the room of the messages.
type MessagesMemory struct {
	// Lang is the messages' language; empty is the placards'.
	Lang string `json:"lang,omitempty"`
	// Audience and Tone are what is shown; empty is all.
	Audience string `json:"audience,omitempty"`
	Tone     string `json:"tone,omitempty"`
	// Network is whose composer a code opens; empty is the first. Bare leaves
	// the address out of what is copied.
	Network string `json:"network,omitempty"`
	Bare    bool   `json:"bare,omitempty"`
	// PerSheet is how many cards lie on a sheet; 0 is the usual number.
	PerSheet int `json:"per_sheet,omitempty"`
	// Reminders are the system's notifications of the storm.
	Reminders []string `json:"reminders,omitempty"`
	// Events are what belongs to one event, by its mission, city and date.
	Events map[string]EventMessages `json:"events,omitempty"`
}

// EventMessages is what is remembered of the messages of one event.
type EventMessages struct {
	// Copied are the messages that were copied, as LANG/ID.
	Copied []string `json:"copied,omitempty"`
	// Own are those that were written here.
	Own []message.Message `json:"own,omitempty"`
}

// The most that is remembered.
const (
	maxOwn     = 200
	maxEvents  = 60
	maxMessage = 2000 // characters of a message that is typed
)

// mailbox is the state of the messages.
type mailbox struct {
	of   *kit.Kit // whose messages these are
	bank *message.Bank
	err  error

	words string // what is searched for
	at    string // the message that is shown, "" for a new one
	lang  string // its language
	text  string // what it says now
	fresh bool   // a new one is written

	saving latest
	saved  string
	tick   func()
	ticked int64 // when the clock was last told, in seconds
	wall   bool
}

// HasMessages reports whether the kit has messages, or something is wrong with
// them.
func (s *Studio) HasMessages() bool {
	return s.p.Storms != nil && (s.messageBank() != nil || s.box.err != nil)
}

// messageBank reads the kit's messages once; nil is none.
func (s *Studio) messageBank() *message.Bank {
	if s.box.of != s.kit {
		s.box.of, s.box.at, s.box.text = s.kit, "", ""
		s.box.bank, s.box.err = message.Read(s.kit)
		if errors.Is(s.box.err, paper.ErrNone) {
			s.box.err = nil
		}
	}
	return s.box.bank
}

// MessagesTrouble says what is wrong with the kit's messages; an empty title
// is nothing.
func (s *Studio) MessagesTrouble() explain.Message {
	if s.messageBank(); s.box.err == nil {
		return explain.Message{}
	}
	return explain.Explain(s.box.err)
}

// eventKey names the event that messages belong to.
func (s *Studio) eventKey() string {
	ev := s.Event()
	return strings.Join([]string{ev.Mission, ev.City, ev.Date}, "|")
}

func (s *Studio) ours() EventMessages { return s.mem.Messages.Events[s.eventKey()] }

// remember changes what is remembered of this event. The map is made anew: an
// older memory may be on its way to the disk.
func (s *Studio) rememberMessages(change func(*EventMessages)) {
	key := s.eventKey()
	mine := s.mem.Messages.Events[key]
	mine.Copied, mine.Own = slices.Clone(mine.Copied), slices.Clone(mine.Own)
	change(&mine)
	events := map[string]EventMessages{key: mine}
	keys := make([]string, 0, len(s.mem.Messages.Events))
	for k := range s.mem.Messages.Events {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		if k != key && len(events) < maxEvents {
			events[k] = s.mem.Messages.Events[k]
		}
	}
	s.mem.Messages.Events = events
	s.keep()
}

// messageLang is the language of the list.
func (s *Studio) messageLang() string {
	if s.messageBank() == nil {
		return "en"
	}
	tags := append([]string{s.mem.Messages.Lang}, s.draft.Langs...)
	if tags[0] == "" {
		tags = tags[1:]
	}
	_, lang := s.messageBank().In(tags...)
	return lang
}

// all are the messages of the language, one's own first.
func (s *Studio) allMessages() []message.Message {
	bank := s.messageBank()
	if bank == nil {
		return nil
	}
	lang := s.messageLang()
	var out []message.Message
	for _, m := range s.ours().Own {
		if m.Lang == lang {
			out = append(out, m)
		}
	}
	all, _ := bank.In(lang)
	return append(out, all...)
}

// listed are the messages that the room shows.
func (s *Studio) listed() []message.Message {
	m := s.mem.Messages
	return message.Filter{Audience: m.Audience, Tone: m.Tone, Words: s.box.words}.Of(s.allMessages())
}

func isOwn(id string) bool { return strings.HasPrefix(id, ownPrefix) }

const ownPrefix = "own-"

// Line is a message in the list.
type Line struct {
	ID, Lang, Text string
	// About is for whom it is and how it speaks.
	About               string
	Copied, Own, Picked bool
}

// MessageList lists the messages that pass the filters.
func (s *Studio) MessageList() []Line {
	copied := s.ours().Copied
	var out []Line
	for _, m := range s.listed() {
		out = append(out, Line{
			ID: m.ID, Lang: m.Lang, Text: m.Text, About: capital(m.Audience) + " · " + m.Tone,
			Copied: slices.Contains(copied, m.Lang+"/"+m.ID), Own: isOwn(m.ID), Picked: m.ID == s.box.at,
		})
	}
	return out
}

// UsedLine says how many of the messages that are shown were copied.
func (s *Studio) UsedLine() string {
	list, used := s.MessageList(), 0
	for _, l := range list {
		if l.Copied {
			used++
		}
	}
	switch {
	case len(list) == 0:
		return "No message is like that."
	case used == 0:
		return several(len(list), "message") + "."
	}
	return fmt.Sprintf("%s, %d copied.", several(len(list), "message"), used)
}

// MessageLanguages lists the languages that there are messages in.
func (s *Studio) MessageLanguages() []Option {
	var out []Option
	if s.messageBank() == nil {
		return nil
	}
	for _, l := range s.messageBank().Languages() {
		out = append(out, Option{ID: l, Name: LanguageName(l), Picked: l == s.messageLang()})
	}
	return out
}

// PickMessageLanguage lists the messages in a language.
func (s *Studio) PickMessageLanguage(tag string) {
	s.setMessages(func(m *MessagesMemory) { m.Lang = tag })
}

// Audiences and Tones list whom messages are for and how they speak.
func (s *Studio) Audiences() []Option { return pickable(message.Audiences(), s.mem.Messages.Audience) }

// Tones lists how messages can speak.
func (s *Studio) Tones() []Option { return pickable(message.Tones(), s.mem.Messages.Tone) }

func pickable(ids []string, picked string) []Option {
	var out []Option
	for _, id := range ids {
		out = append(out, Option{ID: id, Name: capital(id), Picked: id == picked})
	}
	return out
}

// PickAudience shows only messages for these people, or all again.
func (s *Studio) PickAudience(id string) {
	s.setMessages(func(m *MessagesMemory) { m.Audience = toggled(m.Audience, id) })
}

// PickTone shows only messages that speak like this, or all again.
func (s *Studio) PickTone(id string) {
	s.setMessages(func(m *MessagesMemory) { m.Tone = toggled(m.Tone, id) })
}

func toggled(now, id string) string {
	if now == id {
		return ""
	}
	return id
}

// SearchMessages shows only messages with these words.
func (s *Studio) SearchMessages(words string) {
	s.box.words = words
	s.onChange(PartMessages)
}

// MessageWords is what is searched for.
func (s *Studio) MessageWords() string { return s.box.words }

func (s *Studio) setMessages(change func(*MessagesMemory)) {
	change(&s.mem.Messages)
	s.keep()
	s.onChange(PartMessages)
}

// Networks lists the networks whose composer a code can open.
func (s *Studio) Networks() []Option {
	var out []Option
	for _, n := range message.Networks() {
		if n.Composer("") != "" {
			out = append(out, Option{ID: n.ID, Name: n.Name, Picked: n.ID == s.network().ID})
		}
	}
	return out
}

func (s *Studio) network() message.Network {
	if n, ok := message.NetworkOf(s.mem.Messages.Network); ok && n.Composer("") != "" {
		return n
	}
	return message.Networks()[0]
}

// PickNetwork picks whose composer a code opens.
func (s *Studio) PickNetwork(id string) {
	s.setMessages(func(m *MessagesMemory) { m.Network = id })
}

// WithLink reports whether the address goes along with what is copied.
func (s *Studio) WithLink() bool { return !s.mem.Messages.Bare }

// ToggleLink takes the address along, or leaves it out.
func (s *Studio) ToggleLink() {
	s.setMessages(func(m *MessagesMemory) { m.Bare = !m.Bare })
}

// messageLink is the address that goes along; "" is none.
func (s *Studio) messageLink() string {
	if s.mem.Messages.Bare {
		return ""
	}
	a, err := paper.AddressOf(s.kit, s.Event(), "")
	if err != nil || a == nil {
		return ""
	}
	return a.Symbol.Address
}
