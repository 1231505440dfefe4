package model

import (
	"context"
	"fmt"
	"image"
	"io"
	"runtime"

	"eventkit/kit/explain"
	"eventkit/kit/page"
	"eventkit/kit/page/pdf"
	"eventkit/kit/share"
	"eventkit/kit/tablesign"
)

// ShareLine says whether it is shared; bad says that it can't be.
func (s *Studio) ShareLine() (line string, bad bool) {
	h := &s.sharing
	switch {
	case h.trouble.Title != "":
		return sentences(h.trouble.Title, h.trouble.Text, h.trouble.Hint), true
	case h.starting != nil:
		h.starting.mu.Lock()
		defer h.starting.mu.Unlock()
		if h.starting.total == 0 {
			return "Starting…", false
		}
		return fmt.Sprintf("%s: %d of %d…", h.starting.doing, h.starting.done, h.starting.total), false
	case h.server == nil:
		return "Off. When you start it, phones on the same Wi-Fi can open the kit’s page. Nobody is recorded.", false
	}
	line = "On, until you stop it or close the window."
	if n := h.counts; n.Answers > 0 {
		line += fmt.Sprintf(" %s now; %s sent, %s.", several(n.Phones, "phone"), several(int(n.Answers), "file"), sizeOf(n.Bytes))
	} else {
		line += " No phone has opened it yet."
	}
	return line, false
}

// ShareAddress is what phones open; "" while it isn't shared.
func (s *Studio) ShareAddress() string {
	if !s.Sharing() {
		return ""
	}
	return s.sharing.server.Address()
}

// ShareHint is a reason why phones may not reach the page, and what to try.
type ShareHint struct {
	Text, Try string
	// Sure says that it is so.
	Sure bool
}

// ShareHints say why phones may not reach the page, those that are sure first.
func (s *Studio) ShareHints() []ShareHint {
	if !s.Sharing() {
		return nil
	}
	var out []ShareHint
	for _, h := range (share.Situation{
		Networks: s.sharing.networks, Chosen: s.sharing.server.Addr(), OS: runtime.GOOS, Reached: s.sharing.counts.Answers > 0,
	}).Hints() {
		out = append(out, ShareHint{h.Text, h.Try, h.Sure})
	}
	return out
}

// SetWiFi takes the name and the password of the Wi-Fi for the codes; it is
// forgotten with the window.
func (s *Studio) SetWiFi(name, password string, open bool) {
	if open {
		password = ""
	}
	s.sharing.wifi = tablesign.Network{Name: name, Password: password, Open: open}
	s.onChange(PartSharing)
}

// WiFi is the Wi-Fi as it was typed.
func (s *Studio) WiFi() (name, password string, open bool) {
	w := s.sharing.wifi
	return w.Name, w.Password, w.Open
}

// WiFiFault says what is wrong with it; "" is nothing.
func (s *Studio) WiFiFault() string {
	w := s.sharing.wifi
	if w.Password == "" {
		return "" // it isn't typed yet
	}
	if err := w.Check(); err != nil {
		m := explain.Explain(err)
		return sentences(m.Text, m.Hint)
	}
	return ""
}

// JoinCode is what a code says to have a phone join the Wi-Fi; "" is none.
func (s *Studio) JoinCode() string {
	w := s.sharing.wifi
	if w.Check() != nil || w.Password == "" && !w.Open {
		return ""
	}
	payload, ok := w.Join()
	if !ok {
		return ""
	}
	return payload
}

// ShareCode paints a code as [Studio.CodePicture] does, and remembers it while
// the window shows it.
func (s *Studio) ShareCode(text string, w, h int) image.Image {
	key := fmt.Sprint(w, "x", h, " ", text)
	if img, ok := s.sharing.codes[key]; ok {
		return img
	}
	const most = 8
	if len(s.sharing.codes) >= most || s.sharing.codes == nil {
		s.sharing.codes = map[string]image.Image{}
	}
	img := s.CodePicture(text, w, h)
	s.sharing.codes[key] = img
	return img
}

// SaveTableSign writes the sign for the table, with the code of the page and,
// where it was typed, that of the Wi-Fi.
func (s *Studio) SaveTableSign() {
	if !s.Sharing() || s.p.Sharing.Signs == nil {
		return
	}
	size, err := page.ParseSize(s.draft.Paper)
	if err != nil {
		size = page.Size{}
	}
	c := tablesign.Choice{Address: s.ShareAddress(), Network: s.sharing.wifi, Lang: s.draft.Langs[0], Paper: size}
	k, ev, signs, readBack := s.kit, s.Event(), s.p.Sharing.Signs, s.p.ReadBack
	var made *tablesign.Made
	s.saveBeside(FileName(ev.City, "table-sign")+".pdf", func(_ context.Context, w io.Writer) error {
		var err error
		if made, err = signs.Make(k, ev, c); err != nil {
			return err
		}
		if readBack != nil {
			if err := readBack(made.Page); err != nil {
				return err
			}
		}
		return pdf.Write(w, pdf.Meta{}, func(yield func(*page.Page, error) bool) { yield(made.Page, nil) })
	}, func() string {
		hint := "Print it and stand it on the table. It is right until you stop sharing."
		for _, n := range made.Report.Notes {
			hint += " " + n.Text
		}
		return hint
	})
}
