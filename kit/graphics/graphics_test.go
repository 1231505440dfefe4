package graphics_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/png"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"eventkit/kit"
	"eventkit/kit/graphics"
	"eventkit/kit/output"
	"eventkit/kit/page"
	"eventkit/kit/placard"
	"eventkit/kit/typeset"
)

var (
	campaign = sync.OnceValues(func() (*kit.Kit, error) { return kit.Open(os.DirFS("../../assets/campaign")) })
	fonts    = sync.OnceValues(func() (*typeset.Library, error) { return typeset.New(os.DirFS("../../assets/fonts")) })
)

func theKit(t *testing.T) *kit.Kit {
	t.Helper()
	k, err := campaign()
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func newMaker(t *testing.T) *placard.Maker {
	t.Helper()
	lib, err := fonts()
	if err != nil {
		t.Fatal(err)
	}
	return placard.New(lib)
}

func plan(t *testing.T, c graphics.Choice) []graphics.Job {
	t.Helper()
	jobs, err := graphics.Plan(theKit(t), c)
	if err != nil {
		t.Fatal(err)
	}
	return jobs
}

// few is a choice that is quick to make.
var few = graphics.Choice{Slogans: []string{"free-now"}, Langs: []string{"en", "ar"}, Ratios: []string{"1:1", "16x9"}, Template: "shout"}

func TestPlanIsAllOfTheKits(t *testing.T) {
	k := theKit(t)
	jobs := plan(t, graphics.Choice{Template: "shout"})
	if want := len(k.Slogans) * len(k.Languages) * 4; len(jobs) != want {
		t.Fatalf("%d pictures are planned, want %d", len(jobs), want)
	}
	names := map[string]bool{}
	for _, j := range jobs {
		names[strings.ToLower(j.Name)] = true
		if strings.ContainsAny(j.Name, `<>:"|?*\/. `) || len(j.Name) > 200 {
			t.Errorf("%q is no name on FAT", j.Name)
		}
	}
	if len(names) != len(jobs) {
		t.Errorf("there are %d names for %d pictures", len(names), len(jobs))
	}
}

func TestPlanOfSome(t *testing.T) {
	var names []string
	for _, j := range plan(t, few) {
		names = append(names, j.Name)
	}
	want := []string{"free-now-en-1x1", "free-now-en-16x9", "free-now-ar-1x1", "free-now-ar-16x9"}
	if !slices.Equal(names, want) {
		t.Errorf("planned are %q, want %q", names, want)
	}
}

func TestPlanRefuses(t *testing.T) {
	var ratio *graphics.UnknownRatioError
	if _, err := graphics.Plan(theKit(t), graphics.Choice{Ratios: []string{"3:2"}}); !errors.As(err, &ratio) || !strings.Contains(err.Error(), `"3:2"`) {
		t.Errorf("3:2: %v", err)
	}
	var same *graphics.SameNameError
	for _, c := range []graphics.Choice{
		{Slogans: []string{"a", "a-pt"}, Langs: []string{"pt-br", "BR"}},
		{Slogans: []string{"a"}, Langs: []string{"en", "EN"}},
	} {
		if _, err := graphics.Plan(theKit(t), c); !errors.As(err, &same) || !strings.Contains(err.Error(), "--slogan") {
			t.Errorf("%v: %v", c, err)
		}
	}
}

// Every ratio has exactly its size in px, and the same bytes from another maker.
func TestPicturesHaveTheirSizeAndSameBytes(t *testing.T) {
	m := newMaker(t)
	for i, j := range plan(t, graphics.Choice{Slogans: []string{"free-now"}, Langs: []string{"hi"}, Template: "demand"}) {
		painted := func(m *placard.Maker) []byte {
			p, err := j.Make(m, theKit(t), kit.Event{})
			if err != nil {
				t.Fatal(err)
			}
			var b bytes.Buffer
			if err := p.WritePNG(&b); err != nil {
				t.Fatal(err)
			}
			return b.Bytes()
		}
		a := painted(m)
		head, err := png.DecodeConfig(bytes.NewReader(a))
		if r := graphics.Ratios()[i]; err != nil || head.Width != r.W || head.Height != r.H || j.Ratio != r {
			t.Errorf("%s: %d × %d px (%v), want %d × %d", j.Name, head.Width, head.Height, err, r.W, r.H)
		}
		if !bytes.Equal(a, painted(newMaker(t))) {
			t.Errorf("%s: other bytes the second time", j.Name)
		}
	}
}

func TestSave(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	steps := 0
	ev := kit.Event{City: "Nairobi", Link: "https://example.org/s"}
	jobs := plan(t, graphics.Choice{Slogans: few.Slogans, Langs: []string{"en", "de"}, Template: "shout"})
	notes, err := graphics.Save(context.Background(), dir, newMaker(t), theKit(t), ev, jobs, func() { steps++ })
	if err != nil {
		t.Fatal(err)
	}
	if steps != len(jobs) {
		t.Errorf("%d steps for %d pictures", steps, len(jobs))
	}
	if len(notes) != 1 || notes[0].ID != placard.NoteLanguage {
		t.Errorf("the notes are %v, want one on German", notes)
	}
	if names := namesIn(t, dir); len(names) != 2*len(jobs) {
		t.Errorf("the folder holds %q", names)
	}
	text, err := os.ReadFile(filepath.Join(dir, "free-now-en-9x16.txt"))
	if want := "Free Julian Assange now\nNairobi\nSign the letter\nexample.org/s\n"; err != nil || string(text) != want {
		t.Errorf("the text is %q (%v), want %q", text, err, want)
	}
}

// Whatever goes wrong, the folder is as it was.
func TestSaveAllOrNothing(t *testing.T) {
	stopped, stop := context.WithCancel(context.Background())
	stop()
	midway, stopMidway := context.WithCancel(context.Background())
	defer stopMidway()
	long := kit.Event{Link: "https://example.org/" + strings.Repeat("long/", 380)}
	var tooLong *typeset.TooLongError
	tests := map[string]struct {
		ctx  context.Context
		ev   kit.Event
		step func()
		is   func(error) bool
	}{
		"before it begins": {stopped, kit.Event{}, func() {}, func(err error) bool { return errors.Is(err, context.Canceled) }},
		"after a picture":  {midway, kit.Event{}, stopMidway, func(err error) bool { return errors.Is(err, context.Canceled) }},
		"endless address":  {context.Background(), long, func() {}, func(err error) bool { return errors.As(err, &tooLong) }},
	}
	for name, tt := range tests {
		dir := t.TempDir()
		old := filepath.Join(dir, "free-now-en-1x1.png")
		if err := os.WriteFile(old, []byte("mine"), 0o666); err != nil {
			t.Fatal(err)
		}
		missing := filepath.Join(dir, "missing")
		for _, to := range []string{dir, missing} {
			_, err := graphics.Save(tt.ctx, to, newMaker(t), theKit(t), tt.ev, plan(t, few), tt.step)
			if !tt.is(err) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if text, _ := os.ReadFile(old); string(text) != "mine" {
			t.Errorf("%s: the old file is now %d bytes", name, len(text))
		}
		if names := namesIn(t, dir); len(names) != 1 {
			t.Errorf("%s: the folder holds %q", name, names)
		}
	}
}

// A second run over the first one's files leaves the same bytes and no more,
// whichever core makes which picture.
func TestSaveAgain(t *testing.T) {
	dir := t.TempDir()
	var before map[string]string
	for range 2 {
		if _, err := graphics.Save(context.Background(), dir, newMaker(t), theKit(t), kit.Event{City: "Dakar"}, plan(t, few), func() {}); err != nil {
			t.Fatal(err)
		}
		now := map[string]string{}
		for _, name := range namesIn(t, dir) {
			b, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			now[name] = string(b)
		}
		if before != nil && !maps.Equal(before, now) {
			t.Error("the second run left other files than the first")
		}
		before = now
	}
}

// Pictures have a palette, which keeps them small, with the page's own colours
// in it exactly.
func TestPicturesHaveAPalette(t *testing.T) {
	k := theKit(t)
	p, err := plan(t, few)[0].Make(newMaker(t), k, kit.Event{})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := p.WritePNG(&b); err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(&b)
	if err != nil {
		t.Fatal(err)
	}
	flat, ok := img.(*image.Paletted)
	if !ok {
		t.Fatalf("the picture is a %T", img)
	}
	for it := range p.Page.Items {
		box, ok := it.(page.Box)
		if want := (color.RGBA{R: box.Fill.R, G: box.Fill.G, B: box.Fill.B, A: 255}); ok && !slices.Contains(flat.Palette, color.Color(want)) {
			t.Errorf("the palette has no %v", want)
		}
	}
}

// A writer that fails is what WritePNG tells of.
func TestWritePNGTellsOfItsWriter(t *testing.T) {
	p, err := plan(t, few)[0].Make(newMaker(t), theKit(t), kit.Event{})
	if err != nil {
		t.Fatal(err)
	}
	r, w := io.Pipe()
	r.Close()
	if err := p.WritePNG(w); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("a closed pipe: %v", err)
	}
}

// What isn't in the kit is told by the name that was asked for.
func TestMakeRefuses(t *testing.T) {
	for kind, c := range map[string]graphics.Choice{
		"slogan":   {Slogans: []string{"nothing"}, Template: "shout"},
		"template": {Template: "outline"},
		"palette":  {Template: "demand", Palette: "nothing"},
	} {
		var wrong *placard.UnknownError
		if _, err := plan(t, c)[0].Make(newMaker(t), theKit(t), kit.Event{}); !errors.As(err, &wrong) || wrong.Kind != kind {
			t.Errorf("%s: %v", kind, err)
		}
	}
}

func TestSaveTellsWhatIsInTheWay(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "free-now-ar-16x9.txt"), 0o777); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	for to, want := range map[string]error{dir: output.ErrIsFolder, filepath.Join(dir, "no", "where"): output.ErrNoFolder, file: fs.ErrExist} {
		_, err := graphics.Save(context.Background(), to, newMaker(t), theKit(t), kit.Event{}, plan(t, few), func() {})
		var disk *output.Error
		if !errors.As(err, &disk) || !errors.Is(err, want) || strings.Contains(disk.Path, ".part") {
			t.Errorf("%s: %v, want %v", to, err, want)
		}
	}
	if names := namesIn(t, dir); len(names) != 2 {
		t.Errorf("the folder holds %q", names)
	}
}

func namesIn(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}
