package kit

import (
	"errors"
	"regexp"
	"strings"
	"sync"
	"time"
)

var zoneForm = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}$`)

var errZone = errors.New("no such time zone")

// zones keeps what was loaded: a table of events names few zones many times,
// and each loading reads a file.
var zones sync.Map // string -> *time.Location

// zoneNamed loads a zone of the IANA database; "" is UTC. Names that depend
// on the computer ("Local") and the database's second trees are refused.
func zoneNamed(name string) (*time.Location, error) {
	if name == "" {
		return time.UTC, nil
	}
	if loc, ok := zones.Load(name); ok {
		return loc.(*time.Location), nil
	}
	first, _, _ := strings.Cut(name, "/")
	switch first {
	case "Local", "localtime", "posix", "right", "posixrules", "Factory":
		return nil, errZone
	}
	if !zoneForm.MatchString(name) {
		return nil, errZone
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		return nil, err
	}
	zones.Store(name, loc)
	return loc, nil
}
