package kit

// Limits says how much is read of what others made. Every limit is checked
// before the thing is used, and none trusts what a header claims.
type Limits struct {
	// Archive is the most bytes of a .kit file.
	Archive int64
	// Entries is the most files and folders.
	Entries int
	// Unpacked is the most bytes of all files together, unpacked.
	Unpacked int64
	// Ratio is the most that an entry above RatioFrom bytes may grow when it
	// is unpacked.
	Ratio, RatioFrom int64
	// Depth is the most names in a path.
	Depth int
	// Path is the most UTF-16 code units in a path (Windows allows 260 with
	// the folder that the kit lies in).
	Path int
	// Manifest is the most bytes of each TOML file.
	Manifest int64
	// Pixels is the most width times height of a picture.
	Pixels int64
}

// DefaultLimits returns the limits that [Open], [OpenFile] and [Check] use.
func DefaultLimits() Limits {
	return Limits{
		Archive:   2 << 30,
		Entries:   2000,
		Unpacked:  4 << 30,
		Ratio:     200,
		RatioFrom: 10 << 20,
		Depth:     8,
		Path:      180,
		Manifest:  1 << 20,
		Pixels:    100_000_000,
	}
}
