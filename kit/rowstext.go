package kit

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
)

// tableText returns a table as UTF-8 with \n or \r\n at the line ends, as
// spreadsheets of all ages save it.
func tableText(data []byte) (string, *Problem) {
	text := string(data)
	if strings.HasPrefix(text, "\xff\xfe") || strings.HasPrefix(text, "\xfe\xff") {
		utf8ed, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(data)
		if err != nil || len(data)%2 != 0 {
			return "", notUTF8(0)
		}
		text = string(utf8ed)
	}
	text = strings.TrimPrefix(text, "\ufeff")
	if !utf8.ValidString(text) {
		return "", notUTF8(lineOfInvalid(text))
	}
	if !strings.Contains(text, "\n") {
		text = strings.ReplaceAll(text, "\r", "\n")
	}
	return text, nil
}

func notUTF8(line int) *Problem {
	return &Problem{
		File: rowsFile, Line: line, What: "this is not UTF-8, so accents and other scripts would be wrong",
		Mend: "save the table again: in Excel as “CSV UTF-8”, in LibreOffice with the character set UTF-8",
	}
}

// separator finds what separates the cells: the line "sep=;" that some
// spreadsheets write, or what makes most sense of the header. It returns the
// text from the header on and the number of lines before it.
func separator(text string) (comma rune, rest string, skipped int) {
	first, after, _ := strings.Cut(text, "\n")
	first = strings.TrimRight(first, "\r")
	if sep, ok := strings.CutPrefix(strings.ToLower(first), "sep="); ok && len(sep) == 1 && strings.Contains(",;\t", sep) {
		return rune(sep[0]), after, 1
	}
	comma, best := ',', -1
	for _, c := range ",;\t" {
		known := 0
		for name := range strings.SplitSeq(first, string(c)) {
			if slices.Contains(columns, strings.ToLower(strings.Trim(name, "\" \t"))) {
				known++
			}
		}
		if known > best {
			comma, best = c, known
		}
	}
	return comma, text, 0
}
