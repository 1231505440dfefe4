package genuine

import (
	"context"
	"io/fs"

	"eventkit/kit/seal"
	"eventkit/kit/stick"
)

// Source makes a load, named folder, of a good copy that something is to be
// repaired from. The copy must be sound and fit the key that is given, or,
// where that is zero, what the ring says of its kit; else the error is a
// [*stick.UnsoundError]. Other errors are those of [stick.PrepareSealed].
func Source(ctx context.Context, fsys fs.FS, folder string, key seal.Key, ring seal.Ring, p seal.Progress) (*stick.Load, error) {
	if key.IsZero() {
		r, err := Check(ctx, fsys, ring, p)
		if err != nil {
			return nil, err
		}
		if !r.Sound() {
			return nil, &stick.UnsoundError{Report: r}
		}
		if r.State == seal.Genuine {
			key = r.Key
		}
	}
	return stick.PrepareSealed(ctx, fsys, folder, key, p)
}
