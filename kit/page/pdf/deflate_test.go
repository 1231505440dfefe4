package pdf

import (
	"bytes"
	"compress/zlib"
	"io"
	"strings"
	"testing"
)

// unpack inflates with the standard library, which checks the sum too.
func unpack(t *testing.T, b []byte) []byte {
	t.Helper()
	r, err := zlib.NewReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	out, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func noise(n int, mask byte) []byte {
	b := make([]byte, n)
	seed := uint32(7)
	for i := range b {
		seed = seed*1664525 + 1013904223
		b[i] = byte(seed>>24) & mask
	}
	return b
}

// fibonacci returns symbols so uneven that their code would be too long.
func fibonacci() []byte {
	var b []byte
	x, y := 1, 1
	for s := byte('a'); len(b)+x < window; s++ {
		b = append(b, bytes.Repeat([]byte{s}, x)...)
		x, y = y, x+y
	}
	// Shuffled, so that runs don't become matches.
	for i := range b {
		j := (i * 7919) % len(b)
		b[i], b[j] = b[j], b[i]
	}
	return b
}

func TestPacker(t *testing.T) {
	tests := map[string][]byte{
		"nothing":        {},
		"one":            []byte("a"),
		"two":            []byte("ab"),
		"short":          []byte("0 0 1 rg"),
		"one symbol":     bytes.Repeat([]byte("a"), 1000),
		"longest match":  bytes.Repeat([]byte("abc"), 3000),
		"numbers":        []byte(strings.Repeat("12 5 1 1 re\n13 5 1 1 re\n2 36 7 1 re\n", 90)),
		"noise":          noise(5000, 0xFF),
		"few symbols":    noise(20000, 3),
		"uneven":         fibonacci(),
		"all bytes":      noise(30000, 0xFF),
		"window":         noise(window-1, 0x0F),
		"over a window":  noise(window, 0x0F),
		"far over":       noise(3*window, 0x0F),
		"zeros":          make([]byte, 2<<16),
		"zeros in block": make([]byte, window-1),
	}
	var p packer
	for name, src := range tests {
		got := p.zlib([]byte("kept"), src)
		if !bytes.HasPrefix(got, []byte("kept")) {
			t.Fatalf("%s: what was there is gone", name)
		}
		if !bytes.Equal(unpack(t, got[4:]), src) {
			t.Errorf("%s: inflates to something else", name)
		}
		if again := new(packer).zlib(nil, src); !bytes.Equal(again, got[4:]) {
			t.Errorf("%s: a used packer gives other bytes than a new one", name)
		}
	}
}

// What is packed by hand is about as small as what the standard library packs.
func TestPackerSmall(t *testing.T) {
	for _, src := range [][]byte{
		[]byte(strings.Repeat("12 5 1 1 re\n13 7 1 1 re\n2 36 7 1 re\n", 90)),
		[]byte(strings.Repeat("1 0 0 -1 12 234 Tm[(Buenos Aires)-10(Street)]TJ\n12.5 8 l 3 44 5.25 2 1 1 c h ", 20)),
		[]byte("550 0 m 560 12 l 13 90 900 20 80 81 c 12 80 l h f"),
	} {
		var std bytes.Buffer
		z, err := zlib.NewWriterLevel(&std, 9)
		if err != nil {
			t.Fatal(err)
		}
		z.Write(src)
		z.Close()
		if got := len(new(packer).zlib(nil, src)); got > std.Len()*103/100+8 {
			t.Errorf("%.20q: %d bytes, the standard library needs %d", src, got, std.Len())
		}
	}
}

func FuzzPacker(f *testing.F) {
	f.Add([]byte("0 0 0 0 0 0"))
	f.Add([]byte("1 0 0 -1 12 234 Tm[(Buenos Aires)]TJ 1 0 0 -1 12 242 Tm[(Aires)]TJ"))
	f.Fuzz(func(t *testing.T, src []byte) {
		var p packer
		if !bytes.Equal(unpack(t, p.zlib(nil, src)), src) {
			t.Error("inflates to something else")
		}
	})
}
