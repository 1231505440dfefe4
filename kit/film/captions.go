package film

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"time"

	"eventkit/kit"
)

// WriteVTT writes the words of a drawn film as captions in a language (W3C,
// WebVTT): each scene's words for as long as it lasts. The error is that of w.
func (f Film) WriteVTT(w io.Writer, k *kit.Kit, lang string) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "WEBVTT\n")
	var at time.Duration
	for _, s := range f.Scenes {
		end := at + time.Duration(s.Beats)*f.Beat
		if words, _ := s.words(k, lang); words != "" {
			fmt.Fprintf(b, "\n%s --> %s\n%s\n", stamp(at), stamp(end), cueText(words))
		}
		at = end
	}
	return b.Flush()
}

// words are what a scene says, and in which language.
func (s Scene) words(k *kit.Kit, lang string) (words, got string) {
	text := s.Text
	if p, ok := k.Poster(s.Poster); ok && len(text) == 0 {
		text = p.Text
		if slogan, ok := k.Slogan(p.Slogan); ok {
			text = slogan.Text
		}
	}
	words, got, _ = text.In(append([]string{lang}, k.Languages...)...)
	return words, got
}

func stamp(d time.Duration) string {
	ms := d.Milliseconds()
	return fmt.Sprintf("%02d:%02d:%02d.%03d", ms/3_600_000, ms/60_000%60, ms/1000%60, ms%1000)
}

// cueText keeps words from being taken for markup.
func cueText(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\n", " ", "*", "").Replace(s)
}
