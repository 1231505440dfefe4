package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/placard"
)

type listCommand struct {
	kitFlag
	JSON bool `name:"json" help:"One object with the arrays templates, posters, slogans, languages, palettes and papers; each item has an id."`
}

// listing is what kit list --json prints.
type listing struct {
	Templates []listedTemplate `json:"templates"`
	Posters   []listedPoster   `json:"posters"`
	Slogans   []listedSlogan   `json:"slogans"`
	Languages []listedLanguage `json:"languages"`
	Palettes  []listedPalette  `json:"palettes"`
	Papers    []listedPaper    `json:"papers"`
}

type listedTemplate struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Idea string `json:"idea"`
}

type listedPoster struct {
	ID      string   `json:"id"`
	Title   kit.Text `json:"title"`
	Slogan  string   `json:"slogan,omitempty"`
	Credit  string   `json:"credit"`
	Licence string   `json:"licence"`
}

type listedSlogan struct {
	ID     string   `json:"id"`
	Text   kit.Text `json:"text"`
	Reason kit.Text `json:"reason,omitempty"`
}

type listedLanguage struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type listedPalette struct {
	ID     string   `json:"id"`
	Name   kit.Text `json:"name"`
	Ground string   `json:"ground"`
	Ink    string   `json:"ink"`
	Accent string   `json:"accent"`
}

type listedPaper struct {
	ID     string  `json:"id"`
	Width  float64 `json:"width_mm"`
	Height float64 `json:"height_mm"`
}

// Run prints the list.
func (c *listCommand) Run(e *env) error {
	k, closer, err := c.open(e)
	if err != nil {
		return err
	}
	defer closer.Close()
	l := list(k)
	if !c.JSON {
		return l.print(e.stdout)
	}
	return printJSON(e.stdout, l)
}

func printJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

func list(k *kit.Kit) listing {
	l := listing{
		Templates: []listedTemplate{}, Posters: []listedPoster{}, Slogans: []listedSlogan{}, Languages: []listedLanguage{},
		Palettes: []listedPalette{}, Papers: []listedPaper{},
	}
	for _, t := range placard.Templates() {
		l.Templates = append(l.Templates, listedTemplate{t.ID, t.Name, t.Idea})
	}
	for _, p := range k.Posters {
		l.Posters = append(l.Posters, listedPoster{p.ID, p.Title, p.Slogan, p.Credit, p.Licence})
	}
	for _, s := range k.Slogans {
		l.Slogans = append(l.Slogans, listedSlogan(s))
	}
	for _, tag := range k.Languages {
		l.Languages = append(l.Languages, listedLanguage{tag, display.Self.Name(language.Make(tag))})
	}
	for _, p := range k.Palettes {
		l.Palettes = append(l.Palettes, listedPalette{p.ID, p.Name, p.Ground.String(), p.Ink.String(), p.Accent.String()})
	}
	for _, p := range page.Papers() {
		l.Papers = append(l.Papers, listedPaper{p.ID, p.Size.W, p.Size.H})
	}
	return l
}

// print writes the list for people.
func (l listing) print(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	line := func(cells ...string) { fmt.Fprintln(t, "  "+strings.Join(cells, "\t")) }
	fmt.Fprintln(t, "Templates")
	for _, x := range l.Templates {
		line(x.ID, x.Idea)
	}
	if len(l.Posters) > 0 {
		fmt.Fprintln(t, "\nPosters")
	}
	for _, x := range l.Posters {
		words, _, _ := x.Title.In("en")
		line(x.ID, words+" ("+x.Credit+", "+x.Licence+")")
	}
	fmt.Fprintln(t, "\nSlogans")
	for _, x := range l.Slogans {
		words, _, _ := x.Text.In("en")
		line(x.ID, words)
	}
	fmt.Fprintln(t, "\nLanguages")
	for _, x := range l.Languages {
		line(x.ID, x.Name)
	}
	fmt.Fprintln(t, "\nPalettes")
	for _, x := range l.Palettes {
		line(x.ID, x.Ground+" ground, "+x.Ink+" ink, "+x.Accent+" accent")
	}
	fmt.Fprintln(t, "\nPapers")
	for _, x := range l.Papers {
		line(x.ID, fmt.Sprintf("%g × %g mm", x.Width, x.Height))
	}
	return t.Flush()
}
