package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"eventkit/kit"
	"eventkit/kit/song"
)

type songCommand struct {
	kitFlag
	Event  string   `help:"The event: a file made by kit event new." placeholder:"event.toml"`
	Song   string   `help:"The song's id. Default: the first that has words." placeholder:"ID"`
	Lang   []string `help:"One to three languages side by side (BCP 47), such as en,sw. Default: the event's, else the kit's first." placeholder:"TAG"`
	Paper  string   `help:"A6 to A1, Letter, Legal, Tabloid, or width x height in mm. Three languages lie across it. Default: the event's, else A4." placeholder:"A4|210x297"`
	Chords bool     `default:"true" negatable:"" help:"Print the chords above the words. Default: yes."`
	Code   bool     `help:"Print the code to the form at the foot."`
	Link   string   `help:"The address that --code opens. Default: the event's, else the kit's." placeholder:"URL"`
	Score  bool     `help:"Write the kit's own score of the song instead of a lyric sheet."`
	JSON   bool     `name:"json" help:"Print the songs as one array: id, title, file, slot, credit, licence, note, languages, lines, score, midi."`
	Output string   `short:"o" help:"The PDF to write; - is standard output. Without it the songs are listed." placeholder:"FILE.pdf"`
}

// Run makes a lyric sheet, copies a score out, or lists the songs.
func (c *songCommand) Run(e *env) error {
	if c.Output == "" && c.Score {
		return &usageError{"no file was named for the score", "Add -o FILE.pdf."}
	}
	if c.Output == "" || c.JSON {
		return c.list(e)
	}
	if _, err := format(c.Output, "pdf"); err != nil {
		return err
	}
	if len(c.Lang) > song.MaxLanguages {
		return &usageError{fmt.Sprintf("--lang names %d languages", len(c.Lang)), "A lyric sheet has one to three side by side."}
	}
	if c.Score {
		return c.score(e)
	}
	flags := documentFlags{kitFlag: c.kitFlag, Event: c.Event, Paper: c.Paper}
	d, err := flags.sit(e)
	if err != nil {
		return err
	}
	defer d.close()
	if _, err := c.pick(d.kit); err != nil {
		return err
	}
	var langs []string
	for _, tag := range c.Lang {
		one, err := languages(d.kit, []string{tag}, false)
		if err != nil {
			return err
		}
		langs = append(langs, one...)
	}
	made, err := song.New(d.lib).Sheet(d.kit, d.event, song.Choice{
		Song: c.Song, Langs: langs, Paper: d.paper, Chords: c.Chords, Code: c.Code, Link: c.Link,
	})
	if err != nil {
		return err
	}
	return e.bind(c.Output, made.Report, made.Pages)
}

// pick returns the song that was named, or the first that has words.
func (c *songCommand) pick(k *kit.Kit) (song.Song, error) {
	songs, err := song.Read(k)
	if err != nil {
		return song.Song{}, err
	}
	var ids []string
	for _, s := range songs {
		if s.ID == c.Song || c.Song == "" && len(s.Lines) > 0 {
			return s, nil
		}
		ids = append(ids, s.ID)
	}
	if c.Song != "" {
		return song.Song{}, unknown("song", c.Song, ids)
	}
	return song.Song{}, &song.NoWordsError{}
}

// score copies a song's score out of the kit, that of the language first.
func (c *songCommand) score(e *env) error {
	k, closer, err := c.open(e)
	if err != nil {
		return err
	}
	defer closer.Close()
	s, err := c.pick(k)
	if err != nil {
		return err
	}
	name := ""
	for _, f := range s.Score {
		if name == "" || len(c.Lang) > 0 && strings.HasSuffix(f, "-"+c.Lang[0]+".pdf") {
			name = f
		}
	}
	if name == "" {
		return &usageError{fmt.Sprintf("the kit has no score of %q", s.ID), "kit song lists what it has."}
	}
	f, err := k.FS().Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	return e.write(c.Output, func(w io.Writer) error {
		_, err := io.Copy(w, f)
		return err
	})
}

// listedSong is a song as kit song --json prints it.
type listedSong struct {
	ID        string   `json:"id"`
	Title     kit.Text `json:"title"`
	File      string   `json:"file,omitempty"`
	Slot      bool     `json:"slot,omitempty"`
	Credit    string   `json:"credit"`
	Licence   string   `json:"licence"`
	Note      kit.Text `json:"note,omitempty"`
	Languages []string `json:"languages,omitempty"`
	// Lines have their seconds in the recording.
	Lines []listedLine `json:"lines,omitempty"`
	Score []string     `json:"score,omitempty"`
	Midi  []string     `json:"midi,omitempty"`
}

type listedLine struct {
	Start float64  `json:"start"`
	End   float64  `json:"end"`
	Who   string   `json:"who"`
	Part  string   `json:"part,omitempty"`
	Words kit.Text `json:"words"`
}

func (c *songCommand) list(e *env) error {
	k, closer, err := c.open(e)
	if err != nil {
		return err
	}
	defer closer.Close()
	songs, err := song.Read(k)
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(e.stdout, listSongs(songs))
	}
	for _, s := range songs {
		title, _, _ := s.Title.In("en")
		fmt.Fprintf(e.stdout, "%s: %s (%s, %s)\n", s.ID, title, s.Credit, s.Licence)
		if s.File == "" {
			fmt.Fprintln(e.stdout, "  It waits for its recording.")
		}
		if len(s.Languages) > 0 {
			fmt.Fprintf(e.stdout, "  Words in %s.\n", strings.Join(s.Languages, ", "))
		}
	}
	return nil
}

func listSongs(songs []song.Song) []listedSong {
	out := []listedSong{}
	for _, s := range songs {
		l := listedSong{
			ID: s.ID, Title: s.Title, File: s.File, Slot: s.Slot, Credit: s.Credit, Licence: s.Licence,
			Note: s.Note, Languages: s.Languages, Score: s.Score, Midi: s.Midi,
		}
		for _, line := range s.Lines {
			l.Lines = append(l.Lines, listedLine{seconds(line.Start), seconds(line.End), line.Who, line.Part, line.Words})
		}
		out = append(out, l)
	}
	return out
}

func seconds(d time.Duration) float64 { return float64(d.Milliseconds()) / 1000 }
