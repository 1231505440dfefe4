package seal

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"
)

// The files that seal a folder, at its top.
const (
	SumsFile      = "SHA256SUMS"
	SignatureFile = "SHA256SUMS.minisig"
	KeyFile       = "minisign.pub"
)

// The most that a list of sums may hold.
const (
	maxSums  = 20_000
	maxLine  = 4096
	maxBytes = 16 << 20
)

// Sum is one file and the SHA-256 of its bytes (FIPS 180-4).
type Sum struct {
	// Path is slash-separated, from the folder's top.
	Path   string
	SHA256 [sha256.Size]byte
}

// SumsError says what is wrong with a list of sums.
type SumsError struct {
	Line       int // from 1; 0 is the whole list
	What, Mend string
}

// Error names the line and the mend.
func (e *SumsError) Error() string {
	at := SumsFile
	if e.Line > 0 {
		at += fmt.Sprintf(":%d", e.Line)
	}
	return at + ": " + e.What + "; " + e.Mend
}

// WriteSums writes sums as coreutils' sha256sum does, for binary files, sorted
// by path. The error is that of w, or says which path can't be listed.
func WriteSums(w io.Writer, sums []Sum) error {
	sorted := slices.SortedFunc(slices.Values(sums), func(a, b Sum) int { return strings.Compare(a.Path, b.Path) })
	b := bufio.NewWriter(w)
	for _, s := range sorted {
		if err := listable(s.Path); err != nil {
			return err
		}
		fmt.Fprintf(b, "%x *%s\n", s.SHA256, s.Path)
	}
	return b.Flush()
}

// listable refuses the paths that a list can't carry as they are (sha256sum
// escapes line ends and backslashes, which few other readers know) or that
// lead out of the folder.
func listable(name string) error {
	bad := func(r rune) bool { return r < ' ' || r == 0x7f || r == '\\' }
	if !fs.ValidPath(name) || name == "." || !utf8.ValidString(name) || strings.IndexFunc(name, bad) >= 0 {
		return fmt.Errorf("%q can't stand in a list of sums: rename the file", name)
	}
	return nil
}

// ReadSums reads a list of sums, sorted by path. The error is a [*SumsError]
// or that of r.
func ReadSums(r io.Reader) ([]Sum, error) {
	limited := &io.LimitedReader{R: r, N: maxBytes + 1}
	lines := bufio.NewScanner(limited)
	lines.Buffer(nil, maxLine)
	var out []Sum
	seen := map[string]bool{}
	n := 0
	for lines.Scan() {
		n++
		s, err := readSum(lines.Text())
		if err == nil && seen[s.Path] {
			err = errors.New("a path is listed twice")
		}
		if err == nil && n > maxSums {
			err = fmt.Errorf("there are more than %d files", maxSums)
		}
		if err != nil {
			return nil, &SumsError{n, err.Error(), "take the list from another copy"}
		}
		seen[s.Path] = true
		out = append(out, s)
	}
	switch err := lines.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return nil, &SumsError{n + 1, "the line is too long", "take the list from another copy"}
	case err != nil:
		return nil, err
	case limited.N <= 0:
		return nil, &SumsError{0, "the list is too long", "take it from another copy"}
	}
	slices.SortFunc(out, func(a, b Sum) int { return strings.Compare(a.Path, b.Path) })
	return out, nil
}

// readSum reads "SUM *PATH" or "SUM  PATH".
func readSum(line string) (Sum, error) {
	const digits = 2 * sha256.Size
	line = strings.TrimSuffix(line, "\r")
	var s Sum
	if len(line) < digits+3 || line[digits] != ' ' || line[digits+1] != ' ' && line[digits+1] != '*' {
		return s, errors.New("this is no sum and path")
	}
	if _, err := hex.Decode(s.SHA256[:], []byte(line[:digits])); err != nil {
		return s, errors.New("the sum is not of 64 hexadecimal digits")
	}
	s.Path = line[digits+2:]
	if listable(s.Path) != nil {
		return s, errors.New("the path leads elsewhere or holds signs that it may not")
	}
	return s, nil
}
