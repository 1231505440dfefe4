package site

import (
	"path"
	"strconv"
	"strings"
	"time"

	"eventkit/kit/song"
	"eventkit/kit/typeset"
)

// songView is a song on the page.
type songView struct {
	ID          string
	Title, Note Words
	Credit      credit
	// Href is the recording, "" while there is none, and Kind its media type.
	Href, Kind string
	// Verses are the words, in Of.
	Of     Words
	lang   string
	Verses []verse
	Scores []download
}

type verse []line

type line struct {
	Text string
	// From and To are its place in the recording, in seconds; "" without one.
	From, To string
	All      bool
}

// mediaTypes are those of the files that a page plays.
var mediaTypes = map[string]string{
	".ogg": "audio/ogg", ".mp3": "audio/mpeg", ".flac": "audio/flac", ".wav": "audio/wav",
	".webm": "video/webm", ".mp4": "video/mp4",
}

// planSongs puts what plays before what waits for its recording.
func (b *builder) planSongs() error {
	songs, err := song.Read(b.kit)
	if err != nil {
		return err
	}
	for _, wanted := range []bool{true, false} {
		for _, s := range songs {
			if (s.File != "") != wanted {
				continue
			}
			for _, v := range b.views {
				one, err := b.songView(v, s)
				if err != nil {
					return err
				}
				v.Songs = append(v.Songs, one)
			}
		}
	}
	return nil
}

func (b *builder) songView(v *view, s song.Song) (songView, error) {
	out := songView{
		ID: v.ID + "-song-" + s.ID, Title: v.say(s.Title),
		Credit: credit{Who: typeset.Clean(s.Credit), Licence: typeset.Clean(s.Licence)},
	}
	var err error
	if s.File == "" {
		out.Note = v.word("no-recording")
	} else {
		out.Note, out.Kind = v.say(s.Note), mediaTypes[strings.ToLower(path.Ext(s.File))]
		if out.Href, err = b.carry(s.File); err != nil {
			return out, err
		}
	}
	out.verses(v, s)
	for _, name := range s.Score {
		lang := b.languageOf(name)
		if lang != "" && lang != out.lang || !opens(name) {
			continue
		}
		at, err := b.carry(name)
		if err != nil {
			return out, err
		}
		kind := strings.ToUpper(strings.TrimPrefix(path.Ext(name), "."))
		if lang != "" {
			kind = languageName(lang) + ", " + kind
		}
		out.Scores = append(out.Scores, download{Words{Text: kind}, at})
	}
	return out, nil
}

// languageOf is the language that a file's name ends in, as in
// "song/river-es.pdf", or "".
func (b *builder) languageOf(name string) string {
	base := strings.TrimSuffix(path.Base(name), path.Ext(name))
	for _, lang := range b.kit.Languages {
		if strings.HasSuffix(base, "-"+lang) {
			return lang
		}
	}
	return ""
}

func (out *songView) verses(v *view, s song.Song) {
	if len(s.Lines) == 0 {
		return
	}
	_, lang, _ := s.Lines[0].Words.In(v.langs...)
	out.Of, out.lang = v.in(languageName(lang), lang), lang
	last := ""
	for i, l := range s.Lines {
		words, _, _ := l.Words.In(append([]string{lang}, v.langs...)...)
		one := line{Text: typeset.Clean(words), All: l.Who == song.All}
		if s.Timed() {
			one.From, one.To = seconds(l.Start), seconds(l.End)
		}
		if i == 0 || l.Part != last {
			out.Verses = append(out.Verses, nil)
		}
		last = l.Part
		out.Verses[len(out.Verses)-1] = append(out.Verses[len(out.Verses)-1], one)
	}
}

// seconds is a time as a script reads it, "61.25".
func seconds(d time.Duration) string { return strconv.FormatFloat(d.Seconds(), 'f', -1, 64) }
