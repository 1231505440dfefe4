package pdf

import (
	"bytes"
	"compress/zlib"
	"io"
	"strconv"
)

// foreignPage is the first page of a foreign document.
type foreignPage struct {
	resources, group []byte
	// seen is what is shown of the page: its CropBox within its MediaBox.
	seen box
	// turn is how far it is turned clockwise, in quarters.
	turn     int
	contents []foreignObject
}

// firstPage walks down the page tree, along the first page's side.
func (f *foreign) firstPage() (*foreignPage, error) {
	catalog, err := dictionary(f.objects[f.root].body)
	if err != nil {
		return nil, err
	}
	value := catalog.get("Pages")
	given := map[string][]byte{}
	// A tree in a circle ends here too.
	for range deepest {
		node, err := dictionary(f.resolved(value))
		if err != nil {
			return nil, err
		}
		// Resources, boxes and rotation are inherited (ISO 32000-1, 7.7.3.4).
		for _, key := range []string{"Resources", "MediaBox", "CropBox", "Rotate"} {
			if v := node.get(key); v != nil {
				given[key] = v
			}
		}
		kids := node.get("Kids")
		if kids == nil {
			return f.page(node, given)
		}
		all, err := array(f.resolved(kids))
		if err != nil || len(all) == 0 {
			return nil, errNotPlain
		}
		value = all[0]
	}
	return nil, errNotPlain
}

func (f *foreign) page(node entries, given map[string][]byte) (*foreignPage, error) {
	p := &foreignPage{resources: given["Resources"], group: node.get("Group")}
	var ok bool
	if p.seen, ok = f.rectangle(given["MediaBox"]); !ok {
		return nil, errNotPlain
	}
	if crop, ok := f.rectangle(given["CropBox"]); ok {
		p.seen = p.seen.cut(crop)
	}
	if !(p.seen.x1-p.seen.x0 >= 1 && p.seen.y1-p.seen.y0 >= 1) {
		return nil, errNotPlain
	}
	if v := f.resolved(given["Rotate"]); v != nil {
		degrees, err := strconv.Atoi(string(v))
		if err != nil || degrees%90 != 0 {
			return nil, errNotPlain
		}
		p.turn = (degrees/90%4 + 4) % 4
	}
	return p, f.contents(p, node.get("Contents"))
}

// contents finds the streams that the page is drawn by.
func (f *foreign) contents(p *foreignPage, value []byte) error {
	if value == nil {
		return nil
	}
	list := [][]byte{value}
	if n, ok := refNumber(value); !ok || !f.objects[n].stream {
		all, err := array(f.resolved(value))
		if err != nil {
			return errNotPlain
		}
		list = all
	}
	for _, v := range list {
		n, _ := refNumber(v)
		o := f.objects[n]
		if !o.stream {
			return errNotPlain
		}
		p.contents = append(p.contents, o)
	}
	return nil
}

// passImage passes over the bytes of an inline picture (ISO 32000-1, 8.9.7).
func (t *tokens) passImage() bool {
	for {
		end := bytes.Index(t.src[t.i:], []byte("EI"))
		if end < 0 {
			return false
		}
		t.i += end + 2
		if end > 0 && space(t.src[t.i-3]) {
			return true
		}
	}
}

// joinedBytes is the most that a page's joined contents may have unpacked.
const joinedBytes = 32 << 20

// joined returns the page's contents as one stream, and how it is packed. One
// stream stays as it is; several are unpacked, since a form has only one.
func (f *foreign) joined(contents []foreignObject) (filter entries, data []byte, err error) {
	if len(contents) == 1 {
		dict, err := dictionary(contents[0].body)
		if err != nil {
			return nil, nil, err
		}
		for _, e := range dict {
			switch string(e.key) {
			case "/Filter", "/DecodeParms":
				filter = append(filter, e)
			}
		}
		if more := f.repaired(contents[0]); more != nil {
			return nil, more, nil
		}
		return filter, contents[0].data, external(dict)
	}
	var all bytes.Buffer
	for _, c := range contents {
		if err := f.unpack(&all, c); err != nil {
			return nil, nil, err
		}
		// A stream's end ends a token (ISO 32000-1, 7.8.2).
		all.WriteByte('\n')
	}
	return nil, balanced(all.Bytes()), nil
}

// repaired returns a stream's content unpacked if it must be changed to be a
// form's, and nothing if it can stay as it is or isn't understood.
func (f *foreign) repaired(c foreignObject) []byte {
	var all bytes.Buffer
	if f.unpack(&all, c) != nil || surplus(all.Bytes()) == 0 {
		return nil
	}
	return balanced(all.Bytes())
}

// balanced puts as many "save" ahead of a content as it has "restore" too many:
// a page has no state to fall back to and passes over them; a form has ours.
func balanced(content []byte) []byte {
	// More than this isn't an oversight.
	const most = 100
	return append(bytes.Repeat([]byte("q "), min(surplus(content), most)), content...)
}

// surplus counts the operators Q that no q went before (ISO 32000-1, 8.4.2).
func surplus(content []byte) (n int) {
	depth := 0
	for t := (tokens{src: content}); ; {
		word, err := t.next()
		if err != nil {
			// Braces and such are passed over, as viewers do.
			t.i++
			continue
		}
		switch string(word) {
		case "":
			return n
		case "q":
			depth++
		case "Q":
			if depth == 0 {
				n++
			} else {
				depth--
			}
		case "ID":
			if !t.passImage() {
				return n
			}
		}
	}
}

func (f *foreign) unpack(to *bytes.Buffer, c foreignObject) error {
	dict, err := dictionary(c.body)
	if err != nil {
		return err
	}
	var from io.Reader = bytes.NewReader(c.data)
	switch filter := string(bytes.Trim(f.resolved(dict.get("Filter")), "[] \r\n")); {
	case dict.get("DecodeParms") != nil || external(dict) != nil:
		return errNotPlain
	case filter == "/FlateDecode":
		if from, err = zlib.NewReader(from); err != nil {
			return errNotPlain
		}
	case filter != "":
		return errNotPlain
	}
	if _, err := io.Copy(to, io.LimitReader(from, int64(joinedBytes-to.Len())+1)); err != nil || to.Len() > joinedBytes {
		return errNotPlain
	}
	return nil
}

// external refuses a stream that lies in another file (ISO 32000-1, 7.3.8.2).
func external(dict entries) error {
	if dict.get("F") != nil || dict.get("FFilter") != nil {
		return errNotPlain
	}
	return nil
}
