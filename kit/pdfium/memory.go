package pdfium

import (
	"sync/atomic"

	"github.com/tetratelabs/wazero/experimental"
)

// memory gives a sandbox its memory: reserved at once, so that it never moves
// while it grows, and taken from the system as it is touched. It is given back
// when the sandbox goes, without waiting for the garbage collector.
type memory struct {
	limit uint64
	// refused says that more was asked for than there is.
	refused atomic.Bool
}

// Allocate implements experimental.MemoryAllocator.
func (m *memory) Allocate(_, _ uint64) experimental.LinearMemory {
	return &block{m, reserve(int(m.limit))}
}

type block struct {
	of    *memory
	bytes []byte
}

// Reallocate implements experimental.LinearMemory.
func (b *block) Reallocate(size uint64) []byte {
	if size > uint64(len(b.bytes)) {
		b.of.refused.Store(true)
		return nil
	}
	return b.bytes[:size]
}

// Free implements experimental.LinearMemory.
func (b *block) Free() {
	if b.bytes != nil {
		release(b.bytes)
		b.bytes = nil
	}
}
