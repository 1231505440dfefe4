package player

import (
	"sync"

	"github.com/ebitengine/purego"
)

// quietALSA stops libasound from writing to the terminal what it tries in vain;
// that there is no device is told in the window. Without libasound there is
// nothing to stop.
var quietALSA = sync.OnceFunc(func() {
	lib, err := purego.Dlopen("libasound.so.2", purego.RTLD_LAZY|purego.RTLD_GLOBAL)
	if err != nil {
		return
	}
	set, err := purego.Dlsym(lib, "snd_lib_error_set_handler")
	if err != nil {
		return
	}
	// void (*)(const char *file, int line, const char *function, int err, const char *fmt, ...)
	handler := purego.NewCallback(func(_ uintptr, _ int32, _ uintptr, _ int32, _ uintptr) {})
	purego.SyscallN(set, handler)
})
