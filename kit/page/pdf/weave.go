package pdf

import (
	"bytes"
	"errors"
	"strconv"
)

// errSkeleton says that gofpdf wrote something that weave doesn't know.
var errSkeleton = errors.New("the PDF skeleton is not of the expected form")

// weave reads the objects of a skeleton and writes them anew: without the
// pages' empty content, with our resources and drawings in place, and with
// the language in the catalog.
type weave struct {
	out       *objects
	resources int
	drawings  []int
	lang      string
	// renumbered holds our number of each of the skeleton's objects.
	renumbered    []int
	catalog, info int
}

// The numbers that gofpdf gives: 1 is the page tree, 2 the resources, then
// come a page and its content in turn.
const (
	skeletonPages     = 1
	skeletonResources = 2
	skeletonFirst     = 3
)

func (w *weave) run(skeleton []byte) error {
	_, rest, ok := bytes.Cut(skeleton, []byte("\n"))
	if !ok {
		return errSkeleton
	}
	for !bytes.HasPrefix(rest, []byte("xref")) {
		head, body, ok := bytes.Cut(rest, []byte(" 0 obj\n"))
		n, err := strconv.Atoi(string(head))
		if !ok || err != nil {
			return errSkeleton
		}
		object, after, ok := bytes.Cut(body, []byte("\nendobj\n"))
		if !ok {
			return errSkeleton
		}
		rest = after
		if err := w.object(n, object); err != nil {
			return err
		}
	}
	if w.catalog == 0 || w.info == 0 {
		return errSkeleton
	}
	return nil
}

func (w *weave) object(n int, object []byte) error {
	if n == skeletonResources || w.isContent(n) {
		return nil
	}
	b, ok := w.copyObject(nil, object)
	if !ok {
		return errSkeleton
	}
	obj := w.number(n)
	if head, found := bytes.CutSuffix(b, []byte(">>")); found && bytes.Contains(b, []byte("/Type /Catalog")) {
		w.catalog = obj
		b = append(head, "/ViewerPreferences<</DisplayDocTitle true>>"...)
		if w.lang != "" {
			b = append(append(append(b, "/Lang("...), w.lang...), ')')
		}
		b = append(b, ">>"...)
	} else if bytes.HasPrefix(b, []byte("<< /Producer")) {
		w.info = obj
	}
	w.out.pack(obj, b)
	return nil
}

func (w *weave) isContent(n int) bool {
	return n > skeletonFirst && n < skeletonFirst+2*len(w.drawings) && (n-skeletonFirst)%2 == 1
}

// number returns our number for one of the skeleton's objects.
func (w *weave) number(n int) int {
	if n == skeletonResources {
		return w.resources
	}
	if w.isContent(n) {
		return w.drawings[(n-skeletonFirst)/2]
	}
	for len(w.renumbered) <= n {
		w.renumbered = append(w.renumbered, 0)
	}
	if w.renumbered[n] == 0 {
		w.renumbered[n] = w.out.alloc()
	}
	return w.renumbered[n]
}

// copyObject copies an object with its references renumbered and lines joined.
func (w *weave) copyObject(b, src []byte) ([]byte, bool) {
	for i := 0; i < len(src); {
		c := src[i]
		switch {
		case c == '(':
			end := stringEnd(src, i)
			if end < 0 {
				return nil, false
			}
			b = append(b, src[i:end]...)
			i = end
		case c == '\n':
			b = append(b, ' ')
			i++
		case c >= '0' && c <= '9' || c == '.' || c == '-':
			end := i
			for end < len(src) && (src[end] >= '0' && src[end] <= '9' || src[end] == '.' || src[end] == '-') {
				end++
			}
			if n, err := strconv.Atoi(string(src[i:end])); err == nil && bytes.HasPrefix(src[end:], []byte(" 0 R")) {
				b = ref(b, w.number(n))
				end += len(" 0 R")
			} else {
				b = append(b, src[i:end]...)
			}
			i = end
		default:
			b = append(b, c)
			i++
		}
	}
	return b, true
}

// stringEnd returns the place behind the string that begins at i, or -1.
func stringEnd(src []byte, i int) int {
	for depth := 0; i < len(src); i++ {
		switch src[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return -1
}
