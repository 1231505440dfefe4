package pack

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"eventkit/kit"
	"eventkit/kit/nearby"
	"eventkit/kit/output"
	"eventkit/kit/site"
	"eventkit/kit/typeset"
)

// PrintFolder is where a stick has the event's pack.
const PrintFolder = "print"

// Part is a part of what goes onto a stick.
type Part string

// The parts. The page can't be left out.
const (
	Page  Part = "page"  // START-HERE.html and what it shows
	Print Part = "print" // the event's pack
	Kit   Part = "kit"   // the kit as an archive, which the program opens elsewhere
	// Programs are the window for other computers, whose start README.txt tells.
	Programs Part = "programs"
)

// Cargo is what goes onto a stick.
type Cargo struct {
	Kit     *kit.Kit
	Event   kit.Event
	Choice  Choice
	Library *typeset.Library
	// Fonts are those that Library was made from.
	Fonts fs.FS
	// Programs go along; none is a stick without them.
	Programs []nearby.Program
	// Without are parts that are left out.
	Without []Part
	// Step, which may be nil, is told how many of how many pieces of a part
	// are done, from one goroutine at a time.
	Step func(part Part, done, total int)
}

func (c *Cargo) step(part Part, done, total int) {
	if c.Step != nil {
		c.Step(part, done, total)
	}
}

// Carry puts everything that goes onto a stick into dir, an empty folder or
// one that isn't there yet. What the makers have to say is in notes. After an
// error dir is not to be used; errors are the context's, those of [Write] and
// site.Build, and of the disk.
func Carry(ctx context.Context, dir string, c Cargo) (notes []string, err error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, &output.Error{Path: dir, Reason: output.Reason(err), Err: err}
	}
	made, err := site.Build(ctx, c.Kit, c.Event, c.Library, site.Options{
		Langs: c.Choice.Langs, Fonts: c.Fonts, Step: func(done, total int) { c.step(Page, done, total) },
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", site.Start, err)
	}
	if err := made.WriteTo(ctx, dir, nil); err != nil {
		return nil, err
	}
	notes = made.Notes
	if !slices.Contains(c.Without, Print) {
		said, err := c.print(ctx, filepath.Join(dir, PrintFolder))
		if err != nil {
			return nil, err
		}
		notes = append(notes, said...)
	}
	if !slices.Contains(c.Without, Kit) {
		err := output.WriteFile(filepath.Join(dir, c.Kit.ID+".kit"), func(w io.Writer) error {
			return kit.WriteArchive(w, c.Kit.FS())
		})
		if err != nil {
			return nil, err
		}
		c.step(Kit, 1, 1)
	}
	if !slices.Contains(c.Without, Programs) {
		if err := c.programs(ctx, dir); err != nil {
			return nil, err
		}
	}
	if err := c.readme(dir); err != nil {
		return nil, err
	}
	return notes, ctx.Err()
}

func (c *Cargo) programs(ctx context.Context, dir string) error {
	for i, p := range c.Programs {
		if err := p.CopyTo(ctx, dir); err != nil {
			return err
		}
		c.step(Programs, i+1, len(c.Programs))
	}
	return nil
}

func (c *Cargo) print(ctx context.Context, dir string) ([]string, error) {
	pieces, err := Plan(c.Kit, c.Event, c.Library, c.Choice)
	if err != nil {
		return nil, err
	}
	done := 0
	return Write(ctx, dir, pieces, func(string) {
		done++
		c.step(Print, done, len(pieces))
	})
}
