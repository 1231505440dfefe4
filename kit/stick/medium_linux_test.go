package stick_test

import (
	"context"
	"path"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/hanwen/go-fuse/v2/fs"
	"github.com/hanwen/go-fuse/v2/fuse"
)

// medium is a stick in memory, mounted as a program (FUSE). It does what a
// stick does, and, asked by a test, what a bad one does. A test that has one
// starts no program in its folder and runs alone: a thread that forks waits
// for the file system, which is served by this same program.
type medium struct {
	dir string // where it is mounted

	mu      sync.Mutex
	fault   func(call) answer // nil is a good stick
	counts  map[string]int
	written int64
	room    int64 // bytes it says are free
	fat     bool  // names as FAT has them
	inos    uint64
	top     *node
	thaw    chan struct{} // closed when what hangs goes on
	once    sync.Once
}

// call is one request to the stick: what for, how many of its kind there were
// with it, and how many bytes were written before it and are by it.
type call struct {
	op      string
	n       int
	written int64
	size    int
}

// changes reports whether a call would change the stick.
func (c call) changes() bool {
	return slices.Contains([]string{"create", "write", "fsync", "flush", "mkdir", "unlink", "rmdir", "rename", "setattr"}, c.op)
}

// answer is what a bad stick does with a call; the zero answer is a good one.
type answer struct {
	errno syscall.Errno
	drop  bool // says that it wrote
	flip  bool // writes one bit wrong
	hang  bool // until thawed
	wait  time.Duration
}

// node is a file or, with kids, a folder.
type node struct {
	ino  uint64
	data []byte
	kids map[string]*kid
}

type kid struct {
	name string
	*node
}

// view is a node as the kernel sees it.
type view struct {
	fs.Inode
	m *medium
	n *node
}

// plug mounts a stick with 1 GB free. What was hanging is let go, and the
// stick unmounted, when the test ends.
func plug(t testing.TB, maxWrite int) *medium {
	t.Helper()
	m := &medium{dir: t.TempDir(), thaw: make(chan struct{})}
	m.clear()
	root := &view{m: m, n: m.top}
	server, err := fs.Mount(m.dir, root, &fs.Options{
		MountOptions: fuse.MountOptions{Name: "stick", FsName: "stick", DirectMount: true, MaxWrite: maxWrite},
	})
	if err != nil {
		t.Fatalf("no file system of our own can be mounted here: %v; it needs /dev/fuse and fusermount3 (package fuse3)", err)
	}
	t.Cleanup(func() {
		m.letGo()
		for range 100 {
			if err = server.Unmount(); err == nil {
				return
			}
			time.Sleep(50 * time.Millisecond) // who was hanging still has it open
		}
		t.Errorf("%s is still mounted: %v", m.dir, err)
	})
	return m
}

// letGo makes the stick good and answers what was hanging. While something hangs
// no program can be started: it would close the files that it inherits, and the
// stick would have to answer.
func (m *medium) letGo() {
	m.set(nil)
	m.once.Do(func() { close(m.thaw) })
}

// clear makes the stick empty and good.
func (m *medium) clear() {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.top == nil {
		m.top = m.node(true)
	}
	m.top.kids = map[string]*kid{}
	m.fault, m.counts, m.written, m.room = nil, map[string]int{}, 0, 1<<30
}

// set makes the stick bad in a way, or good again, and counts from the start.
func (m *medium) set(fault func(call) answer) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.fault, m.counts, m.written = fault, map[string]int{}, 0
}

// likeFAT gives the stick FAT's names, or takes them away.
func (m *medium) likeFAT(fat bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.fat = fat
}

// node makes a node; the medium is locked.
func (m *medium) node(folder bool) *node {
	m.inos++
	n := &node{ino: m.inos}
	if folder {
		n.kids = map[string]*kid{}
	}
	return n
}

// key is what tells names apart.
func (m *medium) key(name string) string {
	if m.fat {
		return strings.ToLower(m.stored(name))
	}
	return name
}

// stored is what a name arrives as.
func (m *medium) stored(name string) string {
	if m.fat {
		return strings.TrimRight(name, ".")
	}
	return name
}

// names lists every file, as it is called on the stick.
func (m *medium) names() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []string
	var walk func(dir string, n *node)
	walk = func(dir string, n *node) {
		for _, k := range n.kids {
			if k.kids == nil {
				out = append(out, path.Join(dir, k.name))
			} else {
				walk(path.Join(dir, k.name), k.node)
			}
		}
	}
	walk("", m.top)
	slices.Sort(out)
	return out
}

// meet counts a call and does what the fault says; without an error it
// returns with the medium locked.
func (v *view) meet(op string, size int) (answer, syscall.Errno) {
	m := v.m
	m.mu.Lock()
	m.counts[op]++
	var a answer
	if m.fault != nil {
		a = m.fault(call{op, m.counts[op], m.written, size})
	}
	if op == "write" {
		m.written += int64(size)
	}
	if a.hang || a.wait > 0 {
		m.mu.Unlock()
		if a.hang {
			<-m.thaw
		}
		time.Sleep(a.wait)
		m.mu.Lock()
	}
	if a.errno != 0 {
		m.mu.Unlock()
	}
	return a, a.errno
}

// show makes a node known to the kernel; the medium is locked.
func (v *view) show(ctx context.Context, n *node, out *fuse.EntryOut) *fs.Inode {
	n.fill(&out.Attr)
	return v.NewInode(ctx, &view{m: v.m, n: n}, fs.StableAttr{Ino: n.ino, Mode: out.Mode})
}

func (n *node) fill(a *fuse.Attr) {
	a.Ino, a.Mode, a.Size, a.Nlink = n.ino, syscall.S_IFREG|0o666, uint64(len(n.data)), 1
	if n.kids != nil {
		a.Mode = syscall.S_IFDIR | 0o777
	}
}
