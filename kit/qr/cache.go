package qr

import (
	"container/list"
	"sync"
)

// kept is the number of symbols that stay in memory: at most 8 MB if every
// one is of the largest version, some 400 kB for usual addresses.
const kept = 256

var recent = newCache(kept)

// cache keeps the symbols that were used last. Its methods may be called from
// any goroutine.
type cache struct {
	mu    sync.Mutex
	limit int
	order *list.List // of *Symbol, the latest first
	byKey map[string]*list.Element
}

func newCache(limit int) *cache {
	return &cache{limit: limit, order: list.New(), byKey: make(map[string]*list.Element, limit)}
}

func (c *cache) get(address string) (*Symbol, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byKey[address]
	if !ok {
		return nil, false
	}
	c.order.MoveToFront(e)
	return e.Value.(*Symbol), true
}

// put keeps a symbol. Two goroutines may have made the same one: the first
// stays, which is as good.
func (c *cache) put(s *Symbol) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.byKey[s.Address]; ok {
		return
	}
	c.byKey[s.Address] = c.order.PushFront(s)
	if c.order.Len() > c.limit {
		last := c.order.Back()
		c.order.Remove(last)
		delete(c.byKey, last.Value.(*Symbol).Address)
	}
}
