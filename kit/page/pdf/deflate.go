package pdf

import (
	"bytes"
	"io"

	"github.com/klauspost/compress/zlib"
)

// level is how hard streams are packed.
const level = 6

// packer deflates streams (RFC 1950) one after the other; one goroutine uses
// it at a time. A page's drawing is a few kB of numbers, over which the
// standard library takes several times as long and comes out larger.
type packer struct{ w *zlib.Writer }

// zlib appends src deflated to dst. A bytes.Buffer takes all that is written,
// and the level is a valid one, so nothing can fail.
func (p *packer) zlib(dst, src []byte) []byte {
	out := bytes.NewBuffer(dst)
	if p.w == nil {
		p.w, _ = zlib.NewWriterLevel(out, level)
	} else {
		p.w.Reset(out)
	}
	p.w.Write(src)
	p.w.Close()
	return out.Bytes()
}

// pack deflates what fill writes into w, which takes all that is written.
func pack(w io.Writer, fill func(io.Writer)) {
	z, _ := zlib.NewWriterLevel(w, level)
	fill(z)
	z.Close()
}
