package sheet

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"eventkit/kit"
	"eventkit/kit/paper"
)

// wordsFile is where a kit keeps the words of its forms.
const wordsFile = "letter/sheet.toml"

// known are the ids of the words, each with what is filled into it.
var known = map[string][]string{
	"sheet-title": nil, "sheet-demand": nil, "sheet-number": {"n"},
	"notice": {"date"}, "notice-nodate": nil, "online": nil, "total": nil,
	"receipt-title": nil, "receipt-text": {"host", "date", "sheets", "count"}, "receipt-for": nil,
	"receipt-name-office": nil, "receipt-stamp": nil,
	"receipt-refused-title": nil, "receipt-refused-text": {"date", "host"}, "receipt-refused-time": nil,
	"receipt-refused-office": nil, "receipt-refused-reason": nil, "witness": nil, "place-date": nil,
	"checklist-title": nil, "check-1": nil, "check-2": {"date", "time"}, "check-3": nil, "check-4": nil,
	"check-5": nil, "check-6": nil, "check-7": nil, "check-8": nil, "check-9": {"time", "place"},
	"check-10": {"time"}, "check-11": nil, "check-12": nil,
	"tally-title": nil, "handover-statement": {"host", "sheets", "count"},
	"delegation": nil, "signature-line": nil,
}

// checks are the items of the checklist, in order.
const checks = 12

// Check reads the words of a kit's forms and reports everything that is wrong
// or missing, by file and line. A kit without the file has no forms, and no
// problem.
func Check(fsys fs.FS, languages []string) []kit.Problem {
	f, err := readWords(fsys)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	var out kit.Problems
	if errors.As(err, &out); f == nil || len(f.IDs()) == 0 {
		return out
	}
	out = append(out, problemsOf(f)...)
	return append(out, f.Gaps(languages)...)
}

func problemsOf(f *kit.TextFile) kit.Problems {
	out := columnProblems(f)
	ids := f.IDs()
	for _, id := range sortedIDs() {
		if !slices.Contains(ids, id) {
			out = append(out, kit.Problem{File: f.Name, What: fmt.Sprintf("there is no [%s]", id), Mend: "add it with the words for it"})
		}
	}
	for _, id := range ids {
		slots, ok := known[id]
		if !ok && !strings.HasPrefix(id, columnWords) {
			out = append(out, f.Problem(id, "", fmt.Sprintf("no form has a place for [%s]", id), "known here: "+strings.Join(sortedIDs(), ", ")))
			continue
		}
		for _, lang := range f.Text(id).Languages() {
			out = append(out, slotProblems(f, id, lang, slots)...)
		}
	}
	return out
}

func slotProblems(f *kit.TextFile, id, lang string, want []string) kit.Problems {
	var out kit.Problems
	have := paper.Slots(f.Text(id)[lang])
	for _, name := range have {
		if !slices.Contains(want, name) {
			mend := "take it out; nothing is filled in here"
			if len(want) > 0 {
				mend = "use {" + strings.Join(want, "} or {") + "}"
			}
			out = append(out, f.Problem(id, lang, fmt.Sprintf("unknown placeholder {%s} in %s", name, id), mend))
		}
	}
	for _, name := range want {
		if !slices.Contains(have, name) {
			out = append(out, f.Problem(id, lang, fmt.Sprintf("%s in %s does not say {%s}", id, lang, name), "add it where it belongs in the sentence"))
		}
	}
	return out
}

func sortedIDs() []string {
	out := make([]string, 0, len(known))
	for id := range known {
		out = append(out, id)
	}
	slices.Sort(out)
	return out
}

// words are those of one language.
type words struct {
	file  *kit.TextFile
	lang  string
	langs []string
}

// wordsOf reads a kit's words in the first language that has them.
func wordsOf(k *kit.Kit, langs []string) (*words, error) {
	f, err := readWords(k.FS())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &paper.MissingError{File: wordsFile}
	}
	if err != nil {
		return nil, err
	}
	if ps := problemsOf(f); len(ps) > 0 {
		return nil, ps
	}
	_, lang, _ := f.Text("sheet-title").In(langs...)
	return &words{f, lang, append([]string{lang}, langs...)}, nil
}

func (w *words) say(id string) string {
	s, _, _ := w.file.Text(id).In(w.langs...)
	return s
}
