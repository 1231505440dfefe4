package main

import (
	"errors"
	"io/fs"

	"eventkit/assets"
	"eventkit/kit"
	"eventkit/kit/film"
	"eventkit/kit/letter"
	"eventkit/kit/message"
	"eventkit/kit/poster"
	"eventkit/kit/sheet"
	"eventkit/kit/song"
)

type checkCommand struct {
	Path string `arg:"" optional:"" help:"The kit: a folder or a .kit file. Without it, the default kit."`
	JSON bool   `name:"json" help:"One object on standard output: ok, and problems with file, line, what, mend, warning."`
}

// checked is what kit check --json prints.
type checked struct {
	OK       bool         `json:"ok"`
	Problems kit.Problems `json:"problems"`
}

// Run checks the kit.
func (c *checkCommand) Run(e *env) error {
	problems, err := c.check()
	if err != nil {
		return err
	}
	result := checked{OK: len(problems.Errors()) == 0, Problems: problems}
	switch {
	case c.JSON:
		if result.Problems == nil {
			result.Problems = kit.Problems{}
		}
		if err := printJSON(e.stdout, result); err != nil {
			return err
		}
	default:
		for _, p := range problems {
			e.say("%s", p)
		}
		if result.OK {
			e.say("The kit is fine.")
		}
	}
	if !result.OK {
		return silentError{}
	}
	return nil
}

func (c *checkCommand) check() (kit.Problems, error) {
	if c.Path == "" {
		return checkAll(assets.Campaign()), nil
	}
	k, closer, err := kit.OpenFile(c.Path)
	var problems kit.Problems
	if errors.As(err, &problems) {
		return problems, nil
	}
	if err != nil {
		return nil, err
	}
	defer closer.Close()
	return checkAll(k.FS()), nil
}

// checkAll checks the kit and the texts that its products are made from.
func checkAll(fsys fs.FS) kit.Problems {
	problems := kit.Problems(kit.Check(fsys))
	k, err := kit.Open(fsys)
	if err != nil {
		return problems
	}
	problems = append(problems, poster.Check(k, poster.PDFs(cacheFolder()))...)
	problems = append(problems, song.Check(k.FS(), k.Languages)...)
	problems = append(problems, letter.Check(k.FS(), k.Languages)...)
	problems = append(problems, sheet.Check(k.FS(), k.Languages)...)
	problems = append(problems, film.Check(k)...)
	return append(problems, message.Check(k)...)
}
