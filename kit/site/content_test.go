package site_test

import (
	"bytes"
	"image"
	"image/png"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/site"
)

var languages = []string{"en", "es", "fr", "pt", "ar", "hi", "ru", "sw"}

// Every language says everything, in its own words and in its own direction.
func TestEveryLanguage(t *testing.T) {
	s := built(t, campaign)
	root := parsed(t, s, site.Start)
	for _, lang := range languages {
		view := byID(t, root, lang)
		dir := map[bool]string{true: "rtl", false: "ltr"}[lang == "ar"]
		if attr(view, "lang") != lang || attr(view, "dir") != dir {
			t.Errorf("%s: lang=%q dir=%q", lang, attr(view, "lang"), attr(view, "dir"))
		}
		for _, part := range []string{"song", "letter", "messages", "briefing", "dates", "code", "credits"} {
			if text(byID(t, root, lang+"-"+part)) == "" {
				t.Errorf("%s: %s is empty", lang, part)
			}
		}
		for _, e := range elements(view, "") {
			if strings.Contains(attr(e, "class"), "other") {
				t.Errorf("%s: %q is not in the language", lang, text(e.Parent))
			}
			if e.Data == "h2" && has(e, "lang") {
				t.Errorf("%s: the heading %q is in %s", lang, text(e), attr(e, "lang"))
			}
		}
		if current := slices.IndexFunc(elements(view, "a"), func(a *html.Node) bool { return attr(a, "aria-current") != "" }); current < 0 ||
			attr(elements(view, "a")[current], "href") != "#"+lang {
			t.Errorf("%s isn't marked among the languages", lang)
		}
	}
	if len(s.Notes) != 1 || !strings.Contains(s.Notes[0], "campaign’s page") {
		t.Errorf("notes: %q", s.Notes)
	}
}

// The page's own words are there in all languages of the default kit, with the
// same places to fill in.
func TestOwnWords(t *testing.T) {
	own, err := kit.ReadTextFile(fstest.MapFS{"words.toml": {Data: file(t, "page/words.toml")}}, "words.toml")
	if err != nil {
		t.Fatal(err)
	}
	for _, gap := range own.Gaps(languages) {
		t.Error(gap)
	}
	for _, id := range own.IDs() {
		texts := own.Text(id)
		for lang, words := range texts {
			for _, slot := range []string{"{name}", "{count}", "{address}"} {
				if strings.Contains(words, slot) != strings.Contains(texts["en"], slot) {
					t.Errorf("%s in %s: %q has other places to fill in than %q", id, lang, words, texts["en"])
				}
			}
		}
	}
}

// What a language lacks is shown in another one, which is said to people and
// to their screen reader, and is told to who makes the page.
func TestFallback(t *testing.T) {
	s := built(t, river)
	root := parsed(t, s, site.Start)
	letter := byID(t, root, "de-letter-text")
	if attr(letter, "lang") != "en" || attr(letter, "dir") != "ltr" {
		t.Errorf("the letter: lang=%q", attr(letter, "lang"))
	}
	if got := text(byID(t, root, "de-letter")); !strings.Contains(got, "English") {
		t.Errorf("nobody says that the letter is in English: %q", got)
	}
	briefing := byID(t, root, "ar-briefing-text")
	if attr(briefing, "lang") != "en" || attr(briefing, "dir") != "ltr" {
		t.Errorf("English in an Arabic page: lang=%q dir=%q", attr(briefing, "lang"), attr(briefing, "dir"))
	}
	heading := byID(t, root, "de-posters-title")
	if attr(heading, "lang") != "en" || text(heading) != "Posters" {
		t.Errorf("a word that the page lacks: %q, lang=%q", text(heading), attr(heading, "lang"))
	}
	if text(elements(byID(t, root, "de"), "h1")[0]) != "Ein sauberer Fluss" {
		t.Error("German has a title of its own")
	}
	for _, want := range []string{"Deutsch has no letter; the page shows it in English.", "العربية has no briefing; the page shows it in English."} {
		if !slices.Contains(s.Notes, want) {
			t.Errorf("%q is not among %q", want, s.Notes)
		}
	}
}

// Words of strangers stay words.
func TestEscaped(t *testing.T) {
	s := built(t, river)
	root := parsed(t, s, site.Start)
	if got := text(elements(byID(t, root, "en"), "h1")[0]); got != `A clean <river> & "now"` {
		t.Errorf("the title says %q", got)
	}
	for _, e := range elements(root, "script") {
		if attr(e, "src") != "start/app.js" {
			t.Errorf("a script %q", text(e))
		}
	}
	if n := len(elements(byID(t, root, "en-posters"), "img")); n != 1 {
		t.Errorf("%d pictures of one poster", n)
	}
	message := elements(byID(t, root, "en-messages"), "textarea")[0].FirstChild.Data
	if !strings.HasPrefix(message, "Number 1 </textarea><script>alert(2)</script> & swim #CleanRiver\nhttps://example.org/sign") {
		t.Errorf("a message says %q", message)
	}
	call := elements(byID(t, root, "en-code"), "a")[0]
	if attr(call, "href") != "https://example.org/sign?a=1&b='2'" && attr(call, "href") != "https://example.org/sign?a=1&b=%272%27" {
		t.Errorf("the address is %q", attr(call, "href"))
	}
	if bytes.Contains(read(t, s, "start/messages-en.html"), []byte("<script>alert")) {
		t.Error("a script on the page of messages")
	}
}

// A kit's own pages and drawings aren't linked: they could bring a script.
func TestNoForeignPages(t *testing.T) {
	files := lightRiver()
	bad := []byte("<script>alert(1)</script>")
	files["LICENSES/own.html"] = &fstest.MapFile{Data: bad}
	files["song/river-score.svg"] = &fstest.MapFile{Data: bad}
	files["song/song.toml"].Data = bytes.Replace(files["song/song.toml"].Data, []byte("river-score.pdf"), []byte("river-score.svg"), 1)
	s, err := build(files, event, site.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range s.Files {
		if strings.HasPrefix(f.Name, "start/kit/") && (strings.HasSuffix(f.Name, ".html") || strings.HasSuffix(f.Name, ".svg")) {
			t.Errorf("%s is carried along", f.Name)
		}
	}
	checkPage(t, s, site.Start)
}

// Finished artwork of many colours is shown as a photograph is.
func TestPhotograph(t *testing.T) {
	files := lightRiver()
	img := image.NewRGBA(image.Rect(0, 0, 60, 80))
	for i := range img.Pix {
		img.Pix[i] = byte(i * 7)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	files["posters/photo.png"] = &fstest.MapFile{Data: b.Bytes()}
	files["kit.toml"].Data = append(files["kit.toml"].Data, `
[[poster]]
id = "photo"
file = "posters/photo.png"
language = "en"
title = { en = "Photo", ar = "صورة", de = "Foto" }
credit = "A friend of the river"
licence = "CC0-1.0"
`...)
	s, err := build(files, event, site.Options{Langs: []string{"ar"}})
	if err != nil {
		t.Fatal(err)
	}
	if data := read(t, s, "start/posters/photo-ar.jpg"); !bytes.HasPrefix(data, []byte("\xff\xd8")) {
		t.Error("the small picture is no JPEG")
	}
	checkPage(t, s, site.Start)
}

// A form opens the network's composer with what stands in its field.
func TestComposers(t *testing.T) {
	s := built(t, river)
	root := parsed(t, s, site.Start)
	forms := elements(byID(t, root, "ar-messages"), "form")
	if len(forms) != 12 || len(elements(parsed(t, s, "start/messages-ar.html"), "form")) != 15 {
		t.Errorf("%d messages on the page, %d on the page of all", len(forms), len(elements(parsed(t, s, "start/messages-ar.html"), "form")))
	}
	for _, f := range forms {
		var hosts []string
		for _, action := range append([]string{attr(f, "action")}, attr(elements(f, "button")[1], "formaction")) {
			u, err := url.Parse(action)
			if err != nil || u.RawQuery != "" {
				t.Errorf("%q: %v", action, err)
			}
			hosts = append(hosts, u.Host)
		}
		if !slices.Equal(hosts, []string{"x.com", "bsky.app"}) || attr(elements(f, "textarea")[0], "name") != "text" {
			t.Errorf("the composers are %q", hosts)
		}
		if len(elements(f, "label")) != 1 || text(elements(f, "label")[0]) == "" {
			t.Error("a message has no label")
		}
	}
}

func TestSong(t *testing.T) {
	s := built(t, river)
	root := parsed(t, s, site.Start)
	tune := byID(t, root, "ar-song-current")
	if got := attr(elements(tune, "source")[0], "src"); got != "start/kit/song/river.wav" || attr(elements(tune, "audio")[0], "preload") != "none" {
		t.Errorf("the player plays %q", got)
	}
	var lines []string
	for _, p := range elements(tune, "p") {
		if has(p, "data-to") {
			lines = append(lines, attr(p, "data-from")+"-"+attr(p, "data-to")+" "+text(p))
		}
	}
	if !slices.Equal(lines, []string{"0-1 يجري النهر", "1-3 ونحن معه"}) {
		t.Errorf("the words are %q", lines)
	}
	var scores, names []string
	for _, a := range elements(tune, "a") {
		scores, names = append(scores, attr(a, "href")), append(names, text(a))
	}
	if !slices.Equal(scores, []string{"start/kit/song/river.wav", "start/kit/song/river-score.pdf", "start/kit/song/river-ar.pdf"}) {
		t.Errorf("to open there are %q: the score in this language and that for all", scores)
	}
	if all := strings.Join(names, "; "); !strings.Contains(all, "(PDF)") || !strings.Contains(all, "(العربية, PDF)") {
		t.Errorf("they are called %s", all)
	}
	slot := byID(t, root, "en-song-campaign")
	if len(elements(slot, "audio")) != 0 || !strings.Contains(text(slot), "not included") || !strings.Contains(text(slot), "Somebody else") {
		t.Errorf("a song without a recording: %q", text(slot))
	}
}

func TestFilm(t *testing.T) {
	s := built(t, river)
	root := parsed(t, s, site.Start)
	film := byID(t, root, "en-film-flood")
	var tracks []string
	for _, e := range elements(film, "track") {
		tracks = append(tracks, attr(e, "srclang")+" "+attr(e, "src"))
	}
	if !slices.Equal(tracks, []string{"ar start/kit/videos/flood.ar.vtt", "en start/kit/videos/flood.en.vtt"}) {
		t.Errorf("captions: %q", tracks)
	}
	var cues []string
	for _, e := range elements(film, "li") {
		cues = append(cues, attr(e, "data-from")+"-"+attr(e, "data-to")+" "+text(e))
	}
	if !slices.Equal(cues, []string{"0-0.5 The water & the town", "0.5-1 rise together."}) {
		t.Errorf("the captions say %q", cues)
	}
}

func TestDocuments(t *testing.T) {
	s := built(t, river)
	root := parsed(t, s, site.Start)
	letter := byID(t, root, "en-letter")
	for _, want := range []string{"The river, and us", "on 7 October 2022.", "Kenya <Peoples’> Table", "this kit’s own"} {
		if !strings.Contains(text(letter), want) {
			t.Errorf("the letter lacks %q: %q", want, text(letter))
		}
	}
	if strong := elements(letter, "strong"); len(strong) != 1 || text(strong[0]) != "Clean it." {
		t.Errorf("%d strong words", len(strong))
	}
	briefing := byID(t, root, "en-briefing-text")
	if len(elements(briefing, "h4")) != 1 || len(elements(briefing, "ul")) != 1 || len(elements(elements(briefing, "ol")[0], "li")) != 2 {
		t.Errorf("the briefing: %q", text(briefing))
	}
	if pdf := read(t, s, "start/letter/letter-en.pdf"); !bytes.HasPrefix(pdf, []byte("%PDF-")) {
		t.Error("the letter is no PDF")
	}
}

// A kit that has little makes a page that shows little, and no empty places.
func TestBareKit(t *testing.T) {
	files := fstest.MapFS{
		"kit.toml":     {Data: []byte("id = \"bare\"\nversion = \"1\"\nlanguages = [\"en\"]\ntitle = { en = \"Bare\" }\n")},
		"slogans.toml": {Data: []byte("[a]\nen = \"A\"\n")},
	}
	s, err := build(files, kit.Event{}, site.Options{})
	if err != nil {
		t.Fatal(err)
	}
	root := parsed(t, s, site.Start)
	if n := len(elements(root, "section")); n != 0 {
		t.Errorf("%d sections", n)
	}
	for _, nav := range elements(root, "nav") {
		if len(elements(nav, "a")) == 0 {
			t.Error("there is a list of nothing")
		}
	}
	checkPage(t, s, site.Start)
	if len(s.Notes) != 1 || !strings.Contains(s.Notes[0], "no code") {
		t.Errorf("notes: %q", s.Notes)
	}
}

// The event's language leads; a choice of languages is kept to.
func TestLanguages(t *testing.T) {
	ev := event
	ev.Languages = []string{"ar", "sw"}
	s, err := build(lightRiver(), ev, site.Options{})
	if err != nil {
		t.Fatal(err)
	}
	root := parsed(t, s, site.Start)
	if doc := elements(root, "html")[0]; attr(doc, "lang") != "ar" || attr(doc, "dir") != "rtl" || text(elements(root, "title")[0]) != "نهر نظيف" {
		t.Errorf("the page is in %q", attr(doc, "lang"))
	}
	s, err = build(lightRiver(), event, site.Options{Langs: []string{"de", "DE", "en"}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range elements(parsed(t, s, site.Start), "div") {
		if has(e, "data-title") {
			got = append(got, attr(e, "id"))
		}
	}
	if !slices.Equal(got, []string{"de", "en"}) {
		t.Errorf("the languages are %q", got)
	}
}

// Words stand out by day and by night, whatever colours a kit has.
func TestContrast(t *testing.T) {
	for name, make := range map[string]func() (*site.Site, error){"river": river, "campaign": campaign} {
		s := built(t, make)
		standOut(t, name, s)
		style := string(read(t, s, "start/style.css"))
		if strings.Contains(style, "@import") || strings.Contains(style, "//") {
			t.Errorf("%s: the style leads elsewhere", name)
		}
	}
}

// standOut checks that words can be told from their ground in both sets of
// colours, and returns the grounds by day and by night.
func standOut(t *testing.T, name string, s *site.Site) (grounds []page.Color) {
	t.Helper()
	blocks := strings.Split(string(read(t, s, "start/style.css")), ":root{")[1:]
	if len(blocks) != 2 {
		t.Fatalf("%s: %d sets of colours", name, len(blocks))
	}
	for i, block := range blocks {
		colour := func(key string) page.Color {
			_, rest, _ := strings.Cut(block, "--"+key+":")
			c, err := page.ParseColor(rest[:7])
			if err != nil {
				t.Fatalf("%s: --%s: %v", name, key, err)
			}
			return c
		}
		grounds = append(grounds, colour("ground"))
		for _, pair := range [][2]string{
			{"ink", "ground"}, {"ink", "soft"}, {"link", "ground"}, {"link", "soft"}, {"quiet", "ground"}, {"quiet", "soft"}, {"on-accent", "accent"},
		} {
			if c := page.Contrast(colour(pair[0]), colour(pair[1])); c < kit.MinContrast {
				t.Errorf("%s, %d: %s on %s is %.1f:1", name, i, pair[0], pair[1], c)
			}
		}
		// The edge of a field is no word, but has to be seen.
		for _, ground := range []string{"ground", "soft"} {
			if c := page.Contrast(colour("edge"), colour(ground)); c < 3 {
				t.Errorf("%s, %d: an edge on %s is %.1f:1", name, i, ground, c)
			}
		}
	}
	return grounds
}

func file(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
