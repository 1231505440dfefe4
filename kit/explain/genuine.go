package explain

import (
	"strings"

	"eventkit/kit/seal"
)

// genuineHint says whose a genuine folder is.
func genuineHint(r *seal.Report) string {
	if r.Title == "" {
		return ""
	}
	return "“" + r.Title + "”, signed by the publisher that you accepted."
}

// onStick says what a complete stick is that nobody signed, by the kit that it
// carries.
func onStick(r *seal.Report) (title, hint string) {
	const beside = "The page and the papers beside it are those of whoever filled the stick."
	switch r.State {
	case seal.Genuine:
		return "Complete, and the kit on it is genuine", "“" + r.Title + "”, signed by the publisher that you accepted. " + beside
	case seal.Stranger:
		return "Complete; its kit is signed by a key that is new to you", Compare(r) + " " + beside
	}
	return "Complete, not signed", "Nothing is damaged, but anyone may have made it."
}

// Compare says how a key is accepted that nobody has seen before.
func Compare(r *seal.Report) string {
	return "The key in six words: " + strings.Join(r.Key.Words(), " ") +
		"\nCompare them with what the publisher says, by another way than this stick; then accept the key."
}
