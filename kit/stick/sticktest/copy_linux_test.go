//go:build faults

package sticktest_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// verdict is what kit copy --json says of a stick.
type verdict struct {
	Path, Label, Port, State, File, Error string
	OK                                    bool
	Copied, Kept                          int
}

// verdicts reads what kit said, a line for each stick.
func verdicts(t *testing.T, out string) []verdict {
	t.Helper()
	var all []verdict
	for line := range strings.Lines(out) {
		if !strings.HasPrefix(line, "{") {
			continue
		}
		var v verdict
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		all = append(all, v)
	}
	if len(all) == 0 {
		t.Fatalf("kit gave no verdict:\n%s", out)
	}
	return all
}

// kitCopy is the command that writes the load to some folders.
func kitCopy(from string, dirs ...string) []string {
	return append([]string{"copy", "--json", "--from", from, "--folder", "Kit"}, dirs...)
}

// insert mounts the stick in a port.
func (m *machine) insert(port int, kind string) {
	m.t.Helper()
	m.mount(port, kind, m.found(port))
}

func (m *machine) mount(port int, kind, device string) {
	m.t.Helper()
	options := ""
	if kind == fat {
		options = "-o utf8=1"
	}
	m.do("mount -t %s %s %s /m%d", kind, options, device, port)
}

func (m *machine) eject(port int) {
	m.t.Helper()
	m.do("umount /m%d", port)
}

// copying starts kit; copied waits for its verdicts.
func (m *machine) copying(ports ...int) {
	m.t.Helper()
	dirs := make([]string, len(ports))
	for i, p := range ports {
		dirs[i] = fmt.Sprintf("/m%d", p)
	}
	m.do("kit %s >/tmp/out 2>/tmp/err &", strings.Join(kitCopy("/load", dirs...), " "))
}

func (m *machine) copied() []verdict {
	m.t.Helper()
	out, _ := m.run("wait $!; cat /tmp/out /tmp/err")
	return verdicts(m.t, out)
}

// repairs counts the sticks on which another run needed the system's repair.
var repairs int

// again copies to one port, which has to end well. A FAT that was cut off between
// two of the kernel's own writes may turn read-only at the first change; its
// owner then has it repaired by the system, as by fsck, and copies once more.
func (m *machine) again(port int, s image, repaired func()) {
	m.t.Helper()
	m.copying(port)
	v := m.copied()[0]
	if v.State != "done" && s.kind == fat {
		repairs++
		m.t.Logf("repaired, after %s, %s, %s", v.State, v.File, v.Error)
		repaired()
		m.copying(port)
		v = m.copied()[0]
	}
	if v.State != "done" || !v.OK {
		m.t.Errorf("port %d: %+v", port, v)
	}
}

// unplugged takes a stick out, has it repaired, and puts it back.
func (m *machine) unplugged(port int, s image) {
	m.t.Helper()
	m.do("umount /m%d || umount -l /m%d", port, port)
	m.pull(port)
	s.repair()
	m.connect(port)
	m.insert(port, s.kind)
}
