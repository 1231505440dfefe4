package drive

import (
	"bufio"
	"io"
	"strconv"
	"strings"
)

// mount is a line of /proc/self/mountinfo (proc(5)).
type mount struct {
	device   string // "8:17"
	root     string // what of the file system is mounted
	path     string
	fstype   string
	source   string
	readOnly bool
}

// readMounts reads mountinfo. Lines that it doesn't know are passed over.
func readMounts(r io.Reader) ([]mount, error) {
	const most = 64 << 10
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, most)
	var out []mount
	for lines.Scan() {
		if m, ok := readMount(lines.Text()); ok {
			out = append(out, m)
		}
	}
	return out, lines.Err()
}

func readMount(line string) (mount, bool) {
	front, back, ok := strings.Cut(line, " - ")
	f, b := strings.Fields(front), strings.Fields(back)
	if !ok || len(f) < 6 || len(b) < 2 {
		return mount{}, false
	}
	m := mount{device: f[2], root: unescape(f[3]), path: unescape(f[4]), fstype: b[0], source: unescape(b[1])}
	m.readOnly = has(f[5], "ro") || len(b) > 2 && has(b[2], "ro")
	return m, true
}

func has(options, name string) bool {
	for o := range strings.SplitSeq(options, ",") {
		if o == name {
			return true
		}
	}
	return false
}

// unescape undoes the kernel's way to write spaces and the like: \040.
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+3 < len(s) {
			if n, err := strconv.ParseUint(s[i+1:i+4], 8, 8); err == nil {
				b.WriteByte(byte(n))
				i += 3
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// unescapeLabel undoes udev's way to write labels as names of files: \x20.
func unescapeLabel(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+3 < len(s) && s[i+1] == 'x' {
			if n, err := strconv.ParseUint(s[i+2:i+4], 16, 8); err == nil {
				b.WriteByte(byte(n))
				i += 3
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return strings.ToValidUTF8(b.String(), "")
}
