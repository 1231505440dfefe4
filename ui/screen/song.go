package screen

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"eventkit/ui/model"
	"eventkit/ui/theme"
	"eventkit/ui/widget"
)

// Song is the room in which the kit's songs are played and sung. It has a stage
// of its own, [SongStage].
type Song struct {
	// Songs are the chips of the songs, Languages those of the words; Beside
	// picks the translation.
	Songs, Languages []*widget.Chip
	Beside           *widget.Select
	// Add picks a recording, Remove takes it away again.
	Add, Remove *widget.Button
	// Volume is the loudness, Loop plays again and again.
	Volume *widget.Slider
	Loop   *widget.Chip
	// Sing opens the words over a whole screen, Save writes them as a sheet.
	Sing, Save *widget.Button
	// Film opens the kit's film in the system's own player.
	Film *widget.Button
	// Stage is the right side.
	Stage *SongStage

	still                 *canvas.Image
	filmAbout             *widget.Para
	film                  *widget.Field
	d                     Deps
	panel                 *panel
	songs, words, sound   *widget.Field
	beside                *widget.Field
	songChips, langChips  *fyne.Container
	about                 *widget.Para
	files                 *fyne.Container
	shownSongs, shownLang string
}

// NewSong builds the room. sing opens the words over a whole screen.
func NewSong(d Deps, sing func()) *Song {
	s := d.Studio
	r := &Song{d: d, Stage: newSongStage(d)}
	r.songChips, r.langChips = container.New(widget.Flow{Gap: 6}), container.New(widget.Flow{Gap: 6})
	r.songs = widget.NewField("Song", r.songChips, d.Letters)
	r.words = widget.NewField("Words in", r.langChips, d.Letters)
	r.about = widget.NewPara("", d.Letters)
	r.Add = widget.NewQuiet("Add the recording…", func() {
		d.PickFile("The recording", model.RecordingKinds(), s.AddRecording)
	})
	r.Remove = widget.NewQuiet("Take the recording away", s.RemoveRecording)
	r.files = container.New(widget.Flow{Gap: 14}, r.Add, r.Remove)
	r.Beside = widget.NewSelect(d.Host, d.Letters)
	r.Beside.Items = func() []widget.Item { return items(s.BesideLanguages()) }
	r.Beside.OnPick = s.PickBeside
	r.Beside.OnReach = r.reach(r.Beside)
	r.beside = widget.NewField("Beside them", r.Beside, d.Letters)
	r.Volume = widget.NewSlider(model.VolumeStops, s.SetVolume)
	r.Volume.OnReach = r.reach(r.Volume)
	r.sound = widget.NewField("Volume", r.Volume, d.Letters)
	r.Loop = widget.NewChip("loop", "Again and again", d.Letters, s.ToggleLoop)
	r.Loop.OnReach = r.reach(r.Loop)
	r.Sing = widget.NewButton("Sing along, full screen", sing)
	r.Sing.OnReach = r.reach(r.Sing)
	r.Save = widget.NewButton("Save the words as a PDF", s.SaveWords)
	r.Save.OnReach = r.reach(r.Save)
	r.newFilm()
	r.panel = newPanel("Song", d.Letters, r.songs, r.about, r.files, r.words, r.beside, r.sound,
		container.New(widget.Flow{Gap: 6}, r.Loop), r.Sing, r.Save, r.film, r.filmAbout, r.Film)
	return r
}

// newFilm builds what shows the kit's film.
func (r *Song) newFilm() {
	const width, height = 256, 144 // the shape of a screen, 16 to 9
	r.still = canvas.NewImageFromImage(nil)
	r.still.FillMode = canvas.ImageFillContain
	r.still.SetMinSize(fyne.NewSize(width, height))
	r.film = widget.NewField("Film", r.still, r.d.Letters)
	r.filmAbout = widget.NewPara("", r.d.Letters)
	r.Film = widget.NewButton("Open in the system’s player", func() {
		if films := r.d.Studio.Films(); len(films) > 0 {
			r.d.Studio.ShowFilm(films[0].ID)
		}
	})
	r.Film.OnReach = r.reach(r.Film)
}

// updateFilm shows the kit's first film, or what is wrong with it.
func (r *Song) updateFilm() {
	s := r.d.Studio
	films, trouble := s.Films(), s.FilmsTrouble()
	r.film.Hidden, r.Film.Hidden = len(films) == 0, len(films) == 0
	r.filmAbout.Hidden = len(films) == 0 && trouble.Title == ""
	if len(films) == 0 {
		r.filmAbout.Set(bad(trouble.Title + " " + trouble.Text))
		return
	}
	f := films[0]
	text := f.Title + " · " + f.Credit + " · " + f.Licence
	if f.Captions != "" {
		text += ". Captions: " + f.Captions + "."
	}
	r.filmAbout.Set(widget.Span{Text: text})
	if img := s.FilmStill(f.ID); img != r.still.Image {
		r.still.Image = img
		r.still.Refresh()
	}
}

func (r *Song) reach(o fyne.CanvasObject) func() {
	return func() { r.panel.reveal(r.d.Host, o) }
}

// Root is what the window shows on the left.
func (r *Song) Root() fyne.CanvasObject { return r.panel.root }

// Update shows anew what has changed.
func (r *Song) Update(p model.Part) {
	s := r.d.Studio
	if s.HasSongs() && p.Has(model.PartSong|model.PartKit|model.PartRoom) {
		fillChips(&r.Songs, r.songChips, s.Songs(), &r.shownSongs, s.PickSong, r.d.Letters, r.reach)
		fillChips(&r.Languages, r.langChips, s.SongLanguages(), &r.shownLang, s.PickSongLanguage, r.d.Letters, r.reach)
		song := s.Song()
		r.about.Set(songLines(song, s.SongsTrouble().Title+s.SongsTrouble().Text)...)
		r.Add.Hidden, r.Remove.Hidden = !song.Slot || song.Added, !song.Added
		r.files.Hidden = r.Add.Hidden && r.Remove.Hidden
		none := len(s.SongLanguages()) == 0
		r.words.Hidden, r.beside.Hidden, r.Sing.Hidden = none, none, none
		r.Save.Hidden = !s.CanSaveWords()
		r.Beside.SetText(s.BesideName())
		r.Volume.Put(s.Volume())
		r.Loop.SetSelected(s.Looping())
		r.updateFilm()
		r.panel.relayout()
	}
	r.Stage.Update(p)
}

// songLines say whose a song is, and what is missing.
func songLines(song model.Song, trouble string) []widget.Span {
	if trouble != "" {
		return []widget.Span{bad(trouble)}
	}
	var out []widget.Span
	for _, line := range []string{song.Credit, song.Licence, song.Note} {
		if line != "" && len(out) > 0 {
			line = " · " + line
		}
		out = append(out, widget.Span{Text: line})
	}
	return out
}

// Verses are the words of the song that is shown.
func Verses(s *model.Studio) []widget.Verse {
	var out []widget.Verse
	for _, l := range s.Lyrics() {
		out = append(out, widget.Verse{Words: l.Words, Beside: l.Beside, Call: l.Call, First: l.First})
	}
	return out
}

// clock is a time as a player shows it.
func clock(d time.Duration) string {
	n := int(d.Seconds())
	if n >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", n/3600, n/60%60, n%60)
	}
	return fmt.Sprintf("%d:%02d", n/60, n%60)
}

const stageEm = theme.Body * 1.5
