package typeset_test

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"eventkit/kit/typeset"
)

func TestClean(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"nothing to do", "Free them now.", "Free them now."},
		{"empty", "", ""},
		{"only space", " \t\r\n \u3000 ", ""},
		{"ends trimmed", "  a b  ", "a b"},
		{"many spaces", "a" + strings.Repeat(" ", 10_000) + "b", "a b"},
		{"many kinds of spaces", "a\u2003\u2009\t\v\f\u3000b", "a b"},
		{"kept together", "10\u00A0km 1\u202F000", "10\u00A0km 1\u202F000"},
		{"line breaks", "a\nb\r\nc\rd\u2028e\u2029f\u0085g", "a\nb\nc\nd\ne\nf g"},
		{"spaces around line breaks", "a  \n  \n  b", "a\nb"},
		{"controls", "a\x00b\x07c\x1bd\x7fe", "abcde"},
		{"bidi overrides", "a\u202Eb\u202Cc\u2066d\u2069e", "abcde"},
		{"bidi marks", "a\u200Eb\u200Fc\u061Cd", "abcd"},
		{"byte order mark", "\uFEFFa\uFEFFb", "ab"},
		{"soft hyphen", "sol\u00ADi\u00ADdar", "solidar"},
		{"object", "a\uFFFCb", "ab"},
		{"tags", "a\U000E0041\U000E007Fb", "ab"},
		{"not UTF-8", "a\xff\xed\xa0\x80b\xc3", "ab"},
		{"NFC", "e\u0301 \u1100\u1161", "é 가"},
		{"NFC across what is dropped", "e\u200E\u0301", "é"},
		{"joiners stay", "می\u200Cخواهیم ශ\u0DCA\u200Dරී", "می\u200Cخواهیم ශ\u0DCA\u200Dරී"},
		{"a word's own break stays", "เสรี\u200Bภาพ", "เสรี\u200Bภาพ"},
		{"space before a dropped rune", "a \u200E b", "a b"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := typeset.Clean(tt.in)
			if got != tt.want {
				t.Errorf("Clean = %q, want %q", got, tt.want)
			}
			if again := typeset.Clean(got); again != got {
				t.Errorf("cleaned twice: %q, then %q", got, again)
			}
			if !norm.NFC.IsNormalString(got) {
				t.Errorf("%q is not in NFC", got)
			}
		})
	}
}

// What the words say is kept, and only their looks change.
func TestCapitals(t *testing.T) {
	tests := []struct{ lang, text, same string }{
		{"en", "Free them", "FREE THEM"},
		{"de", "Straße, Füße", "STRASSE, FÜSSE"},
		{"tr", "ışık iyi", "IŞIK İYİ"},
		{"az", "iki", "İKİ"},
		{"en", "iki", "IKI"},
		{"el", "Ελευθερία, όχι", "ΕΛΕΥΘΕΡΙΑ, ΟΧΙ"},
		{"el", "μαΐου προϊόν", "ΜΑΪΟΥ ΠΡΟΪΟΝ"},
		{"el", "Μάιος, άυλος", "ΜΑΪΟΣ, ΑΫΛΟΣ"},
		{"el", "ζωή ή θάνατος", "ΖΩΗ Ή ΘΑΝΑΤΟΣ"},
		{"el", "ἐλευθερίᾳ café", "ΕΛΕΥΘΕΡΙΑΙ CAFÉ"},
		{"fr", "L’État à Genève", "L’ÉTAT À GENÈVE"},
		{"nl", "ijsland", "IJSLAND"},
		{"lt", "jį", "JĮ"},
		{"ru", "свободу", "СВОБОДУ"},
		{"hy", "և մենք", "ԵՎ ՄԵՆՔ"},
		{"hyw", "և", "ԵՒ"},
		{"ka", "თავისუფლება", "ᲗᲐᲕᲘᲡᲣᲤᲚᲔᲑᲐ"},
		{"ar", "حرية UN", "حرية UN"},
		{"hi", "आज़ादी", "आज़ादी"},
		{"fr", "ﬁn", "FIN"},
	}
	for _, tt := range tests {
		t.Run(tt.lang+" "+tt.text, func(t *testing.T) {
			for w := range weightFiles {
				set := func(text string, caps bool) []string {
					b, err := library(t).Line(text, typeset.Style{Weight: w, Lang: tt.lang, Caps: caps}, 10, 1, 1e6)
					if err != nil {
						t.Fatal(err)
					}
					if got := b.Lines()[0]; got != typeset.Clean(text) {
						t.Errorf("the line says %q", got)
					}
					var names []string
					for _, g := range textOf(t, b).Glyphs {
						names = append(names, g.Outline.Name)
					}
					return names
				}
				got, want := set(tt.text, true), set(tt.same, false)
				if strings.Join(got, " ") != strings.Join(want, " ") {
					t.Errorf("weight %d: %v, want those of %q: %v", w, got, tt.same, want)
				}
			}
		})
	}
}
