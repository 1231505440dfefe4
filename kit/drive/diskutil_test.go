package drive

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

func TestPluggable(t *testing.T) {
	const head = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
`
	const tail = "</dict></plist>\n"
	for name, tt := range map[string]struct {
		plist     string
		want, bad bool
	}{
		"the computer's own":  {plist: head + "<key>BusProtocol</key><string>PCI-Express</string><key>Internal</key><true/><key>RemovableMedia</key><false/>" + tail},
		"a stick":             {plist: head + "<key>Ejectable</key><true/><key>Internal</key>\n\t<false/>\n<key>RemovableMedia</key><true/><key>Size</key><integer>8000000000</integer>" + tail, want: true},
		"a disk outside":      {plist: head + "<key>Internal</key><false/><key>RemovableMedia</key><false/>" + tail, want: true},
		"a card inside":       {plist: head + "<key>Internal</key><true/><key>RemovableMedia</key><true/>" + tail, want: true},
		"an image":            {plist: head + "<key>BusProtocol</key><string>Disk Image</string><key>Ejectable</key><true/><key>Internal</key><false/><key>RemovableMedia</key><true/>" + tail},
		"of a part of it":     {plist: head + "<key>Internal</key><true/><key>Parts</key><array><dict><key>Internal</key><false/></dict></array>" + tail},
		"it isn't said":       {plist: head + "<key>Ejectable</key><true/>" + tail, bad: true},
		"a label that is one": {plist: head + "<key>VolumeName</key><string>Internal</string><key>Ejectable</key><false/>" + tail, bad: true},
		"empty":               {bad: true},
		"cut off":             {plist: head + "<key>Internal</key><false/>", bad: true},
		"not XML":             {plist: "Could not find disk", bad: true},
	} {
		got, err := pluggable([]byte(tt.plist))
		if got != tt.want || (err != nil) != tt.bad {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
}

// The system's disks are the one it runs from and those below an APFS container.
func TestSystemDisks(t *testing.T) {
	const apfs = `<plist version="1.0"><dict>
	<key>APFSPhysicalStores</key>
	<array><dict><key>APFSPhysicalStore</key><string>disk2s2</string></dict><dict><key>APFSPhysicalStore</key><string>disk10s1</string></dict></array>
	<key>Internal</key><false/></dict></plist>`
	for _, tt := range []struct{ device, plist, want string }{
		{"disk3s1s1", apfs, "[disk10 disk2 disk3]"},
		{"disk1s2", "<plist><dict><key>Internal</key><true/></dict></plist>", "[disk1]"},
		{"disk12", "", "[disk12]"},
		{"root", "rubbish", "[root]"},
	} {
		if got := fmt.Sprint(slices.Sorted(maps.Keys(systemDisks(tt.device, []byte(tt.plist))))); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.device, got, tt.want)
		}
	}
}

// Nobody waits long for an answer, and one that comes late counts from then on.
func TestPlugList(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		asked := 0
		p := newPlugList(func(device string) (bool, error) {
			asked++
			time.Sleep(map[string]time.Duration{"disk4s1": 5 * patience / 2}[device])
			if device == "disk5s1" && asked < 3 {
				return false, errors.New("not yet")
			}
			return true, nil
		})
		for i, want := range []bool{false, false, true, true} {
			if got := p.outside("disk4s1", "[1 2]"); got != want {
				t.Errorf("look %d: %v", i, got)
			}
			time.Sleep(patience)
		}
		if p.outside("disk5s1", "[1 3]") || !p.outside("disk5s1", "[1 3]") || asked != 3 {
			t.Errorf("asked %d times", asked)
		}
		if p.outside("disk4s1", "[1 4]") {
			t.Error("what was said of one mount counts for another")
		}
		time.Sleep(3 * patience)
	})
}

func FuzzPluggable(f *testing.F) {
	f.Add([]byte("<plist><dict><key>Internal</key><true/></dict></plist>"))
	f.Fuzz(func(_ *testing.T, plist []byte) {
		_, _ = pluggable(plist)
	})
}
