package placard_test

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/placard"
	"eventkit/kit/typeset"
)

// campaign is the default kit and fonts the bundled cuts, as programs embed them.
var (
	campaign = sync.OnceValues(func() (*kit.Kit, error) { return kit.Open(os.DirFS("../../assets/campaign")) })
	fonts    = sync.OnceValues(func() (*typeset.Library, error) { return typeset.New(os.DirFS("../../assets/fonts")) })
	shared   = sync.OnceValues(func() (*placard.Maker, error) {
		lib, err := fonts()
		if err != nil {
			return nil, err
		}
		return placard.New(lib), nil
	})
)

func theKit(t testing.TB) *kit.Kit {
	t.Helper()
	k, err := campaign()
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// theMaker is shared by tests, as it is by the goroutines of a program.
func theMaker(t testing.TB) *placard.Maker {
	t.Helper()
	m, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// newMaker has no memory of other tests.
func newMaker(t testing.TB) *placard.Maker {
	t.Helper()
	lib, err := fonts()
	if err != nil {
		t.Fatal(err)
	}
	return placard.New(lib)
}

func mustMake(t testing.TB, ev kit.Event, c placard.Choice) *placard.Sheet {
	t.Helper()
	s, err := theMaker(t).Make(theKit(t), ev, c)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// events are an event in each of the kit's languages, every printed field set.
var events = map[string]kit.Event{
	"en": {Mission: "British High Commission", City: "Nairobi", Place: "At the main gate", Host: "Peoples’ Table", Timezone: "Africa/Nairobi"},
	"es": {Mission: "Embajada del Reino Unido", City: "Ciudad de México", Place: "Entrada principal", Host: "Mesa de los pueblos", Timezone: "America/Mexico_City"},
	"fr": {Mission: "Ambassade du Royaume-Uni", City: "Dakar", Place: "Devant l’entrée", Host: "Assemblée des peuples", Timezone: "Africa/Dakar"},
	"pt": {Mission: "Consulado-Geral do Reino Unido", City: "São Paulo", Place: "Entrada principal", Host: "Assembleia dos povos", Timezone: "America/Sao_Paulo"},
	"ar": {Mission: "سفارة المملكة المتحدة", City: "تونس", Place: "أمام المدخل الرئيسي", Host: "جمعية الشعوب", Timezone: "Africa/Tunis"},
	"hi": {Mission: "ब्रिटिश उच्चायोग", City: "नई दिल्ली", Place: "मुख्य द्वार के सामने", Host: "जन सभा", Timezone: "Asia/Kolkata"},
	"ru": {Mission: "Посольство Великобритании", City: "Бишкек", Place: "У главного входа", Host: "Народная ассамблея", Timezone: "Asia/Bishkek"},
	"sw": {Mission: "Ubalozi wa Uingereza", City: "Dar es Salaam", Place: "Mbele ya lango kuu", Host: "Jukwaa la Watu", Timezone: "Africa/Dar_es_Salaam"},
}

func eventIn(lang string) kit.Event {
	ev := events[lang]
	ev.Date, ev.Time = "2022-10-07", "11:00"
	return ev
}

// paper is a size with a name for messages. A tight one may have too little
// room for all that an event can say.
type paper struct {
	name  string
	size  page.Size
	tight bool
}

// papers are the named ones, standing, and some that someone may have.
func papers() []paper {
	var all []paper
	for _, p := range page.Papers() {
		all = append(all, paper{name: p.ID, size: p.Size})
	}
	for _, s := range []page.Size{{W: 99, H: 210}, {W: 100, H: 100}, {W: 50, H: 300}, {W: 700, H: 1000}} {
		all = append(all, paper{fmt.Sprintf("%gx%g", s.W, s.H), s, s.W < 60})
	}
	return all
}

// variant is one placard of the matrix.
type variant struct {
	template, lang string
	paper          paper
	lying          bool
}

func (v variant) String() string {
	way := "standing"
	if v.lying {
		way = "lying"
	}
	return strings.Join([]string{v.template, v.paper.name, way, v.lang}, " ")
}

func (v variant) choice() placard.Choice {
	c := placard.Choice{Template: v.template, Langs: []string{v.lang}, Paper: v.paper.size.Portrait()}
	if v.lying {
		c.Paper = v.paper.size.Landscape()
	}
	return c
}

// matrix is every template, both ways, in every language of the kit on the
// papers.
func matrix(t testing.TB, on []paper) []variant {
	t.Helper()
	var all []variant
	for _, tpl := range placard.Templates() {
		for _, p := range on {
			for _, lying := range []bool{false, true} {
				for _, lang := range theKit(t).Languages {
					all = append(all, variant{tpl.ID, lang, p, lying})
				}
			}
		}
	}
	return all
}

// a4 is the paper that most people have.
var a4 = paper{name: "A4", size: page.Size{W: 210, H: 297}}

// texts are the lines of words on a page that say something; the inner half
// of hollow letters says nothing.
func texts(p *page.Page) []page.Text {
	var out []page.Text
	for it := range p.Items {
		if t, ok := it.(page.Text); ok && t.String != "" {
			out = append(out, t)
		}
	}
	return out
}

// said is all that the page says, without white space, in painting order.
func said(p *page.Page) string {
	var b strings.Builder
	for _, t := range texts(p) {
		b.WriteString(squeezed(t.String))
	}
	return b.String()
}

// squeezed is s without white space.
func squeezed(s string) string { return strings.Join(strings.Fields(s), "") }

func codeOf(t testing.TB, p *page.Page) page.Code {
	t.Helper()
	var found []page.Code
	for it := range p.Items {
		if c, ok := it.(page.Code); ok {
			found = append(found, c)
		}
	}
	if len(found) != 1 {
		t.Fatalf("the page has %d codes, want 1", len(found))
	}
	return found[0]
}
