package pdf

// filters finds for each row of an image the difference from its neighbours
// that packs best (PNG 3rd edition, 9.2).
type filters struct {
	row, above []byte
	// tried holds a row for each kind, behind the byte that names it.
	tried [5][]byte
}

func newFilters(size int) *filters {
	f := &filters{row: make([]byte, size), above: make([]byte, size)}
	for kind := range f.tried {
		f.tried[kind] = make([]byte, size+1)
		f.tried[kind][0] = byte(kind)
	}
	return f
}

// best returns the row, filtered, and makes it the one above. step is bytes a
// pixel. The mean of the neighbours, which rarely wins, isn't tried.
func (f *filters) best(step int) []byte {
	const mean = 3
	var sums [5]int
	for i, v := range f.row {
		var left, corner byte
		if i >= step {
			left, corner = f.row[i-step], f.above[i-step]
		}
		up := f.above[i]
		for kind, d := range [...]byte{v, v - left, v - up, 0, v - nearest(left, up, corner)} {
			if kind == mean {
				continue
			}
			f.tried[kind][i+1] = d
			// Differences count by their distance from zero, up or down.
			sums[kind] += int(min(d, -d))
		}
	}
	least := 0
	for kind, sum := range sums {
		if kind != mean && sum < sums[least] {
			least = kind
		}
	}
	f.row, f.above = f.above, f.row
	return f.tried[least]
}

// nearest is the neighbour nearest to left + up - corner.
func nearest(left, up, corner byte) byte {
	a, b, c := int(left), int(up), int(corner)
	pa, pb, pc := b-c, a-c, a+b-2*c
	pa, pb, pc = max(pa, -pa), max(pb, -pb), max(pc, -pc)
	switch {
	case pa <= pb && pa <= pc:
		return left
	case pb <= pc:
		return up
	}
	return corner
}
