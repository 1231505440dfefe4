package artwork

// corners is what sixteen patches of full ink look like on a screen, as viewers
// of documents show them, which is nearer to paper than bare arithmetic: bit 0
// is cyan, bit 1 magenta, bit 2 yellow, bit 3 black.
var corners = [16][3]float32{
	{255, 255, 255},
	{0, 173, 239},
	{236, 0, 140},
	{46, 49, 146},
	{255, 242, 0},
	{0, 166, 80},
	{237, 28, 36},
	{54, 54, 57},
	{35, 31, 32},
	{0, 15, 36},
	{36, 0, 0},
	{0, 0, 2},
	{28, 26, 0},
	{0, 19, 0},
	{34, 0, 0},
	{0, 0, 0},
}

// printed turns pixels of four inks into red, green, blue and alpha, in place.
// inverted says that Adobe's marker was there: the decoder then gave the inks as
// they are, and otherwise their opposites.
func printed(px []byte, inverted bool) {
	var last [4]byte
	var seen [3]uint8
	for first := true; len(px) >= 4; px = px[4:] {
		inks := [4]byte(px)
		if first || inks != last {
			seen = onPaper(inks, inverted)
			last, first = inks, false
		}
		px[0], px[1], px[2], px[3] = seen[0], seen[1], seen[2], 255
	}
}

// onPaper mixes the corners by how much paper each combination of inks covers.
func onPaper(inks [4]byte, inverted bool) [3]uint8 {
	share := [16]float32{1}
	for i, v := range inks {
		if !inverted {
			v = 255 - v
		}
		ink := float32(v) / 255
		n := 1 << i
		for k := range n {
			share[k+n] = share[k] * ink
			share[k] *= 1 - ink
		}
	}
	var r, g, b float32
	for k, s := range share {
		r, g, b = r+s*corners[k][0], g+s*corners[k][1], b+s*corners[k][2]
	}
	return [3]uint8{uint8(r + 0.5), uint8(g + 0.5), uint8(b + 0.5)}
}
