package ui_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// source is one Go file of ui that isn't a test.
type source struct {
	path string
	set  *token.FileSet
	file *ast.File
}

func sources(t *testing.T) []source {
	t.Helper()
	var out []source
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, nil, parser.ParseComments)
		out = append(out, source{filepath.ToSlash(path), set, file})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) < 30 {
		t.Fatalf("only %d files were seen", len(out))
	}
	return out
}

// Work leaves the goroutine that owns the window at one place alone. The player
// has goroutines of its own; its tests find any that it leaves behind.
func TestOneGoStatement(t *testing.T) {
	var found []string
	for _, s := range sources(t) {
		if strings.HasPrefix(s.path, "player/") {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if g, ok := n.(*ast.GoStmt); ok {
				found = append(found, s.set.Position(g.Pos()).String())
			}
			return true
		})
	}
	if len(found) != 1 || !strings.HasPrefix(found[0], "runner.go:") {
		t.Errorf("go statements at %q, want one, in runner.go", found)
	}
}

// What runs elsewhere comes back in runner.go alone.
func TestNothingReachesForTheApp(t *testing.T) {
	for _, s := range sources(t) {
		ast.Inspect(s.file, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			on, ok := sel.X.(*ast.Ident)
			if !ok || on.Name != "fyne" {
				return true
			}
			at := s.set.Position(sel.Pos())
			switch sel.Sel.Name {
			case "CurrentApp":
				t.Errorf("%s: the app comes in by constructor", at)
			case "Do", "DoAndWait":
				if s.path != "runner.go" {
					t.Errorf("%s: only runner.go crosses goroutines", at)
				}
			}
			return true
		})
	}
}

func TestImportsGoDownwards(t *testing.T) {
	below := map[string][]string{
		"model":  {"eventkit/ui", "fyne.io/"},
		"theme":  {"eventkit/ui", "eventkit/kit"},
		"widget": {"eventkit/ui/model", "eventkit/ui/screen", "eventkit/ui/uitest", "eventkit/kit"},
		"screen": {"eventkit/ui/uitest", "eventkit/kit"},
		".":      {"eventkit/ui/uitest", "eventkit/assets"},
	}
	for _, s := range sources(t) {
		for _, i := range s.file.Imports {
			name := strings.Trim(i.Path.Value, `"`)
			for _, no := range below[filepath.Dir(s.path)] {
				// The player knows no window.
				if name == "eventkit/ui/player" && no == "eventkit/ui" {
					continue
				}
				if name == no || strings.HasPrefix(name, strings.TrimSuffix(no, "/")+"/") {
					t.Errorf("%s imports %s", s.path, name)
				}
			}
		}
	}
}

// Every file that a test compares with is compared with.
func TestNoGoldenIsLeftBehind(t *testing.T) {
	if _, err := os.Stat("testdata/failed"); err == nil {
		t.Error("testdata/failed is there: look at it and remove it")
	}
}
