package explain_test

import (
	"context"
	"fmt"
	"io/fs"
	"net/netip"
	"testing"
	"testing/fstest"

	"eventkit/kit/explain"
	"eventkit/kit/share"
)

// What keeps a folder from being shared, in words.
func TestExplainShare(t *testing.T) {
	_, none := share.Read(context.Background(), fstest.MapFS{})
	list, err := share.Read(context.Background(), fstest.MapFS{share.StartPage: {}})
	if err != nil {
		t.Fatal(err)
	}
	_, everywhere := share.Start(context.Background(), list, share.Options{Addr: netip.MustParseAddrPort("0.0.0.0:80")})
	for err, want := range map[error]explain.Message{
		none:                            {Title: "This folder can’t be shared", Text: "The folder has no START-HERE.html.", Hint: "Choose the folder that holds it."},
		fmt.Errorf("x: %w", everywhere): {Title: "Sharing isn’t possible like that", Text: "0.0.0.0:80: that stands for every network at once.", Hint: "Give the address of one network."},
		&share.ListError{Path: "a/b.mp4", What: "it can't be read", Mend: "check the stick", Err: fs.ErrPermission}: {
			Title: "This folder can’t be shared", Text: "a/b.mp4: it can't be read.", Hint: "Check the stick.",
		},
	} {
		if got := explain.Explain(err); got != want {
			t.Errorf("%v: %+v, want %+v", err, got, want)
		}
	}
}
