// Package sharetest is a phone for tests: it opens an address and says what
// came. Programs have no part of it.
//
// The two functions you want first are [Get] and [Waiting].
package sharetest

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"regexp"
	"time"
)

// Get opens an address and returns the answer's code, headers and body.
func Get(address string) (code int, header http.Header, body string, err error) {
	transport := &http.Transport{DisableKeepAlives: true}
	client := &http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	r, err := client.Get(address)
	if err != nil {
		return 0, nil, "", err
	}
	defer r.Body.Close()
	text, err := io.ReadAll(r.Body)
	return r.StatusCode, r.Header, string(text), err
}

var addressForm = regexp.MustCompile(`http://[0-9.:]+/[0-9a-z]{13}/`)

// Waiting returns the address that a program writes to a file, as soon as it is
// there. It is an error after 20 seconds.
func Waiting(file string) (string, error) {
	for range 400 {
		text, err := os.ReadFile(file)
		if address := addressForm.Find(text); err == nil && address != nil {
			return string(address), nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return "", fmt.Errorf("%s: no address came", file)
}
