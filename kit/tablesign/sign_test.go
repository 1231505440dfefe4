package tablesign_test

import (
	"errors"
	"fmt"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/paper"
	"eventkit/kit/paper/papertest"
	"eventkit/kit/tablesign"
)

const address = "http://192.168.137.101:43381/4thw9snc3fa7q/"

var wifi = tablesign.Network{Name: "Table; guests", Password: `let:me,in\2022`}

func mustMake(t testing.TB, c tablesign.Choice) *tablesign.Made {
	t.Helper()
	if c.Address == "" {
		c.Address = address
	}
	made, err := tablesign.New(papertest.Library(t)).Make(papertest.Kit(t), kit.Event{}, c)
	if err != nil {
		t.Fatalf("%+v: %v", c, err)
	}
	return made
}

var papers = map[string]page.Size{
	"A4": {W: 210, H: 297}, "A5": {W: 148, H: 210}, "Letter": {W: 215.9, H: 279.4}, "A4 lying": {W: 297, H: 210}, "A5 lying": {W: 210, H: 148},
}

// Every sign keeps the rules of documents, in every language, on every paper,
// with all known and with nothing.
func TestSigns(t *testing.T) {
	long := tablesign.Network{Name: strings.Repeat("W", 32), Password: strings.Repeat("M@", 31) + "M"}
	networks := []tablesign.Network{wifi, {}, {Name: "Open table", Open: true}, {Name: "Mesa común", Password: "abrazo2022"}, long}
	names := slices.Sorted(maps.Keys(papers))
	for i, name := range names {
		for j, lang := range papertest.Langs() {
			// Each paper and each language meets every network.
			checkSign(t, name, lang, networks[(i+j)%len(networks)])
		}
	}
	for _, n := range networks {
		checkSign(t, "A5", "fr", n)
	}
}

func checkSign(t *testing.T, name, lang string, n tablesign.Network) {
	t.Helper()
	size := papers[name]
	made := mustMake(t, tablesign.Choice{Network: n, Lang: lang, Paper: size})
	for _, fault := range papertest.Faults(made.Page) {
		t.Errorf("%s %s %q: %s", name, lang, n.Name, fault)
	}
	if made.Page.Lang != lang || made.Report.Lang != lang || made.Page.Size != size || made.Report.Address != address {
		t.Errorf("%s %s: %q, %+v", name, lang, made.Page.Lang, made.Report)
	}
	want := 1
	if _, ok := n.Join(); ok {
		want = 2
	}
	if codes := papertest.Codes(made.Page); len(codes) != want {
		t.Errorf("%s %s %q: %d codes", name, lang, n.Name, len(codes))
	}
	said := papertest.Said(made.Page)
	for _, words := range []string{n.Name, n.Password, address} {
		if !strings.Contains(said, papertest.Squeezed(words)) {
			t.Errorf("%s %s: %q is not in %q", name, lang, words, said)
		}
	}
}

// Two decoders that aren't ours read both codes from the printed page.
func TestDecoded(t *testing.T) {
	for _, name := range []string{"A4", "A5", "Letter", "A5 lying"} {
		made := mustMake(t, tablesign.Choice{Network: wifi, Lang: "ar", Paper: papers[name]})
		path := papertest.PDF(t, made.Page)
		want := []string{`WIFI:T:WPA;S:Table\; guests;P:let\:me\,in\\2022;;`, address}
		slices.Sort(want)
		zbar, zxing := decoded(t, path)
		if !slices.Equal(zbar, want) || !slices.Equal(zxing, want) {
			t.Errorf("%s: zbar reads %q, ZXing %q", name, zbar, zxing)
		}
		if lacks := papertest.Lacks(t, path, made.Page); len(lacks) > 0 {
			t.Errorf("%s: poppler doesn't find %q", name, lacks)
		}
	}
}

// decoded is what zbar and ZXing read on a page that poppler painted.
func decoded(t *testing.T, path string) (zbar, zxing []string) {
	t.Helper()
	out := filepath.Join(t.TempDir(), "page")
	run := func(name string, args ...string) []string {
		text, err := exec.Command(name, args...).Output()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return strings.Split(strings.TrimSpace(string(text)), "\n")
	}
	run("pdftoppm", "-r", "150", "-gray", "-singlefile", "-png", path, out)
	zbar = run("zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", out+".png")
	for _, l := range run("ZXingReader", out+".png") {
		if words, ok := strings.CutPrefix(l, "Text:"); ok {
			words = strings.TrimSpace(words)
			zxing = append(zxing, strings.TrimSuffix(strings.TrimPrefix(words, `"`), `"`))
		}
	}
	slices.Sort(zbar)
	slices.Sort(zxing)
	return zbar, zxing
}

// The layout is the one that was looked at.
func TestGolden(t *testing.T) {
	papertest.Golden(t, "sign.en", mustMake(t, tablesign.Choice{Network: wifi, Lang: "en"}).Page)
	papertest.Golden(t, "sign.ar", mustMake(t, tablesign.Choice{Network: wifi, Lang: "ar"}).Page)
	papertest.Golden(t, "sign.lying", mustMake(t, tablesign.Choice{Network: wifi, Lang: "hi", Paper: papers["A4 lying"]}).Page)
}

// The Wi-Fi's code is no link: its password isn't in the file once more.
func TestNoLink(t *testing.T) {
	for it := range mustMake(t, tablesign.Choice{Network: wifi}).Page.Items {
		if l, ok := it.(page.Link); ok && l.Address != address {
			t.Errorf("there is a link to %s", l.Address)
		}
	}
}

// What the sign can't do is said.
func TestNotes(t *testing.T) {
	for name, c := range map[string]struct {
		choice tablesign.Choice
		want   []string
	}{
		"all":         {tablesign.Choice{Network: wifi}, nil},
		"open":        {tablesign.Choice{Network: tablesign.Network{Name: "x", Open: true}}, nil},
		"nothing":     {tablesign.Choice{}, []string{tablesign.NoteNetwork}},
		"not ASCII":   {tablesign.Choice{Network: tablesign.Network{Name: "Стол", Password: "12345678"}}, []string{tablesign.NoteNetwork}},
		"no language": {tablesign.Choice{Network: wifi, Lang: "de"}, []string{paper.NoteLanguage}},
	} {
		var ids []string
		for _, n := range mustMake(t, c.choice).Report.Notes {
			ids = append(ids, n.ID)
		}
		if !slices.Equal(ids, c.want) {
			t.Errorf("%s: %v, want %v", name, ids, c.want)
		}
	}
}

// A kit without words for it gets a sign in English.
func TestOtherKit(t *testing.T) {
	k := *papertest.Kit(t)
	k.Words, k.Palettes = map[string]kit.Text{}, nil
	made, err := tablesign.New(papertest.Library(t)).Make(&k, kit.Event{Languages: []string{"fr"}}, tablesign.Choice{Address: address, Network: wifi})
	if err != nil {
		t.Fatal(err)
	}
	if made.Page.Lang != "en" || !strings.Contains(papertest.Said(made.Page), "JointheWi-Fi") || len(made.Report.Notes) != 1 {
		t.Errorf("%q says %q, %v", made.Page.Lang, papertest.Said(made.Page), made.Report.Notes)
	}
	// The words in the program are those of the default kit.
	for _, id := range slices.Sorted(maps.Keys(papertest.Kit(t).Words)) {
		words, _ := papertest.Kit(t).Word(id, "en")
		if strings.HasPrefix(id, "table-") && id != "table-gone" && !strings.Contains(strings.ToUpper(papertest.Said(made.Page)), strings.ToUpper(papertest.Squeezed(words))) {
			t.Errorf("%s: %q is not said", id, words)
		}
	}
}

func TestSmallPaper(t *testing.T) {
	for _, size := range []page.Size{{W: 74, H: 105}, {W: 100, H: 400}, {W: 500, H: 120}} {
		_, err := tablesign.New(papertest.Library(t)).Make(papertest.Kit(t), kit.Event{}, tablesign.Choice{Address: address, Network: wifi, Paper: size})
		var e *paper.SizeError
		if !errors.As(err, &e) || e.What != "table sign" {
			t.Errorf("%v: %v", size, err)
		}
	}
	_, err := tablesign.New(papertest.Library(t)).Make(papertest.Kit(t), kit.Event{}, tablesign.Choice{Address: "http://тест/"})
	if err == nil {
		t.Error("an address that has no code has one")
	}
}

// What a phone's camera is told, letter for letter.
func TestJoin(t *testing.T) {
	for n, want := range map[tablesign.Network]string{
		{Name: "Table", Password: "12345678"}:                 "WIFI:T:WPA;S:Table;P:12345678;;",
		{Name: "Table", Open: true}:                           "WIFI:T:nopass;S:Table;;",
		{Name: `a;b,c:d"e\f`, Password: `;,:"\1234`}:          `WIFI:T:WPA;S:a\;b\,c\:d\"e\\f;P:\;\,\:\"\\1234;;`,
		{Name: " spaces ", Password: " 8 spaces"}:             "WIFI:T:WPA;S: spaces ;P: 8 spaces;;",
		{Name: "Table", Password: strings.Repeat("0aF9", 16)}: "WIFI:T:WPA;S:Table;P:" + strings.Repeat("0aF9", 16) + ";;",
		{Name: "Mesa común", Password: "12345678"}:            "",
		{}:                                 "",
		{Name: "Table"}:                    "",
		{Name: "Table", Password: "short"}: "",
		{Name: strings.Repeat("x", 33), Open: true}:                        "",
		{Name: "Table", Open: true, Password: "12345678"}:                  "",
		{Name: "Table", Password: "пароль-мира"}:                           "",
		{Name: "a\x00b", Open: true}:                                       "",
		{Password: "12345678"}:                                             "",
		{Name: "Table", Password: strings.Repeat("x", 64)}:                 "",
		{Name: strings.Repeat("x", 32), Password: strings.Repeat("y", 63)}: "WIFI:T:WPA;S:" + strings.Repeat("x", 32) + ";P:" + strings.Repeat("y", 63) + ";;",
		{Name: "P:x;", Open: true}:                                         `WIFI:T:nopass;S:P\:x\;;;`,
		{Name: "T\u200e", Open: true}:                                      "",
		{Name: "CAFE", Password: "12345678"}:                               "WIFI:T:WPA;S:CAFE;P:12345678;;",
	} {
		got, ok := n.Join()
		if got != want || ok != (want != "") {
			t.Errorf("%+v: %q, want %q", n, got, want)
		}
	}
}

// Problems name the field and the mend, and never the password.
func TestCheck(t *testing.T) {
	for i, n := range []tablesign.Network{
		{Name: "Table"},
		{Name: "Table", Password: "s3cret"},
		{Name: "Table", Password: "s3cret-пароль"},
		{Name: "Table", Password: "s3cret-s3cret", Open: true},
		{Password: "s3cret-s3cret"},
		{Name: strings.Repeat("é", 17), Open: true},
		{Name: "a\nb", Open: true},
		{Name: "Table", Password: strings.Repeat("s3cret", 11)},
	} {
		err := n.Check()
		var e *kit.FieldError
		if !errors.As(err, &e) || e.Mend == "" || strings.Contains(fmt.Sprint(err), "s3cret") {
			t.Errorf("%d: %v", i, err)
		}
		if _, made := tablesign.New(papertest.Library(t)).Make(papertest.Kit(t), kit.Event{}, tablesign.Choice{Address: address, Network: n}); made == nil {
			t.Errorf("%d: there is a sign", i)
		}
	}
}
