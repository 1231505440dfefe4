package pdf

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"eventkit/kit/page"
	"eventkit/kit/page/internal/specimen"
)

// reader is a document read through its cross-reference stream.
type reader struct {
	t    *testing.T
	file []byte
	rows [][3]int // kind, offset or stream, index
	root string
}

var number = regexp.MustCompile(`\d+`)

func after(s, key string) int {
	_, rest, _ := strings.Cut(s, key)
	n, _ := strconv.Atoi(number.FindString(rest))
	return n
}

// stream returns the dictionary and the content of the stream at an offset.
func (r *reader) stream(offset int) (dict string, content []byte) {
	r.t.Helper()
	head, body, ok := bytes.Cut(r.file[offset:], []byte(">>stream\n"))
	if !ok {
		r.t.Fatalf("no stream at %d", offset)
	}
	dict = string(head)
	return dict, unpack(r.t, body[:after(dict, "/Length ")])
}

func read(t *testing.T, file []byte) *reader {
	t.Helper()
	r := &reader{t: t, file: file}
	tail := string(file[max(0, len(file)-60):])
	dict, rows := r.stream(after(tail, "startxref"))
	r.root = dict
	if !strings.Contains(dict, "/W[1 5 2]") {
		t.Fatalf("unknown widths: %s", dict)
	}
	above := make([]byte, 8)
	for ; len(rows) > 0; rows = rows[9:] {
		for i := range above {
			above[i] += rows[1+i]
		}
		at := binary.BigEndian.Uint64(append(make([]byte, 3), above[1:6]...))
		r.rows = append(r.rows, [3]int{int(above[0]), int(at), int(binary.BigEndian.Uint16(above[6:]))})
	}
	if len(r.rows) != after(dict, "/Size ") {
		t.Errorf("%d rows, %s", len(r.rows), dict)
	}
	return r
}

// object returns what stands where the cross-reference stream says.
func (r *reader) object(n int) string {
	r.t.Helper()
	row := r.rows[n]
	switch row[0] {
	case 1:
		head := fmt.Sprintf("%d 0 obj", n)
		if !bytes.HasPrefix(r.file[row[1]:], []byte(head)) {
			r.t.Fatalf("object %d is not at %d", n, row[1])
		}
		dict, _ := r.stream(row[1])
		return strings.TrimPrefix(dict, head)
	case 2:
		dict, content := r.stream(r.rows[row[1]][1])
		first := after(dict, "/First ")
		heads := strings.Fields(string(content[:first]))
		if heads[2*row[2]] != strconv.Itoa(n) || len(heads) != 2*after(dict, "/N ") {
			r.t.Fatalf("object %d is not number %d of its stream", n, row[2])
		}
		at, err := strconv.Atoi(heads[2*row[2]+1])
		if err != nil {
			r.t.Fatal(err)
		}
		body, _, _ := bytes.Cut(content[first+at:], []byte("\n"))
		return string(body)
	}
	r.t.Fatalf("object %d is of kind %d", n, row[0])
	return ""
}

func pagesOf(n int) func(func(*page.Page, error) bool) {
	return func(yield func(*page.Page, error) bool) {
		for i := range n {
			c := specimen.Code(page.Point{X: 20, Y: 20}, 40, 21, uint64(i))
			p := &page.Page{Size: page.Size{W: 100, H: 100 + float64(i%3)}, Layers: []*page.Layer{{Items: []page.Item{c}}}}
			if !yield(p, nil) {
				return
			}
		}
	}
}

// Every object stands where the document says, and every page is reached.
func TestEveryObjectIsFound(t *testing.T) {
	for _, n := range []int{1, 2, perStream - 1, perStream + 1, 350} {
		var b bytes.Buffer
		if err := Write(&b, Meta{Title: "T"}, pagesOf(n)); err != nil {
			t.Fatal(err)
		}
		r := read(t, b.Bytes())
		if r.rows[0] != [3]int{0, 0, 65535} {
			t.Errorf("%d pages: the first row is %v", n, r.rows[0])
		}
		for i := 1; i < len(r.rows); i++ {
			if o := r.object(i); !strings.HasPrefix(o, "<<") {
				t.Errorf("%d pages: object %d is %.40q", n, i, o)
			}
		}
		catalog := r.object(after(r.root, "/Root "))
		tree := r.object(after(catalog, "/Pages "))
		kids := strings.Fields(tree[strings.Index(tree, "[")+1 : strings.Index(tree, "]")])
		if len(kids) != 3*n || after(tree, "/Count ") != n {
			t.Fatalf("%d pages: %.80s", n, tree)
		}
		contents := map[int]bool{}
		for i := range n {
			k, err := strconv.Atoi(kids[3*i])
			if err != nil {
				t.Fatal(err)
			}
			c := after(r.object(k), "/Contents ")
			if _, drawing := r.stream(r.rows[c][1]); contents[c] || !bytes.Contains(drawing, []byte(" re\n")) {
				t.Errorf("page %d of %d has no drawing of its own", i+1, n)
			}
			contents[c] = true
		}
	}
}

func TestUpRows(t *testing.T) {
	got := upRows([]byte{1, 2, 3, 4, 1, 5}, 2)
	if want := []byte{2, 1, 2, 2, 2, 2, 2, 254, 1}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// Streams come out in the order in which they went in, however long each takes.
func TestOrderOfStreams(t *testing.T) {
	var b bytes.Buffer
	o := newObjects(&b)
	for i := range 500 {
		size := 10
		if i%7 == 0 {
			size = 40_000
		}
		o.stream(o.alloc(), nil, bytes.Repeat([]byte{byte(i)}, size))
	}
	o.stop()
	if err := o.w.Flush(); err != nil {
		t.Fatal(err)
	}
	last := 0
	for _, m := range regexp.MustCompile(`(?m)^(\d+) 0 obj<</Filter`).FindAllSubmatch(b.Bytes(), -1) {
		n, err := strconv.Atoi(string(m[1]))
		if err != nil || n != last+1 {
			t.Fatalf("stream %d comes behind %d", n, last)
		}
		last = n
	}
	if last != 500 {
		t.Errorf("%d streams of 500", last)
	}
}

func TestRecentLayers(t *testing.T) {
	d := newDocument(new(bytes.Buffer), Meta{})
	defer d.out.stop()
	layer := func() *page.Layer {
		return &page.Layer{Items: []page.Item{page.Box{Rect: page.Rect{W: 1, H: 1}}}}
	}
	turn := func(l, next *page.Layer) string {
		d.layers.look(&page.Page{Layers: []*page.Layer{l}}, &page.Page{Layers: []*page.Layer{next}})
		return d.sharedLayer(l)
	}
	a, b := layer(), layer()
	if turn(a, b) != "" {
		t.Error("a layer that the next page lacks is drawn by name")
	}
	if turn(b, b) == "" {
		t.Error("a layer that the next page has is drawn in place")
	}
	name := turn(a, b)
	if name == "" || turn(a, b) != name {
		t.Error("a layer that came back is not drawn by one name")
	}
	if d.sharedLayer(new(page.Layer)) != "" {
		t.Error("an empty layer has a name")
	}
	for range 5 * recent {
		turn(layer(), layer())
	}
	if n := len(d.layers.seen) + len(d.layers.names); n > 2*recent {
		t.Errorf("%d layers are remembered", n)
	}
	for range 5 * recent {
		l := layer()
		turn(l, l)
	}
	if n := len(d.layers.names); n > recent {
		t.Errorf("%d names are remembered", n)
	}
}
