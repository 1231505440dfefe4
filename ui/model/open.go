package model

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"eventkit/kit"
	"eventkit/kit/stick"
)

// recentMax is how many kits and events the list of recent ones holds.
const recentMax = 8

// Recent lists the kits and events that were opened, newest first.
func (s *Studio) Recent() []string { return slices.Clone(s.mem.Recent) }

// Open opens an event (a .toml file) or a kit (a .kit file or a folder).
func (s *Studio) Open(path string) {
	path = filepath.Clean(path)
	if strings.EqualFold(filepath.Ext(path), ".toml") {
		if strings.EqualFold(filepath.Base(path), "kit.toml") {
			path = filepath.Dir(path)
		} else {
			s.openEvent(path)
			return
		}
	}
	s.openKit(path)
}

func (s *Studio) openEvent(path string) {
	var ev kit.Event
	s.opening.do(func(context.Context) error {
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		ev, err = kit.ReadEvent(f)
		return err
	}, func(err error) {
		if err != nil {
			s.fail(err)
			return
		}
		s.addRecent(path)
		hint := s.take(ev)
		s.Say(Notice{Text: "Opened " + filepath.Base(path) + ".", Hint: hint})
	})
}

// take fills the form from an event and takes its count; Undo gives back what
// was there. It says what became of the count.
func (s *Studio) take(ev kit.Event) (hint string) {
	tally, hint := s.countOf(ev)
	s.merging = nil
	s.edit("", func(d *Draft) {
		d.Tally = tally
		d.Fields = map[string]string{
			City: ev.City, Date: ev.Date, Mission: ev.Mission, Place: ev.Place, Time: ev.Time,
			Timezone: ev.Timezone, Host: ev.Host, Contact: ev.Contact, Link: ev.Link,
		}
		if t, err := time.Parse(time.DateOnly, ev.Date); err == nil {
			d.Fields[Date] = t.Format("2 January 2006")
		}
		if len(ev.Languages) > 0 {
			d.Langs = ev.Languages
		}
		if ev.Paper != "" {
			d.Paper = ev.Paper
		}
	})
	s.checkAll()
	s.onChange(PartFields | PartFaults)
	return hint
}

// openKit looks at a kit, or at an update of one, and asks what has to be asked
// before it is opened; see [Studio.Card].
func (s *Studio) openKit(path string) { s.arrive(&arrival{path: path}) }

// openThere opens a kit where it lies. Between its being judged and the last
// answer of the person another one may have come there.
func (s *Studio) openThere(a *arrival) {
	path := a.path
	var k *kit.Kit
	var file io.Closer
	s.opening.do(func(context.Context) (err error) {
		k, file, err = s.p.OpenKit(path)
		if err == nil && (k.ID != a.ID || k.Version != a.Version || listOf(k.FS()) != a.list) {
			_ = file.Close()
			return errSwapped
		}
		return err
	}, func(err error) {
		s.waves.show(s, Card{})
		if err != nil {
			s.fail(err)
			return
		}
		s.addRecent(path)
		s.useKit(k, file, path)
		title, _, _ := k.Title.In("en")
		s.Say(Notice{Text: "This is now the kit “" + title + "”.", Hint: s.waves.genuineLine(path)})
	})
}

var errSwapped = errors.New("the kit isn’t what it was when it was looked at: open it once more")

// listOf names the list of sums of a kit by its own sum, "" if it has none.
func listOf(files fs.FS) string {
	sum, _ := stick.ListSum(files)
	return sum
}

// OwnKit goes back to the kit that comes with the program.
func (s *Studio) OwnKit() {
	if s.mem.Kit != "" {
		s.useKit(s.p.Kit, nil, "")
		s.judgeOpen()
	}
}

// ForeignKit reports whether the kit isn't the one that comes with the program.
func (s *Studio) ForeignKit() bool { return s.mem.Kit != "" }

func (s *Studio) useKit(k *kit.Kit, file io.Closer, path string) {
	s.leaveSongs()
	if s.kitFile != nil {
		// Nothing was written to it.
		_ = s.kitFile.Close()
	}
	s.kit, s.kitFile, s.mem.Kit, s.waves.passed = k, file, path, passed{}
	s.history = history{}
	s.settle()
	if !s.HasRoom(s.mem.Room) {
		s.mem.Room = RoomPlacards
	}
	s.edited()
	s.lookAnew()
	s.onChange(PartKit | PartRoom | PartFaults | PartChoices)
}

func (s *Studio) addRecent(path string) {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	s.mem.Recent = slices.DeleteFunc(s.mem.Recent, func(p string) bool { return p == path })
	s.mem.Recent = slices.Insert(s.mem.Recent, 0, path)
	s.mem.Recent = s.mem.Recent[:min(len(s.mem.Recent), recentMax)]
	s.keep()
}

// SaveEvent writes the form as an event.toml beside the placards, under a name
// that isn't taken, so that it can be opened again or handed on.
func (s *Studio) SaveEvent() {
	ev := s.Event()
	s.keepFile(FileName(ev.City, "event"), "This event", ev, s.addRecent)
}

// Drop takes files that were dropped on the window: the first that is an event
// or a kit; in the letter's room also a text or a logo for it,
// in that of the sticks a folder to copy to.
func (s *Studio) Drop(paths []string) {
	for _, p := range paths {
		info, err := os.Stat(p)
		ext := strings.ToLower(filepath.Ext(p))
		if err == nil && info.IsDir() && s.mem.Room == RoomSticks {
			s.AddFolder(p)
			return
		}
		if err == nil && info.IsDir() || ext == ".kit" || ext == ".toml" {
			s.Open(p)
			return
		}
		if s.mem.Room == RoomLetter && slices.Contains(TextKinds(), ext) {
			s.UseText(p)
			return
		}
		if s.mem.Room == RoomLetter && s.Document() == PaperLetter && slices.Contains(LogoKinds(), ext) {
			s.UseLogo(p)
			return
		}
		if s.mem.Room != RoomLetter && slices.Contains(PosterKinds(), ext) && s.p.Posters != nil {
			s.AddPoster(p)
			return
		}
	}
	if len(paths) > 0 && s.mem.Room == RoomSong && s.Song().Slot && slices.Contains(RecordingKinds(), strings.ToLower(filepath.Ext(paths[0]))) {
		s.AddRecording(paths[0])
		return
	}
	if len(paths) > 0 {
		s.Say(Notice{Text: "That is neither a kit nor an event.", Hint: "Drop a .kit file, a kit’s folder or an event.toml here.", Bad: true})
	}
}
