package model

import (
	"sync/atomic"

	"eventkit/kit/seal"
)

// waves is the state of kits that arrive, of what is newer than the one that
// is open, and of repairs.
type waves struct {
	card Card
	// brief are the accepted publishers of a window that remembers nothing.
	brief atomic.Pointer[seal.Ring]
	// genuine is the path of the kit that was last found to be genuine.
	genuine string
	offers  []Offer
	// found is the folder that was checked last, if it can be mended.
	found   mendable
	mending latest
	repair  *repairRun
	// judging judges the kit that was opened at the start, passed is what it
	// was opened in place of.
	judging latest
	passed  passed
}

// genuineLine says that a kit is genuine.
func (w *waves) genuineLine(path string) string {
	if w.genuine != path {
		return ""
	}
	return "It is genuine: signed by the publisher that you accepted."
}
