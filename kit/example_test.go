package kit_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing/fstest"

	"eventkit/kit"
)

func ExampleOpen() {
	fsys := fstest.MapFS{
		"kit.toml": {Data: []byte(`id = "river"
version = "1"
languages = ["en", "fr"]
title = { en = "A clean river", fr = "Une rivière propre" }
`)},
		"slogans.toml": {Data: []byte(`[water]
en = "Clean water"
fr = "De l'eau propre"
`)},
	}
	k, err := kit.Open(fsys)
	if err != nil {
		fmt.Println(err)
		return
	}
	s, _ := k.Slogan("water")
	words, lang, exact := s.Text.In("fr-CA")
	fmt.Println(words, lang, exact)
	// Output: De l'eau propre fr false
}

func ExampleCheck() {
	fsys := fstest.MapFS{
		"kit.toml":     {Data: []byte("id = \"river\"\nversion = 1\nlanguages = [\"en\"]\ncolor = \"blue\"\n[title]\nen = \"A clean river\"\n[links]\nsign = \"http:/example.org\"\n[[palette]]\n")},
		"slogans.toml": {Data: []byte("[water]\nfr = \"De l'eau\"\n")},
	}
	for _, p := range kit.Check(fsys) {
		fmt.Println(p)
	}
	// Output:
	// kit.toml:2: version is not text; put it in quotes: version = "…"
	// kit.toml:4: unknown key "color"; known here: id, version, date, title, description, languages, hashtags, storm, own, [links], [[action]], [[palette]], [[poster]], [[credit]]
	// kit.toml:8: sign: // is missing after http:; write http://
	// kit.toml:9: id is missing; add a line id = "…"
	// kit.toml:9: name is missing; add name = { en = "…" }
	// kit.toml:9: ground is missing; add a line ground = "…"
	// kit.toml:9: ink is missing; add a line ink = "…"
	// kit.toml:9: accent is missing; add a line accent = "…"
	// slogans.toml:1: warning: slogan water has no words in en; add them, or another language is printed
	// slogans.toml:2: warning: slogan water is in fr, which the kit does not name; add it to languages in kit.toml
}

func ExampleParseLink() {
	for _, s := range []string{"bücher.example/Straße", "HTTPS://EXAMPLE.ORG/S"} {
		l, err := kit.ParseLink(s)
		fmt.Println(l.ASCII, l.Display, err)
	}
	_, err := kit.ParseLink("https://example.org/my form")
	fmt.Println(err)
	// Output:
	// https://xn--bcher-kva.example/Stra%C3%9Fe bücher.example/Straße <nil>
	// HTTPS://EXAMPLE.ORG/S EXAMPLE.ORG/S <nil>
	// link: there is a space in the address; take the space out, or write it as %20
}

func ExampleEvent_Start() {
	e := kit.Event{Date: "2022-10-08", Time: "13:00", Timezone: "Europe/London"}
	start, _, _, err := e.Start()
	fmt.Println(start.UTC().Format("15:04 MST"), err)
	// Output: 12:00 UTC <nil>
}

func ExampleEvent_Validate() {
	err := kit.Event{Date: "2022-02-30", Timezone: "London"}.Validate()
	var all *kit.FieldErrors
	if errors.As(err, &all) {
		for _, f := range all.Fields {
			fmt.Printf("%s: %s\n", f.Field, f.Mend)
		}
	}
	// Output:
	// date: write year-month-day, such as 2022-10-07
	// timezone: choose one such as Europe/London or Africa/Nairobi
}

func ExampleEvent_WriteTo() {
	e := kit.Event{City: "Nairobi", Date: "2022-10-07", Languages: []string{"sw", "en"}}
	if _, err := e.WriteTo(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// # An event. What is empty stays off the page.
	// mission = ""  # the embassy or consulate, as it is printed
	// city = "Nairobi"
	// place = ""  # where people meet
	// date = "2022-10-07"  # year-month-day, such as 2022-10-07
	// time = ""  # 24 hours, such as 13:00
	// timezone = ""  # such as Africa/Nairobi
	// host = ""  # who invites
	// contact = ""
	// link = ""  # what the code opens
	// paper = ""  # A4, Letter, or width x height in mm such as 210x297
	// languages = ["sw", "en"]  # the leading one first, such as ["ar", "en"]
}

func ExampleReadRows() {
	table := "City;Date;Copies\nNairobi;2022-10-07;3\nLima;;\n"
	rows, err := kit.ReadRows(strings.NewReader(table), kit.Event{Date: "2022-10-08"})
	for _, r := range rows {
		fmt.Println(r.Line, r.Event.City, r.Event.Date, r.Copies)
	}
	fmt.Println(err)
	// Output:
	// 2 Nairobi 2022-10-07 3
	// 3 Lima 2022-10-08 1
	// <nil>
}
