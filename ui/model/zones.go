package model

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// zoneTable is a list of zones with their countries. The standard library has
// the zones' rules but can't list their names.
//
//go:embed zones.txt
var zoneTable string

// Zone is a time zone that can be picked.
type Zone struct {
	// ID is the IANA name, City its last part as people write it.
	ID, City string
	// Country is the country's name in English.
	Country string
}

// Zones lists the zones by name.
var Zones = sync.OnceValue(func() []Zone {
	var out []Zone
	names := display.English.Regions()
	for line := range strings.Lines(zoneTable) {
		code, id, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok || code == "#" {
			continue
		}
		z := Zone{ID: id, City: zoneCity(id)}
		if r, err := language.ParseRegion(code); err == nil {
			z.Country = names.Name(r)
		}
		out = append(out, z)
	}
	return append(out, Zone{ID: "UTC", City: "UTC"})
})

func zoneCity(id string) string {
	parts := strings.Split(strings.ReplaceAll(id, "_", " "), "/")
	city := parts[len(parts)-1]
	if len(parts) == 3 {
		city += ", " + parts[1]
	}
	return city
}

// ZoneLabel writes a zone for people: its city and, if it is known, its offset
// on a day.
func ZoneLabel(id string, at time.Time) string {
	if id == "" {
		return "No time zone"
	}
	loc, err := time.LoadLocation(id)
	if err != nil {
		return id
	}
	return zoneCity(id) + " · " + Offset(at.In(loc))
}

// Offset writes a moment's distance from UTC, such as UTC+3 or UTC–3:30.
func Offset(t time.Time) string {
	_, s := t.Zone()
	if s == 0 {
		return "UTC"
	}
	sign := "+"
	if s < 0 {
		sign, s = "–", -s // the minus sign isn’t in the font
	}
	if m := s / 60 % 60; m != 0 {
		return fmt.Sprintf("UTC%s%d:%02d", sign, s/3600, m)
	}
	return fmt.Sprintf("UTC%s%d", sign, s/3600)
}
