package kit_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"mvdan.cc/gofumpt/format"
)

// The rules of the house, kept by reading every Go file of the repository.
const (
	repoRoot    = ".."
	fewestFiles = 40 // a gate that saw fewer files than this looked in the wrong place
	longestFile = 600
	longFunc    = 100
)

type goFile struct {
	path string // slash-separated, from the repoRoot
	dir  string
	test bool
	text []byte
	file *ast.File
	set  *token.FileSet
}

func (s goFile) pos(p token.Pos) string {
	return s.path + ":" + strconv.Itoa(s.set.Position(p).Line)
}

// goFiles reads every Go file of the repository, testdata included.
func goFiles(t *testing.T) []goFile {
	t.Helper()
	var all []goFile
	err := fs.WalkDir(os.DirFS(repoRoot), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (name == ".git" || name == "dist" || name == "out") {
			return fs.SkipDir
		}
		if d.IsDir() || path.Ext(name) != ".go" {
			return nil
		}
		text, err := fs.ReadFile(os.DirFS(repoRoot), name)
		if err != nil {
			return err
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, text, parser.ParseComments)
		if err != nil {
			return err
		}
		all = append(all, goFile{name, path.Dir(name), strings.HasSuffix(name, "_test.go"), text, file, set})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < fewestFiles {
		t.Fatalf("only %d Go files were seen: the gate looked in the wrong place", len(all))
	}
	return all
}

// An importRule keeps imports out of rooms. A room or an import ending in /... stands for
// all below it too.
type importRule struct {
	imports string
	only    []string // the only rooms that may; nil: see never
	never   []string // the rooms that may not
	why     string
}

var importRules = []importRule{
	{imports: "fyne.io/...", only: []string{"ui", "ui/screen", "ui/widget", "ui/theme", "ui/uitest", "cmd/eventkit"}, why: "everything but the window works without one"},
	{imports: "github.com/go-gl/glfw/...", only: []string{"cmd/eventkit"}, why: "only the program knows what it is shown on"},
	{imports: "github.com/jung-kurt/gofpdf/...", only: []string{"kit/page/pdf", naiveProgram}, why: "page/pdf is the one place that knows the PDF writer"},
	{imports: "github.com/skip2/go-qrcode/...", only: []string{"kit/qr", naiveProgram}, why: "kit/qr is the one place that makes codes"},
	{imports: "github.com/makiuchi-d/gozxing/...", only: []string{"kit/qr"}, why: "kit/qr is the one place that reads codes"},
	{imports: "github.com/go-text/typesetting/...", only: []string{"kit/typeset"}, why: "kit/typeset is the one place that shapes words"},
	{imports: "aead.dev/minisign/...", only: []string{"kit/seal"}, why: "kit/seal is the one place that signs and verifies"},
	{imports: "github.com/klippa-app/go-pdfium/...", only: []string{"kit/pdfium"}, why: "kit/pdfium is the one place that shows foreign PDFs"},
	{imports: "github.com/tetratelabs/wazero/...", only: []string{"kit/pdfium"}, why: "kit/pdfium is the one sandbox"},
	{imports: "github.com/pdfcpu/pdfcpu/...", only: []string{"kit/page/pdf"}, why: "page/pdf is the one place that takes foreign PDFs apart"},
	{imports: "github.com/gopxl/beep/...", only: []string{"kit/sound"}, why: "kit/sound is the one place that decodes sound"},
	{imports: "github.com/ebitengine/oto/...", only: []string{"ui/player"}, why: "ui/player is the one place that makes sound"},
	{imports: "eventkit/assets", only: []string{"assets", "cmd/eventkit", "cmd/kit"}, why: "a program hands the assets down as fs.FS, so that every kit is treated alike"},
	{imports: "eventkit/ui/...", never: []string{"kit/...", "cmd/kit", "assets/..."}, why: "the kit knows no window"},
	{imports: "eventkit/cmd/...", never: []string{"..."}, why: "nothing stands on a program"},
	{imports: "eventkit/ui/screen", never: []string{"ui/model", "ui/widget", "ui/theme"}, why: "imports go downwards"},
	{imports: "eventkit/kit", never: []string{"ui/widget/...", "ui/theme/...", "kit/page/...", "kit/typeset/...", "kit/output/..."}, why: "a widget, a page, a line of type knows no kit"},
	{imports: "net/http/...", only: []string{"kit/share/..."}, why: "the network is never touched but by a share"},
	{imports: "net", only: []string{"kit/share/..."}, why: "the network is never touched but by a share"},
	{imports: "C", never: []string{"..."}, why: "the terminal program builds without a C compiler"},
	{imports: "math/rand/...", never: []string{"kit/..."}, why: "same input, same bytes"},
	{imports: "crypto/rand", never: []string{"kit/..."}, why: "same input, same bytes"},
}

// naiveProgram is what the benchmarks compare with; it is no part of any program.
const naiveProgram = "cmd/kit/testdata/naive"

func covers(pattern, name string) bool {
	prefix, below := strings.CutSuffix(pattern, "...")
	if !below {
		return name == pattern
	}
	return strings.HasPrefix(name+"/", prefix)
}

func TestImports(t *testing.T) {
	for _, s := range goFiles(t) {
		for _, spec := range s.file.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range importRules {
				if covers(r.imports, name) && !r.allows(s) {
					t.Errorf("%s: %s may not import %s: %s", s.pos(spec.Pos()), s.dir, name, r.why)
				}
			}
		}
	}
}

func (r importRule) allows(s goFile) bool {
	in := func(room string) bool { return covers(room, s.dir) }
	if r.only != nil {
		return slices.ContainsFunc(r.only, in)
	}
	// Tests may roll dice; a seed that fails is kept by the test itself.
	if s.test && strings.Contains(r.imports, "rand") {
		return true
	}
	return !slices.ContainsFunc(r.never, in)
}

// The rules above must be able to fail.
func TestRulesBite(t *testing.T) {
	tests := []struct {
		dir, imports string
		allowed      bool
	}{
		{"ui/screen", "fyne.io/fyne/v2/widget", true},
		{"ui/model", "fyne.io/fyne/v2", false},
		{"kit/page", "fyne.io/fyne/v2", false},
		{"cmd/kit", "fyne.io/fyne/v2", false},
		{"kit/page/pdf", "github.com/jung-kurt/gofpdf", true},
		{"kit/placard", "github.com/jung-kurt/gofpdf", false},
		{"kit/placard", "github.com/skip2/go-qrcode", false},
		{"kit/poster", "github.com/klippa-app/go-pdfium/webassembly", false},
		{"kit/pdfium", "github.com/tetratelabs/wazero", true},
		{"kit/pdfium", "github.com/pdfcpu/pdfcpu/pkg/api", false},
		{"kit", "eventkit/assets", false},
		{"ui", "eventkit/assets", false},
		{"cmd/kit", "eventkit/assets", true},
		{"kit/page", "eventkit/kit", false},
		{"kit/placard", "eventkit/kit", true},
		{"kit/page", "net/url", true},
		{"kit", "net/http", false},
		{"cmd/kit", "net", false},
		{"ui/model", "net/http", false},
		{"kit/share", "net/http", true},
		{"kit", "math/rand/v2", false},
	}
	for _, tt := range tests {
		allowed := true
		for _, r := range importRules {
			if covers(r.imports, tt.imports) && !r.allows(goFile{dir: tt.dir}) {
				allowed = false
			}
		}
		if allowed != tt.allowed {
			t.Errorf("%s importing %s: allowed %v, want %v", tt.dir, tt.imports, allowed, tt.allowed)
		}
	}
}

func TestFormat(t *testing.T) {
	for _, s := range goFiles(t) {
		want, err := format.Source(s.text, format.Options{LangVersion: "go1.26", ModulePath: "eventkit"})
		if err != nil {
			t.Fatal(err)
		}
		if string(want) != string(s.text) {
			t.Errorf("%s: not formatted; run: go tool gofumpt -w .", s.path)
		}
	}
}

func TestSizes(t *testing.T) {
	for _, s := range goFiles(t) {
		if n := strings.Count(string(s.text), "\n"); n > longestFile {
			t.Errorf("%s: %d lines, at most %d: split it by what it is about", s.path, n, longestFile)
		}
		for _, d := range s.file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if n := s.set.Position(f.End()).Line - s.set.Position(f.Pos()).Line; n > longFunc {
				t.Errorf("%s: %s has %d lines, at most %d", s.pos(f.Pos()), f.Name.Name, n, longFunc)
			}
		}
	}
}

func TestPackageNames(t *testing.T) {
	for _, s := range goFiles(t) {
		switch s.file.Name.Name {
		case "util", "utils", "common", "helpers", "misc", "shared":
			t.Errorf("%s: package %s says nothing about what is in it", s.path, s.file.Name.Name)
		}
	}
}

// Output depends on its input alone: no clock below kit, but for how fast a
// stick takes what is written. A test that is skipped proves nothing.
func TestForbiddenCalls(t *testing.T) {
	for _, s := range goFiles(t) {
		ast.Inspect(s.file, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			on, _ := sel.X.(*ast.Ident)
			switch {
			case on == nil:
			case on.Name == "time" && sel.Sel.Name == "Now" && covers("kit/...", s.dir) && s.path != "kit/stick/flow.go" && !s.test:
				t.Errorf("%s: time.Now: same input, same bytes", s.pos(sel.Pos()))
			case (on.Name == "t" || on.Name == "b") && strings.HasPrefix(sel.Sel.Name, "Skip"):
				t.Errorf("%s: a skipped test proves nothing", s.pos(sel.Pos()))
			case on.Name == "os" && sel.Sel.Name == "Exit" && !covers("cmd/...", s.dir) && !s.test:
				t.Errorf("%s: only a program may exit", s.pos(sel.Pos()))
			}
			return true
		})
	}
}

func TestTopLevel(t *testing.T) {
	allowed := strings.Fields("cmd ui kit assets go.mod go.sum FyneApp.toml README.md LICENSE CHANGELOG.md Makefile .ci .gitignore")
	out, err := exec.Command("git", "-C", repoRoot, "ls-files", "-z").Output()
	if err != nil {
		t.Fatalf("git ls-files: %v", err)
	}
	files := strings.Split(strings.TrimRight(string(out), "\x00"), "\x00")
	if len(files) < fewestFiles {
		t.Fatalf("only %d tracked files were seen", len(files))
	}
	for _, f := range files {
		if top, _, _ := strings.Cut(f, "/"); !slices.Contains(allowed, top) {
			t.Errorf("%s: the top level holds only %v", f, allowed)
		}
		if info, err := os.Lstat(filepath.Join(repoRoot, filepath.FromSlash(f))); err == nil && info.Size() > 3<<20 {
			t.Errorf("%s: %d bytes; nothing over 3 MiB is kept here", f, info.Size())
		}
	}
}

func TestTerminalNeedsNoC(t *testing.T) {
	cmd := exec.Command("go", "build", "-o", filepath.Join(t.TempDir(), "kit"), "./cmd/kit")
	cmd.Dir = repoRoot
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("CGO_ENABLED=0 go build ./cmd/kit: %v\n%s", err, out)
	}
}
