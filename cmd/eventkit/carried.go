package main

import (
	"path/filepath"
	"strings"

	"eventkit/assets"
	"eventkit/kit"
	"eventkit/kit/explain"
	"eventkit/kit/genuine"
	"eventkit/kit/nearby"
	"eventkit/ui/model"
)

// builtIn is what the kit inside the program is called.
const builtIn = "built-in"

// comes is the kit that comes with the program.
type comes struct {
	kit *kit.Kit
	// beside is where it lies beside the program, or ""; others lie there too.
	beside string
	others []string
	notice model.Notice
}

// kitFor opens the kit that lies beside the program. The one inside it is there
// if there is none, if all are damaged, or if it is asked for.
func kitFor(place nearby.Place, asked string) (comes, error) {
	var f nearby.Found
	if asked != builtIn {
		f = place.Open(genuine.OpenKit)
	}
	c := comes{kit: f.Kit, beside: f.Path, others: f.Others, notice: noticeOf(f)}
	var err error
	if c.kit == nil {
		c.kit, err = inside()
	}
	return c, err
}

// inside opens the kit inside the program.
func inside() (*kit.Kit, error) { return kit.Open(assets.Campaign()) }

// noticeOf says what there is to say about the kits beside the program.
func noticeOf(f nearby.Found) model.Notice {
	shown := "The kit inside the program"
	if f.Kit != nil {
		title, _, _ := f.Kit.Title.In("en")
		shown = "“" + title + "”"
	}
	if len(f.Damaged) > 0 {
		m := explain.Explain(f.Damaged[0])
		return model.Notice{Text: m.Title + ".", Hint: m.Text + " " + shown + " is shown instead.", Bad: true}
	}
	if len(f.Others) > 0 {
		var names []string
		for _, path := range f.Others {
			names = append(names, filepath.Base(path))
		}
		return model.Notice{Text: "More than one kit lies beside the program: " + shown + " is open.", Hint: "Under Open there is also " + strings.Join(names, ", ") + "."}
	}
	return model.Notice{}
}
