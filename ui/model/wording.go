package model

import (
	"context"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"eventkit/kit/letter"
)

// Wording is a letter's text in place of the kit's.
type Wording struct {
	// Text is Markdown, as the kit's own.
	Text string `json:"text"`
	// From is the name of the file that it was read from; empty for a text
	// that was changed here.
	From string `json:"from"`
}

// kitLetter returns the kit's text of the letter, and its language.
func (s *Studio) kitLetter() (text, lang string) {
	text, _, lang, err := letter.Source(s.kit, letter.LetterForm, s.draft.lead())
	if err != nil {
		return "", s.draft.lead()
	}
	return text, lang
}

// LetterText returns the letter's text as it is edited.
func (s *Studio) LetterText() string {
	text, lang := s.kitLetter()
	if own, ok := s.draft.Letters[lang]; ok {
		return own.Text
	}
	return text
}

// LetterChanged reports whether the text isn't the kit's.
func (s *Studio) LetterChanged() bool {
	_, lang := s.kitLetter()
	_, own := s.draft.Letters[lang]
	return own
}

// WordingLine says whose text it is.
func (s *Studio) WordingLine() string {
	text, lang := s.kitLetter()
	own, changed := s.draft.Letters[lang]
	switch {
	case changed && own.From != "":
		return "The text of " + own.From + "."
	case changed:
		return "Changed by you."
	case text == "":
		return ""
	case !slices.Contains(s.kit.Own, "letter"):
		return "The campaign’s text."
	case lang != s.kit.Languages[0] && slices.Contains(s.kit.Own, "translations"):
		return "The kit’s own wording and translation, not the campaign’s."
	}
	return "The kit’s own wording, not the campaign’s."
}

// TypeLetter sets the letter's text while someone types. The kit's own text is
// no change.
func (s *Studio) TypeLetter(text string) {
	if !typingStep(s.LetterText(), text) {
		s.history.cut()
	}
	s.word("letter", Wording{Text: text})
}

// BackToKit gives the letter the kit's text again.
func (s *Studio) BackToKit() {
	text, _ := s.kitLetter()
	s.word("", Wording{Text: text})
}

func (s *Studio) word(topic string, own Wording) {
	text, lang := s.kitLetter()
	s.edit(topic, func(d *Draft) {
		letters := maps.Clone(d.Letters)
		if own.Text == text {
			delete(letters, lang)
		} else {
			if letters == nil {
				letters = map[string]Wording{}
			}
			letters[lang] = own
		}
		d.Letters = letters
	})
}

// TextKinds are the endings of files that a letter is read from.
func TextKinds() []string { return []string{".md", ".txt"} }

// UseText reads the letter's text from a Markdown or plain text file (UTF-8).
// Undo gives back what was there.
func (s *Studio) UseText(path string) {
	name := filepath.Base(path)
	if !slices.Contains(TextKinds(), strings.ToLower(filepath.Ext(path))) {
		s.Say(Notice{Text: "A letter can’t be read from " + name + ".", Hint: "Save it as plain text (.txt) or Markdown (.md) in the program that made it.", Bad: true})
		return
	}
	_, lang := s.kitLetter()
	var text string
	s.opening.do(func(context.Context) error {
		data, err := readLimited(path)
		if err != nil {
			return err
		}
		text = titled(string(data))
		_, err = letter.Read(text, name, lang, letter.LetterForm)
		return err
	}, func(err error) {
		if err != nil {
			s.fail(err)
			return
		}
		s.word("", Wording{Text: text, From: name})
		s.Say(Notice{Text: "The letter now has the text of " + name + ".", Hint: "Undo gives the other one back."})
	})
}

// titled makes the first line the letter's subject if it has none.
func titled(text string) string {
	text = strings.TrimLeft(strings.TrimPrefix(strings.ReplaceAll(text, "\r\n", "\n"), "\ufeff"), "\n")
	if text == "" || strings.HasPrefix(text, "#") {
		return text
	}
	subject, rest, _ := strings.Cut(text, "\n")
	return "# " + strings.TrimSpace(subject) + "\n\n" + rest
}
