package share_test

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"go.uber.org/goleak"

	"eventkit/kit/share"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// site is a small folder such as a stick has.
func site() fstest.MapFS {
	return fstest.MapFS{
		"START-HERE.html":        {Data: []byte("<!doctype html><title>Start</title>")},
		"start/page.css":         {Data: []byte("body{}")},
		"start/page.js":          {Data: []byte("//")},
		"start/song.ogg":         {Data: bytes.Repeat([]byte("0123456789"), 1000)},
		"start/film.mp4":         {Data: bytes.Repeat([]byte("film"), 1<<18)},
		"start/badge.svg":        {Data: []byte("<svg xmlns='http://www.w3.org/2000/svg'/>")},
		"start/Affiche été.pdf":  {Data: []byte("%PDF-1.7")},
		"start/a+b &c;=#?%.txt":  {Data: []byte("odd name")},
		"kit/campaign.kit":       {Data: []byte("PK")},
		"start/empty.txt":        {Data: nil},
		"start/пример.vtt":       {Data: []byte("WEBVTT")},
		"SHA256SUMS":             {Data: []byte("sums")},
		".hidden":                {Data: []byte("secret")},
		"start/.git/config":      {Data: []byte("secret")},
		"start/letter.html":      {Data: []byte("<p>letter")},
		"start/UPPER.PNG":        {Data: []byte("\x89PNG")},
		"start/deep/er/file.txt": {Data: []byte("deep")},
	}
}

// bits is a source of the same bits each time.
type bits struct{ n byte }

func (b *bits) Read(p []byte) (int, error) {
	for i := range p {
		b.n += 37
		p[i] = b.n
	}
	return len(p), nil
}

var loopback = netip.MustParseAddrPort("127.0.0.1:0")

// open starts a share that the test's end stops.
func open(t testing.TB, limits share.Limits) *share.Server {
	t.Helper()
	return openFS(t, site(), limits)
}

func openFS(t testing.TB, fsys fstest.MapFS, limits share.Limits) *share.Server {
	t.Helper()
	list, err := share.Read(t.Context(), fsys)
	if err != nil {
		t.Fatal(err)
	}
	s, err := share.Start(context.Background(), list, share.Options{Addr: loopback, Token: &bits{}, Limits: limits})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Stop)
	return s
}

// token is the secret part of a server's address.
func token(s *share.Server) string {
	parts := strings.Split(s.Address(), "/")
	return parts[3]
}

// answer is what came back.
type answer struct {
	*http.Response
	body string
}

// send sends bytes as they are and reads one answer; nil if the connection was
// closed without one.
func send(t testing.TB, s *share.Server, method, raw string) *answer {
	t.Helper()
	c, err := net.Dial("tcp", s.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	c.SetDeadline(time.Now().Add(20 * time.Second))
	go io.WriteString(c, raw)
	r, err := http.ReadResponse(bufio.NewReader(c), &http.Request{Method: method})
	if err != nil {
		return nil
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatalf("%q: %v", raw, err)
	}
	return &answer{r, string(body)}
}

// get asks for a path as it is written, with more headers.
func get(t testing.TB, s *share.Server, path string, headers ...string) *answer {
	t.Helper()
	return ask(t, s, "GET", path, headers...)
}

func ask(t testing.TB, s *share.Server, method, path string, headers ...string) *answer {
	t.Helper()
	lines := append([]string{method + " " + path + " HTTP/1.1", "Host: " + s.Addr().String(), "Connection: close"}, headers...)
	a := send(t, s, method, strings.Join(lines, "\r\n")+"\r\n\r\n")
	if a == nil {
		t.Fatalf("%s %.80s: no answer", method, path)
	}
	return a
}

func TestAddress(t *testing.T) {
	s := open(t, share.Limits{})
	if want := "http://" + s.Addr().String() + "/"; !strings.HasPrefix(s.Address(), want) || len(token(s)) != 13 || !strings.HasSuffix(s.Address(), "/") {
		t.Errorf("the address is %s", s.Address())
	}
	if len("http://255.255.255.255:65535/"+token(s)+"/") > 46 {
		t.Error("the address needs a larger code than one of version 4")
	}
	if strings.Trim(token(s), "0123456789abcdefghjkmnpqrstvwxyz") != "" {
		t.Errorf("the token %s has letters that are easily mistaken", token(s))
	}
	list, _ := share.Read(t.Context(), site())
	other, err := share.Start(t.Context(), list, share.Options{Addr: loopback, Token: &bits{9}})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Stop()
	if token(other) == token(s) {
		t.Error("other bits give the same token")
	}
}

// Every file of the list comes as it is, with its type.
func TestFiles(t *testing.T) {
	s := open(t, share.Limits{})
	at := "/" + token(s) + "/"
	for _, c := range []struct{ path, name, mime string }{
		{"", "START-HERE.html", "text/html; charset=utf-8"},
		{"?from=code", "START-HERE.html", "text/html; charset=utf-8"},
		{"START-HERE.html", "START-HERE.html", "text/html; charset=utf-8"},
		{"start/page.css", "start/page.css", "text/css; charset=utf-8"},
		{"start/page.js", "start/page.js", "text/javascript; charset=utf-8"},
		{"start/song.ogg", "start/song.ogg", "audio/ogg"},
		{"start/film.mp4", "start/film.mp4", "video/mp4"},
		{"start/badge.svg", "start/badge.svg", "image/svg+xml"},
		{"start/Affiche%20%C3%A9t%C3%A9.pdf", "start/Affiche été.pdf", "application/pdf"},
		{"start/a+b%20%26c%3B%3D%23%3F%25.txt", "start/a+b &c;=#?%.txt", "text/plain; charset=utf-8"},
		{"start/%D0%BF%D1%80%D0%B8%D0%BC%D0%B5%D1%80.vtt", "start/пример.vtt", "text/vtt; charset=utf-8"},
		{"kit/campaign.kit", "kit/campaign.kit", "application/octet-stream"},
		{"start/empty.txt", "start/empty.txt", "text/plain; charset=utf-8"},
		{"SHA256SUMS", "SHA256SUMS", "text/plain; charset=utf-8"},
		{"start/UPPER.PNG", "start/UPPER.PNG", "image/png"},
		{"start/deep/er/file.txt", "start/deep/er/file.txt", "text/plain; charset=utf-8"},
		{"%73tart/page.css", "start/page.css", "text/css; charset=utf-8"},
	} {
		a := get(t, s, at+c.path)
		if a.StatusCode != 200 || a.body != string(site()[c.name].Data) || a.Header.Get("Content-Type") != c.mime {
			t.Errorf("%s: %s, %s, %d bytes", c.path, a.Status, a.Header.Get("Content-Type"), len(a.body))
		}
		head := ask(t, s, "HEAD", at+c.path)
		if head.StatusCode != 200 || head.body != "" || head.ContentLength != int64(len(site()[c.name].Data)) {
			t.Errorf("HEAD %s: %s, %d bytes of %d", c.path, head.Status, len(head.body), head.ContentLength)
		}
	}
	if n := s.Counts(); n.Answers != 34 || n.Bytes < 1<<20 || n.Refused != 0 {
		t.Errorf("the counts are %+v", n)
	}
}

// Every answer is one that a careful server gives, an error too.
func TestHeaders(t *testing.T) {
	s := open(t, share.Limits{})
	at := "/" + token(s) + "/"
	for _, path := range []string{at, at + "start/song.ogg", at + "nothing", "/", "/wrong/", "/" + token(s)} {
		h := get(t, s, path).Header
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer",
			"Cross-Origin-Resource-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
			"Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
			"X-Robots-Tag":            "noindex",
		} {
			if h.Get(name) != want {
				t.Errorf("%s: %s is %q", path, name, h.Get(name))
			}
		}
		if h.Get("Content-Type") == "" || !strings.Contains(h.Get("Permissions-Policy"), "camera=()") {
			t.Errorf("%s: %v", path, h)
		}
		for _, name := range []string{"Server", "Set-Cookie", "X-Powered-By", "Last-Modified", "Access-Control-Allow-Origin"} {
			if h.Get(name) != "" {
				t.Errorf("%s: there is %s: %s", path, name, h.Get(name))
			}
		}
	}
	if a := get(t, s, at+"kit/campaign.kit"); a.Header.Get("Content-Disposition") != "attachment" {
		t.Errorf("a kit is not to be saved: %v", a.Header)
	}
	if a := get(t, s, at+"start/badge.svg"); !strings.Contains(a.Header.Get("Content-Security-Policy"), "default-src 'none'") {
		t.Errorf("a drawing may run something: %v", a.Header)
	}
}

// What a phone has already is not sent again.
func TestUnchanged(t *testing.T) {
	s := open(t, share.Limits{})
	at := "/" + token(s) + "/"
	tag := get(t, s, at).Header.Get("ETag")
	if len(tag) != 18 {
		t.Fatalf("the tag is %s", tag)
	}
	for header, want := range map[string]int{
		"If-None-Match: " + tag: 304, `If-None-Match: "x", ` + tag: 304, `If-None-Match: "x"`: 200, "If-Match: " + tag: 200, `If-Match: "x"`: 412,
	} {
		if a := get(t, s, at, header); a.StatusCode != want {
			t.Errorf("%s: %s", header, a.Status)
		}
	}
	if c := get(t, s, at).Header.Get("Cache-Control"); c != "private, no-cache" {
		t.Errorf("a page is kept: %s", c)
	}
	if c := get(t, s, at+"start/song.ogg").Header.Get("Cache-Control"); c != "private, max-age=600" {
		t.Errorf("a song is not kept: %s", c)
	}
}

// Song and film come in parts; nobody gets more than the file.
func TestRanges(t *testing.T) {
	s := open(t, share.Limits{})
	song := "/" + token(s) + "/start/song.ogg"
	tag := get(t, s, song).Header.Get("ETag")
	for _, c := range []struct {
		headers []string
		code    int
		length  int
		begins  string
	}{
		{[]string{"Range: bytes=0-0"}, 206, 1, "0"},
		{[]string{"Range: bytes=3-"}, 206, 9997, "3456789012"},
		{[]string{"Range: bytes=-7"}, 206, 7, "3456789"},
		{[]string{"Range: bytes=9999-20000"}, 206, 1, "9"},
		{[]string{"Range: bytes=-20000"}, 206, 10000, "0123"},
		{[]string{"Range: bytes=0-99", "If-Range: " + tag}, 206, 100, "0123"},
		{[]string{"Range: bytes=0-99", `If-Range: "x"`}, 200, 10000, "0123"},
		{[]string{"Range: bytes=10000-"}, 416, -1, ""},
		{[]string{"Range: bytes=20000-30000"}, 416, -1, ""},
		{[]string{"Range: bytes=5-2"}, 416, -1, ""},
		{[]string{"Range: bytes=--5"}, 416, -1, ""},
		{[]string{"Range: bytes=-"}, 416, -1, ""},
		{[]string{"Range: bytes=a-b"}, 416, -1, ""},
		{[]string{"Range: lines=1-2"}, 416, -1, ""},
		{[]string{"Range: bytes=99999999999999999999-"}, 416, -1, ""},
		{[]string{"Range: bytes=0-99,200-299"}, 200, 10000, "0123"},
		{[]string{"Range: bytes=0-,0-,0-,0-"}, 200, 10000, "0123"},
		{[]string{"Range: bytes=0-0" + strings.Repeat(",0-0", 1500)}, 200, 10000, "0123"},
		{[]string{"Range: bytes=" + strings.Repeat("0", 2000) + "-"}, 200, 10000, "0123"},
		{[]string{"Range: bytes=0-0", "Range: bytes=1-1"}, 200, 10000, "0123"},
		{[]string{"Range: "}, 200, 10000, "0123"},
	} {
		a := get(t, s, song, c.headers...)
		if a.StatusCode != c.code || !strings.HasPrefix(a.body, c.begins) || c.length >= 0 && len(a.body) != c.length || len(a.body) > 10000 {
			t.Errorf("%.60s: %s, %d bytes, %.10q", c.headers, a.Status, len(a.body), a.body)
		}
	}
}
