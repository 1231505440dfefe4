package message

import (
	"errors"
	"io/fs"
	"slices"
	"strings"

	"eventkit/kit"
	"eventkit/kit/paper"
)

// Where a kit keeps its messages: one file a language.
const (
	dir    = "messages"
	prefix = dir + "/messages."
	suffix = ".toml"
)

// Message is one message in one language.
type Message struct {
	// ID is the same in every language.
	ID string `json:"id"`
	// Lang is the language of the words (BCP 47).
	Lang string `json:"lang"`
	// Audience is one of [Audiences], Tone one of [Tones].
	Audience string `json:"audience"`
	Tone     string `json:"tone"`
	// Text is what is posted, hashtags included, without an address.
	Text string `json:"text"`
}

// Audiences are whom a message can be for, in the order of a list of choices.
func Audiences() []string {
	return []string{"everyone", "journalists", "unions", "parliamentarians", "students"}
}

// Tones are how a message can speak.
func Tones() []string { return []string{"factual", "asking", "urgent", "warm"} }

// Bank is all messages of a kit. It never changes and may be used by many
// goroutines at once.
type Bank struct {
	langs    []string
	messages map[string][]Message
}

// Read reads the messages of a kit. The error is a [kit.Problems] with
// everything that is wrong, or a [paper.MissingError] where the kit has no
// messages at all.
func Read(k *kit.Kit) (*Bank, error) {
	b, problems := read(k)
	if problems := problems.Errors(); len(problems) > 0 {
		return nil, problems
	}
	if len(b.langs) == 0 {
		return nil, &paper.MissingError{File: prefix + "LANG" + suffix}
	}
	return b, nil
}

// Languages are those that the bank has messages in, the kit's own first, in
// its order.
func (b *Bank) Languages() []string { return slices.Clone(b.langs) }

// In returns the messages in the first of tags that can be served, in the
// order of the file, and the language that they are in.
func (b *Bank) In(tags ...string) (messages []Message, lang string) {
	have := kit.Text{}
	for _, l := range b.langs {
		have[l] = l
	}
	if len(tags) == 0 {
		tags = b.langs
	}
	_, lang, _ = have.In(tags...)
	return slices.Clone(b.messages[lang]), lang
}

// Filter says which messages are wanted. What is empty excludes nothing.
type Filter struct {
	Audience, Tone string
	// Words are looked for in the text and the id; all must be there, in any
	// order and whatever their capitals.
	Words string
}

// Of returns the messages that pass.
func (f Filter) Of(messages []Message) []Message {
	words := strings.Fields(fold(f.Words))
	var out []Message
	for _, m := range messages {
		if f.Audience != "" && m.Audience != f.Audience || f.Tone != "" && m.Tone != f.Tone {
			continue
		}
		in := fold(m.ID + " " + m.Text)
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(in, w) }) {
			out = append(out, m)
		}
	}
	return out
}

// files lists the kit's files of messages by language.
func files(fsys fs.FS) (kit.Text, error) {
	out := kit.Text{}
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, e := range entries {
		name := dir + "/" + e.Name()
		if tag, ok := strings.CutSuffix(strings.TrimPrefix(name, prefix), suffix); ok && strings.HasPrefix(name, prefix) {
			out[tag] = name
		}
	}
	return out, nil
}
