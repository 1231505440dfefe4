package model_test

import (
	"context"
	"strings"
	"testing"

	"eventkit/kit/seal"
	"eventkit/kit/seal/sealtest"
	"eventkit/kit/stick"
	"eventkit/ui/model"
)

// What is ready for sticks is taken away only when no repair reads it.
func TestMakingReadyWaitsForARepair(t *testing.T) {
	whole := sealtest.Sealed(t, sealtest.Kit("river", "1", ""), nil)
	for name, stop := range map[string]bool{"done": false, "stopped": true} {
		t.Run(name, func(t *testing.T) {
			w := checkedFolder(t, torn(t, whole), seal.Ring{})
			before := len(w.made)
			w.params.Sticks.Write = func(ctx context.Context, l *stick.Load, ts []stick.Target, o stick.Options, tell func(stick.Event)) []stick.Verdict {
				w.ToggleLoadPart(model.PartPack)
				if line, bad := w.ReadyLine(); len(w.made) != before || bad || !strings.Contains(line, "when the repair is done") {
					t.Errorf("made %d times, %q", len(w.made)-before, line)
				}
				if stop {
					w.StopRepair()
				}
				return stick.Write(ctx, l, ts, o, tell)
			}
			w.RepairFrom(put(t, whole))
			if len(w.made) != before+1 || !w.Ready() {
				t.Errorf("made %d times, ready %v", len(w.made)-before, w.Ready())
			}
		})
	}
}
