package share

import (
	"bytes"
	"crypto/subtle"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	guard(h)
	c, _ := r.Context().Value(connKey{}).(*conn)
	switch {
	case c == nil || c.refused:
		h.Set("Retry-After", "5")
		s.turnAway(w, r, http.StatusServiceUnavailable, "Many people are here at once. Please try again in a moment.")
	case r.Host != s.host && r.Host != s.bareHost:
		s.turnAway(w, r, http.StatusMisdirectedRequest, s.notHere)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		h.Set("Allow", "GET, HEAD")
		s.turnAway(w, r, http.StatusMethodNotAllowed, "Nothing can be sent here.")
	case r.ContentLength != 0:
		s.turnAway(w, r, http.StatusBadRequest, "Nothing can be sent here.")
	default:
		// What is left of the time to ask doesn't count while we answer.
		_ = http.NewResponseController(w).SetReadDeadline(time.Time{})
		s.answer(w, r)
	}
}

// answer serves a path of the list. Any other path, with the token or without,
// is not found.
func (s *Server) answer(w http.ResponseWriter, r *http.Request) {
	token, name, below := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	if subtle.ConstantTimeCompare([]byte(token), []byte(s.token)) != 1 || !plain(r.URL) {
		s.fail(w, http.StatusNotFound, s.notHere)
		return
	}
	if !below {
		w.Header().Set("Location", "/"+s.token+"/")
		s.fail(w, http.StatusTemporaryRedirect, "")
		return
	}
	f := s.list.find(name)
	if f == nil || !f.unchanged() {
		s.fail(w, http.StatusNotFound, s.notHere)
		return
	}
	s.answers.Add(1)
	f.serve(w, r)
}

// plain reports whether a path has its slashes written as slashes: an encoded
// one would be part of a name, and no name has one.
func plain(u *url.URL) bool {
	p := u.EscapedPath()
	return strings.HasPrefix(p, "/") && !strings.HasPrefix(p, "//") && !strings.Contains(strings.ToLower(p), "%2f")
}

// serve sends the file or the part of it that was asked for.
func (f *file) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", f.kind.mime)
	h.Set("Cache-Control", "private, max-age=600")
	if f.kind.fresh {
		h.Set("Cache-Control", "private, no-cache")
	}
	if f.kind.drawing {
		h.Set("Content-Security-Policy", drawingPolicy)
	}
	if f.kind.save {
		h.Set("Content-Disposition", "attachment")
	}
	// Players ask for one range at a time. Many, or many headers, are answered
	// with the whole (RFC 9110, 14.2), so that no answer is larger than the file.
	const longest = 64
	if ranges := r.Header.Values("Range"); len(ranges) != 1 || len(ranges[0]) > longest || strings.Contains(ranges[0], ",") {
		r.Header.Del("Range")
	}
	content, tag := io.ReadSeeker(io.NewSectionReader(f.at, 0, f.info.Size())), f.etag
	if f.small != nil {
		h.Set("Vary", "Accept-Encoding")
		if takesSmall(r) {
			h.Set("Content-Encoding", "gzip")
			content, tag = bytes.NewReader(f.small), f.etag+"-gz"
		}
	}
	h.Set("ETag", `"`+tag+`"`)
	http.ServeContent(w, r, "", time.Time{}, content)
}

// turnAway answers somebody whose connection is not kept.
func (s *Server) turnAway(w http.ResponseWriter, r *http.Request, code int, words string) {
	w.Header().Set("Connection", "close")
	if code == http.StatusServiceUnavailable {
		s.refused.Add(1)
	}
	s.fail(w, code, words)
}

// fail answers with a few words for people.
func (s *Server) fail(w http.ResponseWriter, code int, words string) {
	h := w.Header()
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(code)
	_, _ = io.WriteString(w, words)
}
