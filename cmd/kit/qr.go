package main

import (
	"fmt"
	"io"
	"math"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/qr"
)

type qrCommand struct {
	Link     string  `required:"" help:"The address the code opens." placeholder:"URL"`
	Distance float64 `default:"0.5" help:"Metres from which the code is to be read. Default: ${default}." placeholder:"METRES"`
	Output   string  `short:"o" required:"" help:"The file to write; - is an SVG on standard output." placeholder:"FILE.svg|pdf|png"`
}

// Run makes a code alone, with its quiet zone.
func (c *qrCommand) Run(e *env) error {
	kind, err := format(c.Output, "svg", "pdf", "png")
	if err != nil {
		return err
	}
	if err := checkNumbers(c.Distance, 0, kind); err != nil {
		return err
	}
	link, err := kit.ParseLink(c.Link)
	if err != nil {
		return err
	}
	symbol, err := qr.Encode(link.ASCII)
	if err != nil {
		return err
	}
	module := moduleFor(symbol, c.Distance)
	code := symbol.Code(page.Point{}, module)
	if code.W > page.MaxSide {
		return &usageError{
			fmt.Sprintf("a code that is read from %g m would be %.1f m wide", c.Distance, code.W/1000),
			fmt.Sprintf("The most is %.0f m wide: choose a shorter distance or a shorter address.", page.MaxSide/1000),
		}
	}
	sheet := &page.Page{
		Size: page.Size{W: code.W, H: code.H}, Title: link.Display,
		Layers: []*page.Layer{{Items: []page.Item{code, page.Link{Rect: code.Rect, Address: link.ASCII}}}},
	}
	if err := qr.ReadBack(sheet); err != nil {
		return err
	}
	err = e.write(c.Output, func(w io.Writer) error {
		if kind == "svg" {
			return qr.SVG(w, symbol, code.W)
		}
		return paint(w, kind, dpiFor(code.W), sheet)
	})
	if err != nil {
		return err
	}
	c.tell(e, symbol, module)
	return nil
}

// moduleFor returns a module's width in mm: what the distance needs, rounded
// up to whole dots at the default resolution, so that edges are sharp.
func moduleFor(s *qr.Symbol, distance float64) float64 {
	const dot = mmPerInch / defaultDPI
	module := qr.SideFor(distance, s.Modules.N) / float64(s.Modules.N)
	return math.Ceil(module/dot-1e-9) * dot
}

// dpiFor returns a resolution for a picture so many mm wide: the default one,
// or a whole part of it for a code as large as a wall.
func dpiFor(side float64) float64 {
	const mostPixels = 8000
	return defaultDPI / math.Ceil(side/mmPerInch*defaultDPI/mostPixels)
}

func (c *qrCommand) tell(e *env, s *qr.Symbol, module float64) {
	name := c.Output
	if name == toStdout {
		name = "standard output"
	}
	side := module * float64(s.Modules.N)
	e.say("%s: the code opens %s", name, s.Address)
	e.say("  It is %.0f mm wide and is read from %s; keep the white around it.", side, metres(qr.Reach(side, s.Modules.N)))
	if hint, ok := qr.Shorter(s.Address); ok {
		e.say("  %s", hint)
	}
}
