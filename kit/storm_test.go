package kit_test

import (
	"strings"
	"testing"

	"eventkit/kit"
)

// A kit says which of its actions is the storm; that action has an hour.
func TestStorm(t *testing.T) {
	for storm, want := range map[string]string{
		"storm = \"march\"":   "",
		"":                    "",
		"storm = \"\"":        "",
		"storm = \"picnic\"":  "kit.toml:5: there is no action \"picnic\"; write the id of one of them, or take the line out",
		"storm = \"evening\"": "kit.toml:5: the action \"evening\" has no hour; give that action a time and a timezone",
		"storm = 7":           "kit.toml:5: storm is not text",
	} {
		evening := "\n[[action]]\nid = \"evening\"\ntitle = { en = \"Evening\", fr = \"Soir\" }\ndate = \"2022-10-08\"\n"
		problems := kit.Problems(kit.Check(with("kit.toml", strings.Replace(goodManifest, "\n[title]", storm+"\n[title]", 1)+evening)))
		if got := problems.Errors().Error(); !strings.HasPrefix(got, want) || want == "" && got != "" {
			t.Errorf("%s: %q, want %q", storm, got, want)
		}
	}
	k, err := kit.Open(with("kit.toml", "storm = \"march\"\n"+goodManifest))
	if err != nil || k.Storm != "march" {
		t.Errorf("%v, %v", k, err)
	}
}
