package model

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"eventkit/kit/letter"
	"eventkit/kit/manuscript"
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
func TextKinds() []string { return manuscript.Kinds() }

// UseText reads the letter's text from a file of a word processor, a web page,
// Markdown or plain text. Undo gives back what was there.
func (s *Studio) UseText(path string) {
	name := filepath.Base(path)
	_, lang := s.kitLetter()
	var text *manuscript.Text
	s.opening.do(func(context.Context) error {
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		if text, err = manuscript.Read(f, name); err != nil {
			return err
		}
		_, err = letter.Read(text.Markdown, name, lang, letter.LetterForm)
		return err
	}, func(err error) {
		if err != nil {
			s.fail(err)
			return
		}
		s.word("", Wording{Text: text.Markdown, From: name})
		s.Say(Notice{Text: "The letter now has the text of " + name + ".", Hint: sentences(leftOut(text.Left), "Undo gives the other one back")})
	})
}

// leftOut says what of a file isn't in the letter.
func leftOut(what []string) string {
	if len(what) == 0 {
		return ""
	}
	return "Left out: " + strings.Join(what, ", ")
}
