// Package papertest judges documents in tests: against the rules that every
// page keeps, against golden layouts, and through programs that aren't ours.
//
// The two functions you want first are [Faults] and [Golden].
package papertest

import (
	"flag"
	"os"
	"strings"
	"sync"
	"testing"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/typeset"
)

var update = flag.Bool("update", false, "write the golden layouts")

// root is the repository's top, from a package two folders below it.
const root = "../../"

var (
	campaign = sync.OnceValues(func() (*kit.Kit, error) { return kit.Open(os.DirFS(root + "assets/campaign")) })
	fonts    = sync.OnceValues(func() (*typeset.Library, error) { return typeset.New(os.DirFS(root + "assets/fonts")) })
)

// Kit is the default kit, for packages two folders below the top.
func Kit(t testing.TB) *kit.Kit {
	t.Helper()
	k, err := campaign()
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// Library holds the bundled fonts.
func Library(t testing.TB) *typeset.Library {
	t.Helper()
	lib, err := fonts()
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

// Langs are the kit's languages.
func Langs() []string { return []string{"en", "es", "fr", "pt", "ar", "hi", "ru", "sw"} }

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

// Event is an event in a language with every printed field set: 7 October
// 2022, 11:00.
func Event(lang string) kit.Event {
	ev := events[lang]
	ev.Date, ev.Time, ev.Contact = "2022-10-07", "11:00", "table@example.org"
	ev.Languages = []string{lang}
	return ev
}

// Papers are the usual ones, standing.
func Papers() map[string]page.Size {
	return map[string]page.Size{"A4": {W: 210, H: 297}, "Letter": {W: 215.9, H: 279.4}}
}

// Texts are the lines of words of pages, in painting order.
func Texts(pages ...*page.Page) []page.Text {
	var out []page.Text
	for _, p := range pages {
		for it := range p.Items {
			if t, ok := it.(page.Text); ok && t.String != "" {
				out = append(out, t)
			}
		}
	}
	return out
}

// Said is all that pages say, without white space.
func Said(pages ...*page.Page) string {
	var b strings.Builder
	for _, t := range Texts(pages...) {
		b.WriteString(Squeezed(t.String))
	}
	return b.String()
}

// Squeezed is s without white space.
func Squeezed(s string) string { return strings.Join(strings.Fields(s), "") }
