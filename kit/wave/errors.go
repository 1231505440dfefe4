package wave

import (
	"fmt"

	"eventkit/kit"
	"eventkit/kit/seal"
)

// Error says what is wrong with an update.
type Error struct{ What, Mend string }

// Error names the mend too.
func (e *Error) Error() string { return e.What + "; " + e.Mend }

// PackError says why no update can be made of two kits.
type PackError struct{ What, Mend string }

// Error names the mend too.
func (e *PackError) Error() string { return e.What + "; " + e.Mend }

// BaseError says that an update was made for another kit, another version, or
// other files than those that are there.
type BaseError struct {
	// ID and Version are what it was made for, To the version that it makes.
	ID, Version, To string
	// Have is what is there.
	Have kit.Manifest
}

// Error says what it was made for.
func (e *BaseError) Error() string {
	made := fmt.Sprintf("the update was made for version %s of the kit %s", e.Version, e.ID)
	switch {
	case e.Have.ID != e.ID:
		return fmt.Sprintf("%s, and this is the kit %s", made, e.Have.ID)
	case e.Have.Version != e.Version:
		return fmt.Sprintf("%s, and this is version %s", made, e.Have.Version)
	}
	return made + ", and in this copy of it files are changed, missing or added"
}

// ResultError says that an update didn't make what it promised.
type ResultError struct{ Report *seal.Report }

// Error says what came of it.
func (e *ResultError) Error() string {
	why := e.Report.Reason
	if why == "" {
		why = fmt.Sprintf("%d files changed, %d missing, %d not listed", len(e.Report.Changed), len(e.Report.Missing), len(e.Report.Extra))
	}
	return fmt.Sprintf("what the update makes is %s: %s", e.Report.State, why)
}
