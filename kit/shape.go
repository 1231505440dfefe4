package kit

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// shape judges the files of a kit by their names, kinds and sizes before any
// of them is opened.
type shape struct {
	limits   Limits
	kit      string            // what problems of the whole are filed under
	spelled  map[string]string // folded path -> path
	nodes    map[string]node
	total    int64
	many     bool // too many entries, and said so
	problems Problems
}

// node is a file or a folder.
type node struct {
	dir  bool
	size int64
	open func() (fs.File, error)
}

func newShape(l Limits, name string) *shape {
	return &shape{limits: l, kit: name, spelled: map[string]string{}, nodes: map[string]node{}}
}

func (s *shape) fail(name, mend, format string, args ...any) {
	s.problems = append(s.problems, Problem{File: printable(name), What: visible(fmt.Sprintf(format, args...)), Mend: mend})
}

func (s *shape) limit(name, what string, got, most int64, mend string) {
	e := &LimitError{File: printable(name), What: what, Got: got, Max: most}
	s.problems = append(s.problems, e.problem(mend))
}

// add takes in one path with slashes; its folders are added as needed. It
// reports whether the path is good.
func (s *shape) add(name string, mode fs.FileMode, n node) bool {
	switch {
	case mode&fs.ModeSymlink != 0:
		s.fail(name, "put the file itself there", "links are not followed")
		return false
	case mode.Type()&^fs.ModeDir != 0:
		s.fail(name, "take it out", "this is a device, a pipe or a socket, not a file")
		return false
	}
	names := strings.Split(name, "/")
	if len(names) > s.limits.Depth {
		s.limit(name, "names deep", int64(len(names)), int64(s.limits.Depth), "use fewer folders inside each other")
		return false
	}
	if n := UTF16Len(name); n > s.limits.Path {
		s.limit(name, "UTF-16 units in the path", int64(n), int64(s.limits.Path), "use shorter names")
		return false
	}
	if what, mend := pathProblem(names); what != "" {
		s.fail(name, mend, "%s", what)
		return false
	}
	if parent := path.Dir(name); parent != "." && !s.enter(parent, node{dir: true}, true) {
		return false
	}
	return s.enter(name, n, n.dir) && s.measure(name, n)
}

func pathProblem(names []string) (what, mend string) {
	if names[0] == "" {
		return "the path starts with a slash", "write it without"
	}
	for _, name := range names {
		if name == ".." {
			return "the path leads out of the kit", "take it out"
		}
		if what, mend := NameProblem(name); what != "" {
			return fmt.Sprintf("%q %s", name, what), mend
		}
	}
	return "", ""
}

// enter records a path unless another one is there that some system cannot
// tell from it. A folder may come again.
func (s *shape) enter(name string, n node, again bool) bool {
	if parent := path.Dir(name); again && parent != "." && !s.enter(parent, node{dir: true}, true) {
		return false
	}
	key := FoldedPath(name)
	old, there := s.spelled[key]
	switch {
	case !there:
		s.spelled[key] = name
		s.nodes[name] = n
		return true
	case old != name:
		s.fail(name, "rename one of them", "%q is there too: Windows and macOS cannot tell them apart", old)
	case s.nodes[name].dir != n.dir:
		s.fail(name, "rename one of them", "there is a file and a folder of this name")
	case !again:
		s.fail(name, "take one of them out", "this file is there twice")
	default:
		return true
	}
	return false
}

// measure counts a new entry and checks the number of entries and the size of
// all, each reported once.
func (s *shape) measure(name string, n node) bool {
	l := s.limits
	if n.size > l.Unpacked {
		s.limit(name, "bytes", n.size, l.Unpacked, "take it out")
		return false
	}
	s.total += n.size
	if most := int64(l.Entries); int64(len(s.nodes)) > most && !s.many {
		s.many = true
		s.limit(s.kit, "files and folders or more", most+1, most, "split the kit")
	}
	if s.total > l.Unpacked && s.total-n.size <= l.Unpacked {
		s.limit(s.kit, "bytes or more in all files", s.total, l.Unpacked, "split the kit")
	}
	return true
}

// found returns the problems, sorted, each once: a folder that two entries
// spell differently is met with every file in it.
func (s *shape) found() Problems {
	s.problems.sort()
	return slices.CompactFunc(s.problems, func(a, b Problem) bool { return a.File == b.File && a.What == b.What })
}

// full reports whether looking further makes no sense.
func (s *shape) full() bool {
	return len(s.nodes) > s.limits.Entries || len(s.problems) > s.limits.Entries
}
