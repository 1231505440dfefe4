package drive

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"sync"
)

var errNoPlist = errors.New("that is no property list")

// diskFacts is what "diskutil info -plist" of macOS says of a disk.
type diskFacts struct {
	own    map[string]string // of the disk itself; "true" and "false" besides words
	stores []string          // the disks that an APFS container lies on
}

func readFacts(plist []byte) (diskFacts, error) {
	f := diskFacts{own: map[string]string{}}
	d := xml.NewDecoder(bytes.NewReader(plist))
	key, text, depth := "", "", 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return f, nil
		}
		if err != nil {
			return f, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			depth++
			text = ""
		case xml.CharData:
			text += string(t)
		case xml.EndElement:
			// The keys of the disk itself are two down: plist, dict, key.
			switch kind := t.Name.Local; {
			case kind == "key":
				key = text
			case kind == "string" && key == "APFSPhysicalStore":
				f.stores = append(f.stores, text)
			case kind == "string" && depth == 3:
				f.own[key] = text
			case (kind == "true" || kind == "false") && depth == 3:
				f.own[key] = kind
			}
			depth--
		}
	}
}

// pluggable reports whether the disk hangs outside of the computer, or is a
// card in its reader. An image that is opened as a disk is neither.
func pluggable(plist []byte) (bool, error) {
	f, err := readFacts(plist)
	if err != nil {
		return false, err
	}
	if f.own["Internal"] == "" {
		return false, errNoPlist
	}
	image := f.own["BusProtocol"] == "Disk Image"
	return !image && (f.own["Internal"] == "false" || f.own["RemovableMedia"] == "true"), nil
}

// wholeDisk is the disk that a part of one is of: "disk3" of "disk3s1s1".
func wholeDisk(device string) string {
	number, ok := strings.CutPrefix(device, "disk")
	if i := strings.IndexByte(number, 's'); ok && i > 0 {
		return "disk" + number[:i]
	}
	return device
}

// systemDisks are the whole disks that the system is on which runs from device,
// given what diskutil says of that, which may be nothing.
func systemDisks(device string, plist []byte) map[string]bool {
	out := map[string]bool{wholeDisk(device): true}
	f, _ := readFacts(plist)
	for _, store := range f.stores {
		out[wholeDisk(store)] = true
	}
	return out
}

// plugList remembers of each mount whether its disk can be plugged in: asking
// takes a moment.
type plugList struct {
	ask    func(device string) (bool, error)
	asking patient[bool]

	mu    sync.Mutex
	known map[string]bool // by device and number of the mount
}

func newPlugList(ask func(device string) (bool, error)) *plugList {
	p := &plugList{ask: ask, known: map[string]bool{}}
	p.asking.ask = p.learn
	return p
}

// outside reports whether it can; it can't as long as nobody says so.
func (p *plugList) outside(device, mount string) bool {
	key := device + " " + mount
	if is, ok := p.recall(key); ok {
		return is
	}
	_, _ = p.asking.of(key) // what comes too late is known the next time
	is, _ := p.recall(key)
	return is
}

func (p *plugList) recall(key string) (is, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	is, ok = p.known[key]
	return is, ok
}

func (p *plugList) learn(key string) (bool, error) {
	device, _, _ := strings.Cut(key, " ")
	is, err := p.ask(device)
	if err == nil {
		p.mu.Lock()
		p.known[key] = is
		p.mu.Unlock()
	}
	return is, err
}
