package model_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"eventkit/kit/drive"
	"eventkit/kit/seal"
	"eventkit/kit/stick"
	"eventkit/ui/model"
)

// doubtful is a table at which every stick is a folder that is written for
// real, but checked from memory. Its time passes slowly.
type doubtful struct {
	*table
	now time.Time
}

func newDoubtful(t *testing.T, change ...func(*model.Params)) *doubtful {
	t.Helper()
	w := &doubtful{now: time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)}
	w.table = newTable(t, append([]func(*model.Params){func(p *model.Params) {
		p.Now = func() time.Time { w.now = w.now.Add(time.Millisecond); return w.now }
		p.Sticks.Write = func(ctx context.Context, l *stick.Load, to []stick.Target, o stick.Options, tell func(stick.Event)) []stick.Verdict {
			out := stick.Write(ctx, l, to, o, tell)
			if out[0].State == stick.Done {
				out[0].State = stick.DoneFromMemory
			}
			w.wrote = append(w.wrote, to[0].Label)
			return out
		}
		p.Sticks.Verify = model.VerifyMedium
	}}, change...)...)
	w.Go(model.RoomSticks)
	w.bell.ring()
	return w
}

// newStick makes a stick that can be plugged in.
func newStick(t *testing.T, label, id string) drive.Drive {
	t.Helper()
	d := usb(label)
	d.Path, d.ID = t.TempDir(), id
	return d
}

// put plugs these in and no others.
func (w *doubtful) put(d ...drive.Drive) {
	w.plugged = d
	w.bell.ring()
}

// log is what the log says of each line, and the count.
func (w *doubtful) log(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(w.storage, "sticks.log"))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for line := range strings.Lines(string(text)) {
		out = append(out, strings.Split(strings.TrimSuffix(line, "\n"), "\t")[3])
	}
	return strings.Join(out, "; ") + "; " + w.TodayLine()
}

// only is the one row.
func (w *doubtful) only(t *testing.T) model.StickLine {
	t.Helper()
	lines := w.StickLines()
	if len(lines) != 1 {
		t.Fatalf("%d rows: %+v", len(lines), lines)
	}
	return lines[0]
}

// spoil changes a file on a stick behind everybody's back.
func spoil(t *testing.T, d drive.Drive) {
	t.Helper()
	path := filepath.Join(d.Path, "A test", "test.kit")
	data, err := os.ReadFile(path)
	if err == nil {
		data[7] ^= 1
		err = os.WriteFile(path, data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// A stick that was checked from memory asks to be plugged in again, is checked
// by itself when it comes, and is done for good; it counts once.
func TestCheckedAgain(t *testing.T) {
	w := newDoubtful(t)
	d := newStick(t, "A", "1A2B")
	w.put(d)
	w.CopySticks()
	if l := w.only(t); l.State != model.StickAgain || l.Word != "Plug it in again" || !strings.Contains(l.Text, "Checked, but from memory") || !strings.Contains(l.Hint, "it is checked once more by itself.") {
		t.Errorf("%+v", l)
	}
	if w.SticksLine() != "1 to plug in again" || w.log(t) != "done, checked from memory; 1 stick today" {
		t.Errorf("%s; %s", w.SticksLine(), w.log(t))
	}
	w.put()
	if l := w.only(t); l.Here || l.State != model.StickAgain {
		t.Errorf("pulled: %+v", l)
	}
	d.Port = "2-9" // another socket is all the same
	w.put(d)
	if l := w.only(t); l.State != model.StickDone || l.Word != "Done" || !strings.Contains(l.Text, "Checked once more after it was plugged in: 3 files") {
		t.Errorf("plugged in again: %+v", l)
	}
	if got := w.log(t); got != "done, checked from memory; checked once more: right; 1 stick today" {
		t.Error(got)
	}
	if len(w.wrote) != 1 {
		t.Errorf("it was written %d times", len(w.wrote))
	}
	w.put()
	w.put(d)
	if l := w.only(t); l.State != model.StickWaits || strings.Count(w.log(t), "once more") != 1 {
		t.Errorf("the third time: %+v; %s", l, w.log(t))
	}
}

// One that isn't what was written says so, and no longer counts, also after
// the window was opened anew; it can be copied to again.
func TestWrongWhenCheckedAgain(t *testing.T) {
	for name, damage := range map[string]func(*testing.T, drive.Drive){
		"test.kit": spoil,
		"SHA256SUMS": func(t *testing.T, d drive.Drive) {
			if err := os.RemoveAll(filepath.Join(d.Path, "A test")); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newDoubtful(t)
			d := newStick(t, "A", "1A2B")
			w.put(d, newStick(t, "B", "5E6F"))
			w.CopySticks()
			w.put()
			w.ClearSticks()
			damage(t, d)
			w.put(d)
			if l := w.only(t); l.State != model.StickBad || l.Word != "Not as it was written" || !strings.Contains(l.Text, name) || !strings.Contains(l.Hint, "Copy it again") {
				t.Errorf("%+v", l)
			}
			want := "done, checked from memory; done, checked from memory; checked once more: not as it was written; 1 stick today"
			if got := w.log(t); got != want {
				t.Error(got)
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			w.start()
			if got := w.log(t); got != want {
				t.Errorf("opened anew: %s", got)
			}
			if line, on := w.CopyLine(); !on || line != "Copy to 1 stick" {
				t.Errorf("%q, %v", line, on)
			}
		})
	}
}

// What is to be checked is remembered when the window is closed. One that is
// plugged in when it opens wasn't pulled for sure, unless the system says so.
func TestCheckedAgainAnotherDay(t *testing.T) {
	tests := []struct {
		name, before, after string
		atOnce              bool
	}{
		{"the system doesn't tell", "", "", false},
		{"it was in all the time", "boot 7", "boot 7", false},
		{"it was pulled meanwhile", "boot 7", "boot 9", true},
		{"the computer was started anew", "boot 7", "other 7", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newDoubtful(t)
			d := newStick(t, "A", "1A2B")
			d.Plug = tt.before
			w.put(d)
			w.CopySticks()
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			d.Plug = tt.after
			w.plugged = []drive.Drive{d}
			w.start()
			want := model.StickAgain
			if tt.atOnce {
				want = model.StickDone
			}
			if l := w.only(t); l.State != want || want == model.StickAgain && !strings.Contains(l.Hint, "plug it in again") {
				t.Errorf("at first: %+v", l)
			}
			if d.Plug != "" {
				d.Plug = "boot 10"
			}
			w.put()
			w.put(d)
			if got := w.log(t); !strings.HasSuffix(got, "once more: right; 1 stick today") {
				t.Error(got)
			}
		})
	}
}

// Sticks that differ in nothing that can be seen are told apart by what they
// hold; others aren't checked.
func TestWhichIsCheckedAgain(t *testing.T) {
	w := newDoubtful(t)
	a, b := newStick(t, "KIT", ""), newStick(t, "KIT", "")
	w.put(a)
	w.CopySticks()
	w.put()
	w.params.Sticks.Make = func(ctx context.Context, m model.Making) (*stick.Load, error) {
		return stick.Prepare(ctx, fstest.MapFS{"other.txt": {Data: []byte("other")}}, m.Folder, nil, "", nil)
	}
	w.ToggleLoadPart(model.PartPack)
	w.put(b)
	if l := w.only(t); l.State != model.StickWaits {
		t.Errorf("one that looks the same: %+v", l)
	}
	w.CopySticks()
	w.put()
	for _, d := range []drive.Drive{b, a} {
		w.put(d)
		if l := w.only(t); l.State != model.StickDone {
			t.Errorf("%+v", l)
		}
		w.put()
	}
	w.put(a)
	w.CopySticks()
	w.put()
	w.ToggleSticksAuto()
	written := len(w.wrote)
	w.put(newStick(t, "KIT", ""))
	if l := w.only(t); l.State != model.StickAgain || len(w.wrote) != written+1 {
		t.Errorf("one that looks the same, and goes on by itself: %+v, %d written", l, len(w.wrote)-written)
	}
	w.put()
	w.ClearSticks()
	w.ToggleSticksAuto()
	other := newStick(t, "KIT", "9999")
	w.put(other)
	if l := w.only(t); l.State != model.StickWaits {
		t.Errorf("another stick: %+v", l)
	}
	// Another kit was copied onto it since.
	list := filepath.Join(a.Path, "A test", seal.SumsFile)
	text, err := os.ReadFile(list)
	if err != nil {
		t.Fatal(err)
	}
	lines := slices.Collect(strings.Lines(string(text)))
	if err := os.WriteFile(list, []byte(strings.Join(lines[1:], "")), 0o600); err != nil {
		t.Fatal(err)
	}
	w.put(a)
	if l := w.only(t); l.State != model.StickWaits || strings.Count(w.log(t), "right") != 2 {
		t.Errorf("with another kit: %+v, %s", l, w.log(t))
	}
}

// One that is pulled while it is checked, or can't be read, is checked when it
// comes next time.
func TestCheckingAgainFails(t *testing.T) {
	w := newDoubtful(t)
	d := newStick(t, "A", "1A2B")
	w.put(d)
	w.CopySticks()
	w.put()
	w.params.Sticks.Verify = func(context.Context, string, seal.Ring, seal.Progress) (*seal.Report, bool, error) {
		return nil, false, fmt.Errorf("read: %w", errBroken)
	}
	w.put(d)
	if l := w.only(t); l.State != model.StickBad || l.Word != "Not checked" || !strings.Contains(l.Text, "it broke") || !strings.Contains(l.Hint, "it is checked once more") {
		t.Errorf("%+v", l)
	}
	w.params.Sticks.Verify = model.VerifyMedium
	w.put()
	w.put(d)
	if l := w.only(t); l.State != model.StickDone {
		t.Errorf("%+v", l)
	}
}

// While it is read the row says what is done, and how far it is.
func TestCheckingAgainIsFollowed(t *testing.T) {
	w := newDoubtful(t)
	d := newStick(t, "A", "1A2B")
	w.put(d)
	w.CopySticks()
	w.put()
	var seen []model.StickLine
	w.params.Sticks.Verify = func(ctx context.Context, dir string, ring seal.Ring, p seal.Progress) (*seal.Report, bool, error) {
		report, sure, err := model.VerifyMedium(ctx, dir, ring, func(n int64) {
			p(n)
			seen = append(seen, w.only(t))
		})
		return report, sure, err
	}
	w.ToggleSticksAuto()
	w.put(d)
	if len(seen) == 0 {
		t.Fatal("nothing was read")
	}
	if l := seen[len(seen)-1]; l.State != model.StickGoes || l.Word != "Checking once more" || l.Percent < 80 || !strings.Contains(l.Hint, "read from the stick itself") {
		t.Errorf("%+v", l)
	}
	if len(w.wrote) != 1 {
		t.Errorf("%v were written", w.wrote)
	}
}
