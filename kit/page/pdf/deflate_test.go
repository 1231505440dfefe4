package pdf

import (
	"bytes"
	"compress/zlib"
	"io"
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

// The standard library inflates, and checks the sum, what the packer wrote.
func TestPacker(t *testing.T) {
	var p packer
	for name, src := range map[string][]byte{
		"nothing": {},
		"one":     []byte("a"),
		"numbers": bytes.Repeat([]byte("12 5 1 1 re\n13 5 1 1 re\n"), 90),
		"long":    bytes.Repeat([]byte("0123456789 l\n"), 20000),
	} {
		got := p.zlib([]byte("head"), src)
		if string(got[:4]) != "head" || !bytes.Equal(unpack(t, got[4:]), src) {
			t.Errorf("%s: %d bytes don't come back", name, len(src))
		}
		if again := new(packer).zlib(nil, src); !bytes.Equal(again, got[4:]) {
			t.Errorf("%s: a used packer gives other bytes than a new one", name)
		}
	}
}
