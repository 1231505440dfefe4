package message

import "strings"

// Split parts a message into its words and its hashtags. Those at its end are
// taken out of the words, for where they are shown apart: among words from right
// to left a hashtag's sign would stand at the wrong side of it.
func Split(text string) (body string, tags []string) {
	tags = Hashtags(text)
	body = strings.TrimSpace(text)
	for i := len(tags) - 1; i >= 0; i-- {
		rest, ok := strings.CutSuffix(body, tags[i])
		if !ok || strings.TrimSpace(rest) == "" {
			break
		}
		body = strings.TrimSpace(rest)
	}
	return body, tags
}
