package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Where things are in the letter's room, in a window of 1280 × 800.
var (
	paperTally  = point{308, 132}
	editor      = point{150, 450}
	backToKit   = point{184, 629}
	savePDF     = point{1206, 750} // also where “Replace” stands
	tableName   = point{280, 299}
	sheetNumber = point{190, 413}
	addTally    = point{199, 563}
	gallery     = point{280, 500}
	openPoster  = point{204, 529} // with the gallery scrolled to its end
	// In the dialog for files.
	insideDialog = point{600, 600}
	firstFile    = point{503, 240}
	openFile     = point{1012, 672}
)

// inLetters is a program that was last in the letter's room.
const inLetters = `{"room": "letter", "draft": {"fields": {"city": "Nairobi"}, "langs": ["en"], "document": "letter"}}`

// Someone edits the letter and saves it: the file has the edit. Back to the
// kit's text and saved again, it has the kit's.
func TestJourneyOfALetter(t *testing.T) {
	d := boot(t, inLetters)
	pdf := filepath.Join(d.out, "Nairobi-letter-en.pdf")
	const own = "We wait outside. "
	d.insist("the edit", func() {
		d.click(editor)
		d.press("Up", "Up", "Down", "Home")
		d.write(own)
	}, d.remembered(func(m memory) bool { return strings.Contains(m.Draft.Letters["en"].Text, own) }))
	d.press("ctrl+s")
	d.until(pdf, d.says(pdf, own[:len(own)-1], "release Julian Assange immediately"))

	d.insist("the kit’s text", func() { d.click(backToKit) },
		d.remembered(func(m memory) bool {
			return m.Room == "letter" && m.Draft.Document == "letter" && len(m.Draft.Letters) == 0
		}))
	d.press("ctrl+s")
	// The file is there, so the window asks; nothing is replaced unasked.
	if !d.says(pdf, own[:len(own)-1])() {
		t.Error("the file was replaced before anyone said so")
	}
	d.insist("the letter as it was", func() { d.click(savePDF) },
		d.says(pdf, "!outside", "release Julian Assange immediately"))
}

// A table counts two sheets and adds another table's file twice: the total of
// the statement has each sheet once.
func TestJourneyOfATally(t *testing.T) {
	d := boot(t, inLetters)
	d.file(filepath.Join(d.out, "south.toml"), "table = \"south-gate\"\n[sheets.south-gate]\n1 = 9\n2 = 4\n")
	counted := func(lines ...string) func() bool {
		return d.remembered(func(m memory) bool {
			for _, line := range lines {
				if !strings.Contains(m.Draft.Tally, line) {
					return false
				}
			}
			return true
		})
	}
	d.insist("the tally", func() { d.click(paperTally) }, d.remembered(func(m memory) bool { return m.Draft.Document == "statement" }))
	d.insist("the table’s name", func() {
		d.click(tableName)
		d.press("ctrl+a")
		d.write("north-gate")
	}, counted(`table = "north-gate"`))
	d.insist("two sheets", func() {
		d.click(sheetNumber)
		d.press("ctrl+a")
		d.write("1")
		d.press("Return")
		d.write("18")
		d.press("Return")
		d.write("7")
		d.press("Return")
	}, counted("1 = 18", "2 = 7"))
	for range 2 {
		d.add()
		d.until("the other table", counted("1 = 18", "2 = 7", "[sheets.\"south-gate\"]\n1 = 9\n2 = 4\n"))
	}
	pdf := filepath.Join(d.out, "Nairobi-statement-en.pdf")
	d.press("ctrl+s")
	d.until(pdf, d.says(pdf, "Signature sheets: 4. Signatures: 38.", "north-gate", "south-gate"))
}

// Someone opens a PDF that an office program made: it is printed with a code
// below it, and the code on the disk is read by another program.
func TestJourneyOfAForeignPoster(t *testing.T) {
	d := boot(t, `{"room": "posters", "draft": {"fields": {"city": "Nairobi"}, "langs": ["en"]}}`)
	theirs, err := os.ReadFile("../../kit/page/pdf/testdata/foreign/office.pdf")
	if err != nil {
		t.Fatal(err)
	}
	d.file(filepath.Join(d.out, "theirs.pdf"), string(theirs))
	d.pick(func() {
		d.hover(gallery)
		d.do("click", "--repeat", "25", "--delay", "10", "5")
		time.Sleep(300 * time.Millisecond)
		d.click(openPoster)
	})
	d.until("the poster", d.remembered(func(m memory) bool { return strings.HasSuffix(m.Draft.Poster, "theirs.pdf") }))
	pdf := filepath.Join(d.out, "Nairobi-theirs-en.pdf")
	d.insist(pdf, func() { d.press("ctrl+s") }, func() bool { _, err := os.Stat(pdf); return err == nil })
	d.proved(pdf, "A free press")
}

// add adds the only file of a tally through the dialog.
func (d *desktop) add() {
	d.t.Helper()
	d.pick(func() { d.click(addTally) })
}

// pick picks the only file in the dialog that open opens.
func (d *desktop) pick(open func()) {
	d.t.Helper()
	const white = 3 * 255
	grey := func() bool { s := d.shade(insideDialog); return s > 640 && s < 720 }
	d.until("the stage", grey)
	d.insist("the dialog", open, func() bool { return d.shade(insideDialog) == white })
	idle := d.shade(openFile)
	d.insist("the file", func() { d.click(firstFile) }, func() bool { return d.shade(openFile) < idle-200 })
	d.insist("the end of the dialog", func() { d.click(openFile) }, grey)
}
