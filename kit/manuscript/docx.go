package manuscript

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// The limits of a Word document.
const (
	maxEntries   = 2000
	maxDirectory = 1 << 20 // bytes that are read to learn its contents
	maxPart      = 8 << 20 // bytes of one part, unpacked
	maxDepth     = 200     // elements in one another
)

// oldWord is how files of old Word versions and encrypted documents begin
// (MS-CFB, 2.2).
var oldWord = []byte{0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1}

// readDocx reads a Word document (ECMA-376).
func readDocx(data []byte, name string) (*draft, error) {
	if bytes.HasPrefix(data, oldWord) {
		return nil, problem(name, "it is locked with a password, or it is a document of an old Word under a new name",
			"open it in Word or LibreOffice and save it as .docx without a password")
	}
	p, err := openParts(data)
	if err != nil {
		return nil, problem(name, "it is no Word document, or not a whole one", "copy or download it again, or save it as .docx once more")
	}
	d, err := p.document()
	var much *sizeError
	switch {
	case errors.As(err, &much):
		return nil, problem(name, much.Error(), "this is no usual letter; save its words alone as plain text (.txt)")
	case errors.Is(err, errNoDocument):
		return nil, problem(name, "there is no Word document in it", "save it as .docx in Word or LibreOffice")
	case err != nil:
		return nil, problem(name, "the Word document is damaged ("+err.Error()+")", "open it in Word or LibreOffice and save it again")
	}
	return d, nil
}

var errNoDocument = errors.New("no document")

// sizeError says that something is larger than any letter's.
type sizeError struct{ what string }

func (e *sizeError) Error() string { return e.what }

// parts are the files of a Word document.
type parts struct {
	files map[string]*zip.File
	main  string
}

func openParts(data []byte) (*parts, error) {
	list := &directory{r: bytes.NewReader(data), left: maxDirectory}
	z, err := zip.NewReader(list, int64(len(data)))
	list.open = true
	if err != nil {
		return nil, err
	}
	if len(z.File) > maxEntries {
		return nil, &sizeError{fmt.Sprintf("it has %d files in it", len(z.File))}
	}
	p := &parts{files: map[string]*zip.File{}}
	for _, f := range z.File {
		p.files[strings.ToLower(strings.TrimPrefix(f.Name, "/"))] = f
	}
	return p, nil
}

// directory reads an archive. Until it is open only so many bytes are read, so
// that a list of entries can't be endless.
type directory struct {
	r    io.ReaderAt
	left int64
	open bool
}

func (d *directory) ReadAt(p []byte, at int64) (int, error) {
	if !d.open {
		if d.left -= int64(len(p)); d.left < 0 {
			return 0, errors.New("the list of its files is too long")
		}
	}
	return d.r.ReadAt(p, at)
}

// document reads the text.
func (p *parts) document() (*draft, error) {
	if err := p.find(); err != nil {
		return nil, err
	}
	w := &word{draft: &draft{}, styles: map[string]*style{}}
	for _, part := range []struct {
		name string
		read func(*elements) error
	}{
		{"styles.xml", w.readStyles}, {"numbering.xml", w.readNumbering}, {path.Base(p.main), w.readBody},
	} {
		data, err := p.read(path.Join(path.Dir(p.main), part.name))
		if errors.Is(err, errNoDocument) && part.name != path.Base(p.main) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if err := part.read(newElements(data)); err != nil {
			return nil, err
		}
	}
	return w.draft, nil
}

// find finds the main part through the relations of the package (ECMA-376
// part 2, 9.3).
func (p *parts) find() error {
	p.main = "word/document.xml"
	data, err := p.read("_rels/.rels")
	if err != nil {
		return err
	}
	e := newElements(data)
	for {
		tok, err := e.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if el, ok := tok.(xml.StartElement); ok && strings.HasSuffix(attr(el, "Type"), "/officeDocument") {
			p.main = strings.ToLower(strings.TrimPrefix(path.Clean("/"+attr(el, "Target")), "/"))
		}
	}
}

// read unpacks a part, counting its real bytes.
func (p *parts) read(name string) ([]byte, error) {
	f := p.files[name]
	if f == nil {
		return nil, errNoDocument
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, maxPart+1))
	if err == nil && len(data) > maxPart {
		err = &sizeError{fmt.Sprintf("%s in it has more than %d MB", path.Base(name), maxPart>>20)}
	}
	return data, err
}

// elements reads XML, no deeper than any document of Word is. It knows no
// entities but the five of XML, so nothing grows.
type elements struct {
	d    *xml.Decoder
	path []string
}

func newElements(data []byte) *elements {
	return &elements{d: xml.NewDecoder(bytes.NewReader(data))}
}

// next returns the next token; the path ends with the element that it begins
// or is in.
func (e *elements) next() (xml.Token, error) {
	tok, err := e.d.Token()
	if err != nil {
		return nil, err
	}
	switch tok := tok.(type) {
	case xml.StartElement:
		if e.path = append(e.path, tok.Name.Local); len(e.path) > maxDepth {
			return nil, &sizeError{fmt.Sprintf("more than %d things stand in one another in it", maxDepth)}
		}
	case xml.EndElement:
		e.path = e.path[:len(e.path)-1]
	}
	return tok, nil
}

// skip goes past the element that has just begun.
func (e *elements) skip() error {
	for depth := len(e.path); len(e.path) >= depth; {
		if _, err := e.next(); err != nil {
			return err
		}
	}
	return nil
}

// in reports whether the element stands in one of a name, so many above.
func (e *elements) in(up int, name string) bool {
	n := len(e.path) - 1 - up
	return n >= 0 && e.path[n] == name
}

// attr is an attribute's value, whatever its namespace.
func attr(el xml.StartElement, name string) string {
	for _, a := range el.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// on is the value of a property that is either on or off; only being there is
// on (ECMA-376 part 1, 17.17.4).
func on(el xml.StartElement) bool {
	switch attr(el, "val") {
	case "0", "false", "off":
		return false
	}
	return true
}
