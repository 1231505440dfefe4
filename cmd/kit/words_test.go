package main

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"

	"eventkit/kit/placard"
)

func TestNearest(t *testing.T) {
	valid := []string{"shout", "demand", "event", "bilingual", "code", "outline"}
	for got, want := range map[string]string{
		"shuot": "shout", "Shout": "shout", "outlin": "outline", "bili": "bilingual", "cod": "code",
		"": "", "zebra": "", "x": "", strings.Repeat("shout", 100): "",
	} {
		if best, _ := nearest(got, valid); best != want {
			t.Errorf("nearest to %q is %q, want %q", got, best, want)
		}
	}
}

func TestProgressLine(t *testing.T) {
	tests := []struct {
		count, width int
		after        time.Duration
		want         string
	}{
		{2500, 80, 5 * time.Second, "2,500 of 10,000 pages ██████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░ about 15s left"},
		{10000, 60, time.Minute, "10,000 of 10,000 pages █████████████████████ about 0s left"},
		{2500, 30, time.Second, "2,500 of 10,000 pages"},
		{20000, 30, time.Second, "20,000 of 10,000 pages"},
	}
	for _, tt := range tests {
		p := &progress{count: tt.count, total: 10000, width: tt.width}
		if got := p.line(tt.after); got != tt.want {
			t.Errorf("%d pages after %v on %d columns:\ngot  %q\nwant %q", tt.count, tt.after, tt.width, got, tt.want)
		}
	}
}

// A bar shows only on a terminal, and then only where work takes long.
func TestProgressKeepsQuiet(t *testing.T) {
	var b bytes.Buffer
	if p := newProgress(&b, 10); p != nil {
		t.Error("there is a bar where there is no terminal")
	}
	var none *progress
	none.step()
	none.done()
	p := &progress{w: &b, width: 80, total: 10, began: time.Now().Add(time.Hour)}
	p.step()
	p.done()
	if b.Len() > 0 {
		t.Errorf("%q was written before patience ended", b.String())
	}
	p.began = time.Now().Add(-time.Hour)
	p.step()
	p.done()
	if s := b.String(); !strings.HasPrefix(s, "\r2 of 10 pages") || !strings.HasSuffix(s, "\r\x1b[K") {
		t.Errorf("%q is not a bar that goes away", s)
	}
}

func TestMetresNeverPromiseMore(t *testing.T) {
	for m, want := range map[float64]string{0.449: "44 cm", 0.9999: "99 cm", 1: "1.0 m", 2.99: "2.9 m", 30: "30.0 m"} {
		if got := metres(m); got != want {
			t.Errorf("metres(%g) = %q, want %q", m, got, want)
		}
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestVersionIsTheWindows(t *testing.T) {
	if !strings.Contains(read(t, "../../FyneApp.toml"), "Version = \""+version+"\"") {
		t.Errorf("FyneApp.toml has another version than %s", version)
	}
}

// Every command that the README shows is one.
func TestReadmeCommands(t *testing.T) {
	lines := regexp.MustCompile(`(?m)^kit ([^#\n]+)`).FindAllStringSubmatch(read(t, "../../README.md"), -1)
	if len(lines) < 8 {
		t.Fatalf("only %d commands were found", len(lines))
	}
	word := regexp.MustCompile(`"[^"]*"|\S+`)
	for _, line := range lines {
		args := word.FindAllString(line[1], -1)
		parser := kong.Must(new(commands), kong.Vars{"version": version})
		if _, err := parser.Parse(args); err != nil {
			t.Errorf("kit %s: %v", line[1], err)
		}
	}
}

// make run and make screenshots make a page of every template.
func TestMakefileKnowsEveryTemplate(t *testing.T) {
	var ids []string
	for _, tpl := range placard.Templates() {
		ids = append(ids, tpl.ID)
	}
	if want := "TEMPLATES := " + strings.Join(ids, " ") + "\n"; !strings.Contains(read(t, "../../Makefile"), want) {
		t.Errorf("the Makefile lacks the line %q", want)
	}
}
