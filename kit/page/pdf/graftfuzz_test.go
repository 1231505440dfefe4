package pdf

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// Whatever a foreign document is, what comes of it is well written, and the
// same each time.
func FuzzGraft(f *testing.F) {
	for _, pattern := range []string{"*.pdf", "plain/*.pdf"} {
		names, err := filepath.Glob(filepath.Join("testdata", "foreign", pattern))
		if err != nil || len(names) < 5 {
			f.Fatalf("%d files, %v", len(names), err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			// Large seeds make a slow start.
			if len(data) < 4000 {
				f.Add(data)
			}
		}
	}
	for _, page := range []string{
		"/Contents [4 0 R 4 0 R] /Rotate 90", "/Contents 4 0 R /Group <</S /Transparency /CS 4 0 R>>",
		"/Contents 4 0 R /Resources <</A [(\\)(x)) <61 62> /b#20c -1.5 true null 3 0 R 9 0 R] >>",
	} {
		f.Add([]byte("%PDF-1.4\n1 0 obj <</Pages 2 0 R>> endobj 2 0 obj <</Kids [3 0 R] /MediaBox [0 0 9 9]>> endobj\n3 0 obj <<" +
			page + ">> endobj 4 0 obj <</Length 4 /Metadata 1 0 R>> stream\n0 0 m\nendstream endobj xref trailer <</Root 1 0 R>> startxref 0 %%EOF"))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		g, err := newGraft(data)
		if err != nil {
			return
		}
		numbers := make([]int, len(g.order))
		for i := range numbers {
			numbers[i] = i + 7
		}
		for i, b := range g.bodies {
			text := placed(nil, b.pieces, numbers)
			if b.stream {
				text = []byte("<<" + string(text) + ">>")
			}
			if err := wellWritten(text, len(numbers)); err != nil {
				t.Errorf("object %d: %v: %q", g.order[i], err, text)
			}
		}
		if again := drawnForm(g); !bytes.Equal(again, drawnForm(g)) {
			t.Error("the same page gave other bytes")
		}
	})
}

// wellWritten checks that a text is one value with references to known objects.
func wellWritten(text []byte, known int) error {
	w := tokens{src: text}
	v, err := w.value()
	if err != nil {
		return err
	}
	if rest, err := w.next(); v == nil || err != nil || rest != nil {
		return fmt.Errorf("not one value")
	}
	for w = (tokens{src: text}); ; {
		start := w.i
		word, err := w.next()
		if err != nil {
			return err
		}
		if word == nil {
			return nil
		}
		end := w.i
		w.reference(word)
		if n, ok := refNumber(text[start:w.i]); w.i > end && (!ok || n < 7 || n >= known+7) {
			return fmt.Errorf("a reference to nothing: %q", text[start:w.i])
		}
	}
}

func drawnForm(g *graft) []byte {
	var b bytes.Buffer
	out := newObjects(&b)
	g.write(out)
	out.stop()
	_ = out.w.Flush()
	return b.Bytes()
}
