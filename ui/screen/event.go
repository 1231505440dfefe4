package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eventkit/ui/model"
	"eventkit/ui/theme"
	"eventkit/ui/widget"
)

// Event is the room in which the event is filled in.
type Event struct {
	// Entries and Fields are the form's parts, by the model's names.
	Entries map[string]*widget.Entry
	Fields  map[string]*widget.Field
	// Zone picks the time zone, Calendar opens a month.
	Zone     *widget.Select
	Calendar *widget.IconButton

	d     Deps
	panel *panel
	pair  *fyne.Container
}

// labels are what the form asks for, and examples of an answer.
var labels = map[string][2]string{
	model.City:     {"City", "Nairobi"},
	model.Date:     {"Date", "7 October 2027"},
	model.Mission:  {"Embassy or consulate", "British High Commission"},
	model.Place:    {"Where people meet", ""},
	model.Time:     {"Time", "11:00"},
	model.Timezone: {"Time zone", ""},
	model.Host:     {"Who invites", ""},
	model.Contact:  {"How to reach you", ""},
	model.Link:     {"The address that the code opens", "https://"},
}

// NewEvent builds the room.
func NewEvent(d Deps) *Event {
	e := &Event{d: d, Entries: map[string]*widget.Entry{}, Fields: map[string]*widget.Field{}}
	for _, id := range model.Fields() {
		if id == model.Timezone {
			continue
		}
		e.addEntry(id)
	}
	e.Calendar = widget.NewIconButton(theme.IconEvent, 30, e.openCalendar)
	date := e.Entries[model.Date]
	date.ActionItem = e.Calendar
	date.OnKey = func(k fyne.KeyName) bool {
		if k == fyne.KeyDown {
			e.openCalendar()
		}
		return k == fyne.KeyDown
	}
	e.addZone()
	e.pair = container.New(widget.Columns{N: 2, Gap: 12, Fraction: []float32{0.36, 0.64}},
		e.Fields[model.Time], e.Fields[model.Timezone])
	intro := widget.NewPara("City and date are enough. What you leave empty stays off the page.", d.Letters)
	f := e.Fields
	e.panel = newPanel("Event", d.Letters, intro,
		f[model.City], f[model.Date], f[model.Mission], f[model.Place], e.pair,
		f[model.Host], f[model.Contact], f[model.Link])
	return e
}

// Root is what the window shows.
func (e *Event) Root() fyne.CanvasObject { return e.panel.root }

func (e *Event) addEntry(id string) {
	entry := widget.NewEntry(labels[id][1])
	entry.OnChanged = func(text string) { e.d.Studio.Type(id, text) }
	entry.OnBlur = func() { e.d.Studio.Leave(id) }
	entry.OnFocus = func() { e.panel.reveal(e.d.Host, e.holder(id)) }
	entry.OnShortcut = e.d.Shortcut
	entry.OnSubmitted = func(string) { e.next(id) }
	e.Entries[id] = entry
	e.Fields[id] = widget.NewField(labels[id][0], entry, e.d.Letters)
}

// holder is the object of the column that a field lies in.
func (e *Event) holder(id string) fyne.CanvasObject {
	if id == model.Time || id == model.Timezone {
		return e.pair
	}
	return e.Fields[id]
}

// next moves on when Return is pressed.
func (e *Event) next(id string) {
	ids := model.Fields()
	for i := range ids {
		if ids[i] == id {
			e.FocusField(ids[(i+1)%len(ids)])
			return
		}
	}
}

// FocusField moves the keyboard to a field.
func (e *Event) FocusField(id string) {
	if id == model.Timezone {
		e.d.Focus(e.Zone)
		return
	}
	if entry := e.Entries[id]; entry != nil {
		e.d.Focus(entry)
	}
}

func (e *Event) addZone() {
	e.Zone = widget.NewSelect(e.d.Host, e.d.Letters)
	e.Zone.Search = "A city or a country"
	e.Zone.Items = e.zones
	e.Zone.OnPick = e.d.Studio.PickZone
	e.Fields[model.Timezone] = widget.NewField(labels[model.Timezone][0], e.Zone, e.d.Letters)
}

func (e *Event) zones() []widget.Item {
	at, now := e.d.Studio.Day(), e.d.Studio.Field(model.Timezone)
	items := []widget.Item{{ID: "", Text: "No time zone", Picked: now == ""}}
	for _, z := range model.Zones() {
		items = append(items, widget.Item{
			ID: z.ID, Text: z.City, Detail: z.Country, Picked: z.ID == now,
			Find: z.ID + " " + model.ZoneLabel(z.ID, at),
		})
	}
	return items
}

func (e *Event) openCalendar() {
	widget.ShowCalendar(e.d.Host, e.Entries[model.Date], e.d.Studio.Day(), e.d.Studio.Today(), e.d.Studio.PickDate)
}

// Update shows anew what has changed.
func (e *Event) Update(p model.Part) {
	s := e.d.Studio
	if p.Has(model.PartFields) {
		for id, entry := range e.Entries {
			entry.Put(s.Field(id))
		}
	}
	if p.Has(model.PartFields | model.PartFaults | model.PartKit) {
		e.Zone.SetText(model.ZoneLabel(s.Field(model.Timezone), s.Day()))
		moved := p.Has(model.PartKit)
		for id, f := range e.Fields {
			moved = f.SetHint(s.Hint(id)) || moved
			moved = f.SetFault(s.Fault(id)) || moved
			if id != model.Timezone {
				moved = f.SetEcho(s.Field(id)) || moved
			}
		}
		if moved {
			e.panel.relayout()
		}
	}
}
