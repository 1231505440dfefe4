package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"

	"eventkit/assets"
	"eventkit/kit"
	"eventkit/kit/message"
)

// copyNext is where “Copy next unused” is, in a window of 1280 × 800.
var copyNext = point{565, 740}

// clipboard is what another program would paste.
func (d *desktop) clipboard() string {
	cmd := exec.Command("xclip", "-o", "-selection", "clipboard")
	cmd.Env = d.env
	out, _ := cmd.Output() // an empty clipboard is an error
	return string(out)
}

// A room of people copies three messages one after the other: three different
// ones are in the clipboard, each the kit's to the letter, in the language
// picked last time.
func TestJourneyOfThreeMessages(t *testing.T) {
	k, err := kit.Open(assets.Campaign())
	if err != nil {
		t.Fatal(err)
	}
	bank, err := message.Read(k)
	if err != nil {
		t.Fatal(err)
	}
	all, _ := bank.In("es")
	d := boot(t, `{"room": "messages", "draft": {"fields": {"city": "Nairobi"}, "langs": ["es"]}}`)
	var copied []string
	for range 3 {
		d.insist("another message", func() { d.click(copyNext) }, func() bool {
			text := d.clipboard()
			return text != "" && !slices.Contains(copied, text)
		})
		text := d.clipboard()
		if !slices.ContainsFunc(all, func(m message.Message) bool { return text == m.Text || strings.HasPrefix(text, m.Text+" https://") }) {
			t.Errorf("%q is no message of the kit", text)
		}
		copied = append(copied, text)
	}
}
