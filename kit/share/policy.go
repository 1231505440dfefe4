package share

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// basePolicy lets a page use what comes from its own address and nothing else
// (Content Security Policy Level 3). Pictures and fonts may be written into it.
const basePolicy = "default-src 'self'; img-src 'self' data:; font-src 'self' data:; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// most is how many blocks of one sort a page may have written into it; the
// header must stay one that every browser takes.
const most = 40

// policyFor is the policy of a page: the usual one and, by their sums, the
// scripts and styles that are written into the page itself.
func policyFor(page []byte) string {
	inline := map[string][]string{}
	z := html.NewTokenizer(bytes.NewReader(page))
	for tag := ""; ; {
		switch z.Next() {
		case html.ErrorToken:
			return basePolicy + sources("script-src", inline["script"]) + sources("style-src", inline["style"])
		case html.StartTagToken:
			name, more := z.TagName()
			tag = string(name)
			for more {
				var key []byte
				key, _, more = z.TagAttr()
				if string(key) == "src" {
					tag = ""
				}
			}
			continue
		case html.TextToken:
			if tag != "script" && tag != "style" {
				continue
			}
			sum := sha256.Sum256(newlines(z.Raw()))
			source := "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
			if !slices.Contains(inline[tag], source) && len(inline[tag]) < most {
				inline[tag] = append(inline[tag], source)
			}
		}
		tag = ""
	}
}

// newlines writes line ends as a browser reads them (HTML, 13.2.3.5).
func newlines(b []byte) []byte {
	return bytes.ReplaceAll(bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
}

func sources(directive string, hashes []string) string {
	if len(hashes) == 0 {
		return ""
	}
	return "; " + directive + " 'self' " + strings.Join(hashes, " ")
}

// guard sets the headers that every answer has.
func guard(h http.Header) {
	h.Set("Content-Security-Policy", basePolicy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()")
	h.Set("X-Robots-Tag", "noindex")
}
