package manuscript_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"eventkit/kit"
	"eventkit/kit/letter"
	"eventkit/kit/manuscript"
)

func read(t testing.TB, name string, data []byte) *manuscript.Text {
	t.Helper()
	got, err := manuscript.Read(bytes.NewReader(data), name)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return got
}

// refused reads a file that can't be, and returns what is said about it.
func refused(t testing.TB, name string, data []byte) string {
	t.Helper()
	got, err := manuscript.Read(bytes.NewReader(data), name)
	var ps kit.Problems
	if !errors.As(err, &ps) || len(ps) != 1 || got != nil {
		t.Fatalf("%s: %+v, %v", name, got, err)
	}
	if ps[0].Mend == "" || ps[0].What == "" || !strings.HasSuffix(name, ps[0].File) {
		t.Errorf("%s: %+v", name, ps[0])
	}
	return ps[0].String()
}

const (
	fromPandoc = `# Release Julian Assange

Your Excellency,

We write to you **with one demand**, and kindly. The second line follows\
on a line of its own.

**What we ask**

• Release him, now

• Do not extradite him

• not to anyone

1. Read

2. Answer

Where\
When

Nairobi\
7 October

Lima\
8 October

On 7 October with you we come.
`
	fromLibreOffice = `# الإفراج عن جوليان أسانج

In a box

Señora Embajadora:

We write **with one demand**, \* and \_ and [this\](that).\
On a line of its own.

• Release him

• Do not extradite him

1. Read

2. Answer

Nairobi\
7 October

On 7 October with you we come.
`
)

// What other programs wrote; testdata/README.md says how.
func TestFilesOfOtherPrograms(t *testing.T) {
	for _, tt := range []struct {
		name, want string
		left       []string
	}{
		{"pandoc.docx", fromPandoc, []string{"footnotes"}},
		{"pandoc.html", fromPandoc, []string{"footnotes"}},
		{"libreoffice.docx", fromLibreOffice, []string{"footnotes"}},
		// Its HTML has the box as a picture, and forgets what was deleted.
		{
			"libreoffice.html", strings.NewReplacer("In a box\n\n", "", "with you", "with you without you").Replace(fromLibreOffice),
			[]string{"pictures", "footnotes"},
		},
	} {
		data, err := os.ReadFile("testdata/" + tt.name)
		if err != nil {
			t.Fatal(err)
		}
		got := read(t, "from a friend/"+tt.name, data)
		// Non-breaking spaces keep marks and days beside their words.
		text := strings.ReplaceAll(got.Markdown, "\u00A0", " ")
		if d := cmp.Diff(tt.want, text); d != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, d)
		}
		if !slices.Equal(got.Left, tt.left) {
			t.Errorf("%s: left out %q, want %q", tt.name, got.Left, tt.left)
		}
		if !strings.Contains(got.Markdown, "7\u00A0October") || !strings.Contains(got.Markdown, "•\u00A0Release") {
			t.Errorf("%s: what belongs together can be parted: %q", tt.name, got.Markdown)
		}
		if _, err := letter.Read(got.Markdown, tt.name, "en", letter.LetterForm); err != nil {
			t.Errorf("%s: no letter can be made of it: %v", tt.name, err)
		}
	}
}

func TestPlain(t *testing.T) {
	for _, tt := range []struct{ name, data, want string }{
		{"a.md", "# Free him\n\n{{salutation}}\n", "# Free him\n\n{{salutation}}\n"},
		{"A.TXT", "\ufeff\r\nFree him \r\n\r\nNow.\r\n", "# Free him\n\n\nNow.\n"},
		{"a.txt", "Free him", "# Free him\n\n"},
		{"a.txt", "\xff\xfeF\x00\xe9\x00\n\x00", "# Fé\n\n"},
		{"a.txt", "\xfe\xff\x00F\x00\xe9\xd8\x3d\xde\x00", "# Fé😀\n\n"},
	} {
		if got := read(t, tt.name, []byte(tt.data)); got.Markdown != tt.want || got.Left != nil {
			t.Errorf("%q: %q", tt.data, got)
		}
	}
}

func TestWhatCannotBeRead(t *testing.T) {
	old := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more"
	for _, tt := range []struct{ name, data, want string }{
		{"a.doc", old, "save it as .docx"},
		{"a.odt", "PK", "save it as .docx"},
		{"a.rtf", "{\\rtf", "save it as .docx"},
		{"a.pdf", "%PDF", "the document that it was made from"},
		{"a.jpg", "", "this kind of file"},
		{"a", "words", "this kind of file"},
		{"a.docx", old, "locked with a password"},
		{"a.docx", "", "no Word document"},
		{"a.docx", "PK\x03\x04 half of it", "not a whole one"},
		{"a.docx", "<html><p>Words", "no Word document"},
		{"a.html", old, "old Word"},
		{"a.html", "PK\x03\x04", "under another name"},
		{"a.html", "", "no words"},
		{"a.html", "<p> <br>&nbsp;<img src=x>", "no words"},
		{"a.html", "a\x00b", "no web page"},
		{"a.md", "\n \n", "no words"},
		{"a.txt", strings.Repeat("long ", 20_000), "more than 64 kB"},
		{"a.html", strings.Repeat("<p>long", 20_000), "more than 64 kB"},
		{"a.html", "<p>" + strings.Repeat("*", 60_000), "more than 64 kB"},
		{"a.html", "<!--" + strings.Repeat("-", manuscript.MaxFile), "larger than 32 MB"},
		{"a.html", "<p>a<a href='" + strings.Repeat("x", 9<<20), "larger than any letter"},
	} {
		if said := refused(t, tt.name, []byte(tt.data)); !strings.Contains(said, tt.want) {
			t.Errorf("%s %.20q: %s, want %s", tt.name, tt.data, said, tt.want)
		}
	}
	broken := errors.New("broken")
	if _, err := manuscript.Read(iotest.ErrReader(broken), "a.txt"); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
	if _, err := manuscript.Read(iotest.TimeoutReader(io.MultiReader(strings.NewReader("a"), strings.NewReader("b"))), "a.txt"); !errors.Is(err, iotest.ErrTimeout) {
		t.Errorf("%v", err)
	}
}

func TestKinds(t *testing.T) {
	for _, kind := range manuscript.Kinds() {
		if _, err := manuscript.Read(strings.NewReader(""), "empty"+kind); err == nil || strings.Contains(err.Error(), "this kind of file") {
			t.Errorf("%s: %v", kind, err)
		}
	}
}

// usable has a letter read the text. Nothing but a placeholder that isn't one
// can be wrong with it.
func usable(t testing.TB, text string) {
	t.Helper()
	_, err := letter.Read(text, "a", "en", letter.LetterForm)
	var ps kit.Problems
	if err != nil && !errors.As(err, &ps) {
		t.Fatal(err)
	}
	for _, p := range ps {
		if !strings.Contains(p.What, "placeholder") {
			t.Errorf("%v\n%q", p, text)
		}
	}
}
