package pack

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"eventkit/kit/output"
	"eventkit/kit/site"
)

// readme puts the text for those who open the stick with a text editor into
// dir. It tells of what lies there, so it comes last.
func (c *Cargo) readme(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return &output.Error{Path: dir, Reason: output.Reason(err), Err: err}
	}
	var there []string
	for _, e := range entries {
		there = append(there, e.Name())
	}
	text, err := site.Readme(c.Kit, c.Event, site.Options{Langs: c.Choice.Langs}, there)
	if err != nil {
		return fmt.Errorf("%s: %w", site.ReadmeFile, err)
	}
	return output.WriteFile(filepath.Join(dir, site.ReadmeFile), func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	})
}
