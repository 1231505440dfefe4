package share

import (
	"net"
	"net/netip"
	"slices"
	"strings"
)

// Adapter is one of a computer's ways to a network, as the system tells of it.
type Adapter struct {
	// Name is the system's: "wlan0", "Wi-Fi 2".
	Name string
	// Up says that it is switched on and connected; Loopback, that it leads
	// nowhere; PointToPoint, that there is one other end, as in a tunnel.
	Up, Loopback, PointToPoint bool
	// Addrs are its addresses with their networks.
	Addrs []netip.Prefix
}

// Kind is what sort of network an adapter leads to.
type Kind string

// The kinds, the likeliest to have phones in it first.
const (
	Hotspot Kind = "hotspot" // this computer's own
	WiFi    Kind = "Wi-Fi"
	Cable   Kind = "cable"
	Other   Kind = "network" // its name doesn't tell
	VPN     Kind = "VPN"
	Virtual Kind = "virtual" // inside this computer
)

var kindOrder = []Kind{Hotspot, WiFi, Other, Cable, VPN, Virtual}

// Network is a network that the computer is on.
type Network struct {
	// Name is the adapter's.
	Name string
	Kind Kind
	// Addr is the computer's address on it, IPv4 where there is one.
	Addr netip.Addr
	// Phones says that phones at the table can probably be on it too; Why
	// says in a sentence what that depends on.
	Phones bool
	Why    string
}

// Adapters reads the computer's adapters. It sends nothing.
func Adapters() ([]Adapter, error) {
	all, err := net.Interfaces()
	if err != nil {
		return nil, &StartError{"", "the system doesn’t say which networks there are", "give the address yourself", err}
	}
	var out []Adapter
	for _, i := range all {
		a := Adapter{
			Name: i.Name, Up: i.Flags&net.FlagUp != 0 && i.Flags&net.FlagRunning != 0,
			Loopback: i.Flags&net.FlagLoopback != 0, PointToPoint: i.Flags&net.FlagPointToPoint != 0,
		}
		addrs, err := i.Addrs()
		if err != nil {
			continue
		}
		for _, addr := range addrs {
			if p, err := netip.ParsePrefix(addr.String()); err == nil {
				a.Addrs = append(a.Addrs, netip.PrefixFrom(p.Addr().Unmap(), p.Bits()))
			}
		}
		out = append(out, a)
	}
	return out, nil
}

// Networks lists the networks that can be shared on, the likeliest to have
// phones in it first.
func Networks(adapters []Adapter) []Network {
	var out []Network
	for _, a := range adapters {
		if !a.Up || a.Loopback {
			continue
		}
		for _, addr := range usable(a.Addrs) {
			n := Network{Name: a.Name, Kind: kindOfAdapter(a, addr), Addr: addr}
			n.Phones, n.Why = n.reach()
			out = append(out, n)
		}
	}
	slices.SortStableFunc(out, func(a, b Network) int {
		return slices.Index(kindOrder, a.rank()) - slices.Index(kindOrder, b.rank())
	})
	return out
}

// rank is the kind by which a network is put in order: an address that the
// computer gave itself comes after all that others gave.
func (n Network) rank() Kind {
	if n.Addr.IsLinkLocalUnicast() {
		return Virtual
	}
	return n.Kind
}

// usable are the addresses of an adapter that a phone could open: those of IPv4,
// or where there are none those of IPv6 that aren't bound to a wire.
func usable(all []netip.Prefix) []netip.Addr {
	var four, six []netip.Addr
	for _, p := range all {
		switch a := p.Addr(); {
		case a.Is4() && !a.IsLoopback() && !a.IsUnspecified():
			four = append(four, a)
		case a.Is6() && a.IsGlobalUnicast():
			six = append(six, a)
		}
	}
	if len(four) > 0 {
		return four
	}
	return six[:min(len(six), 1)]
}

// carrierNAT is shared address space (RFC 6598), which home and table networks
// don't use but some VPNs do.
var carrierNAT = netip.MustParsePrefix("100.64.0.0/10")

// hotspots are the addresses that systems give themselves as a hotspot:
// NetworkManager, Windows, macOS.
var hotspots = []netip.Prefix{
	netip.MustParsePrefix("10.42.0.1/32"),
	netip.MustParsePrefix("192.168.137.1/32"),
	netip.MustParsePrefix("192.168.2.1/32"),
}

// names are the beginnings of adapters' names by kind, in small letters. What
// people see in their system's settings differs by its language; a name that is
// in none of them is Other.
var names = []struct {
	kind   Kind
	begins []string
}{
	{Virtual, []string{
		"docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "lxc", "lxd", "cni", "podman", "flannel", "vethernet",
		"virtualbox", "vmware", "hyper-v", "awdl", "llw", "anpi", "dummy", "ifb",
	}},
	{VPN, []string{
		"tun", "tap", "utun", "wg", "ppp", "ipsec", "vpn", "nordlynx", "proton", "mullvad", "tailscale", "zt", "zerotier",
		"openvpn", "wireguard", "outline", "warp", "gpd",
	}},
	{Hotspot, []string{"ap0", "ap1", "uap", "hotspot", "bridge100", "local area connection*"}},
	{WiFi, []string{
		"wl", "wi-fi", "wifi", "wireless", "ath", "ra0", "conexión inalámbrica", "conexión de red inalámbrica",
		"connexion réseau sans fil", "conexão de rede sem fio", "беспроводн", "drahtlos",
	}},
	{Cable, []string{"eth", "en", "em", "ethernet", "usb", "rndis", "lan"}},
}

func kindOfAdapter(a Adapter, addr netip.Addr) Kind {
	name := strings.ToLower(a.Name)
	for _, n := range names {
		for _, begin := range n.begins {
			if !strings.HasPrefix(name, begin) {
				continue
			}
			switch {
			case n.kind == Cable && macName(name):
				// On a Mac, Wi-Fi and cable both go by en0, en1 and so on.
				return own(Other, addr)
			case n.kind == WiFi || n.kind == Cable:
				return own(n.kind, addr)
			}
			return n.kind
		}
	}
	if a.PointToPoint || addr.Is4() && carrierNAT.Contains(addr) {
		return VPN
	}
	return own(Other, addr)
}

// own is Hotspot where the address is one that systems take as their own
// hotspot's.
func own(k Kind, addr netip.Addr) Kind {
	for _, p := range hotspots {
		if p.Contains(addr) {
			return Hotspot
		}
	}
	return k
}

// macName reports whether a name is en and a number.
func macName(name string) bool {
	digits, ok := strings.CutPrefix(name, "en")
	return ok && digits != "" && strings.Trim(digits, "0123456789") == ""
}

// reach says whether phones can probably be on a network, and what that depends
// on.
func (n Network) reach() (phones bool, why string) {
	switch {
	case n.Addr.IsLinkLocalUnicast():
		return false, "The network gave this computer no address, so phones won’t find it."
	case n.Kind == VPN:
		return false, "It is a VPN: phones at the table aren’t in it."
	case n.Kind == Virtual:
		return false, "It is a network inside this computer."
	case n.Kind == Hotspot:
		return true, "Phones that join this computer’s hotspot can open the page."
	case n.Kind == WiFi:
		return true, "Phones that join the same Wi-Fi can open the page, unless it keeps devices apart."
	case n.Kind == Cable:
		return true, "Phones can open the page if their Wi-Fi belongs to the network that the cable goes to."
	}
	return true, "Phones on the same network can open the page."
}
