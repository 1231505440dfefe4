package wave

import (
	"fmt"
	"io/fs"
	"slices"

	"eventkit/kit"
	"eventkit/kit/genuine"
)

// VersionError says that a copy has another version of a kit than what is to be
// repaired from it.
type VersionError struct{ There, Copy kit.Manifest }

// Error names both versions.
func (e *VersionError) Error() string {
	return fmt.Sprintf("it is %s of this kit, and the copy is %s", dated(e.There), dated(e.Copy))
}

// CanMend reports why a folder can't be mended from a good copy, as far as the
// kits in both can be read: a [*genuine.OtherError] where the copy has another
// kit, a [*VersionError] where it has another version. What can't be read on
// either side isn't held against it.
func CanMend(there, good fs.FS) error {
	has := manifests(good)
	for _, want := range manifests(there) {
		i := slices.IndexFunc(has, func(m kit.Manifest) bool { return m.ID == want.ID })
		switch {
		case i >= 0 && Stand(want, has[i]) != Same:
			return &VersionError{want, has[i]}
		case i < 0 && len(has) > 0:
			return &genuine.OtherError{Want: want.ID, Have: has[0].ID}
		}
	}
	return nil
}
