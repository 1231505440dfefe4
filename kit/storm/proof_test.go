package storm_test

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"eventkit/kit/message"
	"eventkit/kit/page"
	"eventkit/kit/paper/papertest"
	"eventkit/kit/storm"
)

var full = flag.Bool("full", false, "prove every card of every sheet and not a selection")

// Two programs that aren't ours read every code from the picture that poppler
// paints, and what they read is the message of that language. The usual run
// takes the message with the most to say in each language; -full takes
// all messages on both papers, both ways to divide a sheet and both networks.
func TestProof(t *testing.T) {
	for i, lang := range papertest.Langs() {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			for _, c := range selection(i, lang) {
				if !*full {
					c.Messages, c.Count = longest(t, c), 1
				}
				prove(t, c)
			}
		})
	}
}

// longest are the messages of a choice's language with the most to say first.
func longest(t *testing.T, c storm.Choice) []message.Message {
	t.Helper()
	bank, err := message.Read(papertest.Kit(t))
	if err != nil {
		t.Fatal(err)
	}
	all, _ := bank.In(c.Lang)
	slices.SortStableFunc(all, func(a, b message.Message) int { return cmp.Compare(len(b.Text), len(a.Text)) })
	return all
}

// looks are the resolutions at which the decoders look at a sheet: what a home
// printer prints at least, and what it prints usually. A code that a decoder
// overlooks among many at the first has to be read at the second.
var looks = []float64{300, 600}

func prove(t *testing.T, c storm.Choice) {
	made := cards(t, c)
	file := papertest.PDF(t, made.Pages...)
	for n, p := range made.Pages {
		on := made.Cards[n*c.PerSheet : min(len(made.Cards), (n+1)*c.PerSheet)]
		area := page.Size{W: p.Size.W, H: p.Size.H * float64((len(on)+1)/2*2) / float64(c.PerSheet)}
		zbar, zxing := on, on
		for _, dpi := range looks {
			if len(zbar)+len(zxing) == 0 {
				break
			}
			picture := paint(t, file, n+1, area, dpi)
			zbar, zxing = unread(zbar, readZbar(t, picture)), unread(zxing, readZXing(t, picture))
			if dpi != looks[0] || len(zbar)+len(zxing) > 0 {
				t.Logf("%s, %d a sheet, %.0f mm, sheet %d at %.0f dpi: zbar misses %d of %d, ZXing %d", c.Network, c.PerSheet, p.Size.W, n+1, dpi, len(zbar), len(on), len(zxing))
			}
		}
		for decoder, left := range map[string][]storm.Card{"zbar": zbar, "ZXing": zxing} {
			for _, card := range left {
				t.Errorf("%s, %d a sheet, %.0f mm, sheet %d: %s doesn't read %s", c.Network, c.PerSheet, p.Size.W, n+1, decoder, card.Message.ID)
			}
		}
	}
}

// paint paints the top of a page and returns the picture's file.
func paint(t *testing.T, file string, n int, area page.Size, dpi float64) string {
	t.Helper()
	picture := filepath.Join(t.TempDir(), "sheet")
	px := func(mm float64) string { return fmt.Sprintf("%.0f", mm/25.4*dpi) }
	run(t, "pdftoppm", "-r", fmt.Sprintf("%.0f", dpi), "-f", fmt.Sprint(n), "-singlefile", "-gray", "-png",
		"-x", "0", "-y", "0", "-W", px(area.W), "-H", px(area.H), file, picture)
	return picture + ".png"
}

func readZbar(t *testing.T, picture string) func(address string) bool {
	lines := strings.Split(strings.TrimSpace(run(t, "zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", picture)), "\n")
	return func(address string) bool { return slices.Contains(lines, address) }
}

// readZXing takes a decoder that broke down for one that reads nothing: it does
// on some pictures.
func readZXing(t *testing.T, picture string) func(address string) bool {
	out, err := exec.Command("ZXingReader", picture).Output()
	if exit := new(exec.ExitError); errors.As(err, &exit) && !exit.Exited() {
		t.Logf("%s: %v", picture, err)
	} else if err != nil {
		t.Fatalf("ZXingReader %s: %v", picture, err)
	}
	said := string(out)
	return func(address string) bool { return strings.Contains(said, `"`+address+`"`) }
}

// unread are the cards whose code wasn't read as it was meant.
func unread(cards []storm.Card, read func(address string) bool) []storm.Card {
	var out []storm.Card
	for _, c := range cards {
		if !read(c.Address) {
			out = append(out, c)
		}
	}
	return out
}

func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).Output()
	if err != nil {
		t.Fatalf("%s %s: %v", name, strings.Join(args, " "), err)
	}
	return string(out)
}

// Layouts as they were looked at and found good. After a change that is meant:
// go test ./kit/storm -run Golden -update, then look at the sheets.
func TestGolden(t *testing.T) {
	for i, lang := range papertest.Langs() {
		c := choices(lang)[i%8]
		c.Messages, c.Count = steady(lang), 2
		papertest.Golden(t, "cards-"+lang, cards(t, c).Pages...)
	}
}

// steady are messages that stay as they are while the kit's are written.
func steady(lang string) []message.Message {
	texts := map[string][2]string{
		"en": {"Open the library.", "The library has been shut for a year, and nobody says when it will open again."},
		"es": {"Abran la biblioteca.", "La biblioteca lleva un año cerrada y nadie dice cuándo volverá a abrir."},
		"fr": {"Ouvrez la bibliothèque.", "La bibliothèque est fermée depuis un an et personne ne dit quand elle rouvrira."},
		"pt": {"Abram a biblioteca.", "A biblioteca está fechada há um ano e ninguém diz quando vai abrir de novo."},
		"ar": {"افتحوا المكتبة.", "المكتبة مغلقة منذ عام ولا أحد يقول متى ستُفتح من جديد."},
		"hi": {"पुस्तकालय खोलो।", "पुस्तकालय एक साल से बंद है और कोई नहीं बताता कि वह फिर कब खुलेगा।"},
		"ru": {"Откройте библиотеку.", "Библиотека закрыта уже год, и никто не говорит, когда она откроется."},
		"sw": {"Fungueni maktaba.", "Maktaba imefungwa kwa mwaka mzima na hakuna asemaye itafunguliwa lini."},
	}
	var out []message.Message
	for i, text := range texts[lang] {
		out = append(out, message.Message{ID: fmt.Sprint("m-", i), Lang: lang, Audience: "everyone", Tone: "factual", Text: text + " #FreeAssangeNOW #FreeAllPoliticalPrisioners"})
	}
	return out
}
