package letter_test

import (
	"fmt"
	"os"

	"eventkit/kit"
	"eventkit/kit/letter"
	"eventkit/kit/typeset"
)

func ExampleMaker_Letter() {
	k, err := kit.Open(os.DirFS("../../assets/campaign"))
	if err != nil {
		fmt.Println(err)
		return
	}
	fonts, err := typeset.New(os.DirFS("../../assets/fonts"))
	if err != nil {
		fmt.Println(err)
		return
	}
	ev := kit.Event{Mission: "British High Commission", City: "Nairobi", Date: "2022-10-07", Host: "Peoples’ Table"}
	made, err := letter.New(fonts).Letter(k, ev, letter.Choice{Lang: "en", Role: "high-commissioner", Count: 87})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(made.Pages), "page:", made.Title)
	fmt.Println(made.To[0])
	fmt.Println(made.Parts[6].Words())
	// Output:
	// 1 page: Immediate and unconditional release of Julian Assange
	// To the High Commissioner for the United Kingdom
	// Signatures handed over with this letter: 87.
}

func ExampleRead() {
	doc, err := letter.Read("# Subject\n\nDear {{city}}, **now**.\n", "letter.en.md", "en", letter.LetterForm)
	fmt.Println(doc.Title, len(doc.Parts), doc.Parts[0].Runs, err)
	_, err = letter.Read("# Subject\n\nDear {{town}}\n", "letter.en.md", "en", letter.LetterForm)
	fmt.Println(err)
	// Output:
	// Subject 1 [{Dear {{city}},  false} {now true} {. false}] <nil>
	// letter.en.md:3: unknown placeholder {{town}}; use {{salutation}}, {{mission}}, {{city}}, {{date}}, {{host}}, {{count}}
}
