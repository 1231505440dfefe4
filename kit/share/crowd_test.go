package share_test

import (
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
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
		transport := &http.Transport{DialContext: from(phone).DialContext, MaxConnsPerHost: 6, MaxIdleConnsPerHost: 6, DisableCompression: true}
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

// from is a dialer with an address of its own, as every phone has.
func from(phone int) *net.Dialer {
	if !ownAddresses {
		return &net.Dialer{}
	}
	return &net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 1, byte(phone+1))}}
}

// ownAddresses says that loopback is a whole network, as it is on all systems
// but macOS and its kin.
const ownAddresses = runtime.GOOS == "linux" || runtime.GOOS == "windows"

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
	limits := share.Limits{}
	if !ownAddresses {
		limits.PerClient = 1000
	}
	s := open(t, limits)
	bad := crowd(s, 150, requests)
	for _, err := range bad[:min(len(bad), 5)] {
		t.Error(err)
	}
	if n := s.Counts(); len(bad) > 0 || n.Answers != int64(requests) || n.Refused != 0 {
		t.Errorf("%d of %d failed; %+v", len(bad), requests, n)
	}
}

// Phones behind one address share its room: a connection that is idle gives way
// to one that comes, and nobody is refused.
func TestCrowdBehindOneAddress(t *testing.T) {
	s := open(t, share.Limits{PerClient: 3})
	var bad []error
	for range 10 {
		client := &http.Client{Transport: &http.Transport{}}
		for i := range 6 {
			if err := fetch(client, s.Address(), string(site()[share.StartPage].Data)); err != nil {
				bad = append(bad, fmt.Errorf("request %d: %w", i, err))
			}
		}
		t.Cleanup(client.CloseIdleConnections)
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
