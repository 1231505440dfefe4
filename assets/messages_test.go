package assets_test

import (
	"slices"
	"testing"

	"github.com/rivo/uniseg"

	"eventkit/kit/message"
)

// At least 60 messages in every language, the same in all; none is longer than
// a network takes, and every hashtag is the campaign's to the letter.
func TestMessages(t *testing.T) {
	k := open(t)
	for _, p := range message.Check(k) {
		t.Error(p)
	}
	bank, err := message.Read(k)
	if err != nil {
		t.Fatal(err)
	}
	if got := bank.Languages(); !slices.Equal(got, k.Languages) {
		t.Errorf("messages in %q, the kit is in %q", got, k.Languages)
	}
	used := map[string]bool{}
	for _, lang := range bank.Languages() {
		all, _ := bank.In(lang)
		if len(all) < 60 {
			t.Errorf("%s: %d messages", lang, len(all))
		}
		for _, m := range all {
			used[m.Audience], used[m.Tone] = true, true
			for _, l := range message.Measure(m.Text) {
				if !l.Fits() {
					t.Errorf("%s %s: %s takes %d, this has %d", lang, m.ID, l.Network.Name, l.Network.Max, l.Length)
				}
				if l.Network.ID == "bluesky" && l.Length != uniseg.GraphemeClusterCount(m.Text) {
					t.Errorf("%s %s: %d graphemes, uniseg says %d", lang, m.ID, l.Length, uniseg.GraphemeClusterCount(m.Text))
				}
			}
			for _, tag := range message.Hashtags(m.Text) {
				if tag != "#FreeAssangeNOW" && tag != "#FreeAllPoliticalPrisioners" {
					t.Errorf("%s %s: %s", lang, m.ID, tag)
				}
			}
		}
	}
	for _, id := range slices.Concat(message.Audiences(), message.Tones()) {
		if !used[id] {
			t.Errorf("no message is for or in %s", id)
		}
	}
}
