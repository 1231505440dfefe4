package widget

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fyneWidget "fyne.io/fyne/v2/widget"

	"eventkit/ui/theme"
)

// Item is one line of a [Menu].
type Item struct {
	// ID is handed back when the item is picked.
	ID string
	// Text is what it says; Detail stands behind it, quieter.
	Text, Detail string
	// Find is what else a search finds it by.
	Find string
	// Picked marks what is picked now.
	Picked bool
	// Break draws a line above it.
	Break bool
}

// MenuOptions is what a [Menu] needs to know.
type MenuOptions struct {
	Items []Item
	// Search, if not empty, is the hint of a line to type in.
	Search  string
	Letters Letterer
	OnPick  func(id string)
}

// Menu is a list to pick from, in a pop-up below what opened it. The arrow
// keys move, Return picks, Escape leaves.
type Menu struct {
	opt    MenuOptions
	shown  []Item
	at     int
	rows   *fyneWidget.List
	find   *Entry
	pop    *fyneWidget.PopUp
	canvas fyne.Canvas
	back   fyne.Focusable
}

const (
	menuRow    = 34
	menuHeight = 430
)

// ShowMenu opens a menu below anchor.
func ShowMenu(host Host, anchor fyne.CanvasObject, opt MenuOptions) *Menu {
	m := &Menu{opt: opt, shown: opt.Items, canvas: host.Canvas(), at: -1}
	m.back = m.canvas.Focused()
	for i, it := range m.shown {
		if it.Picked {
			m.at = i
		}
	}
	m.rows = fyneWidget.NewList(func() int { return len(m.shown) },
		func() fyne.CanvasObject { return newMenuRow(opt.Letters) },
		func(i fyneWidget.ListItemID, o fyne.CanvasObject) {
			o.(*menuRowWidget).set(m.shown[i], i == m.at, func() { m.pick(i) })
		})
	m.rows.HideSeparators = true
	// The line takes the keys whether it can be seen or not.
	m.find = NewEntry(opt.Search)
	m.find.OnKey = m.key
	m.find.OnChanged = m.Filter

	width, height := m.extent(anchor.Size().Width)
	var top fyne.CanvasObject
	if opt.Search != "" {
		top = container.New(&inset{6, 6, 6, 2}, m.find)
		height += m.find.MinSize().Height + 8
	}
	if top == nil {
		m.find.Resize(fyne.NewSize(0, 0))
		top = container.New(hidden{}, m.find)
	}
	body := container.NewBorder(top, nil, nil, nil, container.New(&inset{4, 4, 4, 4}, m.rows))
	m.pop = fyneWidget.NewPopUp(Framed(body), m.canvas)
	m.place(host.At(anchor), anchor.Size(), width, height+8)
	m.canvas.Focus(m.find)
	if m.at >= 0 {
		m.rows.ScrollTo(m.at)
	}
	return m
}

// extent returns the size that the rows need.
func (m *Menu) extent(least float32) (w, h float32) {
	w = max(least-8, 120)
	for i, it := range m.opt.Items {
		if i == 60 {
			break
		}
		a := run{text: it.Text, size: theme.Body, letters: m.opt.Letters}.width()
		b := run{text: it.Detail, size: theme.Small, letters: m.opt.Letters}.width()
		w = max(w, a+b+menuTick+34)
	}
	return min(w, 430), min(float32(len(m.opt.Items))*(menuRow+4), menuHeight)
}

// place puts the pop-up below the anchor, or above where there is more room.
func (m *Menu) place(at fyne.Position, anchor fyne.Size, w, h float32) {
	area := m.canvas.Size()
	w = min(w+8, area.Width-16)
	x := max(8, min(at.X, area.Width-w-8))
	below, above := area.Height-at.Y-anchor.Height-12, at.Y-12
	y := at.Y + anchor.Height + 4
	if h > below && above > below {
		h = min(h, above)
		y = at.Y - 4 - h
	} else {
		h = min(h, below)
	}
	m.pop.ShowAtPosition(fyne.NewPos(x, y))
	m.pop.Resize(fyne.NewSize(w, h))
}

// Filter shows the items that hold every word; those in which a word begins
// so come first.
func (m *Menu) Filter(text string) {
	want := strings.Fields(strings.ToLower(text))
	var inside []Item
	m.shown = nil
	for _, it := range m.opt.Items {
		hay := " " + strings.NewReplacer("/", " ", "_", " ").Replace(strings.ToLower(it.Text+" "+it.Detail+" "+it.Find))
		begins, holds := true, true
		for _, w := range want {
			begins = begins && strings.Contains(hay, " "+w)
			holds = holds && strings.Contains(hay, w)
		}
		switch {
		case begins:
			m.shown = append(m.shown, it)
		case holds:
			inside = append(inside, it)
		}
	}
	m.shown = append(m.shown, inside...)
	m.at = min(0, len(m.shown)-1)
	m.rows.Refresh()
	m.rows.ScrollToTop()
}

// Area returns where on the canvas the menu lies.
func (m *Menu) Area() (fyne.Position, fyne.Size) {
	return m.pop.Content.Position(), m.pop.Content.Size()
}

// Shown returns the items that the search has left.
func (m *Menu) Shown() []Item { return m.shown }

// Pick picks an item by its ID, as a tap on it does.
func (m *Menu) Pick(id string) {
	for i, it := range m.shown {
		if it.ID == id {
			m.pick(i)
			return
		}
	}
}

func (m *Menu) pick(i int) {
	if i < 0 || i >= len(m.shown) {
		return
	}
	id := m.shown[i].ID
	m.Close()
	if m.opt.OnPick != nil {
		m.opt.OnPick(id)
	}
}

// Close closes the menu without picking.
func (m *Menu) Close() {
	m.pop.Hide()
	if m.back != nil {
		m.canvas.Focus(m.back)
	}
}

func (m *Menu) key(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyDown, fyne.KeyUp:
		step := 1
		if k == fyne.KeyUp {
			step = -1
		}
		m.at = max(0, min(len(m.shown)-1, m.at+step))
		m.rows.Refresh()
		m.rows.ScrollTo(m.at)
	case fyne.KeyReturn, fyne.KeyEnter:
		m.pick(m.at)
	case fyne.KeyEscape:
		m.Close()
	default:
		return false
	}
	return true
}

// hidden keeps an object without room for it.
type hidden struct{}

func (hidden) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
func (hidden) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(-2000, 0))
	}
}

const menuTick = 26

// menuRowWidget is one row: a tick, the words, the detail.
type menuRowWidget struct {
	tappable
	item         Item
	at           bool
	text, detail *Words
}

func newMenuRow(letters Letterer) *menuRowWidget {
	r := &menuRowWidget{text: NewWords("", letters), detail: NewWords("", letters)}
	r.text.Cut, r.detail.Cut = true, true
	r.detail.Styled(theme.Small, false, theme.Muted)
	r.detail.Align = fyne.TextAlignTrailing
	r.ExtendBaseWidget(r)
	return r
}

func (r *menuRowWidget) set(it Item, at bool, pick func()) {
	r.item, r.at, r.onPress = it, at, pick
	r.text.Text, r.detail.Text = it.Text, it.Detail
	r.Refresh()
}

// MinSize implements [fyne.CanvasObject].
func (r *menuRowWidget) MinSize() fyne.Size { return fyne.NewSize(80, menuRow) }

// CreateRenderer implements [fyne.Widget].
func (r *menuRowWidget) CreateRenderer() fyne.WidgetRenderer {
	box := canvas.NewRectangle(nil)
	box.CornerRadius = 6
	rule := canvas.NewRectangle(nil)
	tick := NewDrawn(theme.IconCheck.Bold(base.ColorNameForeground))
	p := &parts{objects: []fyne.CanvasObject{box, rule, tick, r.text, r.detail}}
	p.min = r.MinSize
	p.layout = func(s fyne.Size) {
		box.Resize(s)
		rule.Resize(fyne.NewSize(s.Width, 1))
		rule.Move(fyne.NewPos(0, -2))
		tick.Resize(fyne.NewSize(14, 14))
		tick.Move(fyne.NewPos(8, round((s.Height-14)/2)))
		h := r.text.MinSize().Height
		d := min(r.detail.Natural(), s.Width/2)
		r.text.Move(fyne.NewPos(menuTick+2, (s.Height-h)/2))
		r.text.Resize(fyne.NewSize(max(1, s.Width-menuTick-d-18), h))
		r.detail.Move(fyne.NewPos(s.Width-d-8, (s.Height-r.detail.MinSize().Height)/2))
		r.detail.Resize(fyne.NewSize(max(1, d), r.detail.MinSize().Height))
	}
	p.refresh = func() {
		box.FillColor = nil
		if r.at || r.hovered {
			box.FillColor = theme.Color(base.ColorNameHover)
		}
		rule.FillColor = theme.Color(theme.Line)
		rule.Hidden, tick.Hidden = !r.item.Break, !r.item.Picked
		tick.Set(theme.IconCheck.Bold(base.ColorNameForeground))
		p.layout(r.Size())
		for _, o := range p.objects {
			o.Refresh()
		}
	}
	p.refresh()
	return p
}
