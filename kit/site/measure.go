package site

import (
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"

	"eventkit/kit/typeset"
)

// wordForm is what a browser keeps on one line in a heading.
var wordForm = regexp.MustCompile(`[^\s\-–—]+[\-–—]?`)

// measures are how wide the longest word of each kind of heading is, in ems, as
// properties of a language's style. A heading is never so large that this word
// has to be broken, on the narrowest phone and with the largest letters.
func (b *builder) measures() string {
	var w strings.Builder
	for _, v := range b.views {
		var small []string
		for _, d := range []*document{v.Letter, v.Briefing} {
			if d != nil {
				small = append(small, d.Title.Text)
			}
		}
		for _, s := range v.Songs {
			small = append(small, s.Title.Text)
		}
		for _, f := range v.Films {
			small = append(small, f.Title.Text)
		}
		large, middle := []string{v.Title.Text}, []string{}
		if v.Messages != nil {
			large = append(large, v.AllMessages())
		}
		for _, s := range v.Sections() {
			middle = append(middle, s.Words.Text)
		}
		upper := cases.Upper(language.Make(v.lang))
		fmt.Fprintf(&w, ".lang[lang=\"%s\"]{", v.Tag())
		for i, all := range [][]string{large, middle, small} {
			longest := 0.0
			for _, words := range all {
				if i < 2 { // as the style has it
					words = upper.String(words)
				}
				for _, word := range wordForm.FindAllString(words, -1) {
					longest = max(longest, b.width(word, v.lang))
				}
			}
			if longest > 0 {
				fmt.Fprintf(&w, "--h%d:%.2f;", i+1, longest)
			}
		}
		w.WriteString("}\n")
	}
	return w.String()
}

// width is how wide a word is in the display face, in ems, a hair more than it
// needs; 0 for one that the bundled fonts can't draw.
func (b *builder) width(word, lang string) float64 {
	block, err := b.lib.Line(word, typeset.Style{Weight: typeset.Black, Lang: lang}, 10, 10, 1e6)
	if err != nil {
		return 0
	}
	return block.W/10 + 0.02
}
