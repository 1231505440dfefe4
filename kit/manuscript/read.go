package manuscript

import (
	"bytes"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"

	"eventkit/kit"
	"eventkit/kit/letter"
)

// MaxFile is the most bytes of a file that is read; a letter in Word may
// carry pictures.
const MaxFile = 32 << 20

// Text is what was read.
type Text struct {
	// Markdown is the source of a letter: its first line is the title.
	Markdown string
	// Left says what was left out, for people: "pictures", "footnotes".
	Left []string
}

// Kinds are the endings of files that can be read, with their point.
func Kinds() []string { return []string{".docx", ".html", ".htm", ".md", ".txt"} }

// Read reads a text; name is the file's name, whose ending says what it is. The
// error is a [kit.Problems] that says what is wrong and the mend, or that of
// the reader. Placeholders aren't looked at; [letter.Read] does.
func Read(r io.Reader, name string) (*Text, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxFile+1))
	if err != nil {
		return nil, err
	}
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	if len(data) > MaxFile {
		return nil, problem(base, fmt.Sprintf("the file is larger than %d MB", MaxFile>>20), "take its pictures out, or save its words alone as plain text (.txt)")
	}
	kind := strings.ToLower(path.Ext(base))
	if !slices.Contains(Kinds(), kind) {
		return nil, unknown(base, kind)
	}
	var d *draft
	switch kind {
	case ".docx":
		d, err = readDocx(data, base)
	case ".html", ".htm":
		d, err = readHTML(data, base)
	default:
		return readPlain(data, base)
	}
	if err != nil {
		return nil, err
	}
	text, err := d.markdown(base)
	if err != nil {
		return nil, err
	}
	return &Text{Markdown: text, Left: d.left}, nil
}

func problem(file, what, mend string) error {
	return kit.Problems{{File: file, What: what, Mend: mend}}
}

// unknown says what to do with a file of another kind.
func unknown(name, kind string) error {
	mend := "save it as a Word document (.docx) or as plain text (.txt) in the program that made it"
	switch kind {
	case ".doc", ".dot":
		return problem(name, "this is a document of an old Word", "open it in Word or LibreOffice and save it as .docx")
	case ".odt", ".rtf", ".pages", ".wps":
		return problem(name, "a letter can’t be read from "+kind, "open it in its program and save it as .docx")
	case ".pdf":
		return problem(name, "a PDF holds pages, not a text", "take the document that it was made from, or copy its words into a .txt file")
	}
	return problem(name, "a letter can’t be read from this kind of file", mend)
}

// heading is a line that has a heading's mark; a hashtag is none.
var heading = regexp.MustCompile(`^#{1,6}([ \t\n]|$)`)

// readPlain reads Markdown or plain text. Its first line with words becomes the
// title if it has none.
func readPlain(data []byte, name string) (*Text, error) {
	text := strings.TrimPrefix(string(fromUTF16(data)), "\ufeff")
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	text = strings.TrimLeftFunc(text, unicode.IsSpace)
	switch {
	case strings.TrimSpace(text) == "":
		return nil, empty(name)
	case len(text) > letter.MaxSource:
		return nil, long(name)
	case heading.MatchString(text):
		return &Text{Markdown: text}, nil
	}
	subject, rest, _ := strings.Cut(text, "\n")
	return &Text{Markdown: "# " + strings.TrimSpace(subject) + "\n\n" + rest}, nil
}

// fromUTF16 returns text that begins with a byte order mark of UTF-16 as
// UTF-8, and other text as it is.
func fromUTF16(data []byte) []byte {
	little := bytes.HasPrefix(data, []byte{0xff, 0xfe})
	if !little && !bytes.HasPrefix(data, []byte{0xfe, 0xff}) {
		return data
	}
	units := make([]uint16, 0, len(data)/2)
	for i := 2; i+1 < len(data); i += 2 {
		a, b := data[i], data[i+1]
		if little {
			a, b = b, a
		}
		units = append(units, uint16(a)<<8|uint16(b))
	}
	return []byte(string(utf16.Decode(units)))
}

func empty(name string) error {
	return problem(name, "there are no words in it", "open it and look; if the words are in a picture, type them")
}

func long(name string) error {
	return problem(name, fmt.Sprintf("the text has more than %d kB", letter.MaxSource>>10), "a letter is one or two pages; take the rest out")
}
