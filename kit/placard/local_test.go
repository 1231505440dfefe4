package placard_test

import (
	"fmt"
	"strings"

	"eventkit/kit"
	"eventkit/kit/placard"
)

// localFaults are what a sheet lacks of the event, or says twice.
func localFaults(v variant, s *placard.Sheet, ev kit.Event) []string {
	var bad []string
	all := said(s.Page)
	for field, words := range map[string]string{"mission": ev.Mission, "place": ev.Place, "host": ev.Host} {
		if n := strings.Count(all, squeezed(words)); words != "" && n != 1 {
			bad = append(bad, fmt.Sprintf("the %s stands on the page %d times", field, n))
		}
	}
	if ev.City != "" && !strings.Contains(all, squeezed(ev.City)) {
		bad = append(bad, "the city is not on the page")
	}
	return bad
}
