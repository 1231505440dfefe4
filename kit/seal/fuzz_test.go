package seal_test

import (
	"bytes"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"eventkit/kit/seal"
	"eventkit/kit/seal/sealtest"
)

// A list that is read is written and read again as it was.
func FuzzSums(f *testing.F) {
	f.Add([]byte("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 *a/b\n"))
	f.Add([]byte("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a\r\nx"))
	f.Fuzz(func(t *testing.T, data []byte) {
		sums, err := seal.ReadSums(bytes.NewReader(data))
		if err != nil {
			return
		}
		var b bytes.Buffer
		if err := seal.WriteSums(&b, sums); err != nil {
			t.Fatal(err)
		}
		again, err := seal.ReadSums(&b)
		if diff := cmp.Diff(sums, again); diff != "" || err != nil {
			t.Fatalf("%v\n%s", err, diff)
		}
	})
}

// No signature and no key but the true ones make a folder genuine.
func FuzzSignature(f *testing.F) {
	own := *sealtest.Secret(f, 9)
	files := folder()
	sealed, err := seal.Seal(f.Context(), files, &own, "c", nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sealed.Signature, sealed.Key)
	f.Add([]byte("untrusted comment: \nRUQ=\ntrusted comment: \n"), []byte("RWQ="))
	f.Fuzz(func(t *testing.T, signature, key []byte) {
		fsys := fstest.MapFS{
			seal.SumsFile: {Data: sealed.Sums}, seal.SignatureFile: {Data: signature}, seal.KeyFile: {Data: key},
		}
		r, err := seal.Verify(t.Context(), fsys, own.Public(), nil)
		if err != nil {
			return
		}
		if r.Signed && r.Key == own.Public() && !bytes.Equal(signature, sealed.Signature) && r.Comment != "c" {
			t.Fatalf("a changed signature was taken: %q", signature)
		}
	})
}
