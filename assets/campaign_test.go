package assets_test

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"eventkit/assets"
	"eventkit/kit"
)

func open(t *testing.T) *kit.Kit {
	t.Helper()
	for _, p := range kit.Check(assets.Campaign()) {
		t.Error(p)
	}
	k, err := kit.Open(assets.Campaign())
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// These strings are the campaign's; a correction would be a mistake.
func TestExactStrings(t *testing.T) {
	k := open(t)
	if want := []string{"#FreeAssangeNOW", "#FreeAllPoliticalPrisioners"}; !slices.Equal(k.Hashtags, want) {
		t.Errorf("hashtags %q, want %q", k.Hashtags, want)
	}
	const page = "https://ipa-aip.org/notes/we-mobilize-for-assanges-freedom/"
	if want := (kit.Links{Sign: page, Page: page}); k.Links != want {
		t.Errorf("links %+v, want %+v: no form and no short address is known", k.Links, want)
	}
	for _, who := range []string{
		"International Peoples' Assembly (IPA)",
		"Lawrence Phakathi, National Union of Metalworkers of South Africa (NUMSA)",
	} {
		if !slices.ContainsFunc(k.Credits, func(c kit.Credit) bool { return c.Who == who }) {
			t.Errorf("no credit names %s", who)
		}
	}
}

func TestDescriptionSaysWhenAndWhatBecameOfIt(t *testing.T) {
	k := open(t)
	for lang, words := range k.Description {
		western := strings.NewReplacer("٠", "0", "١", "1", "٢", "2", "٣", "3", "٤", "4", "٥", "5", "٦", "6", "٧", "7", "٨", "8", "٩", "9").Replace(words)
		for _, number := range []string{"2022", "24", "2024"} {
			if !strings.Contains(western, number) {
				t.Errorf("%s: %q does not name %s", lang, words, number)
			}
		}
	}
}

func TestActionsStartWhenThePageSays(t *testing.T) {
	k := open(t)
	for _, c := range []struct {
		id, want string
		hasTime  bool
	}{
		{"embassy-visits", "2022-10-07", false},
		{"human-chain", "2022-10-08T12:00:00Z", true},
		{"twitterstorm", "2022-10-08T12:00:00Z", true},
		{"message-bank", "2022-10-06", false},
	} {
		a, ok := k.Action(c.id)
		if !ok {
			t.Errorf("no action %s", c.id)
			continue
		}
		start, _, hasTime, err := a.Start()
		got := start.Format(time.DateOnly)
		if hasTime {
			got = start.UTC().Format(time.RFC3339)
		}
		if err != nil || got != c.want || hasTime != c.hasTime {
			t.Errorf("%s starts %s (time %v, %v), want %s", c.id, got, hasTime, err, c.want)
		}
	}
}

// A phrase is one text of the kit with the place it comes from.
type phrase struct {
	where string
	text  kit.Text
}

func phrases(k *kit.Kit) []phrase {
	all := []phrase{{"title", k.Title}, {"description", k.Description}}
	for _, s := range k.Slogans {
		all = append(all, phrase{s.ID, s.Text}, phrase{s.ID + " reason", s.Reason})
	}
	for id, text := range k.Words {
		all = append(all, phrase{"word " + id, text})
	}
	for _, a := range k.Actions {
		all = append(all, phrase{a.ID, a.Title}, phrase{a.ID + " where", a.Where})
	}
	for _, p := range k.Palettes {
		all = append(all, phrase{p.ID, p.Name})
	}
	return all
}

func TestEveryTextInEveryLanguage(t *testing.T) {
	k := open(t)
	if want := strings.Fields("en es fr pt ar hi ru sw"); !slices.Equal(k.Languages, want) {
		t.Fatalf("languages %q, want %q", k.Languages, want)
	}
	for _, p := range phrases(k) {
		for _, lang := range k.Languages {
			if p.text[lang] == "" {
				t.Errorf("%s has no words in %s", p.where, lang)
			}
		}
		if len(p.text) != len(k.Languages) {
			t.Errorf("%s has %d languages, the kit %d", p.where, len(p.text), len(k.Languages))
		}
	}
}

// What a proof-reader would mark in any language.
func TestTypography(t *testing.T) {
	for _, p := range phrases(open(t)) {
		for lang, words := range p.text {
			if !norm.NFC.IsNormalString(words) {
				t.Errorf("%s %s: %q is not in NFC", p.where, lang, words)
			}
			if words != strings.TrimSpace(words) || strings.Contains(words, "  ") {
				t.Errorf("%s %s: %q has a space too many", p.where, lang, words)
			}
			if strings.ContainsAny(words, "'\"`") {
				t.Errorf("%s %s: %q has a straight quote", p.where, lang, words)
			}
			for _, pair := range wrongIn[lang] {
				if strings.Contains(words, pair) {
					t.Errorf("%s %s: %q holds %q", p.where, lang, words, pair)
				}
			}
		}
	}
}

// wrongIn lists what a language does not write: a plain space before French
// punctuation, a Latin comma in Arabic, a full stop in Hindi.
var wrongIn = map[string][]string{
	"fr": {" ?", " !", " ;", " :", "é?", "é!"},
	"ar": {"?", ",", ";"},
	"hi": {"."},
	"ru": {" - ", "политзаключенн"},
	"es": {" ?", "…?"},
}

func TestSlogansAreShortAndReasoned(t *testing.T) {
	k := open(t)
	if len(k.Slogans) < 10 || k.Slogans[0].ID != "free-now" {
		t.Fatalf("%d slogans, the first is %q", len(k.Slogans), k.Slogans[0].ID)
	}
	for _, s := range k.Slogans {
		for _, lang := range k.Languages {
			if n := len(strings.Split(s.Text[lang], " ")); n > 7 {
				t.Errorf("%s %s has %d words: nobody shouts that", s.ID, lang, n)
			}
			reason := s.Reason[lang]
			if n := utf8.RuneCountInString(reason); n > 110 {
				t.Errorf("%s %s: the reason has %d characters", s.ID, lang, n)
			}
			if _, fact, _ := kit.SplitFact(reason); fact == "" || strings.Count(reason, "*") != 2 {
				t.Errorf("%s %s: %q marks no fact or more than one", s.ID, lang, reason)
			}
		}
	}
}
