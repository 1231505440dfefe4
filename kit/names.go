package kit

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// NameProblem says why one name of a path cannot be stored everywhere that a
// kit is carried to (Windows, FAT32, macOS, Linux), or "".
func NameProblem(name string) (what, mend string) {
	switch {
	case name == "" || name == "." || name == "..":
		return "is not a name", "rename it"
	case !utf8.ValidString(name):
		return "is not UTF-8", "rename it"
	case len(name) > 255:
		return "is too long for Linux", "use at most 255 bytes"
	case strings.HasSuffix(name, ".") || strings.HasSuffix(name, " "):
		return "ends with a dot or a space, which Windows drops", "rename it"
	case reserved(name):
		return "is the name of a device on Windows", "rename it"
	}
	for _, r := range name {
		switch {
		case strings.ContainsRune(`<>:"|?*\/`, r):
			return fmt.Sprintf("holds %c, which Windows does not allow", r), "rename it"
		case unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r):
			return fmt.Sprintf("holds the invisible character U+%04X", r), "rename it"
		}
	}
	return "", ""
}

// reserved reports whether Windows takes the name for a device, whatever its
// extension ("Naming Files, Paths, and Namespaces", Microsoft Learn).
func reserved(name string) bool {
	base, _, _ := strings.Cut(name, ".")
	base = strings.ToUpper(strings.TrimRight(base, " "))
	switch base {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	port, ok := strings.CutPrefix(base, "COM")
	if !ok {
		port, ok = strings.CutPrefix(base, "LPT")
	}
	return ok && utf8.RuneCountInString(port) == 1 && strings.ContainsAny(port, "0123456789¹²³")
}

// FoldedPath returns what a path looks like to a file system that ignores case
// and the way accents are encoded: equal for two names that cannot lie side
// by side there.
func FoldedPath(path string) string {
	return norm.NFC.String(cases.Fold().String(norm.NFD.String(path)))
}

// UTF16Len counts the UTF-16 code units of s, as Windows counts paths.
func UTF16Len(s string) int {
	n := 0
	for _, r := range s {
		n += max(1, utf16.RuneLen(r))
	}
	return n
}

// printable returns a name as it can be shown in a message.
func printable(name string) string {
	const most = 4 * 200
	if len(name) > most {
		name = strings.ToValidUTF8(name[:most], "") + "…"
	}
	return visible(name)
}

// visible writes what cannot be seen, or would move the cursor, as an escape:
// messages quote what others wrote.
func visible(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return !unicode.IsPrint(r) || r == utf8.RuneError }) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if unicode.IsPrint(r) {
			b.WriteRune(r)
		} else {
			b.WriteString(strings.Trim(strconv.QuoteRune(r), "'"))
		}
	}
	return b.String()
}
