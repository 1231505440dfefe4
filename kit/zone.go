package kit

import (
	"errors"
	"regexp"
	"strings"
	"time"
)

var zoneForm = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}$`)

var errZone = errors.New("no such time zone")

// zoneNamed loads a zone of the IANA database; "" is UTC. Names that depend
// on the computer ("Local") and the database's second trees are refused.
func zoneNamed(name string) (*time.Location, error) {
	if name == "" {
		return time.UTC, nil
	}
	first, _, _ := strings.Cut(name, "/")
	switch first {
	case "Local", "localtime", "posix", "right", "posixrules", "Factory":
		return nil, errZone
	}
	if !zoneForm.MatchString(name) {
		return nil, errZone
	}
	return time.LoadLocation(name)
}
