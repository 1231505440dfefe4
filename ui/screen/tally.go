package screen

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"eventkit/ui/widget"
)

// Tally is where signatures are counted by sheet, and what other tables counted
// is added.
type Tally struct {
	// Table names this table; Sheet and Signed are a sheet's number and how
	// many signed on it.
	Table, Sheet, Signed *widget.Entry
	// Count writes them down, Add adds another table's file, Keep writes one
	// for another table, Theirs takes the other table's counts.
	Count, Add, Keep, Theirs *widget.Button

	l     *Letter
	root  *fyne.Container
	table *widget.Field
	count *widget.Field
	total *widget.Para
}

func newTally(l *Letter) *Tally {
	s := l.d.Studio
	t := &Tally{l: l, total: widget.NewPara("", l.d.Letters)}
	t.Table = l.entry(widget.NewEntry("north-gate"))
	t.Table.OnChanged = t.name
	t.table = widget.NewField("This table’s name", t.Table, l.d.Letters)
	t.table.SetHint("Each table needs a name of its own, and numbers its own sheets.")
	t.Sheet, t.Signed = l.entry(widget.NewEntry("1")), l.entry(widget.NewEntry("18"))
	t.Sheet.OnSubmitted = func(string) { l.d.Focus(t.Signed) }
	t.Signed.OnSubmitted = func(string) { t.write() }
	t.Count = widget.NewButton("Count it", t.write)
	t.count = widget.NewField("Altogether", t.total, l.d.Letters)
	t.Add = widget.NewQuiet("Add another table’s file…", func() {
		l.d.PickFile("Another table’s count", []string{".toml"}, s.AddTally)
	})
	t.Keep = widget.NewQuiet("Keep this as a file", s.KeepTally)
	t.Theirs = widget.NewQuiet("Take the other table’s counts", s.TakeTheirs)
	row := container.New(widget.Columns{N: 2, Gap: 12},
		widget.NewField("Sheet number", t.Sheet, l.d.Letters), widget.NewField("How many signed", t.Signed, l.d.Letters))
	t.root = container.New(&widget.Column{Gap: 12}, t.table, row, t.Count, t.count,
		container.New(widget.Flow{Gap: 14}, t.Add, t.Keep, t.Theirs))
	return t
}

func (t *Tally) name(text string) {
	fault := ""
	if strings.TrimSpace(text) != "" {
		fault = t.l.d.Studio.NameTable(text)
	}
	if t.table.SetFault(fault) {
		t.l.panel.relayout()
	}
}

// write counts a sheet and goes on to the next.
func (t *Tally) write() {
	fault := t.l.d.Studio.CountSheet(t.Sheet.Text, t.Signed.Text)
	if t.count.SetFault(fault) {
		t.l.panel.relayout()
	}
	if fault != "" {
		return
	}
	if n, err := strconv.Atoi(strings.TrimSpace(t.Sheet.Text)); err == nil {
		t.Sheet.Put(strconv.Itoa(n + 1))
	}
	t.Signed.Put("")
	t.l.d.Focus(t.Signed)
}

// update shows anew what is counted.
func (t *Tally) update() {
	s := t.l.d.Studio
	if strings.TrimSpace(t.Table.Text) != s.Table() && t.table.Fault() == "" {
		t.Table.Put(s.Table())
	}
	t.total.Set(widget.Span{Text: s.TallyLine(), Bold: true, Color: base.ColorNameForeground})
	t.Theirs.Hidden = !s.InConflict()
	enable(t.Count, s.Table() != "")
	enable(t.Keep, s.Table() != "")
	enable(t.Add, s.Table() != "")
}
