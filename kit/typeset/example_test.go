package typeset_test

import (
	"errors"
	"fmt"
	"log"
	"os"

	"eventkit/kit/page"
	"eventkit/kit/typeset"
)

func ExampleLibrary_Fit() {
	lib, err := typeset.New(os.DirFS("../../assets/fonts"))
	if err != nil {
		log.Fatal(err)
	}
	box := page.Size{W: 190, H: 160}
	st := typeset.Style{Weight: typeset.Black, Lang: "en", Caps: true}
	head, err := lib.Fit("Free Julian Assange now", st, box, typeset.Limits{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%q at %.0f mm\n", head.Lines(), head.Em)
	sheet := &page.Layer{}
	sheet.Add(head.Place(page.Point{X: 10, Y: 10}, box.W, typeset.Start, typeset.Paint{Fill: page.Black})...)
	fmt.Println(len(sheet.Items), "items")
	// Output:
	// ["Free" "Julian" "Assange" "now"] at 42 mm
	// 4 items
}

func ExampleLibrary_Set() {
	lib, err := typeset.New(os.DirFS("../../assets/fonts"))
	if err != nil {
		log.Fatal(err)
	}
	text, err := lib.Set("He published the truth. He could face up to *175 years* in prison.",
		typeset.Style{Weight: typeset.Medium, Lang: "en", Marks: true}, 10, 120)
	if err != nil {
		log.Fatal(err)
	}
	for _, line := range text.Lines() {
		fmt.Println(line)
	}
	// Output:
	// He published the truth.
	// He could face up to
	// 175 years in prison.
}

func ExampleMissingGlyphError() {
	lib, err := typeset.New(os.DirFS("../../assets/fonts"))
	if err != nil {
		log.Fatal(err)
	}
	_, err = lib.Line("Peace 🕊", typeset.Style{Lang: "en"}, 10, 5, 100)
	var missing *typeset.MissingGlyphError
	if errors.As(err, &missing) {
		fmt.Printf("%c\n", missing.Rune)
	}
	// Output:
	// 🕊
}

func ExampleClean() {
	fmt.Printf("%q\n", typeset.Clean("  Free\tthem\r\n now\u202E!\x00 "))
	// Output:
	// "Free them\nnow!"
}
