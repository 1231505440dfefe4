package site_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"eventkit/kit/site"
)

// only is the river's kit with one of its folders, quick to make a page of.
func only(folder string) fstest.MapFS {
	files := lightRiver()
	maps.DeleteFunc(files, func(name string, _ *fstest.MapFile) bool {
		return strings.Contains(name, "/") && !strings.HasPrefix(name, folder+"/")
	})
	return files
}

// filmOf is what the page shows of the river's film in a language.
func filmOf(t *testing.T, files fstest.MapFS, lang string) *html.Node {
	t.Helper()
	s, err := build(files, event, site.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return byID(t, parsed(t, s, site.Start), lang+"-film-flood")
}

// cuesOf are the captions that the page brings for a browser that reads none
// from a stick, as "from-to words".
func cuesOf(film *html.Node) []string {
	var out []string
	for _, li := range elements(film, "li") {
		out = append(out, attr(li, "data-from")+"-"+attr(li, "data-to")+" "+text(li))
	}
	return out
}

// Captions as programs write them (W3C, WebVTT), and as people do.
func TestCaptions(t *testing.T) {
	for name, tt := range map[string]struct {
		file string
		want []string
	}{
		"plain":        {"WEBVTT\n\n00:01.000 --> 00:02.500\nOne\n", []string{"1-2.5 One"}},
		"hours":        {"WEBVTT\n\n01:02:03.004 --> 01:02:04.000\nLate\n", []string{"3723.004-3724 Late"}},
		"windows":      {"\ufeffWEBVTT\r\n\r\n00:00.000 --> 00:01.000\r\nOne\r\n\r\n00:01.000 --> 00:02.000\r\nTwo\r\n", []string{"0-1 One", "1-2 Two"}},
		"old mac":      {"WEBVTT\r\r00:00.000 --> 00:01.000\rOne\r", []string{"0-1 One"}},
		"header words": {"WEBVTT - made by hand\n\n00:00.000 --> 00:01.000\nOne\n", []string{"0-1 One"}},
		"notes":        {"WEBVTT\n\nNOTE\nnobody hears this\n\nSTYLE\n::cue { color: red }\n\n00:00.000 --> 00:01.000\nOne\n", []string{"0-1 One"}},
		"settings":     {"WEBVTT\n\n00:00.000 --> 00:01.000 line:0 position:20%\nOne\n", []string{"0-1 One"}},
		"several":      {"WEBVTT\n\n00:00.000 --> 00:01.000\nOne\n- two\n", []string{"0-1 One - two"}},
		"tags":         {"WEBVTT\n\n00:00.000 --> 00:01.000\n<v Ana><i>One</i> <00:00.500>more\n", []string{"0-1 One more"}},
		"entities":     {"WEBVTT\n\n00:00.000 --> 00:01.000\na &lt;b&gt; &amp;amp; c&nbsp;d\n", []string{"0-1 a <b> &amp; c d"}},
		"script":       {"WEBVTT\n\n00:00.000 --> 00:01.000\n&lt;script&gt;alert(1)&lt;/script&gt;\n", []string{"0-1 <script>alert(1)</script>"}},
		"no time":      {"WEBVTT\n\nOne\n\n00:00 --> 00:01\nTwo\n", nil},
		"bad minute":   {"WEBVTT\n\n00:61.000 --> 00:62.000\nOne\n\n99:59.000 --> 99:59.500\nTwo\n", nil},
		"no end":       {"WEBVTT\n\n00:00.000 --> 00:01.000", []string{"0-1 "}},
		"nothing":      {"WEBVTT", nil},
	} {
		files := only("videos")
		files["videos/flood.en.vtt"] = &fstest.MapFile{Data: []byte(tt.file)}
		film := filmOf(t, files, "en")
		if got := cuesOf(film); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
		if details := elements(film, "details"); (len(details) == 0) != (len(tt.want) == 0) {
			t.Errorf("%s: there is a place for captions: %t", name, len(details) > 0)
		}
		if len(elements(film, "script")) > 0 {
			t.Errorf("%s: a script", name)
		}
	}
}

// A language without captions reads the kit's first, and is told so; browsers
// get every file, with one chosen.
func TestCaptionLanguages(t *testing.T) {
	for lang, want := range map[string]string{"en": "The water & the town", "ar": "الماء يرتفع", "de": "The water & the town"} {
		film := filmOf(t, only("videos"), lang)
		list := elements(film, "ol")[0]
		if !strings.HasPrefix(text(list), want) {
			t.Errorf("%s: %q", lang, text(list))
		}
		if named := strings.Contains(text(elements(film, "summary")[0]), "English"); named != (lang == "de") {
			t.Errorf("%s: the captions are said to be English: %t", lang, named)
		}
		if lang == "de" && (attr(list, "lang") != "en" || attr(list, "dir") != "ltr") {
			t.Errorf("the captions’ language is %q", attr(list, "lang"))
		}
		first := 0
		for _, track := range elements(film, "track") {
			if has(track, "data-first") {
				first++
			}
			if has(track, "default") {
				t.Errorf("%s: a track is shown without anybody having asked", lang)
			}
		}
		if first != 1 || len(elements(film, "track")) != 2 {
			t.Errorf("%s: %d of %d tracks are first", lang, first, len(elements(film, "track")))
		}
	}
}

// A film without captions has no place for them; a kit without films has no
// heading of theirs; a file that is named and missing is an error that names it.
func TestFilmOfLittle(t *testing.T) {
	files := only("videos")
	delete(files, "videos/flood.ar.vtt")
	delete(files, "videos/flood.en.vtt")
	film := filmOf(t, files, "en")
	if len(elements(film, "details"))+len(elements(film, "track")) != 0 || len(elements(film, "video")) != 1 {
		t.Error("there is a place for captions that there are none of")
	}
	delete(files, "videos/flood.webm")
	if _, err := build(files, event, site.Options{}); err == nil || !strings.Contains(err.Error(), "videos/flood.webm") {
		t.Errorf("without the film: %v", err)
	}
	delete(files, "videos/videos.toml")
	s, err := build(files, event, site.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(read(t, s, site.Start)), "-film\"") {
		t.Error("a heading, or a link to one, without a film")
	}
}
