package kit_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"eventkit/kit"
	"eventkit/kit/artwork"
	"eventkit/kit/artwork/artworktest"
	"eventkit/kit/page"
)

const (
	drawing  = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297"><rect width="9" height="9"/></svg>`
	bleeding = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297" overflow="visible"/>`
)

const goodPosters = `
[[poster]]
id = "wave"
file = "posters/wave.svg"
slogan = "apple"
box = [12, 220.5, 186, 60]
ink = "#FFFFFF"
ground = "#0B7A43"
credit = "The river group"
licence = "CC BY 4.0"
title = { en = "A wave", fr = "Une vague" }

[[poster.view]]
frame = [-50, 0, 300, 212]
box = [-40, 10, 100, 190]

[[poster.view]]
file = "posters/plain.svg"
box = [0, 0, 10, 10]
ink = "#101018"
align = "center"

[[poster]]
id = "own"
file = "posters/plain.svg"
text = { en = "Swim", fr = "Nagez" }
box = [0, 0, 210, 297]
corner = "top-left"
credit = "The river group"
licence = "CC BY 4.0"
title = { en = "Swim", fr = "Nager" }

[[poster]]
id = "finished"
file = "posters/plain.svg"
language = "fr"
credit = "The river group"
licence = "CC BY 4.0"
title = { en = "Ours", fr = "Le nôtre" }
`

func withPosters(posters string) fstest.MapFS {
	fsys := sample()
	fsys["kit.toml"] = &fstest.MapFile{Data: []byte(goodManifest + posters)}
	fsys["posters/wave.svg"] = &fstest.MapFile{Data: []byte(bleeding)}
	fsys["posters/plain.svg"] = &fstest.MapFile{Data: []byte(drawing)}
	fsys["posters/page.svg"] = &fstest.MapFile{Data: []byte("<html></html>")}
	fsys["posters/notes.txt"] = &fstest.MapFile{Data: []byte("x")}
	return fsys
}

func TestPosters(t *testing.T) {
	fsys := withPosters(goodPosters)
	if problems := kit.Check(fsys); len(problems) > 0 {
		t.Fatal(problems)
	}
	k, err := kit.Open(fsys)
	if err != nil {
		t.Fatal(err)
	}
	wave, ok := k.Poster("wave")
	if !ok || len(wave.Views) != 3 || wave.Slogan != "apple" || wave.Title["fr"] != "Une vague" {
		t.Fatalf("got %+v", wave)
	}
	if got, want := wave.Views[0], (kit.View{
		File: "posters/wave.svg", Box: page.Rect{X: 12, Y: 220.5, W: 186, H: 60}, Ink: page.White, Align: "start",
	}); got != want {
		t.Errorf("first view: %+v, want %+v", got, want)
	}
	if v := wave.Views[1]; v.File != "posters/wave.svg" || v.Ink != page.White || v.Frame.X != -50 {
		t.Errorf("a view does not take over what it leaves out: %+v", v)
	}
	if v := wave.Views[2]; v.File != "posters/plain.svg" || v.Ink == page.White || v.Align != "center" {
		t.Errorf("a view does not say its own: %+v", v)
	}
	own, _ := k.Poster("own")
	if own.Corner != "top-left" || own.Ground != page.White || own.Views[0].Ink != page.Black || own.Text["en"] != "Swim" {
		t.Errorf("got %+v", own)
	}
	if p, _ := k.Poster("finished"); p.Language != "fr" || !p.Views[0].Box.Empty() {
		t.Errorf("got %+v", p)
	}
	if _, ok := k.Poster("none"); ok {
		t.Error("there is a poster that there isn't")
	}
}

// Every fault is named by its own line, with the mend.
func TestPosterFaults(t *testing.T) {
	first := 32 // the line of the first [[poster]]
	tests := []struct {
		name, old, new string
		line           int
		want           string
	}{
		{"slogan", `"apple"`, `"pear"`, 3, `there is no slogan "pear"; use an id of slogans.toml`},
		{"no file", "posters/wave.svg", "posters/none.svg", 2, "posters/none.svg: the file is missing"},
		{"outside", "posters/wave.svg", "../wave.svg", 2, "not a path inside the kit"},
		{"kind", "posters/wave.svg", "posters/notes.txt", 2, "posters/notes.txt: this is no picture that can be read; export the artwork as SVG"},
		{"not svg", "posters/wave.svg", "posters/page.svg", 2, "posters/page.svg: this is a web page, not a picture; open the address"},
		{"empty file", `"posters/wave.svg"`, `""`, 2, "file is empty"},
		{"box outside", "220.5, 186, 60]", "250, 186, 60]", 4, "the box reaches over what is shown, 0, 0 to 210, 297"},
		{"box outside its frame", "[-40, 10, 100", "[-60, 10, 100", 13, "the box reaches over what is shown, -50, 0 to 250, 212"},
		{"frame outside", `overflow="visible"`, "", 12, "the frame reaches over the drawing"},
		{"box of three", "220.5, 186, 60]", "220.5, 186]", 4, "write box = [x, y, width, height]"},
		{"box of words", "[12, 220.5", `["12", 220.5`, 4, "box is not a rectangle"},
		{"box without width", "220.5, 186, 60]", "220.5, 0, 60]", 4, "box is not a rectangle"},
		{"box without end", "220.5, 186, 60]", "220.5, inf, 60]", 4, "box is not a rectangle"},
		{"no box", "box = [12, 220.5, 186, 60]", "", 0, "box is missing"},
		{"ink", `"#FFFFFF"` + "\nground", `"white"` + "\nground", 5, `ink "white" is not a colour`},
		{"ground", "#0B7A43", "#0B7A4", 6, "is not a colour"},
		{"align", `"center"`, `"right"`, 19, `align "right" is not known; use one of start, left, center`},
		{"corner", `"top-left"`, `"middle"`, 26, "use one of top-left, top-right"},
		{"no words", `slogan = "apple"`, "", 0, `poster "wave" has 0 of slogan, text and language`},
		{"two words", `slogan = "apple"`, `slogan = "apple"` + "\nlanguage = \"en\"", 0, `has 2 of slogan, text and language`},
		{"finished with a box", `language = "fr"`, "language = \"fr\"\nbox = [0, 0, 9, 9]", 35, "finished artwork has no headline"},
		{"language", `language = "fr"`, `language = "french language"`, 34, "french language"},
		{"unknown key", `slogan = "apple"`, "slogan = \"apple\"\ncolour = 1", 4, `unknown key "colour"`},
		{"unknown key of a view", "align = \"center\"", "align = \"center\"\nid = \"a\"", 20, `unknown key "id"; known here: file, frame, box, ink, align`},
		{"credit", `credit = "The river group"` + "\nlicence = \"CC BY 4.0\"\ntitle = { en = \"A wave\"", "licence = \"CC BY 4.0\"\ntitle = { en = \"A wave\"", 0, "credit is missing"},
		{"same id", `id = "own"`, `id = "wave"`, 22, `the id "wave" is there twice`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fsys := withPosters(strings.Replace(goodPosters, tt.old, tt.new, 1))
			if tt.name == "frame outside" {
				fsys["posters/wave.svg"].Data = []byte(drawing)
			} else if !strings.Contains(goodPosters, tt.old) {
				t.Fatal("nothing was spoiled")
			}
			problems := kit.Check(fsys)
			if len(problems) == 0 {
				t.Fatal("no problem was found")
			}
			p := problems[0]
			if !strings.Contains(p.String(), tt.want) || p.Line != first+tt.line || p.Warning {
				t.Errorf("got %v\nwant line %d: %s", problems, first+tt.line, tt.want)
			}
			if _, err := kit.Open(fsys); err == nil {
				t.Error("the kit was opened")
			}
		})
	}
}

// A check reads drawings whole; opening a kit looks at their size only.
func TestCheckReadsDrawings(t *testing.T) {
	fsys := withPosters(goodPosters)
	fsys["posters/plain.svg"] = &fstest.MapFile{Data: []byte("<svg viewBox=\"0 0 210 297\">\n<text>Swim</text></svg>")}
	problems := kit.Check(fsys)
	if len(problems) != 1 || problems[0].File != "posters/plain.svg" || problems[0].Line != 2 || !strings.Contains(problems[0].What, "<text>") {
		t.Errorf("got %v", problems)
	}
	if _, err := kit.Open(fsys); err != nil {
		t.Error(err)
	}
}

func TestPosterLanguages(t *testing.T) {
	fsys := withPosters(strings.Replace(goodPosters, `, fr = "Nagez"`, "", 1))
	problems := kit.Check(fsys)
	if len(problems) != 1 || !problems[0].Warning || !strings.Contains(problems[0].What, "the text of poster own has no words in fr") {
		t.Errorf("got %v", problems)
	}
}

func TestPosterCounts(t *testing.T) {
	one := "\n[[poster]]\nid = \"p%\"\nfile = \"posters/plain.svg\"\nlanguage = \"fr\"\ncredit = \"a\"\nlicence = \"b\"\ntitle = { en = \"a\", fr = \"b\" }\n"
	var many strings.Builder
	for i := range 201 {
		many.WriteString(strings.Replace(one, "%", strings.Repeat("x", i), 1))
	}
	if _, err := kit.Open(withPosters(many.String())); err == nil || !strings.Contains(err.Error(), "201 posters") {
		t.Errorf("got %v", err)
	}
	views := strings.Replace(one, "%", "", 1) + strings.Repeat("[[poster.view]]\nframe = [0, 0, 9, 9]\n", 9)
	if _, err := kit.Open(withPosters(views)); err == nil || !strings.Contains(err.Error(), "9 views") {
		t.Errorf("got %v", err)
	}
}

const finished = `
[[poster]]
id = "photo"
file = "posters/photo.png"
language = "fr"
credit = "The river group"
licence = "CC BY 4.0"
title = { en = "Ours", fr = "Le nôtre" }
`

func withFinished(entry string, data []byte) fstest.MapFS {
	fsys := withPosters(entry)
	fsys["posters/photo.png"] = &fstest.MapFile{Data: data}
	return fsys
}

// Finished artwork may be a picture or a PDF, and is what it holds whatever it
// is called.
func TestFinishedArtwork(t *testing.T) {
	aJPEG := artworktest.JPEG{W: 16, H: 16, IDs: "1", Value: func(int, int, int) uint8 { return 9 }}
	for name, tt := range map[string]struct {
		data []byte
		want string
	}{
		"png":   {artworktest.PNG{W: 9, H: 9, Depth: 8}.Bytes(), ""},
		"jpeg":  {aJPEG.Bytes(), "posters/photo.png: this is a JPEG, though its name ends in .png; give it the ending"},
		"pdf":   {[]byte("%PDF-1.7\n"), "this is a PDF, though its name ends in .png"},
		"large": {artworktest.Gray(20_000, 6_000), ""},
	} {
		fsys := withFinished(finished, tt.data)
		problems := kit.Check(fsys)
		switch {
		case tt.want == "" && len(problems) == 0:
		case tt.want != "" && len(problems) == 1 && problems[0].Warning && problems[0].Line == 34 && strings.Contains(problems[0].String(), tt.want):
		default:
			t.Errorf("%s: %v", name, problems)
		}
		k, err := kit.Open(fsys)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if p, _ := k.Poster("photo"); p.Views[0].File != "posters/photo.png" || p.Language != "fr" {
			t.Errorf("%s: %+v", name, p)
		}
	}
}

func TestFinishedArtworkFaults(t *testing.T) {
	good := artworktest.PNG{W: 9, H: 9, Depth: 8}.Bytes()
	for name, tt := range map[string]struct {
		entry string
		data  []byte
		line  int
		want  string
	}{
		"frame":    {strings.Replace(finished, "language", "frame = [0, 0, 4, 4]\nlanguage", 1), good, 35, "a PNG has no frame; take it out"},
		"headline": {strings.Replace(finished, "language = \"fr\"", "slogan = \"apple\"\nbox = [0, 0, 4, 4]", 1), good, 32, "posters/photo.png is a PNG, and a headline stands on a drawing"},
		"web page": {finished, []byte("<html>"), 34, "this is a web page, not a picture"},
		"bomb":     {finished, hugePNG(60_000, 60_000), 34, "60000 × 60000 pixels, more than can be read"},
	} {
		problems := kit.Check(withFinished(tt.entry, tt.data))
		if len(problems) != 1 || problems[0].Line != tt.line || !strings.Contains(problems[0].String(), tt.want) || problems[0].Warning {
			t.Errorf("%s: %v", name, problems)
		}
	}
	// What is wrong further on is found by a check, not by opening the kit.
	fsys := withFinished(finished, good[:60])
	problems := kit.Check(fsys)
	if len(problems) != 1 || problems[0].File != "posters/photo.png" || !errors.Is(kit.Problems(problems), artwork.ErrBroken) {
		t.Errorf("cut off: %v", problems)
	}
	if _, err := kit.Open(fsys); err != nil {
		t.Error(err)
	}
}
