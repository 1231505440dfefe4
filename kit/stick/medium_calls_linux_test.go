package stick_test

import (
	"context"
	"syscall"

	"github.com/hanwen/go-fuse/v2/fs"
	"github.com/hanwen/go-fuse/v2/fuse"
)

// The calls of a medium, named as FUSE names them.
var (
	_ fs.NodeLookuper  = (*view)(nil)
	_ fs.NodeGetattrer = (*view)(nil)
	_ fs.NodeSetattrer = (*view)(nil)
	_ fs.NodeStatfser  = (*view)(nil)
	_ fs.NodeReaddirer = (*view)(nil)
	_ fs.NodeOpener    = (*view)(nil)
	_ fs.NodeReader    = (*view)(nil)
	_ fs.NodeWriter    = (*view)(nil)
	_ fs.NodeFsyncer   = (*view)(nil)
	_ fs.NodeFlusher   = (*view)(nil)
	_ fs.NodeCreater   = (*view)(nil)
	_ fs.NodeMkdirer   = (*view)(nil)
	_ fs.NodeUnlinker  = (*view)(nil)
	_ fs.NodeRmdirer   = (*view)(nil)
	_ fs.NodeRenamer   = (*view)(nil)
)

func (v *view) Lookup(ctx context.Context, name string, out *fuse.EntryOut) (*fs.Inode, syscall.Errno) {
	if _, errno := v.meet("lookup", 0); errno != 0 {
		return nil, errno
	}
	defer v.m.mu.Unlock()
	k := v.n.kids[v.m.key(name)]
	if k == nil {
		return nil, syscall.ENOENT
	}
	return v.show(ctx, k.node, out), 0
}

func (v *view) Getattr(_ context.Context, _ fs.FileHandle, out *fuse.AttrOut) syscall.Errno {
	if _, errno := v.meet("getattr", 0); errno != 0 {
		return errno
	}
	defer v.m.mu.Unlock()
	v.n.fill(&out.Attr)
	return 0
}

func (v *view) Setattr(_ context.Context, _ fs.FileHandle, in *fuse.SetAttrIn, out *fuse.AttrOut) syscall.Errno {
	if _, errno := v.meet("setattr", 0); errno != 0 {
		return errno
	}
	defer v.m.mu.Unlock()
	if size, ok := in.GetSize(); ok {
		v.n.grow(int(size))
		v.n.data = v.n.data[:size]
	}
	v.n.fill(&out.Attr)
	return 0
}

// grow makes a file at least so long.
func (n *node) grow(size int) {
	if more := size - len(n.data); more > 0 {
		n.data = append(n.data, make([]byte, more)...)
	}
}

func (v *view) Statfs(_ context.Context, out *fuse.StatfsOut) syscall.Errno {
	if _, errno := v.meet("statfs", 0); errno != 0 {
		return errno
	}
	defer v.m.mu.Unlock()
	const block = 4096
	out.Bsize, out.Frsize, out.NameLen = block, block, 255
	out.Blocks, out.Bfree, out.Bavail = 1<<20, uint64(v.m.room/block), uint64(v.m.room/block)
	return 0
}

func (v *view) Readdir(context.Context) (fs.DirStream, syscall.Errno) {
	if _, errno := v.meet("readdir", 0); errno != 0 {
		return nil, errno
	}
	defer v.m.mu.Unlock()
	var list []fuse.DirEntry
	for _, k := range v.n.kids {
		var a fuse.Attr
		k.fill(&a)
		list = append(list, fuse.DirEntry{Name: k.name, Ino: k.ino, Mode: a.Mode})
	}
	return fs.NewListDirStream(list), 0
}

func (v *view) Open(context.Context, uint32) (fs.FileHandle, uint32, syscall.Errno) {
	if _, errno := v.meet("open", 0); errno != 0 {
		return nil, 0, errno
	}
	v.m.mu.Unlock()
	return nil, 0, 0
}

func (v *view) Read(_ context.Context, _ fs.FileHandle, dest []byte, off int64) (fuse.ReadResult, syscall.Errno) {
	if _, errno := v.meet("read", len(dest)); errno != 0 {
		return nil, errno
	}
	defer v.m.mu.Unlock()
	n := 0
	if off < int64(len(v.n.data)) {
		n = copy(dest, v.n.data[off:])
	}
	return fuse.ReadResultData(dest[:n]), 0
}

func (v *view) Write(_ context.Context, _ fs.FileHandle, data []byte, off int64) (uint32, syscall.Errno) {
	a, errno := v.meet("write", len(data))
	if errno != 0 {
		return 0, errno
	}
	defer v.m.mu.Unlock()
	v.n.grow(int(off) + len(data))
	if !a.drop {
		copy(v.n.data[off:], data)
	}
	if a.flip {
		v.n.data[int(off)+len(data)/2] ^= 1
	}
	return uint32(len(data)), 0
}

func (v *view) Fsync(context.Context, fs.FileHandle, uint32) syscall.Errno { return v.nothing("fsync") }

func (v *view) Flush(context.Context, fs.FileHandle) syscall.Errno { return v.nothing("flush") }

// nothing is a call that a stick in memory has nothing to do for.
func (v *view) nothing(op string) syscall.Errno {
	_, errno := v.meet(op, 0)
	if errno == 0 {
		v.m.mu.Unlock()
	}
	return errno
}

func (v *view) Create(ctx context.Context, name string, _, _ uint32, out *fuse.EntryOut) (*fs.Inode, fs.FileHandle, uint32, syscall.Errno) {
	in, errno := v.add(ctx, "create", name, false, out)
	return in, nil, 0, errno
}

func (v *view) Mkdir(ctx context.Context, name string, _ uint32, out *fuse.EntryOut) (*fs.Inode, syscall.Errno) {
	return v.add(ctx, "mkdir", name, true, out)
}

func (v *view) add(ctx context.Context, op, name string, folder bool, out *fuse.EntryOut) (*fs.Inode, syscall.Errno) {
	if _, errno := v.meet(op, 0); errno != 0 {
		return nil, errno
	}
	defer v.m.mu.Unlock()
	key := v.m.key(name)
	if v.n.kids[key] != nil {
		return nil, syscall.EEXIST
	}
	k := &kid{v.m.stored(name), v.m.node(folder)}
	v.n.kids[key] = k
	return v.show(ctx, k.node, out), 0
}

func (v *view) Unlink(_ context.Context, name string) syscall.Errno { return v.drop("unlink", name) }
func (v *view) Rmdir(_ context.Context, name string) syscall.Errno  { return v.drop("rmdir", name) }

func (v *view) drop(op, name string) syscall.Errno {
	if _, errno := v.meet(op, 0); errno != 0 {
		return errno
	}
	defer v.m.mu.Unlock()
	key := v.m.key(name)
	switch k := v.n.kids[key]; {
	case k == nil:
		return syscall.ENOENT
	case len(k.kids) > 0:
		return syscall.ENOTEMPTY
	}
	delete(v.n.kids, key)
	return 0
}

func (v *view) Rename(_ context.Context, name string, to fs.InodeEmbedder, newName string, _ uint32) syscall.Errno {
	if _, errno := v.meet("rename", 0); errno != 0 {
		return errno
	}
	defer v.m.mu.Unlock()
	from, into := v.m.key(name), to.(*view).n
	k := v.n.kids[from]
	if k == nil {
		return syscall.ENOENT
	}
	delete(v.n.kids, from)
	into.kids[v.m.key(newName)] = &kid{v.m.stored(newName), k.node}
	return 0
}
