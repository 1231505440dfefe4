package site_test

import (
	"bytes"
	"io"
	"net/url"
	"path"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"eventkit/kit/site"
)

// parsed reads an HTML file of a site.
func parsed(t *testing.T, s *site.Site, name string) *html.Node {
	t.Helper()
	n, err := html.Parse(bytes.NewReader(read(t, s, name)))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func read(t *testing.T, s *site.Site, name string) []byte {
	t.Helper()
	f, err := s.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	b, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// pages are the HTML files of a site.
func pages(s *site.Site) []string {
	var out []string
	for _, f := range s.Files {
		if path.Ext(f.Name) == ".html" {
			out = append(out, f.Name)
		}
	}
	return out
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

// elements are all elements of a name; "" is every one.
func elements(n *html.Node, name string) []*html.Node {
	var out []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && (name == "" || d.Data == name) {
			out = append(out, d)
		}
	}
	return out
}

func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// byID finds the element with an id.
func byID(t *testing.T, n *html.Node, id string) *html.Node {
	t.Helper()
	for _, e := range elements(n, "") {
		if attr(e, "id") == id {
			return e
		}
	}
	t.Fatalf("nothing has the id %q", id)
	return nil
}

// addresses are the attributes that open or fetch something.
var addresses = []string{"href", "src", "poster", "action", "formaction", "srcset", "data", "background", "cite", "ping"}

// checkPage holds every promise that a page makes whatever is in the kit.
func checkPage(t *testing.T, s *site.Site, name string) {
	t.Helper()
	root := parsed(t, s, name)
	ids := map[string]bool{}
	for _, e := range elements(root, "") {
		if id := attr(e, "id"); has(e, "id") {
			if id == "" || ids[id] || strings.ContainsAny(id, " \t\n") {
				t.Errorf("%s: the id %q is empty, taken or has a space", name, id)
			}
			ids[id] = true
		}
	}
	for _, e := range elements(root, "") {
		switch {
		case slices.Contains([]string{"style", "object", "embed", "iframe", "base", "svg"}, e.Data):
			t.Errorf("%s: there is a <%s>", name, e.Data)
		case e.Data == "script" && (e.FirstChild != nil || attr(e, "src") == ""):
			t.Errorf("%s: a script is inline", name)
		case e.Data == "img" && !has(e, "alt"):
			t.Errorf("%s: %s has no alternative", name, attr(e, "src"))
		case e.Data == "section" && attr(e, "aria-labelledby") != "" && !ids[attr(e, "aria-labelledby")]:
			t.Errorf("%s: the section %s has no heading", name, attr(e, "id"))
		case has(e, "lang") && attr(e, "lang") == "":
			t.Errorf("%s: <%s> has an empty language", name, e.Data)
		}
		for _, a := range e.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcdoc" {
				t.Errorf("%s: <%s %s>: a policy of 'self' forbids it", name, e.Data, a.Key)
			}
			if slices.Contains(addresses, a.Key) {
				checkAddress(t, s, name, e, a, ids)
			}
		}
	}
}

// checkAddress wants a file of the site, a place on the page, or, where a
// person has to choose to go there, an https address.
func checkAddress(t *testing.T, s *site.Site, page string, e *html.Node, a html.Attribute, ids map[string]bool) {
	t.Helper()
	u, err := url.Parse(a.Val)
	if err != nil || a.Val == "" {
		t.Errorf("%s: <%s %s=%q>: %v", page, e.Data, a.Key, a.Val, err)
		return
	}
	chosen := e.Data == "a" || e.Data == "form" || e.Data == "button"
	switch {
	case u.Scheme != "" || u.Host != "":
		if !chosen || u.Scheme != "https" || !strings.Contains(attr(e, "rel")+attr(formOf(e), "rel"), "noreferrer") {
			t.Errorf("%s: <%s %s=%q> leaves the page", page, e.Data, a.Key, a.Val)
		}
	case u.Path == "":
		if !ids[u.Fragment] {
			t.Errorf("%s: #%s leads nowhere", page, u.Fragment)
		}
	default:
		to := path.Join(path.Dir(page), u.Path)
		if !slices.ContainsFunc(s.Files, func(f site.File) bool { return f.Name == to }) {
			t.Errorf("%s: <%s %s=%q>: the site has no such file", page, e.Data, a.Key, a.Val)
		} else if u.Fragment != "" {
			byID(t, parsed(t, s, to), u.Fragment)
		}
	}
}

// formOf is the form that a button belongs to, or the element itself.
func formOf(e *html.Node) *html.Node {
	for p := range e.Ancestors() {
		if p.Data == "form" {
			return p
		}
	}
	return e
}
