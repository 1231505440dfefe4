package model_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"eventkit/ui/model"
)

// tallying is a studio whose table has a name.
func tallying(t *testing.T) *world {
	t.Helper()
	w := withPapers(t)
	w.PickDocument(model.PaperTally)
	if fault := w.NameTable("north-gate"); fault != "" {
		t.Fatal(fault)
	}
	return w
}

// other writes another table's file.
func other(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "other.toml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const southGate = "table = \"south-gate\"\n[sheets.south-gate]\n1 = 9\n2 = 4\n"

func TestCountingSheets(t *testing.T) {
	w := withPapers(t)
	if fault := w.CountSheet("1", "18"); fault != "Name this table first." || w.TallyLine() != "Nothing is counted yet." {
		t.Errorf("%q, %q", fault, w.TallyLine())
	}
	w = tallying(t)
	for _, tt := range []struct {
		sheet, signed string
		ok            bool
		line          string
	}{
		{"1", "1", true, "1 signature on 1 sheet."},
		{"2", " 7 ", true, "8 signatures on 2 sheets."},
		{"1", "18", true, "25 signatures on 2 sheets."},
		{"0", "3", false, "25 signatures on 2 sheets."},
		{"3", "1000", false, "25 signatures on 2 sheets."},
		{"3", "", false, "25 signatures on 2 sheets."},
		{"x", "3", false, "25 signatures on 2 sheets."},
	} {
		if fault := w.CountSheet(tt.sheet, tt.signed); (fault == "") != tt.ok || w.TallyLine() != tt.line {
			t.Errorf("%q on %q: %q, %q", tt.signed, tt.sheet, fault, w.TallyLine())
		}
	}
	w.Undo()
	if s := w.TallyLine(); s != "8 signatures on 2 sheets." {
		t.Errorf("undone: %q", s)
	}
}

func TestAFileThatIsAddedTwiceCountsOnce(t *testing.T) {
	w := tallying(t)
	w.CountSheet("1", "18")
	w.CountSheet("2", "7")
	path := other(t, southGate)
	for range 2 {
		w.AddTally(path)
		if s := w.TallyLine(); s != "38 signatures on 4 sheets." || w.Notice().Bad {
			t.Errorf("%q, %+v", s, w.Notice())
		}
	}
	w.AddTally(other(t, strings.Replace(southGate, "2 = 4", "2 = 5", 1)))
	if s := w.TallyLine(); s != "38 signatures on 4 sheets." || !w.Notice().Bad || !w.InConflict() {
		t.Errorf("%q, %+v", s, w.Notice())
	}
	w.TakeTheirs()
	if s := w.TallyLine(); s != "39 signatures on 4 sheets." || w.InConflict() {
		t.Errorf("%q", s)
	}
	for _, bad := range []string{"", "city = \"Rome\"\n", "table = \"x\"\n[sheets.x]\n1 = -4\n"} {
		w.Say(model.Notice{})
		w.AddTally(other(t, bad))
		if !w.Notice().Bad || w.TallyLine() != "39 signatures on 4 sheets." {
			t.Errorf("%q: %+v", bad, w.Notice())
		}
	}
}

func TestNamingATable(t *testing.T) {
	w := tallying(t)
	w.CountSheet("1", "18")
	w.AddTally(other(t, southGate))
	for _, tt := range []struct {
		name string
		ok   bool
		want string
	}{
		{"west", true, "west"},
		{" east ", true, "east"},
		{"", false, "east"},
		{"a/b", false, "east"},
		{"south-gate", false, "east"},
	} {
		if fault := w.NameTable(tt.name); (fault == "") != tt.ok || w.Table() != tt.want {
			t.Errorf("%q: %q, now %q", tt.name, fault, w.Table())
		}
		if s := w.TallyLine(); s != "31 signatures on 3 sheets." {
			t.Errorf("%q: %q", tt.name, s)
		}
	}
}

func TestATallyGoesToAnotherTable(t *testing.T) {
	w := tallying(t)
	w.CountSheet("4", "11")
	w.KeepTally()
	w.KeepTally()
	files, err := filepath.Glob(filepath.Join(w.out, "*.toml"))
	if err != nil || len(files) != 2 {
		t.Fatalf("%v, %v", files, err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	w.start()
	if w.Table() != "north-gate" || w.TallyLine() != "11 signatures on 1 sheet." {
		t.Errorf("remembered: %q, %q", w.Table(), w.TallyLine())
	}
	u := withPapers(t)
	u.AddTally(files[0])
	if !u.Notice().Bad {
		t.Error("a table without a name took another one's count")
	}
	u.NameTable("here")
	u.AddTally(files[0])
	if s := u.TallyLine(); s != "11 signatures on 1 sheet." {
		t.Errorf("%q", s)
	}
}

// An event that is opened elsewhere brings its count along.
func TestTheCountGoesWithItsEvent(t *testing.T) {
	w := tallying(t)
	typed(w, model.City, "Lima")
	w.CountSheet("1", "18")
	w.AddTally(other(t, southGate))
	w.SaveEvent()
	path := w.Recent()[0]

	u := withPapers(t)
	u.Open(path)
	if u.Table() != "north-gate" || u.TallyLine() != "31 signatures on 3 sheets." || u.Field(model.City) != "Lima" {
		t.Errorf("%q, %q", u.Table(), u.TallyLine())
	}
	if n := u.Notice(); n.Bad || n.Hint != "Its count: 31 signatures on 3 sheets." {
		t.Errorf("%+v", n)
	}
	u.AddTally(path)
	u.AddTally(other(t, southGate))
	if s := u.TallyLine(); s != "31 signatures on 3 sheets." {
		t.Errorf("counted twice: %q", s)
	}
	u.Undo()
	if s := u.TallyLine(); s != "Nothing is counted yet." {
		t.Errorf("undone: %q", s)
	}
}

func TestOpeningAnEventWithoutACount(t *testing.T) {
	for _, tt := range []struct{ text, line, hint string }{
		{"city = \"Lima\"\n", "18 signatures on 1 sheet.", "What was counted here stays."},
		{"city = \"Quito\"\n", "Nothing is counted yet.", "What was counted for the other event is put away; Undo gives both back."},
	} {
		w := tallying(t)
		typed(w, model.City, "Lima")
		w.CountSheet("1", "18")
		w.Open(other(t, tt.text))
		if w.TallyLine() != tt.line || w.Notice().Hint != tt.hint {
			t.Errorf("%q: %q, %+v", tt.text, w.TallyLine(), w.Notice())
		}
		w.Undo()
		if s := w.TallyLine(); s != "18 signatures on 1 sheet." || w.Field(model.City) != "Lima" {
			t.Errorf("%q undone: %q", tt.text, s)
		}
	}
}
