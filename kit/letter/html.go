package letter

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strconv"
	"strings"

	"eventkit/kit/paper"
	"eventkit/kit/qr"
)

//go:embed page.html
var pageHTML string

var pageTemplate = template.Must(template.New("page").Parse(pageHTML))

// htmlPage is what the template fills in.
type htmlPage struct {
	*Content
	Dir         string
	Parts       []htmlPart
	Code        template.HTML
	Size        string
	Ink, Accent string
	Signs       []struct{}
	HostDir     string
	// Picture is the logo, LogoSize its size on A4.
	Picture  template.URL
	LogoSize template.CSS
}

type htmlPart struct {
	Heading, Address bool
	Mark, Dir        string
	Runs             []htmlRun
}

type htmlRun struct {
	Lines  []string
	Strong bool
}

// HTML writes the document as one page that needs no other file, reads on a
// telephone and prints on the paper that was chosen.
func (m *Made) HTML(w io.Writer) error {
	p := htmlPage{Content: m.Content, Dir: dir(m.RTL), HostDir: dir(paper.RunsRight(m.Host, m.Lang))}
	p.Size = "210mm 297mm"
	if len(m.Pages) > 0 {
		s := m.Pages[0].Size
		p.Size = strconv.FormatFloat(s.W, 'f', -1, 64) + "mm " + strconv.FormatFloat(s.H, 'f', -1, 64) + "mm"
	}
	p.Ink, p.Accent = m.ink.String(), m.accent.String()
	for _, part := range m.Content.Parts {
		p.Parts = append(p.Parts, m.htmlPart(part))
	}
	if m.Form == LetterForm {
		p.Signs = make([]struct{}, m.Signers)
	}
	if m.Logo != nil {
		var err error
		if p.Picture, err = m.Logo.html(); err != nil {
			return err
		}
		s := m.Logo.size(1)
		p.LogoSize = template.CSS(fmt.Sprintf("width: %.2fmm; height: %.2fmm", s.W, s.H))
	}
	if m.Address != nil {
		var b bytes.Buffer
		if err := qr.SVG(&b, m.Address.Symbol, 24); err != nil {
			return err
		}
		// Our own drawing; its one text is escaped.
		p.Code = template.HTML(b.String())
	}
	var b bytes.Buffer
	if err := pageTemplate.Execute(&b, p); err != nil {
		return err
	}
	_, err := b.WriteTo(w)
	return err
}

func dir(rtl bool) string {
	if rtl {
		return "rtl"
	}
	return "ltr"
}

func (m *Made) htmlPart(part Part) htmlPart {
	out := htmlPart{Heading: part.Kind == Heading, Address: isAddress(part.Words())}
	if runs := paper.RunsRight(part.Words(), m.Lang); runs != m.RTL {
		out.Dir = dir(runs)
	}
	if part.Kind == Item {
		out.Mark = "•"
		if part.Number > 0 {
			out.Mark = paper.Number(part.Number, m.Lang) + "."
		}
	}
	for _, r := range part.Runs {
		out.Runs = append(out.Runs, htmlRun{strings.Split(r.Words, "\n"), r.Strong})
	}
	return out
}
