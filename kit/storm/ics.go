package storm

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/language"

	"eventkit/kit"
	"eventkit/kit/paper"
	"eventkit/kit/when"
)

// stamp is a moment in UTC (RFC 5545, 3.3.5, form 2).
const stamp = "20060102T150405Z"

// foldAt is the most octets of a line (RFC 5545, 3.1).
const foldAt = 75

// WriteICS writes the storm as an entry for calendars in the first of the
// event's and the kit's languages, or in lang if that isn't "". Alarms ring a
// quarter of an hour before and at the hour. The same kit and event give the
// same bytes: the entry's own time stamp is its start, and an entry written
// anew takes the place of the one before. Errors are those of [ClockOf], of
// kit.ParseLink, and of w.
func WriteICS(w io.Writer, k *kit.Kit, ev kit.Event, lang string) error {
	c, err := ClockOf(k, ev)
	if err != nil {
		return err
	}
	langs := languages(k, ev, lang)
	title, lang, _ := c.Action.Title.In(langs...)
	where, _, _ := c.Action.Where.In(langs...)
	what, _, _ := k.Title.In(langs...)
	id := sha256.Sum256([]byte(k.ID + "\n" + c.Action.ID))
	about := []string{what, "", when.DayYear(c.Local, lang) + when.Comma(lang) + when.Clock(c.Local, lang) + " " + when.Zone(c.Local), "", strings.Join(k.Hashtags, " ")}
	address, err := paper.AddressOf(k, ev, "")
	if err != nil {
		return err
	}
	f := &folder{}
	f.line("BEGIN", "VCALENDAR")
	f.line("VERSION", "2.0")
	f.line("PRODID", "-//Event Kit//Storm//EN")
	f.line("CALSCALE", "GREGORIAN")
	f.line("BEGIN", "VEVENT")
	f.line("UID", hex.EncodeToString(id[:16]))
	f.line("DTSTAMP", c.Start.UTC().Format(stamp))
	f.line("DTSTART", c.Start.UTC().Format(stamp))
	f.line("DTEND", c.Start.Add(Lasts).UTC().Format(stamp))
	in := ";LANGUAGE=" + language.Make(lang).String()
	f.text("SUMMARY"+in, title)
	if address != nil {
		about = append(about, address.Symbol.Address)
		f.line("URL", address.Symbol.Address)
	}
	f.text("DESCRIPTION"+in, strings.Join(about, "\n"))
	if where != "" {
		f.text("LOCATION"+in, where)
	}
	for _, before := range []string{"-PT15M", "PT0S"} {
		f.line("BEGIN", "VALARM")
		f.line("ACTION", "DISPLAY")
		f.text("DESCRIPTION", title)
		f.line("TRIGGER", before)
		f.line("END", "VALARM")
	}
	f.line("END", "VEVENT")
	f.line("END", "VCALENDAR")
	_, err = io.WriteString(w, f.String())
	return err
}

// languages are those in which words are wanted, the best first.
func languages(k *kit.Kit, ev kit.Event, lang string) []string {
	var out []string
	if lang != "" {
		out = append(out, lang)
	}
	return append(append(out, ev.Languages...), k.Languages...)
}

// folder writes content lines (RFC 5545, 3.1).
type folder struct{ strings.Builder }

// text writes a value of words, escaped (RFC 5545, 3.3.11).
func (f *folder) text(name, words string) {
	words = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7F {
			return -1
		}
		return r
	}, strings.ToValidUTF8(words, ""))
	f.line(name, strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(words))
}

// line writes a line, folded so that no part is longer than foldAt octets and
// none begins in the middle of a character.
func (f *folder) line(name, value string) {
	rest := name + ":" + value
	for room := foldAt; len(rest) > room; room = foldAt - 1 {
		n := room
		for !utf8.RuneStart(rest[n]) {
			n--
		}
		f.WriteString(rest[:n] + "\r\n ")
		rest = rest[n:]
	}
	f.WriteString(rest + "\r\n")
}
