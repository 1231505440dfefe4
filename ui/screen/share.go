package screen

import (
	"image"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"eventkit/ui/model"
	"eventkit/ui/theme"
	"eventkit/ui/widget"
)

// Share is the part of a room that shares with phones.
type Share struct {
	// Start begins, Stop ends.
	Start, Stop *widget.Button
	// Networks are the chips of the networks of the computer.
	Networks []*widget.Chip
	// Name and Password are the Wi-Fi's, Open says that it has no password.
	Name, Password *widget.Entry
	Open           *widget.Chip
	// Sign saves the sign for the table.
	Sign *widget.Button

	d           Deps
	reach       func(fyne.CanvasObject) func()
	field, wifi *widget.Field
	nets        *fyne.Container
	shownNets   string
	line        *widget.Para
	opened      bool
}

func newShare(d Deps, reach func(fyne.CanvasObject) func()) *Share {
	s := d.Studio
	r := &Share{d: d, reach: reach, nets: container.New(widget.Flow{Gap: 6}), line: widget.NewPara("", d.Letters)}
	r.Start = widget.NewButton("Start sharing", s.StartSharing)
	r.Stop = widget.NewButton("Stop sharing", s.StopSharing)
	r.Name, r.Password = widget.NewEntry("Name of the Wi-Fi"), widget.NewEntry("Its password")
	r.Name.OnShortcut, r.Password.OnShortcut = d.Shortcut, d.Shortcut
	typed := func(string) { s.SetWiFi(r.Name.Text, r.Password.Text, r.opened) }
	r.Name.OnChanged, r.Password.OnChanged = typed, typed
	r.Open = widget.NewChip("open", "It has no password", d.Letters, func() {
		r.opened = !r.opened
		typed("")
	})
	r.Sign = widget.NewQuiet("Save the table sign", s.SaveTableSign)
	r.Start.OnReach, r.Stop.OnReach, r.Sign.OnReach = reach(r.Start), reach(r.Stop), reach(r.Sign)
	r.Name.OnFocus, r.Password.OnFocus, r.Open.OnReach = reach(r.Name), reach(r.Password), reach(r.Open)
	secret := container.New(&widget.Column{Gap: 8}, r.Name, r.Password, container.New(widget.Flow{Gap: 6}, r.Open))
	r.wifi = widget.NewField("Code that joins the Wi-Fi", secret, d.Letters)
	r.wifi.SetHint("The password is kept nowhere but on the sign.")
	r.field = widget.NewField("Share on this Wi-Fi", container.New(&widget.Column{Gap: 10}, r.line, r.nets, r.Start, r.Stop, r.wifi,
		container.New(widget.Flow{Gap: 14}, r.Sign)), d.Letters)
	return r
}

// update shows anew what has changed.
func (r *Share) update() {
	s := r.d.Studio
	if r.field.Hidden = !s.CanShare(); r.field.Hidden {
		return
	}
	line, wrong := s.ShareLine()
	if wrong {
		r.line.Set(bad(line))
	} else {
		r.line.Set(widget.Span{Text: line})
	}
	r.line.Hidden = s.Sharing() && !wrong // the stage says it
	nets := s.ShareNetworks()
	fillChips(&r.Networks, r.nets, nets, &r.shownNets, s.PickShareNetwork, r.d.Letters, r.reach)
	r.nets.Hidden = len(nets) < 2 || s.Sharing() || s.StartsSharing()
	on := s.Sharing() || s.StartsSharing()
	r.Start.Hidden, r.Stop.Hidden = on, !on
	r.wifi.Hidden, r.Sign.Hidden = !s.Sharing(), !s.Sharing()
	r.wifi.SetFault(s.WiFiFault())
	r.Open.SetSelected(r.opened)
	if r.opened {
		r.Password.Disable()
	} else {
		r.Password.Enable()
	}
}

// ShareCodes is what the stage shows while it is shared: the codes, the
// address, and why phones may not reach it.
type ShareCodes struct {
	d             Deps
	root          *fyne.Container
	join, open    *canvas.Raster
	joinSay, say  *widget.Words
	address       *widget.Words
	count         *widget.Para
	hints         *fyne.Container
	shownAddress  string
	shownJoin     string
	shownHintList []model.ShareHint
}

func newShareCodes(d Deps) *ShareCodes {
	c := &ShareCodes{d: d}
	code := func(text func() string) *canvas.Raster {
		r := canvas.NewRaster(func(w, h int) image.Image { return OnWhite(d.Studio.ShareCode(text(), w, h), w, h) })
		r.ScaleMode = canvas.ImageScalePixels
		return r
	}
	c.join, c.open = code(d.Studio.JoinCode), code(d.Studio.ShareAddress)
	c.joinSay = widget.NewWords("1. Join the Wi-Fi", d.Letters).Styled(theme.Body, true, base.ColorNameForeground)
	c.say = widget.NewWords("Open the page", d.Letters).Styled(theme.Body, true, base.ColorNameForeground)
	c.joinSay.Align, c.say.Align = fyne.TextAlignCenter, fyne.TextAlignCenter
	c.address = widget.NewWords("", nil).Styled(18, true, base.ColorNameForeground)
	c.address.Cut = true
	c.count, c.hints = widget.NewPara("", d.Letters), container.New(&widget.Column{Gap: 6})
	c.root = container.New(c, c.join, c.joinSay, c.open, c.say, c.address, c.count, c.hints)
	c.root.Hide()
	return c
}

// side is how large a code is at a width.
func (c *ShareCodes) side(width float32) float32 { return min((width-24)/2, 300) }

// MinSize implements [fyne.Layout].
func (c *ShareCodes) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(300, 200) }

// HeightOf returns the height at a width.
func (c *ShareCodes) HeightOf(_ []fyne.CanvasObject, width float32) float32 {
	return c.side(width) + 28 + c.address.MinSize().Height + 6 + c.count.HeightFor(width) + 8 + widget.HeightFor(c.hints, width) + 12
}

// Layout implements [fyne.Layout].
func (c *ShareCodes) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	side := c.side(s.Width)
	x := float32(0)
	if c.join.Visible() {
		place(c.join, 0, 0, side, side)
		place(c.joinSay, 0, side+4, side, 22)
		x = side + 24
	}
	place(c.open, x, 0, side, side)
	place(c.say, x, side+4, side, 22)
	y := side + 30
	place(c.address, 0, y, s.Width, c.address.MinSize().Height)
	y += c.address.MinSize().Height + 6
	place(c.count, 0, y, s.Width, c.count.HeightFor(s.Width))
	y += c.count.HeightFor(s.Width) + 8
	place(c.hints, 0, y, s.Width, widget.HeightFor(c.hints, s.Width))
}

func (c *ShareCodes) update() {
	st := c.d.Studio
	c.root.Hidden = !st.Sharing()
	address, join := st.ShareAddress(), st.JoinCode()
	if address != c.shownAddress || join != c.shownJoin {
		c.shownAddress, c.shownJoin = address, join
		c.address.SetText(address)
		c.join.Hidden, c.joinSay.Hidden = join == "", join == ""
		c.say.SetText("Open the page")
		if join != "" {
			c.say.SetText("2. Open the page")
		}
		c.join.Refresh()
		c.open.Refresh()
	}
	line, _ := st.ShareLine()
	c.count.Set(widget.Span{Text: line, Bold: true})
	if hints := st.ShareHints(); !slices.Equal(hints, c.shownHintList) {
		c.shownHintList = hints
		c.hints.RemoveAll()
		for _, h := range hints {
			p := widget.NewPara("", c.d.Letters)
			p.Set(widget.Span{Text: h.Text + " ", Bold: h.Sure, Color: base.ColorNameForeground}, widget.Span{Text: h.Try})
			c.hints.Add(p)
		}
	}
	c.root.Refresh()
}
