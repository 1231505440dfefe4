package model

import (
	"context"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"

	"eventkit/kit/song"
	"eventkit/kit/sound"
	"eventkit/ui/player"
)

// RecordingKinds lists the endings of files that can be a recording.
func RecordingKinds() []string { return sound.Extensions() }

// recording names the song's recording: a path of the kit, or the whole path of
// one that was added. It is "" where there is none.
func (s *Studio) recording(x song.Song) string {
	if name := s.mem.Song.Added[s.addedKey(x)]; name != "" {
		return s.p.Store.Path("recordings", name)
	}
	return x.File
}

// opener returns what opens the song's recording.
func (s *Studio) opener(x song.Song) player.Source {
	path, added := s.recording(x), s.mem.Song.Added[s.addedKey(x)] != ""
	fsys := s.kit.FS()
	return func() (*sound.Track, io.Closer, error) {
		if added {
			return openRecording(path)
		}
		return sound.OpenFS(fsys, path)
	}
}

func openRecording(path string) (*sound.Track, io.Closer, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	t, err := sound.Open(f, filepath.Base(path))
	if err != nil {
		return nil, nil, errors.Join(err, f.Close())
	}
	return t, f, nil
}

// OpenElsewhere opens the recording in the system's own player.
func (s *Studio) OpenElsewhere() {
	x, ok := s.picked()
	if !ok || s.recording(x) == "" {
		return
	}
	path, fsys := s.recording(x), s.kit.FS()
	added := s.mem.Song.Added[s.addedKey(x)] != ""
	s.song.adding.do(func(context.Context) error {
		if added {
			return nil
		}
		f, err := fsys.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		path, err = s.p.Store.Write(f, "recordings", "from-kit"+filepath.Ext(path))
		return err
	}, func(err error) {
		if err != nil {
			s.fail(err)
			return
		}
		s.show(path, s.notShown("This computer opens no player for it.", path))
	})
}

// AddRecording copies a recording for the song that is shown into the program's
// own memory, so that it is there when the stick is gone. A file that can't be
// played isn't taken.
func (s *Studio) AddRecording(path string) {
	x, ok := s.picked()
	if !ok {
		return
	}
	key := s.addedKey(x)
	name := FileName(s.kit.ID, x.ID) + filepath.Ext(path)
	s.song.adding.do(func(context.Context) error {
		track, f, err := openRecording(path)
		if err != nil {
			return err
		}
		defer f.Close()
		if _, err := track.Read(make([]sound.Frame, 64)); err != nil {
			return err
		}
		in, err := os.Open(path)
		if err != nil {
			return err
		}
		defer in.Close()
		_, err = s.p.Store.Write(in, "recordings", name)
		return err
	}, func(err error) {
		if err != nil {
			s.fail(err)
			return
		}
		s.setAdded(key, name)
		s.Say(Notice{Text: "The recording was added.", Hint: "It is kept here, also without the stick."})
	})
}

// RemoveRecording takes a recording away again that was added.
func (s *Studio) RemoveRecording() {
	x, ok := s.picked()
	name := s.mem.Song.Added[s.addedKey(x)]
	if !ok || name == "" {
		return
	}
	path := s.p.Store.Path("recordings", name)
	s.leaveSongs()
	s.setAdded(s.addedKey(x), "")
	s.song.adding.do(func(context.Context) error { return os.Remove(path) }, func(err error) {
		if !errors.Is(err, os.ErrNotExist) {
			s.fail(err)
		}
	})
}

func (s *Studio) setAdded(key, name string) {
	// A copy: the memory that is being written holds the other one.
	added := maps.Clone(s.mem.Song.Added)
	if added == nil {
		added = map[string]string{}
	}
	if added[key] = name; name == "" {
		delete(added, key)
	}
	s.mem.Song.Added = added
	s.keep()
	s.loadSong()
	s.onChange(PartSong)
}
