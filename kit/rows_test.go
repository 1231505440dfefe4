package kit_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"eventkit/kit"
)

var base = kit.Event{City: "Lima", Date: "2022-10-07", Host: "The river group", Languages: []string{"es"}, Paper: "A4"}

func rowsOf(text string) ([]kit.Row, error) { return kit.ReadRows(strings.NewReader(text), base) }

func TestReadRows(t *testing.T) {
	rows, err := rowsOf(`Link, CITY ,copies,slogan,text,lang,date,time,timezone,mission,place,host,contact
https://example.org/1,Nairobi,3,free-now,,"sw, en",2022-10-08,13:00,Africa/Nairobi,High Commission,"At the main gate, left",,

,,,,"Say ""no""",,,,,,,Someone else,a@example.org
`)
	if err != nil {
		t.Fatal(err)
	}
	want := []kit.Row{
		{
			Line: 2, Slogan: "free-now", Lang: "sw,en", Copies: 3,
			Event: kit.Event{
				Mission: "High Commission", City: "Nairobi", Place: "At the main gate, left", Date: "2022-10-08", Time: "13:00",
				Timezone: "Africa/Nairobi", Host: "The river group", Link: "https://example.org/1", Languages: []string{"es"}, Paper: "A4",
			},
		},
		{
			Line: 4, Text: `Say "no"`, Copies: 1,
			Event: kit.Event{City: "Lima", Date: "2022-10-07", Host: "Someone else", Contact: "a@example.org", Languages: []string{"es"}, Paper: "A4"},
		},
	}
	if d := cmp.Diff(want, rows); d != "" {
		t.Errorf("rows (-want +got):\n%s", d)
	}
}

// The same table in the forms that spreadsheets save it in.
func TestRowsInAllForms(t *testing.T) {
	const plain = "city,place,time\nSão Paulo,Praça,10:00\nالقاهرة,ميدان,\n"
	wide := func(order binary.AppendByteOrder, s string) string {
		var b []byte
		for _, u := range utf16.Encode([]rune("\ufeff" + s)) {
			b = order.AppendUint16(b, u)
		}
		return string(b)
	}
	tabs := strings.ReplaceAll(plain, ",", "\t")
	want, err := rowsOf(plain)
	if err != nil || len(want) != 2 {
		t.Fatal(want, err)
	}
	for name, text := range map[string]string{
		"byte order mark":     "\ufeff" + plain,
		"semicolons":          strings.ReplaceAll(plain, ",", ";"),
		"mark and semicolons": "\ufeff" + strings.ReplaceAll(plain, ",", ";"),
		"tabs":                tabs,
		"Windows line ends":   strings.ReplaceAll(plain, "\n", "\r\n"),
		"old Mac line ends":   strings.ReplaceAll(plain, "\n", "\r"),
		"no line end":         strings.TrimSuffix(plain, "\n"),
		"UTF-16 of Excel":     wide(binary.LittleEndian, strings.ReplaceAll(tabs, "\n", "\r\n")),
		"UTF-16 big end":      wide(binary.BigEndian, plain),
		"quoted":              "\"city\",\"place\",\"time\"\n\"São Paulo\",\"Praça\",\"10:00\"\n\"القاهرة\",\"ميدان\",\"\"\n",
		"empty columns":       "city,place,time,,\nSão Paulo,Praça,10:00,,\nالقاهرة,ميدان,,,\n",
		"empty rows at last":  plain + ",,\n,,\n",
		"spaces around":       " City , PLACE,Time\n São Paulo ,Praça, 10:00\nالقاهرة,ميدان,\n",
	} {
		t.Run(name, func(t *testing.T) {
			rows, err := rowsOf(text)
			if d := cmp.Diff(want, rows); err != nil || d != "" {
				t.Errorf("%v\n%s", err, d)
			}
		})
	}
	rows, err := rowsOf("sep=;\r\ncity;place\r\nA, B;C\r\n")
	if err != nil || len(rows) != 1 || rows[0].Event.City != "A, B" || rows[0].Line != 3 {
		t.Errorf("sep=: %+v, %v", rows, err)
	}
}

func TestReadRowsRefuses(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", "rows.csv: the table is empty"},
		{"header only", "city,date\n", "rows.csv: the table has no rows"},
		{"unknown column", "city,wehre\na,b\n", `rows.csv:1: unknown column "wehre"; the columns are mission, city, place, date, time, timezone, host, contact, link, slogan, text, lang, copies`},
		{"column twice", "city,City\na,b\n", "rows.csv:1: the column city is there twice"},
		{"no column", ",,\na,b,c\n", "rows.csv:1: the header names no column"},
		{"short row", "city,place,link\nLima,a,b\nQuito,a\n", `rows.csv:3: the row has 2 cells, the header 3: column "link" is missing`},
		{"long row", "city,place\nLima,a,b\n", `rows.csv:2: column 3 ("b") is beyond the header's 2`},
		{"cell without a column", "city,,place\nLima,x,a\n", `"x" stands in a column without a name`},
		{"open quotes", "city,place\nLima,\"a\nQuito,b\n", "the quotation marks do not match"},
		{"quotes inside", "city,place\nLima,a \"b\" c\n", "rows.csv:2: the quotation marks do not match"},
		{"after sep=", "sep=;\ncity;date\nLima;x\n", "rows.csv:3: column date: \"x\" is not a day"},
		{"day", "city,date\nLima,2022-02-30\n", `rows.csv:2: column date: "2022-02-30" is not a day of the calendar`},
		{"time", "city,time\nLima,1pm\n", `rows.csv:2: column time: "1pm" is not a time of day`},
		{"zone", "city,timezone\nLima,Peru/Lima\n", `rows.csv:2: column timezone: "Peru/Lima" is not a time zone`},
		{"gap with the base's day", "time,timezone,date\n01:30,Europe/London,2022-03-27\n", "rows.csv:2: column time: the clocks in Europe/London skip 01:30"},
		{"link", "link\nhttps://example.org/a b\n", "rows.csv:2: column link: there is a space"},
		{"slogan", "slogan\nFree Now\n", `rows.csv:2: column slogan: "Free Now" is not a slogan's id`},
		{"language", "lang\n\"en,xxxxxxxxxx\"\n", `rows.csv:2: column lang: "xxxxxxxxxx" is not a language`},
		{"no copies", "copies\n0\n", `rows.csv:2: column copies: "0" is not a number of copies; write a number from 1 to 1000`},
		{"many copies", "copies\n1001\n", "is not a number of copies"},
		{"copies in words", "copies\nten\n", "is not a number of copies"},
		{"long words", "text\n" + strings.Repeat("é", 201) + "\n", "rows.csv:2: column text: has 201 characters"},
		{"line break in a cell", "city,text\nLima,\"a\nb\"\n", "rows.csv:2: column text: holds a line break"},
		{"control character", "city\nLi\x07ma\n", "rows.csv:2: column city: holds the control character U+0007"},
		{"Latin-1", "city\nLima\nS\xe3o Paulo\n", "rows.csv:3: this is not UTF-8"},
		{"half of UTF-16", "\xff\xfec\x00i", "this is not UTF-8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			rows, err := rowsOf(c.text)
			saidIn(t, err, c.want)
			var ps kit.Problems
			if !errors.As(err, &ps) || rows != nil {
				t.Errorf("%d rows with a %T", len(rows), err)
			}
		})
	}
	if _, err := kit.ReadRows(failing{}, base); !errors.Is(err, errBroken) {
		t.Errorf("a reader's error is lost: %v", err)
	}
}

func TestRowsSayHowToSave(t *testing.T) {
	_, err := rowsOf("city\n\xe9\n")
	saidIn(t, err, "UTF-8", "Excel", "LibreOffice")
}

func TestRowsSayAllAtOnce(t *testing.T) {
	_, err := rowsOf("date,link,copies\nx,y,z\n2022-10-07,example.org,1\nshort\n1,,\n")
	var ps kit.Problems
	if !errors.As(err, &ps) || len(ps) != 5 {
		t.Fatalf("%v", err)
	}
	for i, line := range []int{2, 2, 2, 4, 5} {
		if ps[i].Line != line || ps[i].Mend == "" {
			t.Errorf("problem %d: %+v", i, ps[i])
		}
	}
	_, err = rowsOf("date\n" + strings.Repeat("x\n", 1000))
	if !errors.As(err, &ps) || len(ps) != 51 {
		t.Fatalf("%d problems of a thousand", len(ps))
	}
	saidIn(t, err, "there may be more; mend these first")
}

func TestManyRows(t *testing.T) {
	table := func(n int) *bytes.Buffer {
		b := bytes.NewBufferString("city,date,time,timezone,link\n")
		for i := range n {
			fmt.Fprintf(b, "City %d,2022-10-07,10:00,Africa/Nairobi,https://example.org/%d\n", i, i)
		}
		return b
	}
	rows, err := kit.ReadRows(table(10_000), base)
	if err != nil || len(rows) != 10_000 || rows[9999].Line != 10_001 || rows[9999].Event.City != "City 9999" {
		t.Errorf("%d rows, %v", len(rows), err)
	}
	rows, err = kit.ReadRows(table(100_001), base)
	if limit := limitIn(t, err); rows != nil || limit.Max != 100_000 {
		t.Errorf("%d rows, %+v", len(rows), limit)
	}
	_, err = kit.ReadRows(bytes.NewReader(make([]byte, 64<<20+1)), base)
	limitIn(t, err)
}

func BenchmarkReadRows10000(b *testing.B) {
	var t bytes.Buffer
	t.WriteString("city,date,time,timezone,link\n")
	for i := range 10_000 {
		fmt.Fprintf(&t, "City %d,2022-10-07,10:00,Africa/Nairobi,https://example.org/%d\n", i, i)
	}
	b.SetBytes(int64(t.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := kit.ReadRows(bytes.NewReader(t.Bytes()), base); err != nil {
			b.Fatal(err)
		}
	}
}
