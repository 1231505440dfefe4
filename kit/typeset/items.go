package typeset

import (
	"strconv"
	"strings"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
)

func outlineName(file string, gid font.GID) string {
	return strings.TrimSuffix(file, ".ttf") + "/" + strconv.Itoa(int(gid))
}

// span is a run of runes that share level, script and font.
type span struct {
	start, end int
	level      uint8
	script     language.Script
	face       *face
}

// itemise splits display text into spans. Runes of no script of their own
// (digits, points, marks) go with the script beside them.
func (l *Library) itemise(text []rune, lv []uint8, lang string, w Weight) ([]span, error) {
	scripts := resolveScripts(text, scriptOfLang(lang))
	var out []span
	for i, r := range text {
		if invisible(r) && len(out) > 0 && out[len(out)-1].level == lv[i] {
			out[len(out)-1].end = i + 1
			continue
		}
		var last *span
		if len(out) > 0 {
			last = &out[len(out)-1]
		}
		var near *face
		if last != nil && last.script == scripts[i] {
			near = last.face
		}
		f, err := l.faceFor(r, scripts[i], w, near)
		if err != nil {
			return nil, missing(r, string(text))
		}
		if last != nil && last.face == f && last.script == scripts[i] && last.level == lv[i] {
			last.end = i + 1
			continue
		}
		out = append(out, span{i, i + 1, lv[i], scripts[i], f})
	}
	return out, nil
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

// faceFor chooses the font for a rune: the one in use beside it, its
// script's, the general one, any other bundled one, then the computer's.
func (l *Library) faceFor(r rune, script language.Script, w Weight, near *face) (*face, error) {
	if near != nil && (near.covers(r) || invisible(r)) {
		return near, nil
	}
	for _, file := range []string{l.index[fileKey{script, w}], l.general[w]} {
		if file == "" {
			continue
		}
		f, err := l.load(file)
		if err != nil {
			return nil, err
		}
		if f.covers(r) || invisible(r) {
			return f, nil
		}
	}
	for _, other := range l.order {
		if file := l.index[fileKey{other, w}]; file != "" {
			f, err := l.load(file)
			if err == nil && f.covers(r) {
				return f, nil
			}
		}
	}
	return l.outsideFace(r)
}

func (l *Library) outsideFace(r rune) (*face, error) {
	none := missing(r, string(r))
	l.mu.RLock()
	lost := l.lost[r]
	l.mu.RUnlock()
	if l.outside == nil || lost {
		return nil, none
	}
	if name, ok := l.outside.Find(r); ok {
		if f := l.loadOutside(name); f != nil && f.covers(r) {
			return f, nil
		}
	}
	l.mu.Lock()
	l.lost[r] = true
	l.mu.Unlock()
	return nil, none
}

func (l *Library) loadOutside(name string) *face {
	key := "outside:" + name
	l.mu.RLock()
	f := l.faces[key]
	l.mu.RUnlock()
	if f != nil {
		return f
	}
	data, index, err := l.outside.Load(name)
	if err != nil {
		return nil
	}
	f, err = l.keep(key, name, data, index)
	if err != nil {
		return nil
	}
	return f
}
