package pack_test

import (
	"context"
	"errors"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"eventkit/kit/pack"
	"eventkit/kit/page"
	"eventkit/kit/paper/papertest"
)

// Cancelled after any piece, the folder is as it was.
func TestCancelAtEachPiece(t *testing.T) {
	pieces := small(plan(t, papertest.Kit(t), papertest.Event("en"), pack.Choice{Langs: []string{"en", "ar", "fr"}}))
	for stop := range pieces {
		dir := t.TempDir()
		ctx, cancel := context.WithCancel(t.Context())
		n := 0
		_, err := pack.Write(ctx, dir, pieces, func(string) {
			if n++; n == stop+1 {
				cancel()
			}
		})
		cancel()
		if !errors.Is(err, context.Canceled) {
			t.Errorf("stopped after %d: %v", stop+1, err)
		}
		if got := files(t, dir); len(got) != 0 {
			t.Errorf("stopped after %d: %v", stop+1, got)
		}
	}
}

// Every sheet lies on the paper that was chosen, also where a language that
// runs from the right leads.
func TestPapers(t *testing.T) {
	for name, want := range map[string]string{"Letter": "612 x 792", "A3": "841"} {
		size, err := page.ParseSize(name)
		if err != nil {
			t.Fatal(err)
		}
		pieces := plan(t, papertest.Kit(t), papertest.Event("ar"), pack.Choice{Langs: []string{"ar", "en"}, Paper: size, Sheets: 1})
		pieces = slices.DeleteFunc(pieces, func(p pack.Piece) bool {
			return !strings.HasPrefix(p.Name, "4-") && p.Name != "3-letter.ar.pdf"
		})
		dir := t.TempDir()
		if _, err := pack.Write(t.Context(), dir, pieces, nil); err != nil {
			t.Fatal(err)
		}
		for _, p := range pieces {
			out, err := exec.Command("pdfinfo", filepath.Join(dir, p.Name)).CombinedOutput()
			if err != nil || !strings.Contains(string(out), want) {
				t.Errorf("%s on %s: %v\n%s", p.Name, name, err, out)
			}
		}
	}
}

// The languages are the choice's, or else the event's, or else the kit's
// first; a plan made twice is the same.
func TestLanguagesOfPlan(t *testing.T) {
	k, ev := papertest.Kit(t), papertest.Event("en")
	ev.Languages = []string{"ar", "en"}
	of := func(c pack.Choice) []string { return names(plan(t, k, ev, c)) }
	if diff := cmp.Diff(of(pack.Choice{Langs: []string{"ar", "en"}}), of(pack.Choice{})); diff != "" {
		t.Errorf("the event's:\n%s", diff)
	}
	if slices.Equal(of(pack.Choice{Langs: []string{"fr"}}), of(pack.Choice{})) {
		t.Error("the choice doesn't count")
	}
	ev.Languages = nil
	if diff := cmp.Diff(of(pack.Choice{Langs: k.Languages[:1]}), of(pack.Choice{})); diff != "" {
		t.Errorf("the kit's first:\n%s", diff)
	}
}
