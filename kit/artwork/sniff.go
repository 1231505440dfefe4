package artwork

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
)

// source is a file that is read from its beginning.
type source struct {
	*bufio.Reader
	name string
	size int64 // -1 if it isn't known
}

func newSource(r io.Reader, name string) *source {
	s := &source{bufio.NewReaderSize(r, 64<<10), name, -1}
	if f, ok := r.(fs.File); ok {
		if info, err := f.Stat(); err == nil {
			s.size = info.Size()
		}
	}
	return s
}

// all reads what is left, which stays in memory.
func (s *source) all() ([]byte, error) {
	if s.size > maxBytes {
		return nil, tooMany()
	}
	// All in one piece: a buffer that grows would take the memory twice.
	data := make([]byte, max(s.size, 0)+1)
	n, err := io.ReadFull(s, data)
	if err == io.ErrUnexpectedEOF || err == io.EOF {
		return data[:n:n], nil
	}
	if err != nil {
		return nil, err
	}
	rest, err := io.ReadAll(io.LimitReader(s, maxBytes+1-int64(n)))
	if err != nil {
		return nil, err
	}
	if data = append(data, rest...); len(data) > maxBytes {
		return nil, tooMany()
	}
	return data, nil
}

func tooMany() error {
	return &Error{
		What: fmt.Sprintf("the file is larger than %d MB", maxBytes>>20),
		Mend: "save it with fewer pixels or less quality", Err: ErrTooLarge,
	}
}

// look is how much of a file is looked at to say what it is.
const look = 4096

// kind says what a file is by how it begins.
func (s *source) kind() (Kind, error) {
	head, err := s.Peek(look)
	if err != nil && err != io.EOF {
		return "", err
	}
	switch {
	case bytes.HasPrefix(head, []byte(pngHead)):
		return PNG, nil
	case bytes.HasPrefix(head, []byte("\xFF\xD8\xFF")):
		return JPEG, nil
	case bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-")):
		return PDF, nil
	}
	text := strings.ToLower(string(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF"))))
	switch text, html := afterProlog(text); {
	case html, strings.HasPrefix(text, "<html"), strings.HasPrefix(text, "<head"), strings.HasPrefix(text, "<body"):
		return "", other("a web page, not a picture", "open the address in a browser and save the picture itself")
	case strings.HasPrefix(text, "<"):
		return SVG, nil
	}
	return "", foreign(head)
}

// afterProlog drops what may stand before the first element. html says that a
// document type says so.
func afterProlog(s string) (rest string, html bool) {
	for {
		s = strings.TrimLeft(s, " \t\r\n")
		end := ""
		switch {
		case strings.HasPrefix(s, "<!--"):
			end = "-->"
		case strings.HasPrefix(s, "<?"):
			end = "?>"
		case strings.HasPrefix(s, "<!"):
			end = ">"
			html = html || strings.HasPrefix(s, "<!doctype html")
		default:
			return s, html
		}
		_, rest, ok := strings.Cut(s, end)
		if !ok {
			return s, html
		}
		s = rest
	}
}

func other(what, mend string) *Error {
	return &Error{What: "this is " + what, Mend: mend, Err: ErrKind}
}

// foreign names a kind of file that people take for one of ours.
func foreign(head []byte) *Error {
	const save = "save it as PNG or JPEG"
	at := func(i int, s string) bool { return len(head) >= i+len(s) && string(head[i:i+len(s)]) == s }
	switch {
	case len(head) == 0:
		return &Error{What: "the file is empty", Mend: "copy it once more from where it comes from", Err: ErrBroken}
	case at(0, "GIF8"):
		return other("a GIF picture", save)
	case at(0, "RIFF") && at(8, "WEBP"):
		return other("a WebP picture", save)
	case at(0, "II*\x00"), at(0, "MM\x00*"):
		return other("a TIFF picture", save)
	case at(4, "ftyphei"), at(4, "ftypmif1"), at(4, "ftypavif"):
		return other("a HEIC or AVIF picture", save)
	case at(0, "BM"):
		return other("a BMP picture", save)
	case at(0, "8BPS"):
		return other("a Photoshop file", save)
	case at(0, "%!PS"):
		return other("a PostScript file", "export it as PDF or SVG")
	case at(0, "PK\x03\x04"):
		return other("a document or an archive, not a picture", "export the artwork from it as PDF, SVG, PNG or JPEG")
	case at(0, "\x1f\x8b"):
		return other("a packed file", "unpack it; a packed SVG (svgz) too")
	}
	return other("no picture that can be read", "export the artwork as SVG, PDF, PNG or JPEG")
}

// Endings are the endings of names that artwork has, in small letters.
func Endings() []string { return []string{".svg", ".pdf", ".png", ".jpg", ".jpeg"} }

// oddName says that a name promises another kind of file than it holds.
func oddName(name string, kind Kind) string {
	ext := strings.ToLower(path.Ext(strings.ReplaceAll(name, `\`, "/")))
	promised := map[string]Kind{".svg": SVG, ".pdf": PDF, ".png": PNG, ".jpg": JPEG, ".jpeg": JPEG}[ext]
	if promised == kind {
		return ""
	}
	right := map[Kind]string{SVG: ".svg", PDF: ".pdf", PNG: ".png", JPEG: ".jpg"}[kind]
	if promised == "" {
		return fmt.Sprintf("this is a %s whose name doesn’t end in %s", kind, right)
	}
	return fmt.Sprintf("this is a %s, though its name ends in %s", kind, ext)
}
