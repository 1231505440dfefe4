package model

import (
	"path/filepath"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
)

// nameUnits is the longest file name we make, in UTF-16 units; FAT32 allows
// 255, and some programs add to a name.
const nameUnits = 100

// reserved are the names that Windows keeps for devices.
var reserved = map[string]bool{"con": true, "prn": true, "aux": true, "nul": true}

// FileName makes a name, without extension, that Windows, FAT32 and macOS all
// accept: the parts joined by hyphens, without characters that mean something
// to a shell or a disk. Letters of any script stay.
func FileName(parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p = safePart(p); p != "" {
			kept = append(kept, p)
		}
	}
	name := strings.Join(kept, "-")
	for len(utf16.Encode([]rune(name))) > nameUnits {
		r := []rune(name)
		name = string(r[:len(r)-1])
	}
	name = strings.Trim(name, "-. ")
	base, _, _ := strings.Cut(strings.ToLower(name), ".")
	port := len(base) == 4 && (strings.HasPrefix(base, "com") || strings.HasPrefix(base, "lpt")) && base[3] >= '0' && base[3] <= '9'
	if name == "" || reserved[base] || port {
		name = "placard-" + name
	}
	return strings.TrimRight(name, "-")
}

func safePart(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r), r == '_', r == '.':
			return r
		case unicode.IsSpace(r), unicode.IsPunct(r), unicode.IsSymbol(r):
			return '-'
		}
		return -1
	}, s)
	for strings.Contains(s, "--") {
		s = strings.ReplaceAll(s, "--", "-")
	}
	return strings.Trim(s, "-. ")
}

// beside returns the first path of the form "name 2.ext" that isn't taken.
func beside(path string, taken func(string) bool) string {
	ext := filepath.Ext(path)
	stem := strings.TrimSuffix(path, ext)
	for i := 2; ; i++ {
		if p := stem + " " + strconv.Itoa(i) + ext; !taken(p) {
			return p
		}
	}
}
