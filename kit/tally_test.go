package kit_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"eventkit/kit"
)

// fataler is what testing and rapid share.
type fataler interface {
	Helper()
	Fatal(args ...any)
}

func tally(t fataler, table string, counts ...int) *kit.Tally {
	t.Helper()
	out := &kit.Tally{Table: table}
	for i, n := range counts {
		if err := out.Set(i+1, n); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// written is the tally as it comes back from a file of that name.
func written(t testing.TB, from *kit.Tally, name string) *kit.Tally {
	t.Helper()
	var b bytes.Buffer
	if _, err := from.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	again, err := kit.ReadTally(&b, name)
	if err != nil {
		t.Fatalf("%v in\n%s", err, b.String())
	}
	return again
}

func wantTotal(t testing.TB, of *kit.Tally, sheets, signatures int) {
	t.Helper()
	if s, n := of.Total(); s != sheets || n != signatures {
		t.Errorf("%d signatures on %d sheets, want %d on %d", n, s, signatures, sheets)
	}
}

func TestMergeTwiceCountsOnce(t *testing.T) {
	north := tally(t, "north", 18, 7)
	south := written(t, tally(t, "south", 5, 18, 1), "south.toml")
	for range 2 {
		if err := north.Merge(south, false); err != nil {
			t.Fatal(err)
		}
		wantTotal(t, north, 5, 49)
	}
	// And back again: south learns of north, nothing is counted twice.
	if err := south.Merge(written(t, north, "north.toml"), false); err != nil {
		t.Fatal(err)
	}
	wantTotal(t, south, 5, 49)
	if err := north.Merge(north, false); err != nil {
		t.Fatal(err)
	}
	wantTotal(t, north, 5, 49)
}

func TestConflictNamesBoth(t *testing.T) {
	mine := written(t, tally(t, "north", 18, 7), "mine.toml")
	other := written(t, tally(t, "north", 18, 9, 4), "other.toml")
	err := mine.Merge(other, false)
	var conflict *kit.ConflictError
	if !errors.As(err, &conflict) || len(conflict.Conflicts) != 1 {
		t.Fatalf("got %v, want one conflict", err)
	}
	for _, part := range []string{"sheet 2", `"north"`, "7 in mine.toml", "9 in other.toml"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%q does not say %s", err, part)
		}
	}
	wantTotal(t, mine, 2, 25)
	if err := mine.Merge(other, true); err != nil {
		t.Fatal(err)
	}
	wantTotal(t, mine, 3, 31)
}

func TestTallyCorrections(t *testing.T) {
	mine := tally(t, "north", 18, 7)
	if err := mine.Set(2, 8); err != nil {
		t.Fatal(err)
	}
	wantTotal(t, mine, 2, 26)
	mine.Remove(1)
	wantTotal(t, mine, 1, 8)
	for name, c := range map[string]struct {
		table        string
		sheet, count int
	}{
		"no table": {"", 1, 1}, "sheet 0": {"a", 0, 1}, "many": {"a", 1, 1000}, "minus": {"a", 1, -1},
		"quotes": {`a"b`, 1, 1}, "long": {strings.Repeat("x", 41), 1, 1}, "line": {"a\nb", 1, 1},
	} {
		var field *kit.FieldError
		bad := &kit.Tally{Table: c.table}
		if err := bad.Set(c.sheet, c.count); !errors.As(err, &field) || field.Mend == "" {
			t.Errorf("%s: got %v", name, err)
		}
		wantTotal(t, bad, 0, 0)
	}
}

func TestTallyFile(t *testing.T) {
	var b bytes.Buffer
	mine := tally(t, "Nord", 18, 7)
	if err := mine.Merge(tally(t, "بوابة 2", 3), false); err != nil {
		t.Fatal(err)
	}
	if _, err := mine.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	const want = `# How many signed, by sheet. No names are written here.
table = "Nord"  # this table

[sheets."Nord"]
1 = 18
2 = 7

[sheets."بوابة 2"]
1 = 3
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestTallyProblems(t *testing.T) {
	for text, want := range map[string]string{
		"":                                        "table is missing",
		"table = \"\"":                            "fill it in",
		"table = \"a\"\nnames = [\"x\"]":          `t.toml:2: unknown key "names"`,
		"table = \"a\"\n[sheets.a]\n1 = \"Ada\"":  "t.toml:3: 1 is not a sheet and its count",
		"table = \"a\"\n[sheets.a]\nx = 1":        "t.toml:3: x is not a sheet",
		"table = \"a\"\n[sheets.a]\n01 = 1":       "t.toml:3: 01 is not a sheet",
		"table = \"a\"\n[sheets.a]\n1 = 1\n1 = 2": "t.toml:4: this is not TOML",
		"table = \"a\"\n[sheets.a]\n0 = 1":        "t.toml:3: there is no sheet 0",
		"table = \"a\"\n[sheets.a]\n1 = 99999999": "1000 signatures on sheet 1; a sheet holds 0 to 999",
		"table = \"a\"\nsheets = 3":               "t.toml:2: sheets is not a table",
		"table = \"a\"\n[sheets]\na = 3":          "t.toml:3: a is not a table",
		"table = 7":                               "put it in quotes",
		strings.Repeat("# long\n", 200_000):       "1048577",
	} {
		_, err := kit.ReadTally(strings.NewReader(text), "t.toml")
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: got %v, want %s", text, err, want)
		}
	}
}

// Whatever tables count, in whatever order their files meet, the total is that
// of all sheets once.
func TestMergeInAnyOrder(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		files := make([]*kit.Tally, rapid.IntRange(1, 4).Draw(r, "tables"))
		sheets, signatures := 0, 0
		for i := range files {
			counts := rapid.SliceOfN(rapid.IntRange(0, kit.MaxSignatures), 0, 9).Draw(r, "counts")
			files[i] = tally(t, string(rune('a'+i)), counts...)
			sheets += len(counts)
			for _, n := range counts {
				signatures += n
			}
		}
		all := &kit.Tally{Table: "all"}
		for _, i := range rapid.SliceOfN(rapid.IntRange(0, len(files)-1), 0, 12).Draw(r, "order") {
			if err := all.Merge(written(t, files[i], "x.toml"), false); err != nil {
				r.Fatal(err)
			}
		}
		for _, f := range files {
			if err := all.Merge(f, false); err != nil {
				r.Fatal(err)
			}
		}
		wantTotal(t, written(t, all, "all.toml"), sheets, signatures)
	})
}

func FuzzTally(f *testing.F) {
	f.Add("table = \"a\"\n[sheets.a]\n1 = 2")
	f.Add("table = \"a\"\n[sheets.\"b c\"]\n1 = 2\n7 = 0")
	f.Fuzz(func(t *testing.T, text string) {
		got, err := kit.ReadTally(strings.NewReader(text), "t.toml")
		if err != nil {
			return
		}
		sheets, signatures := got.Total()
		wantTotal(t, written(t, got, "again.toml"), sheets, signatures)
	})
}

// An event's file brings its tally along, and other tables read it from there.
func TestTallyWithItsEvent(t *testing.T) {
	counted := tally(t, "north", 18, 7)
	if err := counted.Merge(tally(t, "south gate", 3), false); err != nil {
		t.Fatal(err)
	}
	ev := kit.Event{City: "Nairobi", Languages: []string{"sw"}, Tally: counted}
	var b bytes.Buffer
	if _, err := ev.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	const want = `
[tally]
table = "north"  # this table

[tally.sheets."north"]
1 = 18
2 = 7

[tally.sheets."south gate"]
1 = 3
`
	if !strings.HasSuffix(b.String(), want) {
		t.Errorf("the file is\n%s", b.String())
	}
	again, err := kit.ReadEvent(strings.NewReader(b.String()))
	if err != nil || !again.Tally.Equal(counted) || again.City != "Nairobi" {
		t.Fatalf("%+v, %v", again, err)
	}
	other := tally(t, "west", 1)
	for range 2 {
		from, err := kit.ReadTally(strings.NewReader(b.String()), "event.toml")
		if err != nil {
			t.Fatal(err)
		}
		if err := other.Merge(from, false); err != nil {
			t.Fatal(err)
		}
	}
	wantTotal(t, other, 4, 29)
	if counted.Equal(other) || counted.Equal(nil) || !(*kit.Tally)(nil).Equal(&kit.Tally{}) {
		t.Error("tallies that differ are equal, or those that don’t are not")
	}
}

func TestTallyOfAnEventThatIsWrong(t *testing.T) {
	for text, want := range map[string]string{
		"city = \"Rome\"\n":                                "nothing is counted in this event yet",
		"city = \"Rome\"\ncitty = 1\n":                     "unknown key",
		"city = \"Rome\"\n[tally]\n":                       "table is missing",
		"[tally]\ntable = \"a\"\n[tally.sheets.a]\n1=-1\n": "t.toml:4",
		"[tally]\ntable = \"a\"\nnames = 1\n":              "known here: table, sheets",
		"tally = 3\n":                                      "tally is not a table",
	} {
		if _, err := kit.ReadTally(strings.NewReader(text), "t.toml"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

// What someone wrote into an event's file by hand outlives a count.
func TestPutTally(t *testing.T) {
	const own = "# Ours.\ncity = 'Lima'  # by the sea\n"
	north := tally(t, "north", 4)
	for name, c := range map[string]struct {
		text string
		kept bool
	}{
		"new":       {own, true},
		"no end":    {strings.TrimSuffix(own, "\n"), true},
		"again":     {own + "\n[tally]\ntable = \"south\"\n[tally.sheets.south]\n9 = 9\n", true},
		"in a line": {"city = \"Lima\"\ntally = {table = \"x\"}\nhost = \"Us\"\n", false},
		"in a text": {"city = \"\"\"\n[tally]\nLima\"\"\"\n", false},
	} {
		out, err := kit.PutTally([]byte(c.text), north)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		before, err := kit.ReadEvent(strings.NewReader(c.text))
		after, err2 := kit.ReadEvent(bytes.NewReader(out))
		if err != nil || err2 != nil || !after.Tally.Equal(north) || after.City != before.City || after.Host != before.Host {
			t.Errorf("%s: %v, %v\n%s", name, err, err2, out)
		}
		if c.kept != strings.HasPrefix(string(out), own) {
			t.Errorf("%s: what was written by hand is\n%s", name, out)
		}
		twice, err := kit.PutTally(out, north)
		if err != nil || !bytes.Equal(out, twice) {
			t.Errorf("%s: %v\n%s\nthen\n%s", name, err, out, twice)
		}
	}
	if out, err := kit.PutTally([]byte(own), nil); err != nil || string(out) != own {
		t.Errorf("%q, %v", out, err)
	}
	if _, err := kit.PutTally([]byte("citty = 1"), north); err == nil {
		t.Error("a file that is no event was written over")
	}
}
