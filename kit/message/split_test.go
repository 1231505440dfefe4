package message_test

import (
	"slices"
	"testing"

	"eventkit/kit/message"
)

func TestSplit(t *testing.T) {
	for text, want := range map[string]struct {
		body string
		tags []string
	}{
		"":                          {"", nil},
		"Open it.":                  {"Open it.", nil},
		"Open it. #One #Two":        {"Open it.", []string{"#One", "#Two"}},
		"Open it.  #One\n#Two ":     {"Open it.", []string{"#One", "#Two"}},
		"Say #One and open it.":     {"Say #One and open it.", []string{"#One"}},
		"Say #One and open it #One": {"Say #One and open it", []string{"#One", "#One"}},
		"#One #Two":                 {"#One", []string{"#One", "#Two"}},
		"افتحوها. #One":             {"افتحوها.", []string{"#One"}},
	} {
		body, tags := message.Split(text)
		if body != want.body || !slices.Equal(tags, want.tags) {
			t.Errorf("%q: %q, %q", text, body, tags)
		}
	}
}
