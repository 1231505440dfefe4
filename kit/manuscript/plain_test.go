package manuscript_test

import (
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"

	"eventkit/kit/letter"
	"eventkit/kit/manuscript"
)

// The first line with words is the title, however the file begins.
func TestPlainTitle(t *testing.T) {
	for name, tt := range map[string]struct{ data, want string }{
		"a heading":           {"# Open it\n\nNow.\n", "# Open it\n\nNow.\n"},
		"a heading after all": {"\n\n\t# Open it\n", "# Open it\n"},
		"a line":              {"Open it\nNow.", "# Open it\n\nNow."},
		"spaces around it":    {"   Open it  \nNow.", "# Open it\n\nNow."},
		"a line of spaces":    {" \n\t\n\u00A0\nOpen it\nNow.", "# Open it\n\nNow."},
		"a hashtag":           {"#OpenIt now\n\nPlease.", "# #OpenIt now\n\n\nPlease."},
		"signs without words": {"####### seven\nb", "# ####### seven\n\nb"},
		"a mark, then lines":  {"\ufeff\n\nOpen it", "# Open it\n\n"},
		"Windows' line ends":  {"Open it\r\n\r\nNow.\r\n", "# Open it\n\n\nNow.\n"},
		"old Macs' line ends": {"Open it\rNow.\rHere.", "# Open it\n\nNow.\nHere."},
		"all line ends":       {"a\r\nb\rc\nd", "# a\n\nb\nc\nd"},
		"from right to left":  {"افتحوها\nالآن", "# افتحوها\n\nالآن"},
		"marks that join":     {"नि:शुल्क\n\u200Dx", "# नि:शुल्क\n\n\u200Dx"},
		"a family":            {"👩‍👩‍👦\n", "# 👩‍👩‍👦\n\n"},
		"a placeholder":       {"{{salutation}}", "# {{salutation}}\n\n"},
	} {
		for _, file := range []string{"a.md", "a.txt", "A.TXT", `C:\letters\a.Md`} {
			if got := read(t, file, []byte(tt.data)); got.Markdown != tt.want || got.Left != nil {
				t.Errorf("%s as %s: %q, want %q", name, file, got.Markdown, tt.want)
			}
		}
	}
}

// What is a heading of the second kind or no UTF-8 is for the letter to refuse,
// in words; nothing is guessed.
func TestPlainIsNotGuessed(t *testing.T) {
	for data, want := range map[string]string{
		"## Two\n\nText":     "a heading with 2",
		"Se\xf1ora\nText":    "not UTF-8",
		"Title\n\na\x00b":    "control character U+0000",
		"Title\n\n- a\n- b":  "a list can’t stand",
		"#\n\nText":          "there is no title",
		"Title\n\n# Another": "a second title",
	} {
		got := read(t, "a.txt", []byte(data))
		_, err := letter.Read(got.Markdown, "a", "en", letter.LetterForm)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q became %q: %v, want %s", data, got.Markdown, err, want)
		}
	}
}

func inUTF16(s string, order binary.AppendByteOrder) []byte {
	out := order.AppendUint16(nil, 0xfeff)
	for _, u := range utf16.Encode([]rune(s)) {
		out = order.AppendUint16(out, u)
	}
	return out
}

// Notepad's three ways of saving a text are one text.
func TestPlainEncodings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		runes := []rune("aé€ж字😀नि\u200D #.\n")
		words := "T" + rapid.StringOfN(rapid.SampledFrom(runes), 0, 40, -1).Draw(t, "words")
		want, err := manuscript.Read(strings.NewReader(words), "a.txt")
		if err != nil {
			t.Fatal(err)
		}
		for name, data := range map[string][]byte{
			"UTF-8 with a mark": []byte("\ufeff" + words),
			"little":            inUTF16(words, binary.LittleEndian),
			"big":               inUTF16(words, binary.BigEndian),
			"little, cut":       append(inUTF16(words, binary.LittleEndian), 'x'),
		} {
			got, err := manuscript.Read(strings.NewReader(string(data)), "a.txt")
			if err != nil || got.Markdown != want.Markdown {
				t.Fatalf("%s: %v, want %q: %v", name, got, want.Markdown, err)
			}
		}
	})
}

// Half of a pair in UTF-16 is a replacement character, never a panic.
func TestPlainHalfPairs(t *testing.T) {
	for name, data := range map[string]string{
		"a lone lead":  "\xfe\xff\x00T\xd8\x3d\x00x",
		"a lone trail": "\xfe\xff\x00T\xde\x00\x00x",
		"a lead last":  "\xfe\xff\x00T\x00x\xd8\x3d",
	} {
		got := read(t, "a.txt", []byte(data))
		if !strings.HasPrefix(got.Markdown, "# T") || !strings.Contains(got.Markdown, "\uFFFD") {
			t.Errorf("%s: %q", name, got.Markdown)
		}
	}
	for _, mark := range []string{"\xff\xfe", "\xfe\xff", "\xff\xfex", "\ufeff", "\ufeff\r\n \t"} {
		if said := refused(t, "a.txt", []byte(mark)); !strings.Contains(said, "no words") {
			t.Errorf("%q: %s", mark, said)
		}
	}
}

// A text may be as long as a letter may, to the byte.
func TestPlainLimit(t *testing.T) {
	for _, tt := range []struct {
		size int
		fits bool
	}{{letter.MaxSource - 1, true}, {letter.MaxSource, true}, {letter.MaxSource + 1, false}} {
		text := "# T\n" + strings.Repeat("x", tt.size-4)
		got, err := manuscript.Read(strings.NewReader(text), "a.md")
		if (err == nil) != tt.fits || tt.fits && got.Markdown != text {
			t.Errorf("%d bytes: %v", tt.size, err)
		}
	}
}

// A file is named in messages by its name alone, whatever system its path is of.
func TestNames(t *testing.T) {
	for name, want := range map[string]string{
		"a.pdf":                     "a.pdf: a PDF holds pages",
		"/media/stick/a.pdf":        "a.pdf: ",
		`E:\from\a friend\a.pdf`:    "a.pdf: ",
		"a.b.RTF":                   "a letter can’t be read from .rtf",
		"x.DOC":                     "an old Word",
		"a.dot":                     "an old Word",
		"a.pages":                   "open it in its program",
		"a.wps":                     "can’t be read from .wps",
		".docx":                     ".docx: ",
		"no ending":                 "this kind of file",
		"a.docx.exe":                "this kind of file",
		"":                          "this kind of file",
		"رسالة.odt":                 "رسالة.odt: ",
		"../../etc/passwd/../x.odt": "x.odt: ",
	} {
		_, err := manuscript.Read(strings.NewReader("x"), name)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", name, err, want)
		}
		if err != nil && (strings.Contains(err.Error(), "stick") || strings.Contains(err.Error(), "etc")) {
			t.Errorf("%q: the folder is told: %v", name, err)
		}
	}
}
