package pdfium

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"time"

	gopdfium "github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// engine is the compiled PDFium and the one place in which it runs.
type engine struct {
	// turn is held by whoever starts, stops or uses what is below.
	turn     chan struct{}
	patience time.Duration
	// bands is how many pixels are drawn at once: all first, and fewer if that
	// takes too much memory.
	bands    []int
	memory   memory
	compiled wazero.CompilationCache
	pool     gopdfium.Pool
	// cancel stops what runs in the pool, which can't be used afterwards.
	cancel context.CancelFunc

	mu sync.Mutex
	// starting is closed when the start under way has ended.
	starting chan struct{}
	startErr error
	started  bool
}

func newEngine() *engine {
	return &engine{turn: make(chan struct{}, 1), patience: Patience, bands: []int{MaxPixels, bandPixels}, memory: memory{limit: MaxMemory}}
}

var shared = newEngine()

// Start compiles PDFium, or waits until that is done: seconds, or a fifth of a
// second if cacheDir holds what an earlier start left there. Called again it
// returns at once. It needn't be called: the first [Open] does, without a cache.
//
// cacheDir must be a folder of this computer's user that nobody else can write
// to, since what lies there is run; never one that travels with a kit. "" is
// none. A folder that can't be used costs time and is no error. The error is
// that of ctx, which ends the wait but not the start, or a [*StartError].
func Start(ctx context.Context, cacheDir string) error { return shared.start(ctx, cacheDir) }

// Stop waits for what is under way and gives all memory back. Documents stay
// usable: the next call starts PDFium again.
func Stop() { shared.stop() }

func (e *engine) start(ctx context.Context, cacheDir string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	e.mu.Lock()
	if e.started {
		e.mu.Unlock()
		return nil
	}
	if e.starting == nil {
		e.starting = make(chan struct{})
		go e.compile(cacheDir, e.starting)
	}
	wait := e.starting
	e.mu.Unlock()
	select {
	case <-wait:
	case <-ctx.Done():
		return ctx.Err()
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.startErr
}

// compile starts PDFium and closes done.
func (e *engine) compile(cacheDir string, done chan struct{}) {
	e.turn <- struct{}{}
	err := e.compileIn(cacheDir)
	<-e.turn
	e.mu.Lock()
	defer e.mu.Unlock()
	e.started, e.startErr, e.starting = err == nil, nil, nil
	if err != nil {
		e.startErr = &StartError{err}
	}
	close(done)
}

// compileIn tries with the folder; then, in case what lies there is damaged,
// with the folder emptied; then without.
func (e *engine) compileIn(cacheDir string) (err error) {
	if cacheDir != "" {
		// Only a folder of our own is ever emptied.
		own := filepath.Join(cacheDir, "pdfium")
		for range 2 {
			if e.compiled, err = wazero.NewCompilationCacheWithDir(own); err != nil {
				break
			}
			if err = e.fill(); err == nil {
				return nil
			}
			e.drop()
			if os.RemoveAll(own) != nil {
				break
			}
		}
	}
	e.compiled = wazero.NewCompilationCache()
	if err = e.fill(); err != nil {
		e.drop()
	}
	return err
}

// fill makes a pool; it compiles if that hasn't been done.
func (e *engine) fill() error {
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithCompilationCache(e.compiled).
		WithCloseOnContextDone(true)
	ctx, cancel := context.WithCancel(experimental.WithMemoryAllocator(context.Background(), &e.memory))
	pool, err := webassembly.Init(webassembly.Config{
		Context:       ctx,
		MaxTotal:      1,
		FSConfig:      wazero.NewFSConfig(),
		RuntimeConfig: config,
		Stdout:        io.Discard,
		Stderr:        io.Discard,
		RandomSource:  zeros{},
	})
	if err != nil {
		cancel()
		return err
	}
	e.pool, e.cancel = pool, cancel
	// Compiling leaves much more behind than it keeps.
	debug.FreeOSMemory()
	return nil
}

// zeros is what PDFium gets for chance: same file, same pixels.
type zeros struct{}

// Read implements io.Reader.
func (zeros) Read(b []byte) (int, error) {
	clear(b)
	return len(b), nil
}

// empty gives the pool up.
func (e *engine) empty() {
	if e.pool != nil {
		e.cancel()
		_ = e.pool.Close()
		e.pool, e.cancel = nil, nil
	}
}

// drop gives all up.
func (e *engine) drop() {
	e.empty()
	if e.compiled != nil {
		_ = e.compiled.Close(context.Background())
		e.compiled = nil
	}
}

func (e *engine) stop() {
	e.mu.Lock()
	wait := e.starting
	e.mu.Unlock()
	if wait != nil {
		<-wait
	}
	e.turn <- struct{}{}
	e.mu.Lock()
	e.started = false
	e.mu.Unlock()
	e.drop()
	<-e.turn
}

// run lets do work in a sandbox of its own, after its turn has come.
func (e *engine) run(ctx context.Context, do func(gopdfium.Pdfium) error) error {
	for {
		if err := e.start(ctx, ""); err != nil {
			return err
		}
		select {
		case e.turn <- struct{}{}:
		case <-ctx.Done():
			return ctx.Err()
		}
		if e.compiled != nil {
			break
		}
		// Stopped in between.
		<-e.turn
	}
	defer func() { <-e.turn }()
	if e.pool == nil {
		if err := e.fill(); err != nil {
			return &StartError{err}
		}
	}
	limited, cancel := context.WithTimeoutCause(ctx, e.patience, ErrSlow)
	defer cancel()
	e.memory.refused.Store(false)
	stop := context.AfterFunc(limited, e.cancel)
	err := e.sandboxed(limited, do)
	if !stop() {
		e.empty()
		if err != nil {
			return context.Cause(limited)
		}
	}
	return err
}

func (e *engine) sandboxed(ctx context.Context, do func(gopdfium.Pdfium) error) error {
	sandbox, err := e.pool.GetInstanceWithContext(ctx)
	if err != nil {
		return e.judged(err)
	}
	// Kill rather than Close: there is nothing to tidy up in memory that goes.
	defer func() { _ = sandbox.Kill() }()
	if err := e.judged(do(sandbox)); err != nil {
		return err
	}
	// PDFium leaves out what it has no memory for, and says nothing.
	if e.memory.refused.Load() {
		return ErrMemory
	}
	return nil
}

// judged says what an error of PDFium's comes from.
func (e *engine) judged(err error) error {
	var size *SizeError
	switch {
	case err == nil, errors.Is(err, ErrLocked), errors.Is(err, ErrNoPages), errors.As(err, &size):
		return err
	case e.memory.refused.Load():
		return ErrMemory
	}
	return caused{ErrBroken, err}
}
