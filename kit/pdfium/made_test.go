package pdfium_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
)

// written returns a PDF with the given objects, numbered from 1; the first is
// the catalog.
func written(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer <</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return b.Bytes()
}

// pages returns a PDF with the given entries in the root of its page tree,
// object 2; object 4 is a page.
func pages(tree string) []byte {
	return written(
		"<</Type /Catalog /Pages 2 0 R>>",
		"<</Type /Pages "+tree+">>",
		stream("", "1 0 0 rg 0 0 50 50 re f"),
		"<</Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 3 0 R>>",
	)
}

// onePage returns a PDF of one page of 100 × 100 pt with the content and the
// inside of its resources; more objects count from 5.
func onePage(content, resources string, more ...string) []byte {
	return written(append([]string{
		"<</Type /Catalog /Pages 2 0 R>>",
		"<</Type /Pages /Kids [4 0 R] /Count 1>>",
		content,
		"<</Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 3 0 R /Resources <<" + resources + ">> >>",
	}, more...)...)
}

func stream(dict, data string) string {
	return fmt.Sprintf("<<%s /Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
}

// endless returns a page of forms that draw each other: width to the power of
// depth drawings.
func endless(width, depth int) []byte {
	var forms []string
	for i := range depth {
		form := "/Type /XObject /Subtype /Form /BBox [0 0 100 100]"
		if i == depth-1 {
			forms = append(forms, stream(form, "0 0 1 rg 10 10 50 50 re f"))
			continue
		}
		form += fmt.Sprintf(" /Resources <</XObject <</F %d 0 R>> >>", i+6)
		forms = append(forms, stream(form, strings.Repeat("/F Do ", width)))
	}
	return onePage(stream("", "/F Do"), "/XObject <</F 5 0 R>>", forms...)
}

// bomb returns a page whose content is the given number of MiB of spaces when
// it is unpacked, and a thousandth of that here.
func bomb(mib int) []byte {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, _ = z.Write(bytes.Repeat([]byte(" "), 1<<20))
	_ = z.Flush()
	head := b.Len()
	_, _ = z.Write(bytes.Repeat([]byte(" "), 1<<20))
	_ = z.Flush()
	// What comes behind a flush can be repeated: the window holds only spaces.
	data := b.String() + strings.Repeat(b.String()[head:], mib-2)
	return onePage(stream("/Filter /FlateDecode", data), "")
}
