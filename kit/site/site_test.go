package site_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"eventkit/kit"
	"eventkit/kit/site"
	"eventkit/kit/typeset"
)

var update = flag.Bool("update", false, "write the goldens anew")

var (
	fontFiles = os.DirFS("../../assets/fonts")
	fonts     = sync.OnceValues(func() (*typeset.Library, error) { return typeset.New(fontFiles) })
	river     = sync.OnceValues(func() (*site.Site, error) { return build(riverFiles(), event, site.Options{Fonts: fontFiles}) })
	campaign  = sync.OnceValues(func() (*site.Site, error) { return build(lightCampaign(), event, site.Options{Fonts: fontFiles}) })
)

var event = kit.Event{
	Mission: "British High Commission", City: "Nairobi", Date: "2022-10-07", Time: "11:00", Timezone: "Africa/Nairobi",
	Host: "Kenya <Peoples’> Table",
}

// riverFiles are the files of the test's own kit, to be spoiled.
func riverFiles() fstest.MapFS {
	out := fstest.MapFS{}
	files := os.DirFS("testdata/river")
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(files, name)
		out[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		panic(err)
	}
	return out
}

// lightRiver is that kit without posters and address: there is nothing to paint.
func lightRiver() fstest.MapFS {
	out := riverFiles()
	manifest, _, _ := strings.Cut(string(out["kit.toml"].Data), "[[poster]]")
	head, rest, _ := strings.Cut(manifest, "[links]")
	_, rest, _ = strings.Cut(rest, "[[action]]")
	out["kit.toml"].Data = []byte(head + "[[action]]" + rest)
	return out
}

// lightCampaign is the default kit without posters, slogans and film: all
// languages and texts, but no pictures to paint.
func lightCampaign() fs.FS {
	out := fstest.MapFS{}
	files := os.DirFS("../../assets/campaign")
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(name, "posters/") || strings.HasPrefix(name, "videos/") {
			return err
		}
		data, err := fs.ReadFile(files, name)
		switch name {
		case "kit.toml":
			data, _, _ = bytes.Cut(data, []byte("[[poster]]"))
		case "slogans.toml":
			data = nil
		}
		out[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		panic(err)
	}
	return out
}

func build(files fs.FS, ev kit.Event, o site.Options) (*site.Site, error) {
	k, err := kit.Open(files)
	if err != nil {
		return nil, err
	}
	lib, err := fonts()
	if err != nil {
		return nil, err
	}
	return site.Build(context.Background(), k, ev, lib, o)
}

func built(t *testing.T, do func() (*site.Site, error)) *site.Site {
	t.Helper()
	s, err := do()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestPages(t *testing.T) {
	for name, make := range map[string]func() (*site.Site, error){"river": river, "campaign": campaign} {
		s := built(t, make)
		if len(pages(s)) < 2 {
			t.Errorf("%s: only %v", name, pages(s))
		}
		for _, p := range pages(s) {
			checkPage(t, s, p)
		}
	}
}

// The tree's names are what other people's links and notes lead to.
func TestNames(t *testing.T) {
	s := built(t, river)
	var got strings.Builder
	for _, f := range s.Files {
		got.WriteString(f.Name + "\n")
	}
	const golden = "testdata/names.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("other names (-want +got):\n%s", diff)
	}
}

// Every name can be stored on FAT, beside all others.
func TestPortable(t *testing.T) {
	s := built(t, campaign)
	taken := map[string]bool{}
	for _, f := range s.Files {
		for part := range strings.SplitSeq(f.Name, "/") {
			if what, _ := kit.NameProblem(part); what != "" {
				t.Errorf("%s: %q %s", f.Name, part, what)
			}
		}
		if key := kit.FoldedPath(f.Name); taken[key] {
			t.Errorf("%s is there twice", f.Name)
		} else {
			taken[key] = true
		}
		if f.Name != site.Start && !strings.HasPrefix(f.Name, "start/") {
			t.Errorf("%s lies outside its folder", f.Name)
		}
	}
}

func TestSameBytes(t *testing.T) {
	first, err := river()
	if err != nil {
		t.Fatal(err)
	}
	again, err := build(riverFiles(), event, site.Options{Fonts: fontFiles})
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range first.Files {
		if again.Files[i].Name != f.Name || !bytes.Equal(read(t, first, f.Name), read(t, again, f.Name)) {
			t.Errorf("%s differs the second time", f.Name)
		}
	}
}

// A cheap phone reads the page at once.
func TestLight(t *testing.T) {
	s := built(t, campaign)
	sizes := map[string]int64{}
	for _, f := range s.Files {
		sizes[path.Ext(f.Name)] += f.Size
		if int64(len(read(t, s, f.Name))) != f.Size {
			t.Errorf("%s is said to have %d bytes", f.Name, f.Size)
		}
		if f.Name == site.Start && f.Size > 300_000 {
			t.Errorf("the page has %d bytes", f.Size)
		}
		if path.Ext(f.Name) == ".woff" && f.Size > 80_000 {
			t.Errorf("%s has %d bytes", f.Name, f.Size)
		}
	}
	total := int64(0)
	for n := range maps.Values(sizes) {
		total += n
	}
	if total != s.Bytes() {
		t.Errorf("all files have %d bytes, said are %d", total, s.Bytes())
	}
	if _, err := s.Open("start/none"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that isn't there: %v", err)
	}
}

func TestCancel(t *testing.T) {
	k, err := kit.Open(riverFiles())
	if err != nil {
		t.Fatal(err)
	}
	lib, err := fonts()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	steps, last := 0, 0
	_, err = site.Build(ctx, k, event, lib, site.Options{Step: func(done, total int) {
		steps++
		if done <= last || done > total {
			t.Errorf("%d of %d after %d", done, total, last)
		}
		last = done
		if steps == 3 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) || steps < 3 || steps > 3+len(slices.Collect(maps.Keys(riverFiles()))) {
		t.Errorf("after %d steps: %v", steps, err)
	}
}

func TestErrors(t *testing.T) {
	for name, spoil := range map[string]func(fstest.MapFS, *kit.Event, *site.Options){
		"event":    func(_ fstest.MapFS, ev *kit.Event, _ *site.Options) { ev.Date = "yesterday" },
		"link":     func(_ fstest.MapFS, _ *kit.Event, o *site.Options) { o.Link = "javascript:alert(1)" },
		"song":     func(f fstest.MapFS, _ *kit.Event, _ *site.Options) { f["song/song.toml"].Data = []byte("[[song]]") },
		"messages": func(f fstest.MapFS, _ *kit.Event, _ *site.Options) { f["messages/messages.en.toml"].Data = []byte("x") },
		"letter":   func(f fstest.MapFS, _ *kit.Event, _ *site.Options) { f["letter/letter.en.md"].Data = []byte("<p>") },
		"poster":   func(f fstest.MapFS, _ *kit.Event, _ *site.Options) { f["posters/wave.svg"].Data = []byte("<svg>") },
		"captions": func(f fstest.MapFS, _ *kit.Event, _ *site.Options) {
			f["videos/flood.en.vtt"].Data = []byte("1\n00:00")
		},
		"long": func(f fstest.MapFS, _ *kit.Event, _ *site.Options) {
			f["videos/flood.en.vtt"].Data = bytes.Repeat([]byte("WEBVTT\n\n"), 1<<16)
		},
		"cues": func(f fstest.MapFS, _ *kit.Event, _ *site.Options) {
			f["videos/flood.en.vtt"].Data = []byte("WEBVTT\n\n" + strings.Repeat("00:00.000 --> 00:01.000\nx\n\n", 2100))
		},
		"glyph": func(f fstest.MapFS, _ *kit.Event, _ *site.Options) {
			f["slogans.toml"].Data = []byte("[swim]\nen = \"\U000107FF\"\n")
		},
		"fonts": func(_ fstest.MapFS, _ *kit.Event, o *site.Options) {
			o.Fonts = fstest.MapFS{"OFL.txt": {}, "NotoSans-ExtraCondensedBlack.ttf": {Data: []byte("none")}}
		},
		"licence": func(_ fstest.MapFS, _ *kit.Event, o *site.Options) { o.Fonts = fstest.MapFS{} },
	} {
		files, ev, o := riverFiles(), event, site.Options{Langs: []string{"en"}}
		spoil(files, &ev, &o)
		if _, err := build(files, ev, o); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
