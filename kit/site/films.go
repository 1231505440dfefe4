package site

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"

	"eventkit/kit"
	"eventkit/kit/film"
	"eventkit/kit/typeset"
)

const (
	maxCaptions = 256 << 10
	maxCues     = 2000
)

// filmView is a film on the page.
type filmView struct {
	ID         string
	Credit     credit
	Title      Words
	Href, Kind string
	Still      string
	Tracks     []track
	// Cues are the captions in the page's language, or the nearest: browsers
	// read no captions beside a page that was opened from a stick.
	Of   Words
	Cues []cue
}

// track is a file of captions.
type track struct {
	Lang, Name, Href string
	Default          bool
}

// cue is one caption, from and to in seconds.
type cue struct{ From, To, Text string }

func (b *builder) planFilms() error {
	films, err := film.Read(b.kit)
	if err != nil {
		return err
	}
	for _, f := range films {
		if _, err := fs.Stat(b.kit.FS(), f.File); errors.Is(err, fs.ErrNotExist) {
			continue // one that is yet to be drawn
		}
		for _, v := range b.views {
			one, err := b.filmView(v, f)
			if err != nil {
				return err
			}
			v.Films = append(v.Films, one)
		}
	}
	return nil
}

func (b *builder) filmView(v *view, f film.Film) (filmView, error) {
	out := filmView{
		ID: v.ID + "-film-" + f.ID, Title: v.say(f.Title), Kind: mediaTypes[strings.ToLower(path.Ext(f.File))],
		Credit: credit{Who: typeset.Clean(f.Credit), Licence: typeset.Clean(f.Licence)},
	}
	var err error
	if out.Href, err = b.carry(f.File); err != nil {
		return out, err
	}
	if _, err := fs.Stat(b.kit.FS(), f.Still); err == nil && opens(f.Still) {
		if out.Still, err = b.carry(f.Still); err != nil {
			return out, err
		}
	}
	if len(f.Captions) == 0 {
		return out, nil
	}
	chosen, lang, _ := kit.Text(f.Captions).In(v.langs...)
	out.Of = v.in(languageName(lang), lang)
	for _, tag := range kit.Text(f.Captions).Languages() {
		at, err := b.carry(f.Captions[tag])
		if err != nil {
			return out, err
		}
		out.Tracks = append(out.Tracks, track{tagOf(tag), languageName(tag), at, tag == lang})
	}
	out.Cues, err = readCaptions(b.kit.FS(), chosen)
	return out, err
}

var (
	cueForm = regexp.MustCompile(`^((?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3})[ \t]+-->[ \t]+((?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3})(?:[ \t].*)?$`)
	tagForm = regexp.MustCompile(`<[^>]*>`)
)

// readCaptions reads what is said when from a file of captions (W3C, WebVTT).
func readCaptions(fsys fs.FS, name string) ([]cue, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, err
	}
	if info.Size() > maxCaptions {
		return nil, &kit.LimitError{File: name, What: "bytes", Got: info.Size(), Max: maxCaptions}
	}
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	text := strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "").Replace(strings.TrimPrefix(string(data), "\ufeff"))
	if first, _, _ := strings.Cut(text, "\n"); strings.TrimSpace(strings.TrimPrefix(first, "WEBVTT")) == first && first != "WEBVTT" {
		return nil, kit.Problems{{File: name, Line: 1, What: "the captions don’t begin with WEBVTT", Mend: "save them as WebVTT"}}
	}
	var out []cue
	lines := strings.Split(text, "\n")
	for i := 0; i < len(lines); i++ {
		m := cueForm.FindStringSubmatch(lines[i])
		if m == nil {
			continue
		}
		var said []string
		for i+1 < len(lines) && strings.TrimSpace(lines[i+1]) != "" {
			i++
			said = append(said, typeset.Clean(unescapeCue(tagForm.ReplaceAllString(lines[i], ""))))
		}
		if len(out) == maxCues {
			return nil, kit.Problems{{File: name, Line: i + 1, What: fmt.Sprintf("there are more than %d captions", maxCues), Mend: "join some"}}
		}
		out = append(out, cue{seconds(clock(m[1])), seconds(clock(m[2])), strings.Join(said, " ")})
	}
	return out, nil
}

func unescapeCue(s string) string {
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&nbsp;", " ", "&lrm;", "", "&rlm;", "", "&amp;", "&").Replace(s)
}

// clock is "01:02.500" or "00:01:02.500", whose form was checked.
func clock(s string) time.Duration {
	var total time.Duration
	for part := range strings.SplitSeq(s, ":") {
		n, _ := strconv.ParseFloat(part, 64)
		total = total*60 + time.Duration(n*float64(time.Second)+0.5)
	}
	return total
}
