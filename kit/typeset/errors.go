package typeset

import (
	"fmt"

	"github.com/go-text/typesetting/language"
)

// MissingGlyphError says that no font at hand draws a rune.
type MissingGlyphError struct {
	Rune   rune
	Script string
	// Text is the words in which it stands.
	Text string
}

func (e *MissingGlyphError) Error() string {
	return fmt.Sprintf("no font on this computer draws %q (%U, script %s); remove it, or install a font for it (Noto has one for most scripts)", e.Rune, e.Rune, e.Script)
}

func missing(r rune, text string) error {
	if rs := []rune(text); len(rs) > 60 {
		text = string(rs[:60]) + "…"
	}
	return &MissingGlyphError{Rune: r, Script: language.LookupScript(r).String(), Text: text}
}

// TooLongError says that words don't fit their box at a size that can be read.
type TooLongError struct {
	// Text is how the words begin, Letters how many there are.
	Text    string
	Letters int
	// MinEm is the smallest type size that was tried, in mm.
	MinEm float64
}

func (e *TooLongError) Error() string {
	return fmt.Sprintf("the words %q (%d letters) don't fit on this paper at a size that can be read; shorten them or take larger paper", e.Text, e.Letters)
}

func tooLong(text string, minEm float64) error {
	rs := []rune(text)
	e := &TooLongError{Text: text, Letters: len(rs), MinEm: minEm}
	if len(rs) > 40 {
		e.Text = string(rs[:40]) + "…"
	}
	return e
}
