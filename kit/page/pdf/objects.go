package pdf

import (
	"bufio"
	"io"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
)

// objects numbers a document's objects and writes them. Streams are deflated
// on all cores and written in the order in which they came; dictionaries are
// gathered into object streams (ISO 32000-1, 7.5.7).
type objects struct {
	w       *bufio.Writer
	offset  int64
	count   int // the highest number given
	work    chan *job
	order   chan *job
	free    chan *job
	workers sync.WaitGroup
	writer  sync.WaitGroup
	err     atomic.Pointer[error]
	stopped bool
	// places says where each object is; the writer's until it has ended.
	places []place
	// packed gathers the dictionaries of the next object stream.
	packed     []int
	heads      []byte
	bodies     []byte
	compressed []inStream
}

// place is where an object begins in the file.
type place struct{ offset int64 }

// inStream says that an object is the index-th of an object stream.
type inStream struct{ obj, stream, index int }

// job is one stream on its way into the file.
type job struct {
	obj       int
	dict, raw []byte
	packed    []byte
	done      chan struct{}
	// ready says that packed is what the file takes, as another filter made it.
	ready bool
	// fill writes what is packed while the file is written, for what is too large
	// to be in memory packed; length is the object that then says how long it is.
	fill   func(io.Writer)
	length int
}

// perStream is how many dictionaries share an object stream.
const perStream = 100

func newObjects(w io.Writer) *objects {
	n := runtime.GOMAXPROCS(0)
	o := &objects{
		w:     bufio.NewWriterSize(w, 1<<16),
		work:  make(chan *job, 4*n),
		order: make(chan *job, 4*n),
		free:  make(chan *job, 6*n),
	}
	o.print([]byte("%PDF-1.5\n%\xE2\xE3\xCF\xD3\n"))
	for range n {
		o.workers.Go(o.deflate)
	}
	o.writer.Go(o.write)
	return o
}

func (o *objects) alloc() int {
	o.count++
	return o.count
}

// stream adds an object with a stream. dict is the inside of its dictionary
// without length and filter. Both slices are copied.
func (o *objects) stream(obj int, dict, raw []byte) {
	var j *job
	select {
	case j = <-o.free:
	default:
		j = &job{done: make(chan struct{}, 1)}
	}
	j.obj = obj
	j.dict = append(j.dict[:0], dict...)
	j.raw = append(j.raw[:0], raw...)
	o.work <- j
	o.order <- j
}

// ready adds an object with a stream that dict says how to unpack. data isn't
// copied.
func (o *objects) ready(obj int, dict, data []byte) {
	o.add(&job{obj: obj, dict: dict, packed: data, ready: true})
}

// filled adds an object with a stream that fill writes, once, on another
// goroutine and before [objects.finish] returns.
func (o *objects) filled(obj int, dict []byte, fill func(io.Writer)) {
	o.add(&job{obj: obj, dict: dict, fill: fill, length: o.alloc()})
}

func (o *objects) add(j *job) {
	j.done = make(chan struct{}, 1)
	j.done <- struct{}{}
	o.order <- j
}

func (o *objects) deflate() {
	p := new(packer)
	for j := range o.work {
		j.packed = p.zlib(j.packed[:0], j.raw)
		j.done <- struct{}{}
	}
}

func (o *objects) write() {
	for j := range o.order {
		<-j.done
		switch {
		case j.fill != nil:
			o.pour(j)
			continue
		case j.ready:
			o.put(j.obj, j.dict, "/Length ", j.packed)
			continue
		}
		o.put(j.obj, j.dict, deflated, j.packed)
		select {
		case o.free <- j:
		default:
		}
	}
}

// deflated is what stands before a deflated stream's length.
const deflated = "/Filter/FlateDecode/Length "

// begin writes an object's number and remembers where it is.
func (o *objects) begin(obj int) {
	for len(o.places) <= obj {
		o.places = append(o.places, place{})
	}
	o.places[obj] = place{o.offset}
	o.print(append(strconv.AppendInt(nil, int64(obj), 10), " 0 obj"...))
}

// put writes one stream.
func (o *objects) put(obj int, dict []byte, filter string, packed []byte) {
	o.begin(obj)
	b := append(append([]byte("<<"), dict...), filter...)
	b = strconv.AppendInt(b, int64(len(packed)), 10)
	o.print(append(b, ">>stream\n"...))
	o.print(packed)
	o.print([]byte("\nendstream\nendobj\n"))
}

// pour writes one stream while it is deflated, and its length behind it.
func (o *objects) pour(j *job) {
	o.begin(j.obj)
	b := append(append([]byte("<<"), j.dict...), deflated...)
	o.print(append(ref(b, j.length), ">>stream\n"...))
	from := o.offset
	if o.failed() == nil {
		pack(printer{o}, j.fill)
	}
	size := o.offset - from
	o.print([]byte("\nendstream\nendobj\n"))
	o.begin(j.length)
	o.print(append(strconv.AppendInt([]byte("\n"), size, 10), "\nendobj\n"...))
}

// printer is the file as a writer; its errors are kept by the objects.
type printer struct{ o *objects }

func (p printer) Write(b []byte) (int, error) {
	p.o.print(b)
	return len(b), nil
}

// print writes unless something has failed before.
func (o *objects) print(b []byte) {
	if o.err.Load() != nil {
		return
	}
	n, err := o.w.Write(b)
	o.offset += int64(n)
	if err != nil {
		o.abandon(err)
	}
}

// abandon lets nothing more be written.
func (o *objects) abandon(err error) { o.err.CompareAndSwap(nil, &err) }

// failed returns the first error of the writer below.
func (o *objects) failed() error {
	if err := o.err.Load(); err != nil {
		return *err
	}
	return nil
}

// pack adds an object without a stream.
func (o *objects) pack(obj int, body []byte) {
	o.packed = append(o.packed, obj)
	o.heads = append(strconv.AppendInt(o.heads, int64(obj), 10), ' ')
	o.heads = append(strconv.AppendInt(o.heads, int64(len(o.bodies)), 10), ' ')
	o.bodies = append(append(o.bodies, body...), '\n')
	if len(o.packed) == perStream {
		o.flush()
	}
}

func (o *objects) flush() {
	if len(o.packed) == 0 {
		return
	}
	stream := o.alloc()
	dict := []byte("/Type/ObjStm/N ")
	dict = strconv.AppendInt(dict, int64(len(o.packed)), 10)
	dict = append(dict, "/First "...)
	dict = strconv.AppendInt(dict, int64(len(o.heads)), 10)
	o.stream(stream, dict, append(o.heads, o.bodies...))
	for i, obj := range o.packed {
		o.compressed = append(o.compressed, inStream{obj, stream, i})
	}
	o.packed, o.heads, o.bodies = o.packed[:0], o.heads[:0], o.bodies[:0]
}

// stop ends the goroutines; what is under way is finished first.
func (o *objects) stop() {
	if o.stopped {
		return
	}
	o.stopped = true
	close(o.work)
	o.workers.Wait()
	close(o.order)
	o.writer.Wait()
}

// finish writes the cross-reference stream (ISO 32000-1, 7.5.8) and the end.
func (o *objects) finish(catalog, info int) error {
	o.flush()
	o.stop()
	xref := o.alloc()
	const width = 8 // type, 5 bytes of offset or stream, 2 of index
	rows := make([]byte, (xref+1)*width)
	set := func(obj int, kind byte, at int64, index int) {
		r := rows[obj*width:]
		r[0] = kind
		for i := range 5 {
			r[1+i] = byte(at >> (8 * (4 - i)))
		}
		r[6], r[7] = byte(index>>8), byte(index)
	}
	for obj, p := range o.places {
		if p.offset > 0 {
			set(obj, 1, p.offset, 0)
		}
	}
	set(xref, 1, o.offset, 0)
	set(0, 0, 0, 65535)
	for _, c := range o.compressed {
		set(c.obj, 2, int64(c.stream), c.index)
	}
	dict := []byte("/Type/XRef/W[1 5 2]/DecodeParms<</Predictor 12/Columns 8>>/Size ")
	dict = strconv.AppendInt(dict, int64(xref+1), 10)
	dict = ref(append(dict, "/Root "...), catalog)
	dict = ref(append(dict, "/Info "...), info)
	start := o.offset
	o.put(xref, dict, deflated, new(packer).zlib(nil, upRows(rows, width)))
	o.print(strconv.AppendInt([]byte("startxref\n"), start, 10))
	o.print([]byte("\n%%EOF\n"))
	if err := o.failed(); err != nil {
		return err
	}
	return o.w.Flush()
}

// upRows replaces every row by its difference from the one above, behind the
// byte that says so (PNG 3rd edition, section 9.2).
func upRows(rows []byte, width int) []byte {
	out := make([]byte, 0, len(rows)/width*(width+1))
	for i := 0; i < len(rows); i += width {
		out = append(out, 2)
		for k := range width {
			v := rows[i+k]
			if i > 0 {
				v -= rows[i-width+k]
			}
			out = append(out, v)
		}
	}
	return out
}
