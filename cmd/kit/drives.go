package main

import (
	"fmt"

	"github.com/dustin/go-humanize"

	"eventkit/kit/drive"
)

type drivesCommand struct {
	JSON bool `name:"json" help:"A list on standard output."`
}

// Run lists the sticks and cards that are plugged in.
func (c *drivesCommand) Run(e *env) error {
	drives, err := drive.List()
	if err != nil {
		return err
	}
	if c.JSON {
		if drives == nil {
			drives = []drive.Drive{}
		}
		return printJSON(e.stdout, drives)
	}
	if len(drives) == 0 {
		e.say("No stick is plugged in, or none is mounted yet. Any folder can be named instead.")
	}
	for _, d := range drives {
		room := humanize.Bytes(uint64(d.Free)) + " of " + humanize.Bytes(uint64(d.Size)) + " free"
		if d.Silent {
			room = "doesn't answer yet"
		}
		line := fmt.Sprintf("%s\t%s\t%s\t%s", d.Path, d.Name(), room, d.FileSystem)
		if d.Port != "" {
			line += "\tport " + d.Port
		}
		if d.ReadOnly {
			line += "\twrite-protected"
		}
		fmt.Fprintln(e.stdout, line)
	}
	return nil
}
