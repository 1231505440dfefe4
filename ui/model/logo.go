package model

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"eventkit/kit/explain"
	"eventkit/kit/letter"
	"eventkit/kit/output"
	"eventkit/kit/placard"
)

// Logo is the picture in a letter's head.
type Logo struct {
	// File is the copy that the store keeps, Name what the file was called;
	// both are empty where there is no logo.
	File string `json:"file"`
	Name string `json:"name"`
}

// LogoKinds are the endings of files that a logo is read from.
func LogoKinds() []string { return letter.LogoKinds() }

// LogoName is what the logo's file was called; empty where there is no logo.
func (s *Studio) LogoName() string { return s.draft.Logo.Name }

// maxLogo is the most bytes of a logo's file.
const maxLogo = 20 << 20

// UseLogo takes a picture as the letter's logo and keeps a copy of it, so that
// the file may go.
func (s *Studio) UseLogo(path string) {
	logo := Logo{Name: filepath.Base(path)}
	s.opening.do(func(ctx context.Context) error {
		if _, err := letter.OpenLogo(ctx, path); err != nil {
			return err
		}
		var err error
		logo.File, err = s.p.Store.keepLogo(path)
		return err
	}, func(err error) {
		if err != nil {
			s.fail(err)
			return
		}
		s.edit("", func(d *Draft) { d.Logo = logo })
		s.Say(Notice{Text: logo.Name + " is now in the letter’s head."})
	})
}

// DropLogo takes the logo away. Undo gives it back.
func (s *Studio) DropLogo() { s.edit("", func(d *Draft) { d.Logo = Logo{} }) }

// keepLogo copies a file into the store, under a name that says what is in it.
func (s *Store) keepLogo(path string) (name string, err error) {
	if s.dir == "" {
		return "", &output.Error{Path: path, Reason: output.ErrNoFolder, Err: errors.New("there is no folder to keep it in")}
	}
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxLogo+1))
	if err != nil {
		return "", err
	}
	if len(data) > maxLogo {
		return "", &letter.LogoError{File: filepath.Base(path), What: fmt.Sprintf("the file is larger than %d MB", maxLogo>>20), Mend: "make it smaller: 1000 pixels across are enough"}
	}
	sum := sha256.Sum256(data)
	name = "logo-" + hex.EncodeToString(sum[:8]) + strings.ToLower(filepath.Ext(path))
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return "", err
	}
	return name, output.WriteFile(filepath.Join(s.dir, name), func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// logos remembers the logo that was read last. It may be used by several
// goroutines.
type logos struct {
	mu   sync.Mutex
	file string
	logo *letter.Logo
}

// read reads a logo that the store keeps. One that can't be read isn't
// remembered: the copy may come back.
func (l *logos) read(s *Store, logo Logo) (*letter.Logo, error) {
	if logo.File == "" {
		return nil, nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.file == logo.File {
		return l.logo, nil
	}
	var err error = &letter.LogoError{File: logo.Name, What: "it can’t be found any more", Mend: "add it again", Err: fs.ErrNotExist}
	if name := filepath.Base(logo.File); name == logo.File && slices.Contains(LogoKinds(), filepath.Ext(name)) {
		l.logo, err = letter.OpenLogo(context.Background(), filepath.Join(s.dir, name))
	}
	if err != nil {
		return nil, err
	}
	l.file = logo.File
	return l.logo, nil
}

// logoless is what to say about a letter whose logo can't be read.
func logoless(name string, err error) placard.Note {
	m := explain.Explain(err)
	text := m.Text
	if bad := (*letter.LogoError)(nil); errors.As(err, &bad) {
		text = name + ": " + bad.What
	}
	return placard.Note{ID: "logo", Text: sentences("The letter is without its logo", text, m.Hint)}
}
