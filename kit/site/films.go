package site

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"eventkit/kit"
	"eventkit/kit/typeset"
)

// videoFolder is where a kit keeps its films: NAME.webm or NAME.mp4, a picture
// NAME.png or NAME.jpg to show before it plays, and captions NAME.LANG.vtt.
const videoFolder = "videos"

const (
	maxFilms    = 20
	maxCaptions = 256 << 10
	maxCues     = 2000
)

// film is a film on the page.
type film struct {
	ID         string
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
	entries, err := fs.ReadDir(b.kit.FS(), videoFolder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var films []string
	for _, e := range entries {
		if ext := strings.ToLower(path.Ext(e.Name())); !e.IsDir() && (ext == ".webm" || ext == ".mp4") {
			films = append(films, e.Name())
		}
	}
	for i, name := range films[:min(len(films), maxFilms)] {
		base := strings.TrimSuffix(name, path.Ext(name))
		for _, v := range b.views {
			f := film{ID: v.ID + "-film-" + strconv.Itoa(i+1), Kind: mediaTypes[strings.ToLower(path.Ext(name))]}
			if f.Href, err = b.carry(path.Join(videoFolder, name)); err != nil {
				return err
			}
			if f.Still, err = b.still(base, entries); err != nil {
				return err
			}
			if err := b.captions(v, &f, base, entries); err != nil {
				return err
			}
			v.Films = append(v.Films, f)
		}
	}
	return nil
}

func (b *builder) still(base string, entries []fs.DirEntry) (string, error) {
	for _, ext := range []string{".png", ".jpg", ".jpeg"} {
		if slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == base+ext }) {
			return b.carry(path.Join(videoFolder, base+ext))
		}
	}
	return "", nil
}

// captions finds the files of captions of a film.
func (b *builder) captions(v *view, f *film, base string, entries []fs.DirEntry) error {
	files := kit.Text{}
	for _, e := range entries {
		lang, ok := strings.CutPrefix(e.Name(), base+".")
		if lang, isVTT := strings.CutSuffix(lang, ".vtt"); ok && isVTT && tagOf(lang) != "und" {
			files[lang] = e.Name()
		} else if e.Name() == base+".vtt" {
			files[b.kit.Languages[0]] = e.Name()
		}
	}
	if len(files) == 0 {
		return nil
	}
	chosen, lang, _ := files.In(v.langs...)
	f.Of = v.in(languageName(lang), lang)
	for _, tag := range files.Languages() {
		at, err := b.carry(path.Join(videoFolder, files[tag]))
		if err != nil {
			return err
		}
		f.Tracks = append(f.Tracks, track{tagOf(tag), languageName(tag), at, tag == lang})
	}
	var err error
	f.Cues, err = readCaptions(b.kit.FS(), path.Join(videoFolder, chosen))
	return err
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
