package tablesign

import (
	"fmt"
	"strings"

	"eventkit/kit"
)

// Network is the Wi-Fi that phones join.
type Network struct {
	// Name is what phones list it by (its SSID); "" leaves a line to write on.
	Name string
	// Password is its WPA passphrase, "" if it has none.
	Password string
	// Open says that it has none.
	Open bool
}

// The lengths that IEEE 802.11 allows, in bytes.
const (
	maxName     = 32
	minPassword = 8
	maxPassword = 63
	keyLength   = 64 // of a key written in hexadecimal digits
)

// Check says what is wrong with a network's name or password; the password is
// never quoted. The error is a [*kit.FieldError].
func (n Network) Check() error {
	field := func(name, what, mend string) error {
		return &kit.FieldError{Field: name, What: what, Mend: mend}
	}
	switch {
	case len(n.Name) > maxName:
		return field("network", fmt.Sprintf("the network’s name has %d bytes, more than the %d that there can be", len(n.Name), maxName), "copy it from the list of networks")
	case hidden(n.Name):
		return field("network", "there is an invisible character in the network’s name", "type it again")
	case n.Name == "" && n.Password != "":
		return field("network", "there is a password and no network", "give the network’s name too")
	case n.Name == "" || n.Open && n.Password == "":
		return nil
	case n.Open:
		return field("password", "a network without a password can’t have one", "leave one of the two out")
	case n.Password == "":
		return field("password", "the network’s password is missing", "give it, or say that the network has none")
	case !ascii(n.Password):
		return field("password", "the password has letters that a Wi-Fi’s can’t have", "use a-z, digits and ordinary signs")
	case len(n.Password) < minPassword || len(n.Password) > maxPassword && !key(n.Password):
		return field("password", fmt.Sprintf("the password has %d characters", len(n.Password)), fmt.Sprintf("a Wi-Fi’s has %d to %d", minPassword, maxPassword))
	}
	return nil
}

func hidden(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7F || r == 0xFFFD })
}

func ascii(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' })
}

func key(s string) bool {
	return len(s) == keyLength && strings.Trim(strings.ToLower(s), "0123456789abcdef") == ""
}

// Join is what a code says to have a phone join the network, in the form that
// Android's settings write and iPhones read ("Wi-Fi Network config (Android,
// iOS 11+)", ZXing wiki, "Barcode Contents"). ok is false where no code can say
// it: phones disagree about letters beyond ASCII, and without a name there is
// nothing to join.
func (n Network) Join() (payload string, ok bool) {
	if n.Name == "" || !ascii(n.Name) || n.Check() != nil {
		return "", false
	}
	if n.Password == "" {
		return "WIFI:T:nopass;S:" + escaped.Replace(n.Name) + ";;", true
	}
	return "WIFI:T:WPA;S:" + escaped.Replace(n.Name) + ";P:" + escaped.Replace(n.Password) + ";;", true
}

var escaped = strings.NewReplacer(`\`, `\\`, `;`, `\;`, `,`, `\,`, `:`, `\:`, `"`, `\"`)
