package tablesign_test

import (
	"bytes"
	"math"
	"strings"
	"sync"
	"testing"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/page/pdf"
	"eventkit/kit/paper"
	"eventkit/kit/paper/papertest"
	"eventkit/kit/qr"
	"eventkit/kit/tablesign"
)

// The steps stand one above the other on a standing sheet and side by side on a
// lying one; the codes are at the side where the words end.
func TestWhereCodesAre(t *testing.T) {
	for name, size := range papers {
		for _, lang := range []string{"en", "ar"} {
			codes := papertest.Codes(mustMake(t, tablesign.Choice{Network: wifi, Lang: lang, Paper: size}).Page)
			if len(codes) != 2 {
				t.Fatalf("%s %s: %d codes", name, lang, len(codes))
			}
			join, open := codes[0].Bounds(), codes[1].Bounds()
			if size.W < size.H {
				right := join.X+join.W/2 > size.W/2
				if join.Bottom() > open.Y || right != (lang == "en") {
					t.Errorf("%s %s: the codes are at %v and %v", name, lang, join, open)
				}
				continue
			}
			if math.Abs(join.Bottom()-open.Bottom()) > 3 || (join.X < open.X) != (lang == "en") {
				t.Errorf("%s %s: side by side they are at %v and %v", name, lang, join, open)
			}
		}
	}
}

// Codes are as large as a phone needs from across a table, whatever they say.
func TestReach(t *testing.T) {
	networks := map[string]tablesign.Network{
		"usual": wifi, "open": {Name: "Table", Open: true}, "none": {},
		"longest": {Name: strings.Repeat(";", 32), Password: strings.Repeat(`\`, 63)},
	}
	for name, size := range papers {
		for what, n := range networks {
			made := mustMake(t, tablesign.Choice{Network: n, Paper: size})
			if made.Report.CodeMM < 25 || made.Report.Reach < 0.25 {
				t.Errorf("%s, %s: a code of %.0f mm is read from %.2f m", name, what, made.Report.CodeMM, made.Report.Reach)
			}
			for _, c := range papertest.Codes(made.Page) {
				b := c.Bounds()
				if side := math.Min(b.W, b.H); side < qr.MinSide(21) {
					t.Errorf("%s, %s: a code of %.1f mm", name, what, side)
				}
				if b.X < 0 || b.Y < 0 || b.Right() > size.W || b.Bottom() > size.H {
					t.Errorf("%s, %s: a code leaves the sheet: %v", name, what, b)
				}
			}
		}
	}
}

// Addresses of every form that the server gives have a sign.
func TestAddresses(t *testing.T) {
	for _, a := range []string{
		"http://10.0.0.2:80/abc/", "http://192.168.137.101:65535/" + strings.Repeat("z", 26) + "/", "http://[fd00::1234:5678:9abc:def0]:43381/4thw9snc3fa7q/",
	} {
		made := mustMake(t, tablesign.Choice{Address: a, Network: wifi, Paper: papers["A5"]})
		if made.Report.Address != a || !strings.Contains(papertest.Said(made.Page), a) {
			t.Errorf("%s: the sign says %q", a, papertest.Said(made.Page))
		}
		for _, fault := range papertest.Faults(made.Page) {
			t.Errorf("%s: %s", a, fault)
		}
	}
	for _, a := range []string{"", "http://табле/", strings.Repeat("x", 5000)} {
		if _, err := tablesign.New(papertest.Library(t)).Make(papertest.Kit(t), kit.Event{}, tablesign.Choice{Address: a, Network: wifi}); err == nil {
			t.Errorf("%.20q has a sign", a)
		}
	}
}

// The language asked for leads, then the event's, then the kit's.
func TestLanguageOfSign(t *testing.T) {
	for _, tt := range []struct {
		asked string
		event []string
		want  string
		notes int
	}{
		{"ru", []string{"ar"}, "ru", 0},
		{"", []string{"ar", "ru"}, "ar", 0},
		{"", nil, papertest.Kit(t).Languages[0], 0},
		{"pt-BR", nil, "pt", 1},
		{"de", []string{"sw"}, "sw", 1},
		{"xx", nil, papertest.Kit(t).Languages[0], 1},
	} {
		made, err := tablesign.New(papertest.Library(t)).Make(papertest.Kit(t), kit.Event{Languages: tt.event}, tablesign.Choice{Address: address, Network: wifi, Lang: tt.asked})
		if err != nil {
			t.Fatal(err)
		}
		if made.Page.Lang != tt.want || len(made.Report.Notes) != tt.notes {
			t.Errorf("%q, %v: %q with %v", tt.asked, tt.event, made.Page.Lang, made.Report.Notes)
		}
		for _, n := range made.Report.Notes {
			if n.ID != paper.NoteLanguage || !strings.Contains(n.Text, tt.asked) {
				t.Errorf("%q: %+v", tt.asked, n)
			}
		}
	}
}

// A maker serves many at once, and the same choice gives the same bytes.
func TestSameInputAtOnce(t *testing.T) {
	m := tablesign.New(papertest.Library(t))
	k := papertest.Kit(t)
	files := make([][]byte, 8)
	var group sync.WaitGroup
	for i := range files {
		group.Go(func() {
			made, err := m.Make(k, kit.Event{}, tablesign.Choice{Address: address, Network: wifi, Lang: "hi", Paper: papers["A5"]})
			if err != nil {
				t.Error(err)
				return
			}
			var b bytes.Buffer
			if err := pdf.Write(&b, pdf.Meta{}, func(yield func(*page.Page, error) bool) { yield(made.Page, nil) }); err != nil {
				t.Error(err)
			}
			files[i] = b.Bytes()
		})
	}
	group.Wait()
	for i, f := range files {
		if len(f) == 0 || !bytes.Equal(f, files[0]) {
			t.Errorf("the sign differs the %d. time", i+1)
		}
	}
}

// parsed reads what a code says of a network as a phone does (ZXing wiki,
// "Barcode Contents"): fields end at a semicolon, a backslash takes the next
// letter as it is.
func parsed(payload string) map[string]string {
	out := map[string]string{}
	rest := strings.TrimPrefix(payload, "WIFI:")
	for rest != "" && rest != ";" {
		key, after, _ := strings.Cut(rest, ":")
		var value strings.Builder
		i := 0
		for ; i < len(after) && after[i] != ';'; i++ {
			if after[i] == '\\' && i+1 < len(after) {
				i++
			}
			value.WriteByte(after[i])
		}
		out[key] = value.String()
		rest = after[min(i+1, len(after)):]
	}
	return out
}

// A phone reads back exactly the name and the password that were given.
func FuzzJoin(f *testing.F) {
	f.Add("Table; guests", `let:me,in\2022`)
	f.Add(`\;P:x`, `";;S:other;`)
	f.Add("", "12345678")
	f.Fuzz(func(t *testing.T, name, password string) {
		for _, n := range []tablesign.Network{{Name: name, Password: password}, {Name: name, Open: true}} {
			payload, ok := n.Join()
			if ok != (payload != "") || ok && n.Check() != nil {
				t.Fatalf("%+v: %q, %t, %v", n, payload, ok, n.Check())
			}
			if !ok {
				continue
			}
			want := map[string]string{"T": "WPA", "S": n.Name, "P": n.Password}
			if n.Open {
				want = map[string]string{"T": "nopass", "S": n.Name}
			}
			got := parsed(payload)
			if len(got) != len(want) || got["T"] != want["T"] || got["S"] != want["S"] || got["P"] != want["P"] {
				t.Errorf("%q is read as %q", payload, got)
			}
		}
	})
}
