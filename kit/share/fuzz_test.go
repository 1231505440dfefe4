package share_test

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"eventkit/kit/share"
)

// Whatever is asked for, nothing but the list is answered.
func FuzzPath(f *testing.F) {
	for _, seed := range []string{
		"/TOKEN/", "/TOKEN/start/page.css", "/TOKEN/../x", "/TOKEN/%2e%2e%2fx", "//TOKEN/", "/TOKEN/start%5cpage.css", "/TOKEN", "/TOKEN?x", "*",
		"http://192.168.1.5:8080/TOKEN/", "/TOKEN/start/a+b%20%26c%3B%3D%23%3F%25.txt", "/TOKEN/.hidden", "/TOKEN/%00", "/TOKEN/#x", "/TOKEN/START-HERE.html ",
	} {
		f.Add("GET", seed, "")
	}
	f.Add("HEAD", "/TOKEN/start/song.ogg", "Range: bytes=0-5")
	f.Add("GET", "/TOKEN/start/song.ogg", "Range: bytes=0-5,7-8")
	f.Add("POST", "/TOKEN/", "Content-Length: 3")
	f.Add("GET", "/TOKEN/", "Transfer-Encoding: chunked")
	list, err := share.Read(context.Background(), site())
	if err != nil {
		f.Fatal(err)
	}
	w := newWire()
	s, err := share.Start(context.Background(), list, share.Options{Addr: own, Token: &bits{}, Listen: w.listen})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(s.Stop)
	f.Fuzz(func(t *testing.T, method, path, header string) {
		if len(method)+len(path)+len(header) > 4<<10 || strings.Contains(header, "\r\n\r\n") {
			return
		}
		path = strings.ReplaceAll(path, "TOKEN", token(s))
		c := w.dialFrom("10.0.0.1:1")
		defer c.Close()
		c.SetDeadline(time.Now().Add(30 * time.Second))
		go io.WriteString(c, method+" "+path+" HTTP/1.1\r\nHost: "+own.String()+"\r\nConnection: close\r\n"+header+"\r\n\r\n")
		r, err := http.ReadResponse(bufio.NewReader(c), &http.Request{Method: method})
		if err != nil {
			return
		}
		defer r.Body.Close()
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Fatalf("%q %q %q: %v", method, path, header, err)
		}
		if !fair(s, method+" "+path, r.StatusCode, string(body)) {
			t.Fatalf("%q %q %q: %s, %.80q", method, path, header, r.Status, body)
		}
	})
}

// fair reports whether an answer is one of the list's files, whole or in part,
// to somebody who had the token, or no more than a few words.
func fair(s *share.Server, asked string, code int, body string) bool {
	if code >= 400 || code == 304 || code == 307 {
		return len(body) < 100
	}
	if !strings.Contains(asked, token(s)) && !strings.Contains(asked, "%") {
		return false
	}
	for name, f := range site() {
		hidden := name == ".hidden" || name == "start/.git/config"
		if !hidden && (string(f.Data) == body || code == 206 && strings.Contains(string(f.Data), body)) {
			return true
		}
	}
	return body == ""
}
