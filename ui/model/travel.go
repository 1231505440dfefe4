package model

import (
	"path/filepath"
	"slices"
	"strings"
)

// here stands before paths that a travelling memory keeps from its top on.
const here = "./"

// Travels has the store keep paths below the folder top from there on, so that
// they are found again where a stick has another letter or another place. It
// returns the store.
func (s *Store) Travels(top string) *Store {
	s.top = top
	return s
}

// leave writes a path as the store keeps it.
func (s *Store) leave(path string) string {
	if s.top == "" || !filepath.IsAbs(path) {
		return path
	}
	if rel, err := filepath.Rel(s.top, path); err == nil && filepath.IsLocal(rel) {
		return here + filepath.ToSlash(rel)
	}
	return path
}

// arrive reads a path as the store keeps it. One of another computer is "".
func (s *Store) arrive(path string) string {
	rel, below := strings.CutPrefix(path, here)
	switch {
	case s.top == "":
		return path
	case below && filepath.IsLocal(filepath.FromSlash(rel)):
		return filepath.Join(s.top, filepath.FromSlash(rel))
	case filepath.IsAbs(path):
		return path
	}
	return ""
}

// each puts every path of a memory through f and leaves out those that become
// "".
func (m *Memory) each(f func(string) string) {
	list := func(paths []string) []string {
		var out []string
		for _, p := range paths {
			if p = f(p); p != "" {
				out = append(out, p)
			}
		}
		return slices.Clip(out)
	}
	if m.Folder != "" {
		m.Folder = f(m.Folder)
	}
	if m.Kit != "" {
		m.Kit = f(m.Kit)
	}
	m.Recent, m.Draft.Artwork = list(m.Recent), list(m.Draft.Artwork)
	if path, own := strings.CutPrefix(m.Draft.Poster, ownMark); own {
		if m.Draft.Poster = ""; f(path) != "" {
			m.Draft.Poster = ownMark + f(path)
		}
	}
}
