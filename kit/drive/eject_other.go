//go:build !linux && !darwin && !windows

package drive

import "context"

func eject(_ context.Context, d Drive) error { return d.cannot(ErrNotEjectable, nil) }
