package nearby

import (
	"io"
	"path/filepath"
	"strings"

	"eventkit/kit/output"
)

// HowToFile is the file that says how the programs are started.
const HowToFile = "How to start Event Kit.txt"

// WriteHowTo puts a line for each program into a folder, in plain words. Its
// lines end as the oldest Notepad wants them.
func WriteHowTo(dir string, programs []Program) error {
	lines := []string{"Event Kit opens the kit in this folder; nothing is installed.", ""}
	for _, s := range systems {
		for _, p := range programs {
			if p.System == s.name {
				lines = append(lines, s.name+": "+s.how)
			}
		}
	}
	lines = append(lines, "", "It keeps its settings on the computer. Make an empty file named portable in this folder, and it keeps them here.", "")
	text := strings.Join(lines, "\r\n")
	return output.WriteFile(filepath.Join(dir, HowToFile), func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	})
}

// SystemsLine names the systems of programs in words: "Windows and Linux".
func SystemsLine(programs []Program) string {
	var names []string
	for _, p := range programs {
		names = append(names, p.System)
	}
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return strings.Join(names, "")
}
