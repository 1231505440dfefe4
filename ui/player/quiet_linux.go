package player

import (
	"sync"

	"github.com/ebitengine/purego"
)

// quietALSA stops libasound, and the libjack that it may bring, from writing to
// the terminal what they try in vain; that there is no device is told in the
// window. Where a library is missing there is nothing to stop.
var quietALSA = sync.OnceFunc(func() {
	// void (*)(const char *file, int line, const char *function, int err, const char *fmt, ...)
	quiet("libasound.so.2", purego.NewCallback(func(_ uintptr, _ int32, _ uintptr, _ int32, _ uintptr) {}), "snd_lib_error_set_handler")
	// void (*)(const char *message)
	quiet("libjack.so.0", purego.NewCallback(func(uintptr) {}), "jack_set_error_function", "jack_set_info_function")
})

func quiet(library string, handler uintptr, setters ...string) {
	lib, err := purego.Dlopen(library, purego.RTLD_LAZY|purego.RTLD_GLOBAL)
	if err != nil {
		return
	}
	for _, name := range setters {
		if set, err := purego.Dlsym(lib, name); err == nil {
			purego.SyscallN(set, handler)
		}
	}
}
