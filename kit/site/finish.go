package site

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"

	"eventkit/kit/page"
	"eventkit/kit/typeset"
)

var templates = sync.OnceValues(func() (*template.Template, error) {
	return template.New("").ParseFS(pageFiles, "page/*.tmpl")
})

// finish makes the page, the pages of messages, their style and their script.
func (b *builder) finish() error {
	t, err := templates()
	if err != nil {
		return err
	}
	faces, err := b.fonts()
	if err != nil {
		return err
	}
	style, script, icon := b.name("style", ".css"), b.name("app", ".js"), b.name("icon", ".svg")
	b.add(style, append([]byte(faces+b.colours()+b.measures()), pageFile("style.css")...))
	b.add(script, pageFile("app.js"))
	b.add(icon, b.icon())
	for _, v := range b.views {
		v.noteGaps(b)
		if v.Messages == nil || v.Messages.Href == "" {
			continue
		}
		s := sheet{
			view: v, List: v.Messages.All, Start: "../" + Start,
			Style: strings.TrimPrefix(style, folder), Script: strings.TrimPrefix(script, folder), Icon: strings.TrimPrefix(icon, folder),
		}
		if err := b.render(t, "messages.tmpl", v.Messages.file, s); err != nil {
			return err
		}
	}
	return b.render(t, "start.tmpl", Start, sheet{view: b.views[0], Views: b.views, Style: style, Script: script, Icon: icon})
}

func (b *builder) render(t *template.Template, name, file string, s sheet) error {
	var w bytes.Buffer
	if err := t.ExecuteTemplate(&w, name, s); err != nil {
		return err
	}
	b.add(file, w.Bytes())
	return nil
}

// noteGaps tells which texts the page has in another language only.
func (v *view) noteGaps(b *builder) {
	gap := func(what string, w Words) {
		if w.Other != "" {
			b.note(fmt.Sprintf("%s has no %s; the page shows it in %s.", v.Name, what, w.Other))
		}
	}
	gap("title", v.Title)
	if v.Letter != nil {
		gap("letter", v.Letter.Title)
	}
	if v.Briefing != nil {
		gap("briefing", v.Briefing.Title)
	}
	if v.Messages != nil {
		gap("messages", v.Messages.Of)
	}
	for _, s := range v.Songs {
		gap("words of the song “"+s.Title.Text+"”", s.Of)
	}
}

// headings are the words that are set in the display face, by language.
func (b *builder) headings() map[string][]string {
	out := map[string][]string{}
	for _, v := range b.views {
		words := []string{v.Title.Text, v.Name}
		for _, id := range []string{"code", "dates", "posters", "song", "letter", "messages", "graphics", "film", "briefing", "credits"} {
			words = append(words, v.W(id).Text)
		}
		if v.Messages != nil {
			words = append(words, v.AllMessages()) // leads the page of them
		}
		if v.Letter != nil {
			words = append(words, v.Letter.Title.Text)
		}
		if v.Briefing != nil {
			words = append(words, v.Briefing.Title.Text)
		}
		for _, s := range v.Songs {
			words = append(words, s.Title.Text)
		}
		for _, f := range v.Films {
			words = append(words, f.Title.Text)
		}
		out[v.lang] = words
	}
	return out
}

// joiner is U+200D, beside which a letter has the form of one that is joined.
const joiner = "\u200d"

// glyphForm is the name of an outline of a bundled font: the file and the glyph.
var glyphForm = regexp.MustCompile(`^(NotoSans[A-Za-z]*-[A-Za-z]+)/(\d+)$`)

// fonts makes a small font of every file that headings need, and returns the
// rules that name them. A browser fetches only those whose runes it shows.
func (b *builder) fonts() (string, error) {
	if b.options.Fonts == nil {
		return "", nil
	}
	glyphs, runes := map[string][]int{}, map[string][]rune{}
	for lang, headings := range b.headings() {
		for _, words := range headings {
			upper := cases.Upper(language.Make(lang)).String(words)
			for _, s := range []string{words, upper} {
				b.shape(s, lang, glyphs, nil)
				for _, r := range s {
					if !unicode.IsSpace(r) {
						b.shape(string(r), lang, glyphs, runes)
					}
					if unicode.Is(unicode.Arabic, r) {
						// In all its forms: a browser may join letters elsewhere
						// than we do.
						for _, joined := range []string{joiner + string(r), string(r) + joiner, joiner + string(r) + joiner} {
							b.shape(joined, lang, glyphs, nil)
						}
					}
				}
			}
		}
	}
	var rules strings.Builder
	for _, name := range sortedKeys(glyphs) {
		data, err := fs.ReadFile(b.options.Fonts, name+".ttf")
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return "", err
		}
		font, err := readFont(data)
		if err == nil {
			font, err = font.subset(glyphs[name])
		}
		if err != nil {
			return "", fmt.Errorf("%s.ttf: %w", name, err)
		}
		file := b.name("fonts/"+name, ".woff")
		b.add(file, font.woff())
		fmt.Fprintf(&rules, "@font-face{font-family:Headline;font-weight:900;font-display:swap;src:url(%s) format(\"woff\");unicode-range:%s}\n",
			href(strings.TrimPrefix(file, folder)), ranges(runes[name]))
	}
	return rules.String(), nil
}

// shape notes the glyphs that words need, and, for a single rune, the rune.
// What the bundled fonts can't draw is left to the reader's own.
func (b *builder) shape(words, lang string, glyphs map[string][]int, runes map[string][]rune) {
	block, err := b.lib.Line(words, typeset.Style{Weight: typeset.Black, Lang: lang}, 10, 10, 1e6)
	if err != nil {
		return
	}
	for _, it := range block.Place(page.Point{}, block.W, typeset.Start, typeset.Paint{}) {
		text, ok := it.(page.Text)
		if !ok {
			continue
		}
		for _, g := range text.Glyphs {
			m := glyphForm.FindStringSubmatch(g.Outline.Name)
			if m == nil {
				continue
			}
			n := 0
			fmt.Sscan(m[2], &n)
			if !slices.Contains(glyphs[m[1]], n) {
				glyphs[m[1]] = append(glyphs[m[1]], n)
			}
			if r := []rune(words)[0]; runes != nil && !slices.Contains(runes[m[1]], r) {
				runes[m[1]] = append(runes[m[1]], r)
			}
		}
	}
}

// ranges is a value of unicode-range, with the space and what joins letters.
func ranges(runes []rune) string {
	all := append([]rune{' ', 0xA0, 0x200C, 0x200D}, runes...)
	slices.Sort(all)
	all = slices.Compact(all)
	var out []string
	for i := 0; i < len(all); {
		j := i
		for j+1 < len(all) && all[j+1] == all[j]+1 {
			j++
		}
		if i == j {
			out = append(out, fmt.Sprintf("U+%X", all[i]))
		} else {
			out = append(out, fmt.Sprintf("U+%X-%X", all[i], all[j]))
		}
		i = j + 1
	}
	return strings.Join(out, ",")
}
