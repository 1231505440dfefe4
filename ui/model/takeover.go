package model

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"eventkit/kit"
	"eventkit/kit/genuine"
	"eventkit/kit/output"
	"eventkit/kit/seal"
	"eventkit/kit/wave"
)

// keptFolder is where kits are that were taken over.
const keptFolder = "kits"

// keptHere reports whether a kit is one that was taken over.
func (s *Studio) keptHere(path string) bool {
	top := s.p.Store.Path(keptFolder)
	return top != "" && strings.HasPrefix(path, top+string(filepath.Separator))
}

// takeOver copies a newer version into the program's own folder, whole or not
// at all, judges the copy, and opens it from there.
func (s *Studio) takeOver(a *arrival) {
	here, over := s.kit, s.slowly("Taking over version "+a.Version)
	var k *kit.Kit
	var file io.Closer
	var path string
	s.opening.do(func(ctx context.Context) (err error) {
		k, file, path, err = s.copyOver(ctx, a, here)
		return err
	}, func(err error) {
		over()
		if err != nil {
			s.fail(err)
			return
		}
		s.useKit(k, file, path)
		removeOthers(path)
		s.Say(Notice{Text: "“" + a.title + "” is now version " + k.Version + ".", Hint: "It is kept with the program, so the stick or the file isn’t needed any more."})
	})
}

// copyOver makes the copy. After an error there is none.
func (s *Studio) copyOver(ctx context.Context, a *arrival, here *kit.Kit) (k *kit.Kit, file io.Closer, path string, err error) {
	ring, err := s.ring()
	if err != nil {
		return nil, nil, "", err
	}
	at, err := s.placeFor(a)
	if err != nil {
		return nil, nil, "", err
	}
	err = a.read(ctx, here, ring, func(files fs.FS, _ *seal.Report) error {
		return output.WriteFile(at, func(w io.Writer) error {
			return kit.WriteArchive(&stoppable{ctx, w}, files)
		})
	})
	if err != nil {
		return nil, nil, "", err
	}
	defer func() {
		if err != nil {
			os.Remove(at)
		}
	}()
	if k, file, err = s.p.OpenKit(at); err != nil {
		return nil, nil, "", err
	}
	// What was copied is what counts: a stick may have given other bytes.
	report, err := genuine.Check(ctx, k.FS(), ring, nil)
	if err == nil && !genuine.Usable(report) {
		err = &wave.ResultError{Report: report}
	}
	if err == nil && (k.ID != a.ID || k.Version != a.Version) {
		err = &wave.Error{What: "the kit changed while it was copied", Mend: "take it over once more"}
	}
	if err != nil {
		_ = file.Close()
		return nil, nil, "", err
	}
	return k, file, at, nil
}

// placeFor is a path for a kit that is taken over, that no kit has.
func (s *Studio) placeFor(a *arrival) (string, error) {
	dir := s.p.Store.Path(keptFolder, FileName(a.ID))
	if dir == "" {
		return "", errors.New("there is no folder to keep the kit in")
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	for i := 1; ; i++ {
		name := FileName(a.title, a.Version)
		if i > 1 {
			name += fmt.Sprint("-", i)
		}
		path := filepath.Join(dir, name+".kit")
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
			return path, nil
		} else if err != nil {
			return "", err
		}
	}
}

// removeOthers removes the versions that one which was taken over replaces. One
// that can't be removed yet, because it is open somewhere, goes the next time.
func removeOthers(path string) {
	entries, _ := os.ReadDir(filepath.Dir(path))
	for _, e := range entries {
		if e.Name() != filepath.Base(path) && strings.HasSuffix(e.Name(), ".kit") {
			_ = os.Remove(filepath.Join(filepath.Dir(path), e.Name()))
		}
	}
}
