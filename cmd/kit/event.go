package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"

	"eventkit/kit"
)

type eventCommand struct {
	New newEventCommand `cmd:"" help:"Write an event file to fill in, with a comment for every field."`
}

type newEventCommand struct {
	kitFlag
	Output string `short:"o" required:"" placeholder:"FILE" help:"Where to write; - is standard output. A file that is there is never overwritten."`
}

// Run writes the event file.
func (c *newEventCommand) Run(e *env) error {
	k, closer, err := c.open(e)
	if err != nil {
		return err
	}
	defer closer.Close()
	if _, err := os.Lstat(c.Output); err == nil && c.Output != toStdout {
		return &kit.FieldError{Field: "file", What: c.Output + " is there already", Mend: "give the new one another name"}
	}
	text, err := eventTemplate(k)
	if err != nil {
		return err
	}
	return e.write(c.Output, func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	})
}

// eventTemplate is an empty event with the kit's first language, headed by
// what the kit offers.
func eventTemplate(k *kit.Kit) ([]byte, error) {
	var b bytes.Buffer
	title, _, _ := k.Title.In(k.Languages...)
	fmt.Fprintf(&b, "# For: %s\n", strings.Join(strings.Fields(title), " "))
	fmt.Fprintf(&b, "# Languages of this kit: %s\n", strings.Join(k.Languages, ", "))
	b.WriteString("# Then: kit placard --event THIS-FILE -o placard.pdf\n\n")
	var ev kit.Event
	if len(k.Languages) > 0 {
		ev.Languages = k.Languages[:1]
	}
	if _, err := ev.WriteTo(&b); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
