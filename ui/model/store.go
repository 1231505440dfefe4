package model

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"eventkit/kit/output"
)

// Memory is everything that the window remembers from one day to the next.
type Memory struct {
	Draft Draft `json:"draft"`
	// Room is where the person was, such as RoomEvent.
	Room string `json:"room"`
	// Folder is where files are saved; Kit the kit's path, empty for the one
	// that comes with the program.
	Folder string `json:"folder"`
	Kit    string `json:"kit"`
	// Recent are the kits and events that were opened, newest first.
	Recent []string `json:"recent"`
	// Width and Height are the window's, in the window system's units.
	Width  float32 `json:"width"`
	Height float32 `json:"height"`

	// Song is what is remembered of the songs.
	Song SongMemory `json:"song"`
	// Display is what is remembered of the table display.
	Display DisplayMemory `json:"display"`
	// Messages is what is remembered of the messages.
	Messages MessagesMemory `json:"messages"`
	// Sticks is what is remembered of the sticks.
	Sticks SticksMemory `json:"sticks"`

	// turn orders memories by age.
	turn int
}

const (
	memoryFile = "desk.json"
	// memoryMax is more than any memory that this program writes, in bytes.
	memoryMax = 4 << 20
)

// Store keeps the memory in a folder of its own. It may be used by several
// goroutines.
type Store struct {
	dir string
	// top is the folder that travels with the memory; empty for one that stays
	// on its computer.
	top string

	mu   sync.Mutex
	last int
}

// NewStore keeps the memory in dir, which is made when something is first
// written. An empty dir remembers nothing.
func NewStore(dir string) *Store { return &Store{dir: dir} }

// Path is the place of a file in the store's folder; "" for a store that
// remembers nothing.
func (s *Store) Path(names ...string) string {
	if s.dir == "" {
		return ""
	}
	return filepath.Join(append([]string{s.dir}, names...)...)
}

// Write keeps a copy of something large in the store's folder, whole or not at
// all, and returns its path.
func (s *Store) Write(from io.Reader, names ...string) (string, error) {
	path := s.Path(names...)
	if path == "" {
		return "", errors.New("there is no folder to keep it in")
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", err
	}
	return path, output.WriteFile(path, func(w io.Writer) error {
		_, err := io.Copy(w, from)
		return err
	})
}

func (s *Store) path() string { return filepath.Join(s.dir, memoryFile) }

// Load reads the memory; found is false on the first start. A file that can't
// be read is set aside under another name, which aside returns: nothing of it
// is lost, and the window starts anew.
func (s *Store) Load() (m Memory, found bool, aside string, err error) {
	if s.dir == "" {
		return m, false, "", nil
	}
	data, err := readLimited(s.path())
	if errors.Is(err, fs.ErrNotExist) {
		return m, false, "", nil
	}
	if err == nil {
		err = json.Unmarshal(data, &m)
	}
	if err == nil {
		m.each(s.arrive)
		return m, true, "", nil
	}
	if aside, moved := s.setAside(); moved {
		return Memory{}, false, aside, nil
	}
	return Memory{}, false, "", fmt.Errorf("what was remembered can't be read: %w", err)
}

func readLimited(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, memoryMax+1))
	if err == nil && len(data) > memoryMax {
		err = fmt.Errorf("%s has more than %d bytes", path, memoryMax)
	}
	return data, err
}

func (s *Store) setAside() (string, bool) {
	for i := 1; i < 1000; i++ {
		to := filepath.Join(s.dir, fmt.Sprintf("desk-set-aside-%d.json", i))
		if _, err := os.Lstat(to); !errors.Is(err, fs.ErrNotExist) {
			continue
		}
		return to, os.Rename(s.path(), to) == nil
	}
	return "", false
}

// Save writes the memory: whole, or not at all. One that is older than what was
// written last is dropped.
func (s *Store) Save(m Memory) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.dir == "" || m.turn < s.last {
		return nil
	}
	s.last = m.turn
	m.each(s.leave)
	data, err := json.MarshalIndent(m, "", "\t")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return err
	}
	return output.WriteFile(s.path(), func(w io.Writer) error {
		_, err := w.Write(append(data, '\n'))
		return err
	})
}
