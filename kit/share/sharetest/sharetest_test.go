package sharetest_test

import (
	"context"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"eventkit/kit/share"
	"eventkit/kit/share/sharetest"
)

// A phone waits for an address, opens it, and follows nothing by itself.
func TestPhone(t *testing.T) {
	list, err := share.Read(t.Context(), fstest.MapFS{share.StartPage: {Data: []byte("start")}})
	if err != nil {
		t.Fatal(err)
	}
	s, err := share.Start(context.Background(), list, share.Options{Addr: netip.MustParseAddrPort("127.0.0.1:0"), Token: strings.NewReader("nine bytes")})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Stop()
	file := filepath.Join(t.TempDir(), "out.txt")
	go os.WriteFile(file, []byte("Phones open:\n\n  "+s.Address()+"\n"), 0o666)
	address, err := sharetest.Waiting(file)
	if err != nil || address != s.Address() {
		t.Fatalf("%q, %v", address, err)
	}
	for path, want := range map[string]int{address: 200, address + "x": 404, strings.TrimSuffix(address, "/"): 307} {
		if code, header, body, err := sharetest.Get(path); err != nil || code != want || header.Get("X-Content-Type-Options") == "" || code == 200 && body != "start" {
			t.Errorf("%s: %d, %q, %v", path, code, body, err)
		}
	}
	s.Stop()
	if _, _, _, err := sharetest.Get(address); err == nil {
		t.Error("an address that is gone answers")
	}
}
