package manuscript

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"eventkit/kit/letter"
)

// draft is a text while it is read: paragraphs of lines of words.
type draft struct {
	blocks []block
	left   []string
	// size is how many bytes of words there are; over is that they are too
	// many for a letter, and that no more are taken.
	size int
	over bool
}

// block is a paragraph or a heading.
type block struct {
	heading bool
	lines   []line
}

// line is a line of words, letter by letter with their weight.
type line []stroke

type stroke struct {
	r      rune
	strong bool
}

// leave notes something that was left out, once.
func (d *draft) leave(what string) {
	if !slices.Contains(d.left, what) {
		d.left = append(d.left, what)
	}
}

// write adds words to the last line of a paragraph. White space is as between
// words; a non-breaking space stays one.
func (d *draft) write(b *block, words string, strong bool) {
	for _, r := range words {
		if d.over {
			return
		}
		switch {
		case r == '\u2028' || r == '\u2029' || r == '\v':
			b.breakLine()
			continue
		case r == '\u00ad' || r == '\ufeff' || r == '\u200b' || r == unicode.ReplacementChar:
			continue
		case r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f':
			r = ' '
		case unicode.IsControl(r):
			continue
		}
		if b.add(stroke{r, strong}) {
			d.size += utf8.RuneLen(r)
			d.over = d.size > letter.MaxSource
		}
	}
}

// add adds a letter, but no more white space where there is some.
func (b *block) add(s stroke) bool {
	if len(b.lines) == 0 {
		b.lines = []line{nil}
	}
	last := &b.lines[len(b.lines)-1]
	if n := len(*last); isBlank(s.r) && (n == 0 || isBlank((*last)[n-1].r)) {
		return false
	}
	*last = append(*last, s)
	return true
}

func isBlank(r rune) bool { return r == ' ' || r == '\u00A0' }

// breakLine begins a new line in the paragraph.
func (b *block) breakLine() { b.lines = append(b.lines, nil) }

// trimmed is the paragraph without white space around its lines and without
// empty lines.
func (b *block) trimmed() []line {
	var out []line
	for _, l := range b.lines {
		for len(l) > 0 && unicode.IsSpace(l[0].r) {
			l = l[1:]
		}
		for len(l) > 0 && unicode.IsSpace(l[len(l)-1].r) {
			l = l[:len(l)-1]
		}
		if len(l) > 0 {
			out = append(out, l)
		}
	}
	return out
}

// put ends a paragraph.
func (d *draft) put(b block) {
	if b.lines = b.trimmed(); len(b.lines) > 0 {
		d.blocks = append(d.blocks, b)
	}
}

// markdown writes the text. Its title is the first heading, or the first line
// where there is none.
func (d *draft) markdown(name string) (string, error) {
	if d.over {
		return "", long(name)
	}
	if len(d.blocks) == 0 {
		return "", empty(name)
	}
	title := max(0, slices.IndexFunc(d.blocks, func(b block) bool { return b.heading }))
	lines := d.blocks[title].lines
	rest := block{lines: lines[1:]}
	if d.blocks[title].heading {
		lines, rest = []line{joined(lines)}, block{}
	}
	var out strings.Builder
	out.WriteString("# " + closed(escaped(plain(lines[0]), false)) + "\n")
	for i, b := range d.blocks {
		if i == title {
			b = rest
		}
		if len(b.lines) == 0 {
			continue
		}
		out.WriteByte('\n')
		for i, l := range b.lines {
			if i > 0 {
				out.WriteString("\\\n")
			}
			out.WriteString(marked(l, b.heading))
		}
		out.WriteByte('\n')
	}
	if out.Len() > letter.MaxSource {
		return "", long(name)
	}
	return out.String(), nil
}

// closed keeps a title's last number signs, which would be taken away
// (CommonMark 4.2).
func closed(title string) string {
	if rest, ok := strings.CutSuffix(title, "#"); ok {
		return rest + "\\#"
	}
	return title
}

// joined is lines as one.
func joined(lines []line) line {
	var out line
	for i, l := range lines {
		if i > 0 {
			out = append(out, stroke{r: ' '})
		}
		out = append(out, l...)
	}
	return out
}

func plain(l line) string {
	var b strings.Builder
	for _, s := range l {
		b.WriteRune(s.r)
	}
	return b.String()
}
