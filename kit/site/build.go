package site

import (
	"bytes"
	"context"
	"html/template"
	"io"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/page/pdf"
	"eventkit/kit/paper"
	"eventkit/kit/qr"
	"eventkit/kit/typeset"
)

// builder collects what the page shows: the parts are planned one after the
// other, which gives every file its name, and then made with all cores.
type builder struct {
	ctx     context.Context
	kit     *kit.Kit
	event   kit.Event
	lib     *typeset.Library
	options Options
	own     *kit.TextFile
	address *paper.Address
	size    page.Size

	views []*view
	jobs  []func() error
	taken map[string]bool // of the kit's own files
	notes []string

	mu    sync.Mutex
	files []File
}

// view is the page in one language.
type view struct {
	*speaker
	head
	Credits []credit
	Films   []filmView
	Letter  *document
	// Briefing and Letter are nil where the kit has none.
	Briefing *document
	Messages *messages
	Posters  []picture
	Graphics []picture
	Songs    []songView
	Licences []download

	edition string
	kitAttr template.HTMLAttr
}

// download is a file to open.
type download struct {
	Name Words
	Href string
}

func newBuilder(ctx context.Context, k *kit.Kit, ev kit.Event, lib *typeset.Library, o Options) (*builder, error) {
	own, err := ownWords()
	if err != nil {
		return nil, err
	}
	if err := ev.Validate(); err != nil {
		return nil, err
	}
	b := &builder{ctx: ctx, kit: k, event: ev, lib: lib, options: o, own: own, taken: map[string]bool{}}
	if b.address, err = paper.AddressOf(k, ev, o.Link); err != nil {
		return nil, err
	}
	b.size = page.Size{W: 210, H: 297}
	if ev.Paper != "" {
		if b.size, err = page.ParseSize(ev.Paper); err != nil {
			return nil, err
		}
	}
	for _, lang := range b.languages() {
		v := &view{speaker: b.speaker(lang), edition: typeset.Clean(k.ID + " " + k.Version)}
		if first := k.Languages[0]; first != lang {
			v.kitAttr = template.HTMLAttr(`lang="` + tagOf(first) + `"`)
		}
		if err := b.head(v); err != nil {
			return nil, err
		}
		b.views = append(b.views, v)
	}
	return b, nil
}

// languages are those of the page, each once.
func (b *builder) languages() []string {
	langs := b.options.Langs
	if len(langs) == 0 {
		for _, l := range b.event.Languages {
			if slices.Contains(b.kit.Languages, l) {
				langs = append(langs, l)
			}
		}
		langs = append(langs, b.kit.Languages...)
	}
	var out []string
	seen := map[string]bool{}
	for _, l := range langs {
		if tag := tagOf(l); !seen[strings.ToLower(tag)] {
			seen[strings.ToLower(tag)] = true
			out = append(out, l)
		}
	}
	return out
}

// note keeps what people should know, each once.
func (b *builder) note(words string) {
	if !slices.Contains(b.notes, words) {
		b.notes = append(b.notes, words)
	}
}

// name is a file's name below start/. The ids of a kit are small letters, each
// once, so that no two names meet.
func (b *builder) name(base, ending string) string { return folder + base + ending }

// add puts a finished file to the others.
func (b *builder) add(name string, data []byte) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.files = append(b.files, File{Name: name, Size: int64(len(data)), data: data})
}

// carry adds a file of the kit as it is, and returns its address on the page.
func (b *builder) carry(from string) (string, error) {
	info, err := fs.Stat(b.kit.FS(), from)
	if err != nil {
		return "", err
	}
	name := folder + "kit/" + path.Clean(from)
	if !b.taken[name] {
		b.taken[name] = true
		b.files = append(b.files, File{Name: name, Size: info.Size(), from: from})
	}
	return href(name), nil
}

// opens reports whether the page may link a file of the kit for people to open
// in their browser: a kit's own HTML or SVG could bring a script along.
func opens(name string) bool {
	return slices.Contains([]string{".pdf", ".txt", ".md", ".png", ".jpg", ".jpeg"}, strings.ToLower(path.Ext(name)))
}

// job plans a piece of work.
func (b *builder) job(do func() error) { b.jobs = append(b.jobs, do) }

// work does all jobs with all cores.
func (b *builder) work() error {
	return inParallel(b.ctx, runtime.GOMAXPROCS(0), len(b.jobs), b.options.Step, func(i int) error { return b.jobs[i]() })
}

// inParallel does n pieces of work, so many at once, and tells step after each,
// if there is one. It stops at the first error; of several it returns that of
// the earliest piece.
func inParallel(ctx context.Context, workers, n int, step func(done, total int), do func(i int) error) error {
	var (
		mu         sync.Mutex
		group      sync.WaitGroup
		next, done int
		at         = n
		first      error
	)
	take := func() (int, bool) {
		mu.Lock()
		defer mu.Unlock()
		next++
		return next - 1, next <= n && first == nil && ctx.Err() == nil
	}
	for range min(n, workers) {
		group.Go(func() {
			for i, ok := take(); ok; i, ok = take() {
				err := do(i)
				mu.Lock()
				if err != nil && i < at {
					at, first = i, err
				}
				done++
				if step != nil {
					step(done, n)
				}
				mu.Unlock()
			}
		})
	}
	group.Wait()
	if first == nil {
		first = ctx.Err()
	}
	return first
}

// bind makes a document of pages whose codes were read back.
func (b *builder) bind(name string, pages ...*page.Page) error {
	for _, p := range pages {
		if err := qr.ReadBack(p); err != nil {
			return err
		}
	}
	return b.write(name, func(w io.Writer) error {
		return pdf.Write(w, pdf.Meta{}, func(yield func(*page.Page, error) bool) {
			for _, p := range pages {
				if !yield(p, nil) {
					return
				}
			}
		})
	})
}

// write adds the file that do writes.
func (b *builder) write(name string, do func(io.Writer) error) error {
	var w bytes.Buffer
	if err := do(&w); err != nil {
		return err
	}
	b.add(name, w.Bytes())
	return nil
}
