package pdf

import (
	"bytes"
	"errors"
	"math"
	"strconv"
)

// errNotPlain says that a foreign document isn't of the plain kind that is read
// here: encrypted, packed, written in several goes, or too large.
var errNotPlain = errors.New("the PDF isn't plain enough to be set as vectors")

// foreign is a foreign document: its objects where they lie in the file. Each
// byte belongs to one object at most, so what is read is bounded by the file.
type foreign struct {
	objects map[int]foreignObject
	root    int
}

// foreignObject is an object, and what is in its stream if it has one.
type foreignObject struct {
	body, data []byte
	stream     bool
}

// What a foreign document may have.
const (
	foreignBytes   = 64 << 20
	foreignObjects = 200_000
	// foreignBody is the most bytes of an object without its stream.
	foreignBody = 4 << 20
	foreignRefs = 100_000
)

// readForeign finds the objects of a document that is written in one go and
// without object streams, by reading it from its beginning to its table.
func readForeign(data []byte) (*foreign, error) {
	if len(data) > foreignBytes {
		return nil, errNotPlain
	}
	f := &foreign{objects: map[int]foreignObject{}}
	t := tokens{src: data}
	for {
		word, err := t.next()
		if err != nil {
			return nil, err
		}
		if string(word) == "xref" {
			break
		}
		n, ok := wholeNumber(word)
		if _, twice := f.objects[n]; !ok || twice || len(f.objects) >= foreignObjects {
			return nil, errNotPlain
		}
		if err := f.object(n, &t); err != nil {
			return nil, err
		}
	}
	return f, f.trailer(&t)
}

// object reads the object whose number was just read.
func (f *foreign) object(n int, t *tokens) error {
	if err := expect(t, "0", "obj"); err != nil {
		return err
	}
	body, err := t.value()
	if err != nil || len(body) > foreignBody {
		return errNotPlain
	}
	word, err := t.next()
	if err != nil {
		return err
	}
	o := foreignObject{body: body}
	if string(word) == "stream" {
		if o.data, err = streamData(t, body); err != nil {
			return err
		}
		o.stream = true
		if word, err = t.next(); err != nil {
			return err
		}
	}
	if string(word) != "endobj" || body == nil {
		return errNotPlain
	}
	f.objects[n] = o
	return nil
}

func expect(t *tokens, words ...string) error {
	for _, want := range words {
		if got, err := t.next(); err != nil || string(got) != want {
			return errNotPlain
		}
	}
	return nil
}

// streamData reads what follows "stream"; its length must be known by now.
func streamData(t *tokens, body []byte) ([]byte, error) {
	dict, err := dictionary(body)
	if err != nil {
		return nil, err
	}
	n, ok := wholeNumber(dict.get("Length"))
	if !ok {
		return nil, errNotPlain
	}
	if t.i < len(t.src) && t.src[t.i] == '\r' {
		t.i++
	}
	if t.i >= len(t.src) || t.src[t.i] != '\n' || n > len(t.src)-t.i-1 {
		return nil, errNotPlain
	}
	start := t.i + 1
	t.i = start + n
	return t.src[start:t.i:t.i], expect(t, "endstream")
}

// trailer reads what lies behind the table of objects, which must be the end.
func (f *foreign) trailer(t *tokens) error {
	i := bytes.Index(t.src[t.i:], []byte("trailer"))
	if i < 0 {
		return errNotPlain
	}
	t.i += i + len("trailer")
	v, err := t.value()
	if err != nil {
		return err
	}
	dict, err := dictionary(v)
	if err != nil {
		return err
	}
	root, ok := refNumber(dict.get("Root"))
	if !ok || dict.get("Encrypt") != nil || dict.get("Prev") != nil || dict.get("XRefStm") != nil {
		return errNotPlain
	}
	f.root = root
	if err := expect(t, "startxref"); err != nil {
		return err
	}
	if _, err := t.next(); err != nil {
		return err
	}
	if rest, err := t.next(); err != nil || rest != nil {
		return errNotPlain
	}
	return nil
}

// refNumber returns the number of the object that a value refers to.
func refNumber(value []byte) (int, bool) {
	t := tokens{src: value}
	first, err := t.next()
	n, ok := wholeNumber(first)
	if err != nil || !ok || expect(&t, "0", "R") != nil {
		return 0, false
	}
	return n, true
}

// resolved returns what a value refers to, or the value itself. A reference to
// nothing, or to another reference, is nothing.
func (f *foreign) resolved(value []byte) []byte {
	if n, ok := refNumber(value); ok {
		value = f.objects[n].body
		if _, again := refNumber(value); again {
			return nil
		}
	}
	return value
}

// rectangle reads an array of four numbers, corners in any order.
func (f *foreign) rectangle(value []byte) (r box, ok bool) {
	all, err := array(f.resolved(value))
	if err != nil || len(all) != 4 {
		return r, false
	}
	var v [4]float64
	for i, raw := range all {
		n, err := strconv.ParseFloat(string(f.resolved(raw)), 64)
		if err != nil || !(math.Abs(n) < 1e7) {
			return r, false
		}
		v[i] = n
	}
	return box{math.Min(v[0], v[2]), math.Min(v[1], v[3]), math.Max(v[0], v[2]), math.Max(v[1], v[3])}, true
}

// box is a rectangle in a foreign document's own units, y up.
type box struct{ x0, y0, x1, y1 float64 }

func (b box) cut(o box) box {
	return box{math.Max(b.x0, o.x0), math.Max(b.y0, o.y0), math.Min(b.x1, o.x1), math.Min(b.y1, o.y1)}
}
