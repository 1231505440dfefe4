package typeset

import (
	"unicode"

	"github.com/go-text/typesetting/language"
)

// span is a run of runes that share level, script and font.
type span struct {
	start, end int
	level      uint8
	script     language.Script
	face       *face
}

// itemise splits display text into spans. Runes of no script of their own
// (digits, points, marks) go with the script beside them, and a letter and its
// marks with one font.
func (l *Library) itemise(text []rune, lv []uint8, lang string, w Weight) ([]span, error) {
	scripts := resolveScripts(text, scriptOfLang(lang))
	var out []span
	for i := 0; i < len(text); {
		end := clusterEnd(text, lv, i)
		var near *face
		last := len(out) - 1
		if last >= 0 && out[last].script == scripts[i] {
			near = out[last].face
		}
		f := l.faceFor(text[i:end], scripts[i], w, near)
		if f == nil && end > i+1 {
			end = i + 1
			f = l.faceFor(text[i:end], scripts[i], w, near)
		}
		if f == nil {
			return nil, missing(text[i], string(text))
		}
		if last >= 0 && out[last].face == f && out[last].script == scripts[i] && out[last].level == lv[i] {
			out[last].end = end
		} else {
			out = append(out, span{i, end, lv[i], scripts[i], f})
		}
		i = end
	}
	return out, nil
}

// clusterEnd is the end of the letter at i with the marks that follow it.
func clusterEnd(text []rune, lv []uint8, i int) int {
	end := i + 1
	for end < len(text) && lv[end] == lv[i] && (invisible(text[end]) || unicode.IsMark(text[end])) {
		end++
	}
	return end
}

func resolveScripts(text []rune, fallback language.Script) []language.Script {
	out := make([]language.Script, len(text))
	current := language.Script(0)
	for i, r := range text {
		s := language.LookupScript(r)
		if s == language.Common || s == language.Inherited || s == language.Unknown {
			s = current
		}
		out[i], current = s, s
	}
	next := fallback
	for i := len(out) - 1; i >= 0; i-- {
		if out[i] == 0 {
			out[i] = next
		}
		next = out[i]
	}
	return out
}

// scriptOfText is the script that most letters are in; a text without letters
// follows its language.
func scriptOfText(text []rune, lang string) language.Script {
	count := map[language.Script]int{}
	best := scriptOfLang(lang)
	for _, r := range text {
		s := language.LookupScript(r)
		if s == language.Common || s == language.Inherited || s == language.Unknown {
			continue
		}
		if count[s]++; count[s] > count[best] {
			best = s
		}
	}
	return best
}

// faceFor chooses the font for a letter and its marks, or nil: the font in use
// beside it, its script's, the general one, any other bundled one, then the
// computer's.
func (l *Library) faceFor(cluster []rune, script language.Script, w Weight, near *face) *face {
	if near != nil && near.covers(cluster...) {
		return near
	}
	if f := l.bundled(script, w); f != nil && f.covers(cluster...) {
		return f
	}
	if f := l.bundled(language.Latin, w); f != nil && f.covers(cluster...) {
		return f
	}
	for _, other := range l.order {
		if f := l.bundled(other, w); f != nil && f.covers(cluster...) {
			return f
		}
	}
	if f := l.outsideFace(cluster[0], w); f != nil && f.covers(cluster...) {
		return f
	}
	return nil
}

// bundled is the bundled font of a script, or nil.
func (l *Library) bundled(script language.Script, w Weight) *face {
	file := l.general[w]
	if script != language.Latin {
		file = l.index[fileKey{script, w}]
	}
	if file == "" {
		return nil
	}
	f, err := l.load(file)
	if err != nil {
		return nil
	}
	return f
}

// maxFound bounds the memory of runes looked for outside.
const maxFound = 20000

func (l *Library) outsideFace(r rune, w Weight) *face {
	if l.outside == nil {
		return nil
	}
	key := foundKey{r, w}
	l.mu.RLock()
	f, known := l.found[key]
	l.mu.RUnlock()
	if known {
		return f
	}
	if name, ok := l.outside.Find(r); ok {
		f = l.loadOutside(name, w)
	}
	if f != nil && !f.covers(r) {
		f = nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.found) >= maxFound {
		clear(l.found)
	}
	l.found[key] = f
	return f
}
