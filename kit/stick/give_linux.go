package stick

import (
	"runtime"

	"golang.org/x/sys/unix"
)

// giveWay has the goroutine run on a thread of its own that lets others go
// first (nice(2)): of sixteen writers that are told at once to go on a window
// would otherwise get its turn last. The thread ends with the goroutine.
func giveWay() {
	const nice, zero = 10, 20 // getpriority(2) counts down from 20
	runtime.LockOSThread()
	if now, err := unix.Getpriority(unix.PRIO_PROCESS, 0); err == nil && zero-now < nice {
		_ = unix.Setpriority(unix.PRIO_PROCESS, 0, nice) // of the calling thread
	}
}
