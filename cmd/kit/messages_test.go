package main

import (
	"net/url"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"eventkit/assets"
	"eventkit/kit"
	"eventkit/kit/message"
)

// composes FILE LANG ID LINK wants the one code of a PDF to open X's composer
// with that message of the default kit and that link.
func composes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: composes FILE LANG ID LINK")
	}
	k, err := kit.Open(assets.Campaign())
	ts.Check(err)
	bank, err := message.Read(k)
	ts.Check(err)
	want := ""
	all, _ := bank.In(args[1])
	for _, m := range all {
		if m.ID == args[2] {
			want = m.Text + " " + args[3]
		}
	}
	ts.Check(ts.Exec("pdftoppm", "-r", "250", "-gray", "-singlefile", "-png", args[0], "painted"))
	ts.Check(ts.Exec("zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", "painted.png"))
	u, err := url.Parse(strings.TrimSpace(ts.ReadFile("stdout")))
	ts.Check(err)
	if got := u.Query().Get("text"); got != want || u.Host != "x.com" {
		ts.Fatalf("the code opens %s with %q, want %q", u.Host, got, want)
	}
}
