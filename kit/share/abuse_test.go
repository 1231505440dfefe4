package share_test

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"eventkit/kit/share"
)

// Nothing but the list is served, however its path is written.
func TestPathTricks(t *testing.T) {
	s := open(t, share.Limits{})
	tok := token(s)
	good := "/" + tok + "/"
	for _, path := range []string{
		"/", "//", "/favicon.ico", "/START-HERE.html", "/" + tok[1:] + "/", "/" + tok + "x/", "/" + strings.ToUpper(tok) + "/",
		"//" + tok + "/", "/./" + tok + "/", "/x/../" + tok + "/", "/" + tok + "//", "/" + tok + "%2F", "/" + tok + "%2fSTART-HERE.html",
		good + ".", good + "..", good + "../", good + "../../etc/passwd", good + "start", good + "start/", good + "start/.", good + "start/../START-HERE.html",
		good + "%2e%2e/", good + "%2e%2e%2f", good + "..%2f..%2fetc%2fpasswd", good + "..%5c..%5cwindows", good + `..\..\windows`, good + `start\page.css`,
		good + "start%2Fpage.css", good + "start%2fpage.css", good + "start%252Fpage.css", good + "start//page.css", good + "start/page.css/", good + "start/./page.css",
		good + "START/page.css", good + "start/PAGE.CSS", good + "start-here.html", good + "start/page.css%00", good + "start/page.css%00.html", good + "start/page.css%20",
		good + "start/page.css.", good + "start/page.css::$DATA", good + "start/page.css:stream", good + "START-~1.HTM", good + "C:/START-HERE.html", good + "/etc/passwd", good + "%2fetc/passwd",
		good + ".hidden", good + "start/.git/config", good + "start/.git/", good + "%c0%ae%c0%ae/", good + "%e2%80%ae", good + "\x80\xff", good + "%ff",
		good + "start/page.css;jsessionid=1", good + "aux", good + "NUL", good + "con.txt", good + "start/Affiche%20e%CC%81te%CC%81.pdf",
		good + strings.Repeat("a/", 1500), good + strings.Repeat("../", 1000), good + strings.Repeat("%2e", 900),
	} {
		a := get(t, s, path)
		if a.StatusCode != http.StatusNotFound || !strings.Contains(a.body, "scan the code") {
			t.Errorf("%.80q: %s: %.80q", path, a.Status, a.body)
		}
	}
	if n := s.Counts().Answers; n != 0 {
		t.Errorf("%d answers", n)
	}
}

// The address without its last slash leads to the page, for those who type.
func TestSlash(t *testing.T) {
	s := open(t, share.Limits{})
	a := get(t, s, "/"+token(s)+"?x=http://evil.example")
	if a.StatusCode != 307 || a.Header.Get("Location") != "/"+token(s)+"/" {
		t.Errorf("%s, %v", a.Status, a.Header)
	}
}

// A page that another server's name leads to doesn't reach us (DNS rebinding).
func TestHost(t *testing.T) {
	s := open(t, share.Limits{})
	own, at := s.Addr().String(), "/"+token(s)+"/"
	port := fmt.Sprint(s.Addr().Port())
	for host, want := range map[string]int{
		own: 200, "evil.example": 421, "evil.example:" + port: 421, "localhost:" + port: 421, "127.0.0.1": 421, "127.0.0.1:1": 421, "127.0.0.1.:" + port: 421,
		"0177.0.0.1:" + port: 421, "127.1:" + port: 421, "[::1]:" + port: 421, "[::ffff:127.0.0.1]:" + port: 421, "": 421, " ": 421, own + ".": 421, "x@" + own: 400, own + "/x": 400,
	} {
		a := send(t, s, "GET", "GET "+at+" HTTP/1.1\r\nHost: "+host+"\r\nConnection: close\r\n\r\n")
		if a == nil || a.StatusCode != want || want != 200 && strings.Contains(a.body, "<title>") {
			t.Errorf("Host %q: %v", host, a)
		}
	}
	for raw, want := range map[string]int{
		"GET " + at + " HTTP/1.1\r\n\r\n":                                                     400,
		"GET " + at + " HTTP/1.0\r\n\r\n":                                                     421,
		"GET " + at + " HTTP/1.0\r\nHost: " + own + "\r\n\r\n":                                200,
		"GET " + at + " HTTP/1.1\r\nHost: " + own + "\r\nHost: evil\r\n\r\n":                  400,
		"GET http://evil.example" + at + " HTTP/1.1\r\nHost: " + own + "\r\n\r\n":             421,
		"GET http://" + own + at + " HTTP/1.1\r\nHost: " + own + "\r\nConnection: x\r\n\r\n":  200,
		"GET https://" + own + "/ HTTP/1.1\r\nHost: " + own + "\r\nConnection: close\r\n\r\n": 404,
	} {
		if a := send(t, s, "GET", raw); a == nil || a.StatusCode != want {
			t.Errorf("%q: %v", raw, a)
		}
	}
}

// Nothing can be sent, and nothing but GET and HEAD is answered.
func TestMethods(t *testing.T) {
	s := open(t, share.Limits{})
	at := "/" + token(s) + "/"
	for _, method := range []string{"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get", "PRI", "BREW"} {
		a := ask(t, s, method, at, "Content-Length: 0")
		if a.StatusCode != 405 || a.Header.Get("Allow") != "GET, HEAD" || strings.Contains(a.body, "<title>") {
			t.Errorf("%s: %s", method, a.Status)
		}
	}
	for raw, want := range map[string]int{
		"OPTIONS * HTTP/1.1\r\nHost: %s\r\n\r\n":                                                                     405,
		"CONNECT %s HTTP/1.1\r\nHost: %[1]s\r\n\r\n":                                                                 405,
		"GET " + at + " HTTP/1.1\r\nHost: %s\r\nContent-Length: 5\r\n\r\nhello":                                      400,
		"GET " + at + " HTTP/1.1\r\nHost: %s\r\nContent-Length: 99999999\r\n\r\nhello":                               400,
		"GET " + at + " HTTP/1.1\r\nHost: %s\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n":           400,
		"POST " + at + " HTTP/1.1\r\nHost: %s\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n":                  405,
		"GET " + at + " HTTP/1.1\r\nHost: %s\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\nGET": 400,
		"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n":                                                                           421,
		"GET " + at + " HTTP/3.0\r\nHost: %s\r\n\r\n":                                                                505,
		"GET  HTTP/1.1\r\nHost: %s\r\n\r\n":                                                                          400,
		"GET nowhere HTTP/1.1\r\nHost: %s\r\n\r\n":                                                                   400,
		"GET /%%zz HTTP/1.1\r\nHost: %s\r\n\r\n":                                                                     400,
		"GET / x HTTP/1.1\r\nHost: %s\r\n\r\n":                                                                       400,
		"\r\n\r\n\x00\x01\x02\r\n\r\n":                                                                               400,
		"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 hello of TLS\r\n\r\n":                                          400,
	} {
		if strings.Contains(raw, "%s") {
			raw = fmt.Sprintf(raw, s.Addr())
		}
		if a := send(t, s, "GET", raw); a == nil || a.StatusCode != want {
			t.Errorf("%.90q: %v, want %d", raw, a, want)
		}
	}
	if n := s.Counts().Answers; n != 0 {
		t.Errorf("%d answers", n)
	}
}

// A request is short; what isn't is refused before it is kept.
func TestHeaderAbuse(t *testing.T) {
	s := open(t, share.Limits{})
	at := "/" + token(s) + "/"
	for name, c := range map[string]struct {
		headers []string
		want    int
	}{
		"as browsers":   {[]string{"User-Agent: x", "Accept: */*", "Cookie: a=b", "Range: bytes=0-", "Sec-Fetch-Site: none"}, 206},
		"long":          {[]string{"X: " + strings.Repeat("x", 1<<20)}, 431},
		"many":          {strings.Split(strings.TrimSpace(strings.Repeat("X: y\n", 100_000)), "\n"), 431},
		"folded":        {[]string{"X: a\r\n b"}, 200},
		"no colon":      {[]string{"X"}, 400},
		"bad name":      {[]string{"X y: z"}, 400},
		"bad value":     {[]string{"X: a\x00b"}, 400},
		"two lengths":   {[]string{"Content-Length: 0", "Content-Length: 1"}, 400},
		"long path":     {[]string{}, 431},
		"upgrade":       {[]string{"Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__"}, 200},
		"websocket":     {[]string{"Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Key: eA==", "Sec-WebSocket-Version: 13"}, 200},
		"method in it":  {[]string{"X-HTTP-Method-Override: DELETE"}, 200},
		"forwarded":     {[]string{"X-Forwarded-Host: evil.example", "X-Original-URL: /etc/passwd", "X-Rewrite-URL: /etc/passwd"}, 200},
		"old condition": {[]string{"If-Modified-Since: Sat, 01 Jan 2050 00:00:00 GMT"}, 200},
	} {
		path := at
		if name == "long path" {
			path += strings.Repeat("a", 1<<16)
		}
		if a := get(t, s, path, c.headers...); a.StatusCode != c.want {
			t.Errorf("%s: %s, want %d", name, a.Status, c.want)
		}
	}
}

// Requests sent ahead on one connection are each answered in turn.
func TestPipelined(t *testing.T) {
	s := open(t, share.Limits{})
	c, err := net.Dial("tcp", s.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	one := "GET /" + token(s) + "/start/page.css HTTP/1.1\r\nHost: " + s.Addr().String() + "\r\n"
	io.WriteString(c, strings.Repeat(one+"\r\n", 99)+one+"Connection: close\r\n\r\n")
	c.SetReadDeadline(time.Now().Add(10 * time.Second))
	all, err := io.ReadAll(c)
	if n := strings.Count(string(all), "body{}"); err != nil || n != 100 {
		t.Errorf("%d answers, %v", n, err)
	}
}
