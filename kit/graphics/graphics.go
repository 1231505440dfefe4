package graphics

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/page/raster"
	"eventkit/kit/placard"
)

// Ratio is a shape of picture that networks show.
type Ratio struct {
	// ID is the ratio as people write it, "4:5".
	ID string
	// W and H are in px.
	W, H int
}

// Ratios lists the shapes: square, upright, story and wide.
func Ratios() []Ratio {
	return []Ratio{{"1:1", 1080, 1080}, {"4:5", 1080, 1350}, {"9:16", 1080, 1920}, {"16:9", 1920, 1080}}
}

// FileID is the ratio in the name of a file, which a colon can't stand in: "4x5".
func (r Ratio) FileID() string { return strings.ReplaceAll(r.ID, ":", "x") }

// dpi is what the pictures say of their size; on a screen it means nothing.
const (
	dpi       = 144
	mmPerInch = 25.4
)

// paper is the picture as a sheet in mm.
func (r Ratio) paper() page.Size {
	return page.Size{W: float64(r.W) / dpi * mmPerInch, H: float64(r.H) / dpi * mmPerInch}
}

// Choice is what an organizer picks. What is left empty means all of the
// kit's.
type Choice struct {
	Slogans []string // ids
	Langs   []string // BCP 47
	Ratios  []string // as in Ratio.ID, or with an x
	// Template is the id of one of [placard.Screens].
	Template string
	// Palette is the id of a palette of the kit; none means the design's own.
	Palette string
	// Link is the address; none means the event's, then the kit's.
	Link string
}

// Job is one picture to be made.
type Job struct {
	// Name is the file's name without its ending, safe on FAT:
	// "free-now-en-4x5".
	Name  string
	Ratio Ratio

	choice placard.Choice
}

// UnknownRatioError says that there is no such ratio.
type UnknownRatioError struct{ Name string }

func (e *UnknownRatioError) Error() string {
	return fmt.Sprintf("no ratio is called %q; there are 1:1, 4:5, 9:16 and 16:9", e.Name)
}

// SameNameError says that two pictures would have one file's name.
type SameNameError struct{ Name string }

func (e *SameNameError) Error() string {
	return fmt.Sprintf("two pictures would be called %q; choose one of their slogans with --slogan", e.Name)
}

// Plan lists the pictures of a choice, slogan by slogan. Errors are
// [*UnknownRatioError] and [*SameNameError]; a slogan or template that isn't
// there is told when the picture is made.
func Plan(k *kit.Kit, c Choice) ([]Job, error) {
	ratios, err := ratiosOf(c.Ratios)
	if err != nil {
		return nil, err
	}
	slogans, langs := c.Slogans, c.Langs
	if len(slogans) == 0 {
		for _, s := range k.Slogans {
			slogans = append(slogans, s.ID)
		}
	}
	if len(langs) == 0 {
		langs = k.Languages
	}
	var jobs []Job
	taken := map[string]bool{}
	for _, slogan := range slogans {
		for _, lang := range langs {
			for _, r := range ratios {
				j := Job{Name: slogan + "-" + lang + "-" + r.FileID(), Ratio: r, choice: placard.Choice{
					Template: c.Template, Slogan: slogan, Langs: []string{lang}, Paper: r.paper(), Palette: c.Palette, Link: c.Link,
				}}
				// FAT takes names that differ in case for one.
				if key := strings.ToLower(j.Name); !taken[key] {
					taken[key] = true
				} else {
					return nil, &SameNameError{j.Name}
				}
				jobs = append(jobs, j)
			}
		}
	}
	return jobs, nil
}

func ratiosOf(names []string) ([]Ratio, error) {
	all := Ratios()
	if len(names) == 0 {
		return all, nil
	}
	var out []Ratio
	for _, name := range names {
		at := slices.IndexFunc(all, func(r Ratio) bool { return r.ID == strings.ReplaceAll(name, "x", ":") })
		if at < 0 {
			return nil, &UnknownRatioError{name}
		}
		out = append(out, all[at])
	}
	return out, nil
}

// Picture is one that is laid out.
type Picture struct {
	*placard.Screen
	Ratio Ratio
}

// Make lays out a job's picture. Errors are those of [placard.Maker.Screen].
func (j Job) Make(m *placard.Maker, k *kit.Kit, ev kit.Event) (*Picture, error) {
	s, err := m.Screen(k, ev, j.choice)
	if err != nil {
		return nil, err
	}
	return &Picture{s, j.Ratio}, nil
}

// Alternative is the text for those who can't see the picture, in its
// language, a line for each thing that is said.
func (p *Picture) Alternative() string { return strings.Join(p.Said, "\n") + "\n" }

// WritePNG paints the picture. Same picture, same bytes. The error is that of w.
func (p *Picture) WritePNG(w io.Writer) error {
	img, err := raster.PaintFit(p.Page, p.Ratio.W, p.Ratio.H)
	if err != nil {
		return err
	}
	soften(img.Pix, p.Page)
	return raster.EncodePNG(w, img, dpi)
}

// soften rounds the shades at the edges of letters to every fourth step, which
// nobody sees, so that most pictures have at most 256 colours: they are written
// in less than half the time and take half the room. The page's own colours stay exact.
func soften(pix []byte, p *page.Page) {
	own := map[[3]byte]bool{{255, 255, 255}: true}
	for it := range p.Items {
		switch v := it.(type) {
		case page.Box:
			own[[3]byte{v.Fill.R, v.Fill.G, v.Fill.B}] = true
		case page.Text:
			own[[3]byte{v.Fill.R, v.Fill.G, v.Fill.B}] = true
		}
	}
	last, isOwn := [3]byte{}, own[[3]byte{}]
	for i := 0; i+3 < len(pix); i += 4 {
		c := [3]byte{pix[i], pix[i+1], pix[i+2]}
		if c != last {
			last, isOwn = c, own[c]
		}
		if !isOwn {
			pix[i], pix[i+1], pix[i+2] = c[0]&^3|2, c[1]&^3|2, c[2]&^3|2
		}
	}
}
