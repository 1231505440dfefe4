package seal_test

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"eventkit/kit/seal"
)

// A ring is kept in a file that people can read, and comes back as it was.
func TestRing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "settings", seal.RingFile)
	ring, err := seal.OpenRing(path)
	if err != nil || len(ring) != 0 {
		t.Fatalf("before there is one: %v, %v", ring, err)
	}
	ring = seal.Ring{"b": secret(t, 1).Public(), "a\"\\\n": secret(t, 2).Public()}
	if err := ring.Save(path); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(text), "kit = \"b\"\nkey = \"RW") || !strings.Contains(string(text), "\n# "+strings.Join(ring["b"].Words(), " ")+"\n") {
		t.Errorf("%v:\n%s", err, text)
	}
	if got, err := seal.OpenRing(path); err != nil || !maps.Equal(got, ring) {
		t.Errorf("%v, %v", got, err)
	}
}

// A file that isn't right is an error that names the line, never an empty ring.
func TestRingRefuses(t *testing.T) {
	key := secret(t, 1).Public().String()
	good := "[[key]]\nkit = \"a\"\nkey = \"" + key + "\"\n"
	tests := []struct{ text, want string }{
		{good + "\n[[key]]\nkit = \"b\"\nkey = \"RW\"", "keys.toml:5: the key of the kit \"b\" is no minisign key"},
		{good + good, "keys.toml:4: the kit \"a\" is there twice"},
		{"[[key]]\nkey = \"" + key + "\"", "keys.toml:1: this entry has no kit"},
		{good + "x = 1", "keys.toml:4: \"x\" is not known here"},
		{good + "[[", "keys.toml:4: this is not TOML"},
		{good[:len(good)-10], "keys.toml:3: this is not TOML"},
		{"key = 1\n", "keys.toml"},
		{strings.Repeat("#", 1<<20+1), "more than 1048576 bytes"},
	}
	path := filepath.Join(t.TempDir(), "keys.toml")
	for _, tt := range tests {
		if err := os.WriteFile(path, []byte(tt.text), 0o600); err != nil {
			t.Fatal(err)
		}
		ring, err := seal.OpenRing(path)
		var wrong *seal.RingError
		if !errors.As(err, &wrong) || ring != nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "; mend the line") {
			t.Errorf("%.80q: %v, want %s", tt.text, err, tt.want)
		}
	}
	if _, err := seal.OpenRing(t.TempDir()); err == nil {
		t.Error("a folder is a ring")
	}
}

// Whatever is read as a ring is written and read again as it was.
func FuzzRing(f *testing.F) {
	f.Add("[[key]]\nkit = \"a\"\nkey = \"RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3\"\n")
	f.Fuzz(func(t *testing.T, text string) {
		ring, err := seal.ReadRing(strings.NewReader(text))
		if err != nil {
			return
		}
		var b strings.Builder
		if _, err := ring.WriteTo(&b); err != nil {
			t.Fatal(err)
		}
		again, err := seal.ReadRing(strings.NewReader(b.String()))
		if err != nil || !maps.Equal(ring, again) {
			t.Fatalf("%v, then %v, %v", ring, again, err)
		}
	})
}
