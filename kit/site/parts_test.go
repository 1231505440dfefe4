package site_test

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"eventkit/kit"
	"eventkit/kit/site"
)

// light is the page of a kit without pictures, after a change to its files.
func light(t *testing.T, files fstest.MapFS, change func(fstest.MapFS)) (*site.Site, *html.Node) {
	t.Helper()
	if change != nil {
		change(files)
	}
	s, err := build(files, event, site.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s, parsed(t, s, site.Start)
}

func put(f fstest.MapFS, name, data string) { f[name] = &fstest.MapFile{Data: []byte(data)} }

// Hashtags and addresses among words that run from the right keep their sign
// where the words have it; what is copied has nothing more in it.
func TestHashtags(t *testing.T) {
	_, root := light(t, only("briefing"), func(f fstest.MapFS) {
		put(f, "briefing/briefing.ar.md", "# ملخّص\n\nانشروا #CleanRiver و #نهر_نظيف الآن، لا # وحدها.\n")
	})
	briefing := byID(t, root, "ar-briefing-text")
	var tags []string
	for _, e := range elements(briefing, "bdi") {
		tags = append(tags, text(e))
	}
	if !slices.Equal(tags, []string{"#CleanRiver", "#نهر_نظيف"}) {
		t.Errorf("the hashtags are %q", tags)
	}
	if got := text(briefing); !strings.Contains(got, "انشروا #CleanRiver و #نهر_نظيف الآن، لا # وحدها.") {
		t.Errorf("the words are %q", got)
	}
}

// A briefing's parts are those of its Markdown.
func TestMarkdown(t *testing.T) {
	_, root := light(t, only("briefing"), func(f fstest.MapFS) {
		put(f, "briefing/briefing.en.md", "# Title\n\nOne\ntwo\n\n## Part\n\n- a\n- **b**\n\nBetween\n\n3. three\n4. four\n\n## Last\n\nEnd\n")
	})
	briefing := byID(t, root, "en-briefing-text")
	if got := text(elements(briefing, "h3")[0]); got != "Title" {
		t.Errorf("the title is %q", got)
	}
	var heads []string
	for _, e := range elements(briefing, "h4") {
		heads = append(heads, text(e))
	}
	if !slices.Equal(heads, []string{"Part", "Last"}) {
		t.Errorf("the headings are %q", heads)
	}
	lists := elements(briefing, "ol")
	if len(lists) != 1 || attr(lists[0], "start") != "3" || len(elements(lists[0], "li")) != 2 {
		t.Errorf("%d numbered lists, from %s", len(lists), attr(lists[0], "start"))
	}
	if bullets := elements(briefing, "ul"); len(bullets) != 1 || len(elements(bullets[0], "strong")) != 1 {
		t.Errorf("%d lists", len(bullets))
	}
	if got := attr(elements(byID(t, root, "en-briefing"), "a")[0], "href"); got != "start/briefing/briefing-en.pdf" {
		t.Errorf("the PDF is %q", got)
	}
}

// What a reader of a screen hears: a heading for every part, names for what
// has no words, each heading one step below the last.
func TestHeadings(t *testing.T) {
	s := built(t, campaign)
	root := parsed(t, s, site.Start)
	for _, lang := range languages {
		last := 0
		for _, e := range elements(byID(t, root, lang), "") {
			if len(e.Data) != 2 || e.Data[0] != 'h' || e.Data[1] < '1' || e.Data[1] > '6' {
				continue
			}
			level := int(e.Data[1] - '0')
			if level > last+1 || last == 0 && level != 1 {
				t.Errorf("%s: after a heading of level %d comes %q of %d", lang, last, text(e), level)
			}
			if text(e) == "" {
				t.Errorf("%s: an empty heading", lang)
			}
			last = level
		}
		view := byID(t, root, lang)
		for _, name := range []string{"nav", "audio", "video"} {
			for _, e := range elements(view, name) {
				if attr(e, "aria-label") == "" {
					t.Errorf("%s: a %s without a name", lang, name)
				}
			}
		}
		if n := len(elements(view, "main")); n != 1 {
			t.Errorf("%s: %d mains", lang, n)
		}
	}
}

// Without a script nothing is lost: the words stand in the page, the player is
// the browser's own, and no button is there that does nothing.
func TestWithoutScript(t *testing.T) {
	_, root := light(t, lightRiver(), nil)
	for _, b := range elements(root, "button") {
		if attr(b, "type") == "button" || attr(b, "class") == "copy" {
			t.Errorf("%q does nothing without a script", text(b))
		}
	}
	for _, e := range elements(root, "") {
		if has(e, "hidden") {
			t.Errorf("<%s> is shown by a script only", e.Data)
		}
	}
	for _, name := range []string{"audio", "video"} {
		for _, e := range elements(root, name) {
			if !has(e, "controls") || has(e, "autoplay") {
				t.Errorf("%s: no controls, or it begins by itself", name)
			}
		}
	}
}

// As many messages stand on the page as it takes to stay light; they are from
// all of the bank, with the link where it fits.
func TestMessageCounts(t *testing.T) {
	bank := func(n int, words string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "[[message]]\nid = \"m-%d\"\naudience = \"everyone\"\ntone = \"warm\"\ntext = \"%s %d\"\n\n", i+1, words, i+1)
		}
		return b.String()
	}
	for n, want := range map[int][2]int{1: {1, 0}, 12: {12, 0}, 13: {12, 13}, 40: {12, 40}} {
		s, root := light(t, only("messages"), func(f fstest.MapFS) {
			delete(f, "messages/messages.ar.toml")
			put(f, "messages/messages.en.toml", bank(n, "Swim #CleanRiver"))
		})
		if got := len(elements(byID(t, root, "en-messages"), "textarea")); got != want[0] {
			t.Errorf("%d messages: %d on the page", n, got)
		}
		all := slices.Contains(pages(s), "start/messages-en.html")
		if all != (want[1] > 0) {
			t.Errorf("%d messages: a page of all: %t", n, all)
			continue
		}
		if all {
			if got := len(elements(parsed(t, s, "start/messages-en.html"), "textarea")); got != want[1] {
				t.Errorf("%d messages: %d on the page of all", n, got)
			}
		}
		if got := byID(t, root, "ar-messages"); !strings.Contains(text(got), "English") || attr(elements(got, "ol")[0], "dir") != "ltr" {
			t.Errorf("an Arabic page doesn’t say that its messages are English: %q", text(got)[:60])
		}
	}
}

// The event leads as far as it is known, each part on a line of its own.
func TestEventLines(t *testing.T) {
	k, err := kit.Open(only(""))
	if err != nil {
		t.Fatal(err)
	}
	lib, err := fonts()
	if err != nil {
		t.Fatal(err)
	}
	for want, ev := range map[string]kit.Event{
		"":                                   {},
		"Nairobi":                            {City: "Nairobi"},
		"Embassy, Room 4, Nairobi":           {Mission: "Embassy", Place: "Room 4", City: "Nairobi"},
		"Friday 7 October 2022":              {Date: "2022-10-07"},
		"The table":                          {Host: "The table"},
		"Nairobi|Friday 7 October 2022":      {City: "Nairobi", Date: "2022-10-07"},
		"Friday 7 October 2022, 11:00 (EAT)": {Date: "2022-10-07", Time: "11:00", Timezone: "Africa/Nairobi"},
	} {
		s, err := site.Build(t.Context(), k, ev, lib, site.Options{Langs: []string{"en"}})
		if err != nil {
			t.Fatal(err)
		}
		var lines []string
		for _, e := range elements(byID(t, parsed(t, s, site.Start), "en"), "div") {
			if attr(e, "class") == "event" {
				for _, p := range elements(e, "p") {
					lines = append(lines, strings.ReplaceAll(text(p), "\u00a0", " "))
				}
			}
		}
		if got := strings.Join(lines, "|"); got != want {
			t.Errorf("%+v: %q", ev, got)
		}
	}
}

// The style knows both schemes, people who want little motion, and paper.
func TestStyle(t *testing.T) {
	style := string(read(t, built(t, campaign), "start/style.css"))
	for _, want := range []string{"prefers-color-scheme:dark", "prefers-reduced-motion", "@media print", ":focus-visible", "@page", "color-scheme:light dark"} {
		if !strings.Contains(style, want) {
			t.Errorf("the style lacks %q", want)
		}
	}
	if strings.Count(style, "{") != strings.Count(style, "}") {
		t.Error("a brace is missing")
	}
	for _, physical := range []string{"margin-left", "margin-right", "padding-left", "padding-right", "float:", "border-left", "border-right"} {
		if strings.Contains(style, physical) {
			t.Errorf("%s isn’t turned round for languages from the right", physical)
		}
	}
	script := string(read(t, built(t, campaign), "start/app.js"))
	for _, bad := range []string{"http:", "https:", "fetch(", "XMLHttpRequest", "localStorage", "document.cookie", "innerHTML", "eval(", "sendBeacon"} {
		if strings.Contains(script, bad) {
			t.Errorf("the script has %q", bad)
		}
	}
}

// What is written to a folder is what is served.
func TestOpenAgreesWithDisk(t *testing.T) {
	s, _ := light(t, lightRiver(), nil)
	dir := t.TempDir()
	if err := s.WriteTo(t.Context(), dir, nil); err != nil {
		t.Fatal(err)
	}
	for _, f := range s.Files {
		data, err := os.ReadFile(dir + "/" + f.Name)
		if err != nil || !bytes.Equal(data, read(t, s, f.Name)) || int64(len(data)) != f.Size {
			t.Errorf("%s: %v, or it differs", f.Name, err)
		}
	}
}

// A song's words in a language that it lacks are those of the kit's first, said
// so, and its score in that language is the one to open.
func TestSongFallsBack(t *testing.T) {
	_, root := light(t, lightRiver(), nil)
	tune := byID(t, root, "de-song-current")
	if got := text(elements(tune, "h3")[0]); got != "Die Strömung" {
		t.Errorf("the title is %q", got)
	}
	if got := text(tune); !strings.Contains(got, "English") || !strings.Contains(got, "The river <runs>") {
		t.Errorf("the words are %q", got)
	}
	for _, a := range elements(tune, "a") {
		if strings.HasSuffix(attr(a, "href"), "river-ar.pdf") {
			t.Error("the Arabic score is offered with English words")
		}
	}
	for _, e := range elements(tune, "div") {
		if attr(e, "class") == "lyrics" && (attr(e, "lang") != "en" || attr(e, "tabindex") != "0" || attr(e, "role") != "group") {
			t.Errorf("the words’ box: lang=%q tabindex=%q", attr(e, "lang"), attr(e, "tabindex"))
		}
	}
}
