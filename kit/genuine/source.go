package genuine

import (
	"context"
	"fmt"
	"io/fs"

	"eventkit/kit/seal"
	"eventkit/kit/stick"
)

// Need is what a good copy must be.
type Need struct {
	// Kit is the id of the kit that it must be or carry; "" is any.
	Kit string
	// Key is the key that it must be signed with; where it is zero, the copy
	// must be what the ring says of its kit.
	Key  seal.Key
	Ring seal.Ring
	// Signer is the key that signed what is mended, zero if nobody did: a copy
	// without that signature would take it away.
	Signer seal.Key
}

// OtherError says that a copy is one of another kit.
type OtherError struct{ Want, Have string }

// Error names both.
func (e *OtherError) Error() string {
	return fmt.Sprintf("this is a copy of the kit %s, and not of %s", e.Have, e.Want)
}

// Source makes a load, named folder, of a good copy that something is to be
// repaired from. A copy that isn't sound, or not what is needed, is a
// [*stick.UnsoundError] or an [*OtherError]. Other errors are those of
// [stick.PrepareSealed].
func Source(ctx context.Context, fsys fs.FS, folder string, need Need, p seal.Progress) (*stick.Load, error) {
	key := need.Key
	if key.IsZero() {
		key = need.Signer
		r, err := Check(ctx, fsys, need.Ring, p)
		switch {
		case err != nil:
			return nil, err
		case !r.Sound():
			return nil, &stick.UnsoundError{Report: r}
		case need.Kit != "" && r.Kit != need.Kit:
			return nil, &OtherError{need.Kit, r.Kit}
		}
		if r.State == seal.Genuine && key.IsZero() {
			key = r.Key
		}
	}
	return stick.PrepareSealed(ctx, fsys, folder, key, p)
}
