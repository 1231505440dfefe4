package share_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"eventkit/kit/share"
)

// Texts go out small to those who read them so, and whole to the others; both
// are told apart.
func TestSmall(t *testing.T) {
	fsys := site()
	page := "<!doctype html>" + strings.Repeat("<p>release him</p>\n", 1000)
	fsys[share.StartPage] = &fstest.MapFile{Data: []byte(page)}
	s := openFS(t, fsys, share.Limits{})
	at := "/" + token(s) + "/"
	whole := get(t, s, at)
	small := get(t, s, at, "Accept-Encoding: br, gzip;q=0.8")
	z, err := gzip.NewReader(strings.NewReader(small.body))
	if err != nil {
		t.Fatal(small.Status, small.Header, err)
	}
	if text, err := io.ReadAll(z); err != nil || string(text) != page || whole.body != page {
		t.Errorf("small it says something else: %v", err)
	}
	if len(small.body) > len(page)/10 || small.Header.Get("Content-Encoding") != "gzip" || small.Header.Get("Vary") != "Accept-Encoding" || whole.Header.Get("Vary") != "Accept-Encoding" {
		t.Errorf("%d bytes, %v", len(small.body), small.Header)
	}
	if small.Header.Get("ETag") == whole.Header.Get("ETag") || small.Header.Get("Content-Type") != "text/html; charset=utf-8" {
		t.Errorf("the tags are %v and %v", small.Header, whole.Header)
	}
	again := get(t, s, at, "Accept-Encoding: gzip", "If-None-Match: "+small.Header.Get("ETag"))
	if other := get(t, s, at, "If-None-Match: "+small.Header.Get("ETag")); again.StatusCode != 304 || other.StatusCode != 200 {
		t.Errorf("what a phone has: %s, %s", again.Status, other.Status)
	}
	for _, headers := range [][]string{
		{"Accept-Encoding: identity"}, {"Accept-Encoding: gzip;q=0"}, {"Accept-Encoding: gzip; q=0.000"}, {"Accept-Encoding: xgzip"}, {"Accept-Encoding:"}, {"Accept-Encoding: gzip", "Range: bytes=0-99999999"},
	} {
		if a := get(t, s, at, headers...); a.Header.Get("Content-Encoding") != "" || a.body != page {
			t.Errorf("%v: %v", headers, a.Header)
		}
	}
	// What wouldn't gain by it stays as it is.
	for _, path := range []string{"start/page.css", "start/song.ogg", "start/empty.txt", "kit/campaign.kit"} {
		if a := get(t, s, at+path, "Accept-Encoding: gzip"); a.Header.Get("Content-Encoding") != "" || a.Header.Get("Vary") != "" || !bytes.Equal([]byte(a.body), fsys[path].Data) {
			t.Errorf("%s: %v", path, a.Header)
		}
	}
}
