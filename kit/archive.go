package kit

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
)

// maxDirectory is the most bytes that are read to learn an archive's
// contents: 2,000 entries with long names and times fit several times over.
const maxDirectory = 8 << 20

// archive looks at every entry of a zip and returns those files that may be
// read. The real size of an entry is counted while it is read; since no
// entry gives more bytes than its header claims, and the claims together stay
// under the limit, neither do all of them.
func (l Limits) archive(r io.ReaderAt, size int64, name string) (*tree, Problems) {
	s := newShape(l, name)
	if size > l.Archive {
		s.limit(name, "bytes", size, l.Archive, "split the kit")
		return nil, s.problems
	}
	if n := claimedEntries(r, size); n > int64(l.Entries) {
		s.limit(name, "entries", n, int64(l.Entries), "split the kit")
		return nil, s.problems
	}
	budget := &budgetReader{r: r, name: name, left: maxDirectory, max: maxDirectory}
	z, err := zip.NewReader(budget, size)
	budget.off = true
	if err != nil {
		return nil, Problems{notZip(name, err)}
	}
	if len(z.File) > l.Entries {
		s.limit(name, "entries", int64(len(z.File)), int64(l.Entries), "split the kit")
		return nil, s.problems
	}
	for _, f := range z.File {
		s.zipped(f, size)
	}
	s.ratio(name, s.total, size)
	s.overlaps(z.File)
	if problems := s.found(); len(problems) > 0 {
		return nil, problems
	}
	return newTree(inside(s.nodes)), nil
}

func notZip(name string, err error) Problem {
	var limit *LimitError
	if errors.As(err, &limit) {
		return limit.problem("make the archive again")
	}
	return Problem{File: name, What: "this is not a whole zip archive (" + err.Error() + ")", Mend: "copy or download it again", Err: err}
}

// zipped takes in one entry.
func (s *shape) zipped(f *zip.File, size int64) {
	name, isDir := strings.CutSuffix(f.Name, "/")
	before := len(s.problems)
	switch {
	case f.Flags&(1|1<<6|1<<13) != 0:
		s.fail(f.Name, "make the archive without a password", "this entry is encrypted")
	case f.Method != zip.Store && f.Method != zip.Deflate:
		s.fail(f.Name, "make the archive with the usual compression (deflate)", "this entry is compressed by method %d", f.Method)
	case f.CompressedSize64 > uint64(size) || isDir && f.UncompressedSize64 > 0 ||
		f.Method == zip.Store && f.CompressedSize64 != f.UncompressedSize64 && !isDir:
		s.fail(f.Name, "copy or download the archive again", "the sizes of this entry cannot be right")
	case f.UncompressedSize64 > uint64(s.limits.Unpacked):
		s.limit(f.Name, "bytes when it is unpacked", int64(min(f.UncompressedSize64, 1<<62)), s.limits.Unpacked, "take it out")
	case f.Mode().IsDir() != isDir:
		s.fail(f.Name, "make the archive again", "this entry is a folder and a file at once")
	default:
		s.ratio(f.Name, int64(f.UncompressedSize64), int64(f.CompressedSize64))
	}
	if len(s.problems) > before {
		return
	}
	s.add(name, f.Mode(), node{dir: isDir, size: int64(f.UncompressedSize64), open: func() (fs.File, error) { return openZipped(f) }})
}

func (s *shape) ratio(name string, unpacked, packed int64) {
	l := s.limits
	if unpacked > l.RatioFrom && unpacked > l.Ratio*packed {
		s.limit(name, "times larger when it is unpacked", unpacked/max(1, packed), l.Ratio, "take it out: this is how a zip bomb looks")
	}
}

// overlaps refuses archives in which two entries share bytes: a few
// kilobytes can be made to count thousands of times that way.
func (s *shape) overlaps(files []*zip.File) {
	type span struct {
		from, to int64
		name     string
	}
	var spans []span
	for _, f := range files {
		at, err := f.DataOffset()
		if err != nil {
			s.fail(f.Name, "copy or download the archive again", "this entry's header cannot be read")
			continue
		}
		const localHeader = 30 // bytes at least (APPNOTE.TXT, 4.3.7)
		spans = append(spans, span{at - localHeader, at + int64(f.CompressedSize64), f.Name})
	}
	slices.SortFunc(spans, func(a, b span) int {
		if a.from != b.from {
			return int(max(-1, min(1, a.from-b.from)))
		}
		return strings.Compare(a.name, b.name)
	})
	for i := 1; i < len(spans); i++ {
		if spans[i].from < spans[i-1].to {
			s.fail(spans[i].name, "make the archive again", "this entry shares bytes with %s", printable(spans[i-1].name))
			return
		}
	}
}

// inside returns what lies in the archive's only folder, if the kit is there
// and not at the top. The folder that macOS adds does not count.
func inside(nodes map[string]node) map[string]node {
	if _, ok := nodes[manifestFile]; ok {
		return nodes
	}
	top := ""
	for name, n := range nodes {
		if !n.dir || strings.Contains(name, "/") || name == "__MACOSX" {
			continue
		}
		if top != "" {
			return nodes
		}
		top = name
	}
	if _, ok := nodes[top+"/"+manifestFile]; !ok {
		return nodes
	}
	out := map[string]node{}
	for name, n := range nodes {
		if rest, ok := strings.CutPrefix(name, top+"/"); ok {
			out[rest] = n
		}
	}
	return out
}

// zipFile lets an entry be an fs.File; its Stat is never asked.
type zipFile struct {
	io.ReadCloser
	f *zip.File
}

func (z zipFile) Stat() (fs.FileInfo, error) { return z.f.FileInfo(), nil }

func (z zipFile) Read(p []byte) (int, error) {
	n, err := z.ReadCloser.Read(p)
	switch {
	case errors.Is(err, zip.ErrFormat):
		err = &LimitError{File: printable(z.f.Name), What: "bytes or more, above the size that it claims", Got: int64(z.f.UncompressedSize64) + 1, Max: int64(z.f.UncompressedSize64)}
	case err != nil && err != io.EOF:
		err = fmt.Errorf("the archive is damaged: %w", err)
	}
	return n, err
}

func openZipped(f *zip.File) (fs.File, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	return zipFile{r, f}, nil
}

// budgetReader stops the zip reader from reading an endless directory.
type budgetReader struct {
	r         io.ReaderAt
	name      string
	left, max int64
	off       bool
}

func (b *budgetReader) ReadAt(p []byte, at int64) (int, error) {
	if b.off {
		return b.r.ReadAt(p, at)
	}
	if b.left -= int64(len(p)); b.left < 0 {
		return 0, &LimitError{File: b.name, What: "bytes or more of directory", Got: b.max + 1, Max: b.max}
	}
	return b.r.ReadAt(p, at)
}
