// Package sealtest makes small kits that are signed, for tests.
package sealtest

import (
	"bytes"
	"io"
	"maps"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"eventkit/kit"
	"eventkit/kit/seal"
)

type dice struct{ n byte }

// Read implements [io.Reader].
func (d *dice) Read(p []byte) (int, error) {
	for i := range p {
		d.n = d.n*167 + 13
		p[i] = d.n
	}
	return len(p), nil
}

// Dice returns a source of "random" bytes that are the same in every run.
func Dice(n byte) io.Reader { return &dice{n} }

// Secret returns the nth publisher's key, the same each time.
func Secret(t testing.TB, n byte) *seal.Secret {
	t.Helper()
	s, err := seal.NewSecret(Dice(n))
	if err != nil {
		t.Fatal(err)
	}
	return &s
}

// Kit returns the files of a kit of that id and version, and more files in
// pairs of a path and its text. A text of "" takes a file away.
func Kit(id, version, date string, more ...string) fstest.MapFS {
	if date != "" {
		date = "date = \"" + date + "\"\n"
	}
	files := fstest.MapFS{
		"kit.toml": {Data: []byte("id = \"" + id + "\"\nversion = \"" + version + "\"\n" + date +
			"languages = [\"en\"]\n[title]\nen = \"River walk\"\n[links]\nsign = \"https://example.org/s\"\npage = \"https://example.org/p\"\n" +
			"[[palette]]\nid = \"signal\"\nname = { en = \"Signal\" }\nground = \"#FFFFFF\"\nink = \"#111111\"\naccent = \"#D40000\"\n")},
		"slogans.toml":    {Data: []byte("[walk]\nen = \"Walk with us\"\n")},
		"words.toml":      {Data: []byte("[sign]\nen = \"Sign\"\n")},
		"notes/first.txt": {Data: []byte("First note.\n")},
	}
	for i := 0; i+1 < len(more); i += 2 {
		if more[i+1] == "" {
			delete(files, more[i])
			continue
		}
		files[more[i]] = &fstest.MapFile{Data: []byte(more[i+1])}
	}
	return files
}

// Sealed returns the files with their list, signed unless the secret is nil.
func Sealed(t testing.TB, files fstest.MapFS, secret *seal.Secret) fstest.MapFS {
	t.Helper()
	sealed, err := seal.Seal(t.Context(), files, secret, "", nil)
	if err != nil {
		t.Fatal(err)
	}
	out := maps.Clone(files)
	for name, data := range map[string][]byte{seal.SumsFile: sealed.Sums, seal.SignatureFile: sealed.Signature, seal.KeyFile: sealed.Key} {
		if data != nil {
			out[name] = &fstest.MapFile{Data: data}
		}
	}
	return out
}

// Archive returns the files as a .kit file.
func Archive(t testing.TB, files fstest.MapFS) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := kit.WriteArchive(&b, files); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Put writes the files below dir and returns it.
func Put(t testing.TB, dir string, files fstest.MapFS) string {
	t.Helper()
	for name, f := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, f.Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
