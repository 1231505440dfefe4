package message_test

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"go.yaml.in/yaml/v3"

	"eventkit/kit/message"
)

// The published cases are not part of this repository: make conformance
// CASES=FOLDER runs them all, the tables of lengths_test.go always run.
var cases = flag.String("cases", "", "the folder of twitter-text's conformance files")

// publishedCase is one case of a file. Expected differs from list to list.
type publishedCase struct {
	Description string
	Text        string
	Expected    yaml.Node
}

// published reads one file's lists.
func published(t *testing.T, name string) map[string][]publishedCase {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(*cases, name))
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Tests map[string][]publishedCase }
	if err := yaml.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	return file.Tests
}

func expected[T any](t *testing.T, c publishedCase) T {
	t.Helper()
	var v T
	if err := c.Expected.Decode(&v); err != nil {
		t.Fatalf("%s: %v", c.Description, err)
	}
	return v
}

// Every published case that speaks of lengths or of addresses, where the files
// are at hand.
func TestConformance(t *testing.T) {
	if *cases == "" {
		t.Log("the tables of this package stand for the published cases; -cases FOLDER runs those too")
		return
	}
	ran := 0
	lists := published(t, "validate.yml")
	const counted = "WeightedTweetsWithDiscountedEmojiCounterTest"
	for list, all := range lists {
		switch list {
		case "WeightedTweetsCounterTest", counted, "UnicodeDirectionalMarkerCounterTest":
		default:
			continue
		}
		for _, c := range all {
			// What configuration 3 counts otherwise than 2 is in its own list.
			if list != counted && slices.ContainsFunc(lists[counted], func(o publishedCase) bool { return o.Text == c.Text }) {
				continue
			}
			want := expected[struct {
				WeightedLength int `yaml:"weightedLength"`
				Valid          bool
			}](t, c)
			got := message.Networks()[0].Measure(c.Text)
			if got.Length != want.WeightedLength || got.Fits() != want.Valid {
				t.Errorf("%s: %d, %v; want %d, %v", c.Description, got.Length, got.Fits(), want.WeightedLength, want.Valid)
			}
			ran++
		}
	}
	extract := published(t, "extract.yml")
	for _, list := range []string{"urls", "tco_urls_with_params"} {
		for _, c := range extract[list] {
			if got, want := message.Addresses(c.Text), expected[[]string](t, c); !slices.Equal(got, want) {
				t.Errorf("%s:\n got %q\nwant %q", c.Description, got, want)
			}
			ran++
		}
	}
	for _, list := range []string{"urls_with_indices", "urls_with_directional_markers"} {
		for _, c := range extract[list] {
			var want []string
			for _, u := range expected[[]struct{ URL string }](t, c) {
				want = append(want, u.URL)
			}
			if got := message.Addresses(c.Text); !slices.Equal(got, want) {
				t.Errorf("%s:\n got %q\nwant %q", c.Description, got, want)
			}
			ran++
		}
	}
	for _, all := range published(t, "tlds.yml") {
		for _, c := range all {
			if got, want := message.Addresses(c.Text), expected[[]string](t, c); !slices.Equal(got, want) {
				t.Errorf("%s: %q", c.Description, got)
			}
			ran++
		}
	}
	if ran < 1600 {
		t.Errorf("only %d cases were found", ran)
	}
}
