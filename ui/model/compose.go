package model

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"eventkit/kit/message"
)

// PickMessage shows a message of the list.
func (s *Studio) PickMessage(id string) {
	for _, m := range s.allMessages() {
		if m.ID == id {
			s.box.at, s.box.lang, s.box.text, s.box.fresh = m.ID, m.Lang, m.Text, false
			s.onChange(PartMessages)
			return
		}
	}
}

// current is the message that is shown, with the words that it has now.
func (s *Studio) current() (message.Message, bool) {
	if s.box.fresh {
		return message.Message{Lang: s.messageLang(), Audience: "everyone", Tone: "factual", Text: s.box.text}, true
	}
	for _, m := range s.allMessages() {
		if m.ID == s.box.at && m.Lang == s.box.lang {
			m.Text = s.box.text
			return m, true
		}
	}
	return message.Message{}, false
}

// MessageText is what the message that is shown says now; ok is false where
// none is shown.
func (s *Studio) MessageText() (text string, ok bool) {
	m, ok := s.current()
	return m.Text, ok
}

// MessageChanged reports whether there is something to keep.
func (s *Studio) MessageChanged() bool {
	if s.box.fresh {
		return strings.TrimSpace(s.box.text) != ""
	}
	for _, m := range s.allMessages() {
		if m.ID == s.box.at && m.Lang == s.box.lang {
			return m.Text != s.box.text
		}
	}
	return false
}

// MessageOwn reports whether the message that is shown was written here.
func (s *Studio) MessageOwn() bool { return !s.box.fresh && isOwn(s.box.at) }

// NewMessage begins one of one's own, with the campaign's hashtags.
func (s *Studio) NewMessage() {
	s.box.fresh, s.box.at = true, ""
	s.box.text = strings.Join(s.kit.Hashtags, " ")
	s.onChange(PartMessages)
}

// TypeMessage changes what the message that is shown says; what the kit's own
// says stays as it is.
func (s *Studio) TypeMessage(text string) {
	if _, ok := s.current(); !ok || utf8.RuneCountInString(text) > maxMessage || text == s.box.text {
		return
	}
	s.box.text = text
	s.onChange(PartPost)
}

// MessageHint says what is missing in the message that is shown, or "".
func (s *Studio) MessageHint() string {
	m, ok := s.current()
	if !ok || len(s.kit.Hashtags) == 0 {
		return ""
	}
	tags := message.Hashtags(m.Text)
	for _, tag := range tags {
		for _, ours := range s.kit.Hashtags {
			if tag != ours && strings.EqualFold(tag, ours) {
				return "The campaign writes it " + ours + "."
			}
		}
	}
	if !slices.ContainsFunc(tags, func(t string) bool { return slices.Contains(s.kit.Hashtags, t) }) {
		return "None of the campaign’s hashtags is in it."
	}
	return ""
}

// post is what is posted: the message and, if wanted, the address where all
// networks take both.
func (s *Studio) post(m message.Message) string {
	link := s.messageLink()
	for _, n := range message.Networks() {
		if _, linked := n.Post(m.Text, link); !linked {
			return m.Text
		}
	}
	post, _ := message.Networks()[0].Post(m.Text, link)
	return post
}

// LengthLine is how long a network takes what is copied to be.
type LengthLine struct {
	Text string
	Over bool
}

// Lengths are the lengths of what would be copied now, on every network.
func (s *Studio) Lengths() []LengthLine {
	m, ok := s.current()
	if !ok {
		return nil
	}
	var out []LengthLine
	for _, l := range message.Measure(s.post(m)) {
		line := LengthLine{Text: fmt.Sprintf("%s %d of %d", l.Network.Name, l.Length, l.Network.Max), Over: l.Over() > 0 || l.Invalid}
		switch {
		case l.Over() > 0:
			line.Text += fmt.Sprintf(", %d too many", l.Over())
		case l.Invalid:
			line.Text += ", refuses a character"
		}
		out = append(out, line)
	}
	return out
}

// Post is what is copied of the message that is shown, "" if none is.
func (s *Studio) Post() string {
	m, ok := s.current()
	if !ok {
		return ""
	}
	return s.post(m)
}

// CopyMessage returns what goes to the clipboard and remembers that this
// message was used. ok is false where none is shown.
func (s *Studio) CopyMessage() (text string, ok bool) {
	m, ok := s.current()
	if !ok || strings.TrimSpace(m.Text) == "" {
		return "", false
	}
	if m.ID != "" {
		s.rememberMessages(func(e *EventMessages) {
			if key := m.Lang + "/" + m.ID; !slices.Contains(e.Copied, key) {
				e.Copied = append(e.Copied, key)
			}
		})
	}
	s.onChange(PartMessages)
	s.Say(Notice{Text: "Copied. Paste it where you post.", Hint: s.UsedLine()})
	return s.post(m), true
}

// CopyNext copies the next message of the list that nobody has copied yet. ok
// is false where all were.
func (s *Studio) CopyNext() (text string, ok bool) {
	list := s.MessageList()
	from := slices.IndexFunc(list, func(l Line) bool { return l.Picked }) + 1
	for i := range list {
		if l := list[(from+i)%len(list)]; !l.Copied {
			s.PickMessage(l.ID)
			return s.CopyMessage()
		}
	}
	if len(list) == 0 {
		s.Say(Notice{Text: "No message is like that.", Hint: "Pick other people or another tone, or empty the search."})
	} else {
		s.Say(Notice{Text: "All of these were copied.", Hint: "Pick others, or start over."})
	}
	return "", false
}

// ResetCopied forgets what was copied for this event.
func (s *Studio) ResetCopied() {
	s.rememberMessages(func(e *EventMessages) { e.Copied = nil })
	s.onChange(PartMessages)
}

// AnyCopied reports whether there is something to forget.
func (s *Studio) AnyCopied() bool { return len(s.ours().Copied) > 0 }

// KeepMessage keeps what was written as a message of this event.
func (s *Studio) KeepMessage() {
	m, ok := s.current()
	m.Text = strings.TrimSpace(m.Text)
	if !ok || m.Text == "" || !s.MessageChanged() {
		return
	}
	if len(s.ours().Own) >= maxOwn && !isOwn(m.ID) {
		s.Say(Notice{Text: "There are as many messages of your own as are kept.", Hint: "Delete one first.", Bad: true})
		return
	}
	s.rememberMessages(func(e *EventMessages) {
		if isOwn(m.ID) {
			for i, o := range e.Own {
				if o.ID == m.ID {
					e.Own[i] = m
				}
			}
			e.Copied = slices.DeleteFunc(e.Copied, func(key string) bool { return key == m.Lang+"/"+m.ID })
			return
		}
		m.ID = nextOwn(e.Own)
		e.Own = append(e.Own, m)
	})
	s.box.fresh, s.box.at, s.box.lang, s.box.text = false, m.ID, m.Lang, m.Text
	s.onChange(PartMessages)
	s.Say(Notice{Text: "It is in the list, for this event."})
}

func nextOwn(own []message.Message) string {
	most := 0
	for _, m := range own {
		if n, err := strconv.Atoi(strings.TrimPrefix(m.ID, ownPrefix)); err == nil {
			most = max(most, n)
		}
	}
	return ownPrefix + strconv.Itoa(most+1)
}

// DropMessage deletes a message of one's own, or forgets what was changed.
func (s *Studio) DropMessage() {
	m, ok := s.current()
	switch {
	case !ok:
		return
	case s.MessageChanged() && !s.box.fresh:
		s.PickMessage(m.ID)
		return
	case s.box.fresh:
		s.box.fresh, s.box.text = false, ""
	case isOwn(m.ID):
		s.rememberMessages(func(e *EventMessages) {
			e.Own = slices.DeleteFunc(e.Own, func(o message.Message) bool { return o.ID == m.ID })
			e.Copied = slices.DeleteFunc(e.Copied, func(key string) bool { return key == m.Lang+"/"+m.ID })
		})
		s.box.at, s.box.text = "", ""
	}
	s.onChange(PartMessages)
}

// Parted is a message's words, and the hashtags at its end.
func Parted(text string) (body, tail string) {
	body, _ = message.Split(text)
	return body, strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(text), body))
}
