package share_test

import (
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"sync"
	"testing"

	"eventkit/kit/share"
)

var full = flag.Bool("full", false, "10,000 requests where 1,500 are a fair sample")

// crowd sends requests from many phones, each with six connections as a
// browser has, and returns what went wrong.
func crowd(s *share.Server, phones, requests int) []error {
	paths := []string{"", "start/page.css", "start/page.js", "start/badge.svg", "start/song.ogg", "start/empty.txt", "start/deep/er/file.txt"}
	files := site()
	files[""] = files["START-HERE.html"]
	var mu sync.Mutex
	var bad []error
	var all sync.WaitGroup
	for phone := range phones {
		transport := &http.Transport{DialContext: (&net.Dialer{}).DialContext, MaxConnsPerHost: 6, MaxIdleConnsPerHost: 6, DisableCompression: true}
		client := &http.Client{Transport: transport}
		var own sync.WaitGroup
		for lane := range 6 {
			own.Go(func() {
				for i := lane; i < requests/phones; i += 6 {
					path := paths[(phone+i)%len(paths)]
					if err := fetch(client, s.Address()+path, string(files[path].Data)); err != nil {
						mu.Lock()
						bad = append(bad, fmt.Errorf("phone %d, request %d: %w", phone, i, err))
						mu.Unlock()
					}
				}
			})
		}
		all.Go(func() {
			own.Wait()
			transport.CloseIdleConnections()
		})
	}
	all.Wait()
	return bad
}

func fetch(c *http.Client, address, want string) error {
	r, err := c.Get(address)
	if err != nil {
		return err
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err == nil && (r.StatusCode != 200 || string(body) != want) {
		err = fmt.Errorf("%s: %s, %d bytes", address, r.Status, len(body))
	}
	return err
}

// 150 phones at once, and not one request fails.
func TestCrowd(t *testing.T) {
	requests := 1_500
	if *full {
		requests = 10_050
	}
	s := open(t, share.Limits{PerClient: 1000})
	bad := crowd(s, 150, requests)
	for _, err := range bad[:min(len(bad), 5)] {
		t.Error(err)
	}
	if n := s.Counts(); len(bad) > 0 || n.Answers != int64(requests) || n.Refused != 0 {
		t.Errorf("%d of %d failed; %+v", len(bad), requests, n)
	}
}

// Phones behind one address share its room: connections that are idle give way
// and nobody is refused for long.
func TestCrowdBehindOneAddress(t *testing.T) {
	s := open(t, share.Limits{PerClient: 32})
	var bad []error
	for range 10 {
		bad = slices.Concat(bad, crowd(s, 5, 60))
	}
	if len(bad) > 0 {
		t.Errorf("%d failed, such as %v", len(bad), bad[0])
	}
}

func BenchmarkRequests(b *testing.B) {
	s := open(b, share.Limits{PerClient: 1000})
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 100}}
	b.Cleanup(client.CloseIdleConnections)
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if err := fetch(client, s.Address(), "<!doctype html><title>Start</title>"); err != nil {
				b.Error(err)
			}
		}
	})
}
