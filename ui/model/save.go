package model

import (
	"context"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"time"

	"eventkit/kit/explain"
	"eventkit/kit/output"
	"eventkit/kit/page"
	"eventkit/kit/page/raster"
)

// Format is a kind of file.
type Format string

// The kinds of file; the value is the extension. HTML and Text are for a letter
// or a briefing.
const (
	PDF  Format = ".pdf"
	PNG  Format = ".png"
	HTML Format = ".html"
	Text Format = ".txt"
)

// SavePhase is where saving stands.
type SavePhase int

// The phases. SaveAsking waits for an answer because a file of that name is
// there; SaveSlow has taken longer than half a second.
const (
	SaveIdle SavePhase = iota
	SaveAsking
	SaveRunning
	SaveSlow
	SaveDone
	SaveFailed
)

// SaveState is what there is to show of saving.
type SaveState struct {
	Phase SavePhase
	// Path is the file that is or was written.
	Path string
	// Trouble says what went wrong in SaveFailed.
	Trouble explain.Message
	// Field is the field to go to, if one is wrong.
	Field string
}

// slowAfter is how long people wait before they are shown that something runs.
const slowAfter = 500 * time.Millisecond

type saveJob struct {
	work  latest
	state SaveState
	// name is a file name that was typed, without extension; empty is the
	// usual one.
	name   string
	format Format
}

// Saving returns what there is to show of saving.
func (s *Studio) Saving() SaveState { return s.save.state }

func (s *Studio) setSave(st SaveState) {
	s.save.state = st
	s.onChange(PartSave)
}

// forgetSaved takes away the line about a file that the draft has left behind.
func (s *Studio) forgetSaved() {
	switch s.save.state.Phase {
	case SaveDone, SaveFailed, SaveAsking:
		s.setSave(SaveState{})
	}
}

// SaveFolder is where files are saved.
func (s *Studio) SaveFolder() string {
	if s.mem.Folder != "" {
		return s.mem.Folder
	}
	return s.p.Folder
}

// SaveName is the file's name without extension.
func (s *Studio) SaveName() string {
	if s.save.name != "" {
		return s.save.name
	}
	lang := s.draft.lead()
	if s.two() && len(s.draft.Langs) > 1 {
		lang += "-" + s.draft.Langs[1]
	}
	_, design := s.designs(s.product())
	city := s.Event().City
	switch {
	case city != "":
	case s.product() == RoomPosters:
		city = "Poster"
	case s.product() == RoomLetter:
		city = "Delegation"
	default:
		city = "Placard"
	}
	return FileName(city, designName(design), lang)
}

// SetSavePlace sets folder and name; an empty name is the usual one.
func (s *Studio) SetSavePlace(folder, name string) {
	if folder != "" {
		s.mem.Folder = filepath.Clean(folder)
	}
	s.save.name = ""
	if name != "" && name != s.SaveName() {
		s.save.name = FileName(name)
	}
	s.keep()
	s.setSave(SaveState{})
}

// SaveLine says where a file would go, for people.
func (s *Studio) SaveLine() string {
	return s.SaveName() + string(PDF) + " · " + ShortPath(s.SaveFolder())
}

// ShortPath writes a folder with ~ for the home folder.
func ShortPath(path string) string {
	home, err := os.UserHomeDir()
	if err != nil || home == "" || home == string(filepath.Separator) {
		return path
	}
	if rel, err := filepath.Rel(home, path); err == nil && filepath.IsLocal(rel) {
		if rel == "." {
			return "~"
		}
		return filepath.Join("~", rel)
	}
	return path
}

// Save saves the page on the stage. A file that is there is only replaced after
// [Studio.Replace].
func (s *Studio) Save(f Format) {
	if p := s.save.state.Phase; p == SaveRunning || p == SaveSlow {
		return
	}
	if field := s.FirstFault(); field != "" {
		s.checkAll()
		s.onChange(PartFaults)
		s.setSave(SaveState{Phase: SaveFailed, Field: field, Trouble: explain.Message{
			Title: "Nothing was saved", Text: "The " + field + " needs another look.", Hint: s.faults[field],
		}})
		return
	}
	s.save.format = f
	path := filepath.Join(s.SaveFolder(), s.SaveName()+string(f))
	if exists(path) {
		s.setSave(SaveState{Phase: SaveAsking, Path: path})
		return
	}
	s.write(path)
}

// Replace answers that the file that is there may be replaced.
func (s *Studio) Replace() {
	if s.save.state.Phase == SaveAsking {
		s.write(s.save.state.Path)
	}
}

// KeepBoth answers that the new file gets another name.
func (s *Studio) KeepBoth() {
	if s.save.state.Phase == SaveAsking {
		s.write(beside(s.save.state.Path, exists))
	}
}

// CancelSave stops saving, or answers that nothing is to be written.
func (s *Studio) CancelSave() {
	s.save.work.stop()
	s.setSave(SaveState{})
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// write makes the page anew, reads its code back, and writes it.
func (s *Studio) write(path string) {
	job := pageJob{lay: s.recipe(), readBack: s.p.ReadBack, format: s.save.format, path: path}
	s.setSave(SaveState{Phase: SaveRunning, Path: path})
	stop := s.p.Timer.After(slowAfter, func() {
		if s.save.state.Phase == SaveRunning {
			s.setSave(SaveState{Phase: SaveSlow, Path: path})
		}
	})
	s.save.work.do(job.run, func(err error) {
		stop()
		if err != nil {
			s.setSave(SaveState{Phase: SaveFailed, Path: path, Trouble: explain.Explain(err)})
			return
		}
		s.setSave(SaveState{Phase: SaveDone, Path: path})
	})
}

// pageJob is everything that writing one page takes along.
type pageJob struct {
	lay      recipe
	readBack func(*page.Page) error
	format   Format
	path     string
}

func (j pageJob) run(ctx context.Context) error {
	made, err := j.lay()
	if err != nil {
		return err
	}
	for _, p := range made.codes {
		if err := j.readBack(p); err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := makeFolder(filepath.Dir(j.path)); err != nil {
		return err
	}
	return output.WriteFile(j.path, func(w io.Writer) error {
		return made.write(&stoppable{ctx, w}, j.format)
	})
}

// makeFolder makes a folder if it isn't there. The error is an [*output.Error].
func makeFolder(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return &output.Error{Path: dir, Reason: output.Reason(err), Err: err}
	}
	return nil
}

// stoppable is a writer that refuses to go on once its context has ended.
type stoppable struct {
	ctx context.Context
	w   io.Writer
}

func (s *stoppable) Write(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.w.Write(p)
}

// A picture has the resolution of print where it stays below so many pixels.
const (
	pictureDPI    = 300
	picturePixels = 36_000_000
)

func writePicture(w io.Writer, p *page.Page) error {
	dpi := math.Min(pictureDPI, math.Floor(25.4*math.Sqrt(picturePixels/(p.Size.W*p.Size.H))))
	img, err := raster.Paint(p, dpi)
	if err != nil {
		return err
	}
	return raster.EncodePNG(w, img, dpi)
}

// SavedLine says what was saved and where.
func (s *Studio) SavedLine() string {
	path := s.save.state.Path
	return fmt.Sprintf("%s is in %s.", filepath.Base(path), ShortPath(filepath.Dir(path)))
}

// OpenSaved opens the file that was saved last in the system's own program.
func (s *Studio) OpenSaved() { s.open(s.save.state.Path) }

// OpenFolder opens the folder that files are saved in.
func (s *Studio) OpenFolder() {
	dir := s.SaveFolder()
	if s.save.state.Phase == SaveDone {
		dir = filepath.Dir(s.save.state.Path)
	}
	if err := makeFolder(dir); err != nil {
		s.fail(err)
		return
	}
	s.open(dir)
}

func (s *Studio) open(path string) {
	s.show(path, s.notShown("No program here opens "+filepath.Base(path)+".", path))
}
