package seal

import (
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/BurntSushi/toml"
)

// Ring holds the keys that a person has accepted: a kit's id and the key that
// signs it. It is the owner's, and not safe for concurrent use.
type Ring map[string]Key

type ringFile struct {
	Keys []ringEntry `toml:"key"`
}

type ringEntry struct {
	Kit string `toml:"kit"`
	Key string `toml:"key"`
}

// ReadRing reads a ring as [Ring.WriteTo] writes it. The error names the entry.
func ReadRing(r io.Reader) (Ring, error) {
	const most = 1 << 20
	var f ringFile
	meta, err := toml.NewDecoder(io.LimitReader(r, most)).Decode(&f)
	if err != nil {
		return nil, fmt.Errorf("the list of accepted keys: %w", err)
	}
	if extra := meta.Undecoded(); len(extra) > 0 {
		return nil, fmt.Errorf("the list of accepted keys: %q is not known", extra[0])
	}
	out := Ring{}
	for _, e := range f.Keys {
		key, err := ParseKey(e.Key)
		if err != nil || e.Kit == "" {
			return nil, fmt.Errorf("the list of accepted keys: the entry of kit %q: %w", e.Kit, ErrKey)
		}
		out[e.Kit] = key
	}
	return out, nil
}

// WriteTo writes the ring as TOML, sorted by kit. The error is that of w.
func (r Ring) WriteTo(w io.Writer) (int64, error) {
	var f ringFile
	for _, id := range slices.Sorted(maps.Keys(r)) {
		f.Keys = append(f.Keys, ringEntry{id, r[id].String()})
	}
	c := &counter{w: w}
	err := toml.NewEncoder(c).Encode(f)
	return c.n, err
}

type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}
