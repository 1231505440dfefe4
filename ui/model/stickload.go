package model

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/dustin/go-humanize"

	"eventkit/kit"
	"eventkit/kit/explain"
	"eventkit/kit/nearby"
	"eventkit/kit/pack"
	"eventkit/kit/page"
	"eventkit/kit/stick"
	"eventkit/kit/typeset"
)

// The parts of what goes onto sticks that can be left out.
const (
	PartPack     = string(pack.Print)    // everything for the event
	PartFiles    = string(pack.Kit)      // the kit itself
	PartPrograms = string(pack.Programs) // this program, for other computers
)

// Making says what is made for sticks.
type Making struct {
	// Dir is an empty folder that takes it, Folder its name on the stick.
	Dir, Folder string
	Kit         *kit.Kit
	Event       kit.Event
	Choice      pack.Choice
	// Programs go along unless they are among the parts that are left out.
	Programs []nearby.Program
	// Without are parts that are left out.
	Without []string
	// Step is told what is being done, and how many of how many pieces are.
	// It may be called from any goroutine.
	Step func(doing string, done, total int)
}

// Everything makes what goes onto sticks: the page that opens first, the
// event's papers, and the kit.
type Everything struct {
	Library *typeset.Library
	// Fonts are those that the library was made from.
	Fonts fs.FS
}

// doing says in words what is being made.
var doing = map[pack.Part]string{
	pack.Page: "Making the page that opens first", pack.Print: "Making the event’s papers", pack.Kit: "Adding the kit", pack.Programs: "Adding the program",
}

// Make fills m.Dir and reads it once. Errors are those of the makers and of the
// disk, and the context's.
func (e Everything) Make(ctx context.Context, m Making) (*stick.Load, error) {
	cargo := pack.Cargo{
		Kit: m.Kit, Event: m.Event, Choice: m.Choice, Library: e.Library, Fonts: e.Fonts, Programs: m.Programs,
		Step: func(part pack.Part, done, total int) { m.Step(doing[part], done, total) },
	}
	for _, part := range m.Without {
		cargo.Without = append(cargo.Without, pack.Part(part))
	}
	if _, err := pack.Carry(ctx, m.Dir, cargo); err != nil {
		return nil, err
	}
	m.Step("Adding it all up", 1, 1)
	return stick.Prepare(ctx, os.DirFS(m.Dir), m.Folder, nil, m.Folder, nil)
}

// loadState is what goes onto sticks and how far its making is.
type loadState struct {
	work    latest
	load    *stick.Load
	key     string // what it was made of
	making  string // what is being made
	stopped bool
	turn    int
	trouble explain.Message
	tick    func()

	progress *making
}

// making is told from any goroutine how far it is.
type making struct {
	mu    sync.Mutex
	doing string
	done  int
	total int
}

func (p *making) step(doing string, done, total int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.doing, p.done, p.total = doing, done, total
}

// Ready reports whether sticks can be written: what goes onto them is made, of
// the event as it is now.
func (s *Studio) Ready() bool {
	return s.sticks.ready.load != nil && s.sticks.ready.key == s.loadKey()
}

// loadKey names what sticks are made of.
func (s *Studio) loadKey() string {
	ev, err := json.Marshal(s.Event())
	return fmt.Sprintf("%p %s %v %q %q %s", s.kit, ev, err, s.mem.Sticks.Without, s.draft.Langs, s.draft.Paper)
}

// makeReady makes what goes onto sticks, in the background, unless it is made
// already. While sticks are written, or something is repaired, it waits: they
// read what was made.
func (s *Studio) makeReady() {
	l, key := &s.sticks.ready, s.loadKey()
	if !s.HasSticks() || s.mem.Room != RoomSticks || s.Ready() || s.Copying() || s.waves.repair != nil || l.making == key {
		return
	}
	l.making, l.trouble, l.stopped, l.progress = key, explain.Message{}, false, &making{}
	l.turn++
	top := s.p.Store.Path("sticks")
	size, err := page.ParseSize(s.draft.Paper)
	if err != nil {
		size = page.Size{}
	}
	m := Making{
		Dir: filepath.Join(top, fmt.Sprint("load-", l.turn)), Folder: s.loadFolder(), Kit: s.kit, Event: s.Event(),
		Choice: pack.Choice{Langs: slices.Clone(s.draft.Langs), Paper: size}, Programs: s.p.Sticks.Programs,
		Without: slices.Clone(s.mem.Sticks.Without), Step: l.progress.step,
	}
	var load *stick.Load
	l.load = nil
	l.work.do(func(ctx context.Context) error {
		err := os.RemoveAll(top)
		if err == nil {
			err = os.MkdirAll(m.Dir, 0o700)
		}
		if err == nil {
			load, err = s.p.Sticks.Make(ctx, m)
		}
		return err
	}, func(err error) {
		l.making = ""
		switch {
		case err == nil:
			l.load, l.key = load, key
		case errors.Is(err, context.Canceled):
			l.stopped = true
		default:
			l.trouble = explain.Explain(err)
		}
		s.onChange(PartSticks)
	})
	s.followMaking()
	s.onChange(PartSticks)
}

func (s *Studio) followMaking() {
	l := &s.sticks.ready
	if l.making == "" || l.tick != nil {
		return
	}
	l.tick = s.p.Timer.After(tickEvery, func() {
		l.tick = nil
		s.onChange(PartCopying)
		s.followMaking()
	})
}

// MakingReady reports whether what goes onto sticks is being made.
func (s *Studio) MakingReady() bool { return s.sticks.ready.making != "" }

// StopMaking stops making it.
func (s *Studio) StopMaking() {
	l := &s.sticks.ready
	l.work.stop()
	l.making, l.stopped = "", true
	s.onChange(PartSticks)
}

// MakeAgain makes it after it was stopped or went wrong.
func (s *Studio) MakeAgain() {
	s.sticks.ready.stopped = false
	s.makeReady()
}

// ReadyLine says how far it is, and what it holds; bad says that it can't be
// made.
func (s *Studio) ReadyLine() (line string, bad bool) {
	l := &s.sticks.ready
	switch {
	case l.making != "":
		l.progress.mu.Lock()
		defer l.progress.mu.Unlock()
		if l.progress.total == 0 {
			return "Making ready…", false
		}
		return fmt.Sprintf("%s: %d of %d…", l.progress.doing, l.progress.done, l.progress.total), false
	case l.trouble.Title != "":
		return sentences(l.trouble.Title, l.trouble.Text, l.trouble.Hint), true
	case l.stopped:
		return "Stopped. There is nothing to copy yet.", false
	case !s.Ready() && s.waves.repair != nil:
		return "Something changed. It is made anew when the repair is done.", false
	case !s.Ready():
		return "Something changed. It is made anew when the sticks are done.", false
	}
	return sentences(fmt.Sprintf("Ready: “%s”, %s, %s", l.load.Folder, several(len(l.load.Files), "file"), sizeOf(l.load.Bytes))), false
}

// ProgramsLine says for which systems the program goes along, if any.
func (s *Studio) ProgramsLine() string {
	switch programs := s.p.Sticks.Programs; {
	case slices.Contains(s.mem.Sticks.Without, PartPrograms):
		return ""
	case len(programs) == 0:
		return "No program for other computers is at hand, so none goes along."
	default:
		return "The program is for " + nearby.SystemsLine(programs) + "."
	}
}

// programsSize is the size of all programs at hand, in bytes.
func (s *Studio) programsSize() (n int64) {
	for _, p := range s.p.Sticks.Programs {
		n += p.Size
	}
	return n
}

// LoadLines lists what is on every stick, the largest first.
func (s *Studio) LoadLines() []string {
	if !s.Ready() {
		return nil
	}
	var out []string
	for _, g := range s.sticks.ready.load.Groups() {
		out = append(out, g.Name+" · "+sizeOf(g.Bytes))
	}
	return out
}

// LoadParts lists what can be left out.
func (s *Studio) LoadParts() []Option {
	out := []Option{{ID: PartPack, Name: "The event’s papers"}, {ID: PartFiles, Name: "The kit itself"}}
	if n := s.programsSize(); n > 0 {
		out = append(out, Option{ID: PartPrograms, Name: "The program · " + sizeOf(n)})
	}
	for i := range out {
		out[i].Picked = !slices.Contains(s.mem.Sticks.Without, out[i].ID)
	}
	return out
}

// ToggleLoadPart takes a part along, or leaves it out.
func (s *Studio) ToggleLoadPart(id string) {
	without := slices.DeleteFunc(slices.Clone(s.mem.Sticks.Without), func(o string) bool { return o == id })
	if len(without) == len(s.mem.Sticks.Without) {
		without = append(without, id)
		slices.Sort(without)
	}
	s.mem.Sticks.Without = without
	s.keep()
	s.makeReady()
	s.onChange(PartSticks)
}

// leaveOut says what could be left out where there is too little room.
func (s *Studio) leaveOut() string {
	if s.sticks.ready.load == nil {
		return ""
	}
	names := map[string]string{pack.PrintFolder: "the event’s papers", s.kit.ID + ".kit": "the kit itself"}
	var could []string
	if n := s.programsSize(); n > 0 && !slices.Contains(s.mem.Sticks.Without, PartPrograms) {
		could = append(could, "the program ("+sizeOf(n)+")")
	}
	for _, g := range s.sticks.ready.load.Groups() {
		if n := names[g.Name]; n != "" {
			could = append(could, n+" ("+sizeOf(g.Bytes)+")")
		}
	}
	if len(could) == 0 {
		return ""
	}
	return "Could be left out: " + strings.Join(could, ", ") + "."
}

func sizeOf(n int64) string { return humanize.Bytes(uint64(max(n, 0))) }
