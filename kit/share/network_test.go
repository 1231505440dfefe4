package share_test

import (
	"net/netip"
	"slices"
	"strings"
	"testing"

	"eventkit/kit/share"
)

func adapter(name string, addrs ...string) share.Adapter {
	a := share.Adapter{Name: name, Up: true}
	for _, s := range addrs {
		a.Addrs = append(a.Addrs, netip.MustParsePrefix(s))
	}
	return a
}

func tunnel(a share.Adapter) share.Adapter { a.PointToPoint = true; return a }

var (
	loop = share.Adapter{Name: "lo", Up: true, Loopback: true, Addrs: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/8")}}
	off  = share.Adapter{Name: "wlan1", Addrs: []netip.Prefix{netip.MustParsePrefix("192.168.9.9/24")}}
)

// Adapters of three systems, as their owners would call them.
func TestNetworks(t *testing.T) {
	for _, c := range []struct {
		adapter share.Adapter
		kind    share.Kind
		addr    string
		phones  bool
	}{
		{adapter("wlan0", "192.168.1.5/24", "fe80::1/64"), share.WiFi, "192.168.1.5", true},
		{adapter("wlp3s0", "10.0.0.7/8"), share.WiFi, "10.0.0.7", true},
		{adapter("wlx00c0ca123456", "172.16.4.4/16"), share.WiFi, "172.16.4.4", true},
		{adapter("wlan0", "10.42.0.1/24"), share.Hotspot, "10.42.0.1", true},
		{adapter("ap0", "192.168.12.1/24"), share.Hotspot, "192.168.12.1", true},
		{adapter("eth0", "192.168.1.6/24"), share.Cable, "192.168.1.6", true},
		{adapter("enp0s31f6", "192.168.1.6/24"), share.Cable, "192.168.1.6", true},
		{adapter("en0", "192.168.1.7/24"), share.Other, "192.168.1.7", true},
		{adapter("bridge100", "192.168.2.1/24"), share.Hotspot, "192.168.2.1", true},
		{adapter("Wi-Fi", "192.168.1.8/24"), share.WiFi, "192.168.1.8", true},
		{adapter("WLAN 2", "192.168.1.8/24"), share.WiFi, "192.168.1.8", true},
		{adapter("Беспроводная сеть", "192.168.1.8/24"), share.WiFi, "192.168.1.8", true},
		{adapter("Local Area Connection* 3", "192.168.137.1/24"), share.Hotspot, "192.168.137.1", true},
		{adapter("Ethernet", "192.168.1.8/24"), share.Cable, "192.168.1.8", true},
		{adapter("Ethernet 2", "169.254.7.7/16"), share.Cable, "169.254.7.7", false},
		{adapter("vEthernet (WSL)", "172.20.0.1/20"), share.Virtual, "172.20.0.1", false},
		{adapter("VirtualBox Host-Only Network", "192.168.56.1/24"), share.Virtual, "192.168.56.1", false},
		{adapter("docker0", "172.17.0.1/16"), share.Virtual, "172.17.0.1", false},
		{adapter("virbr0", "192.168.122.1/24"), share.Virtual, "192.168.122.1", false},
		{tunnel(adapter("tun0", "10.8.0.2/24")), share.VPN, "10.8.0.2", false},
		{adapter("wg0", "10.9.0.2/24"), share.VPN, "10.9.0.2", false},
		{tunnel(adapter("utun4", "100.70.1.2/32")), share.VPN, "100.70.1.2", false},
		{tunnel(adapter("campnet", "10.1.1.1/30")), share.VPN, "10.1.1.1", false},
		{adapter("Tailscale", "100.101.1.1/32"), share.VPN, "100.101.1.1", false},
		{adapter("strange", "192.168.1.8/24"), share.Other, "192.168.1.8", true},
		{adapter("wlan0", "fe80::1/64", "2001:db8::5/64", "2001:db8::6/64"), share.WiFi, "2001:db8::5", true},
	} {
		all := share.Networks([]share.Adapter{loop, c.adapter, off})
		if len(all) != 1 || all[0].Kind != c.kind || all[0].Addr.String() != c.addr || all[0].Phones != c.phones || all[0].Why == "" || all[0].Name != c.adapter.Name {
			t.Errorf("%s: %+v", c.adapter.Name, all)
		}
	}
	if all := share.Networks([]share.Adapter{loop, off, adapter("wlan0"), adapter("wlan2", "fe80::1/64")}); len(all) != 0 {
		t.Errorf("there are %v", all)
	}
}

// The network that phones are likeliest to be on comes first.
func TestOrder(t *testing.T) {
	var names []string
	for _, n := range share.Networks([]share.Adapter{
		adapter("docker0", "172.17.0.1/16"), tunnel(adapter("tun0", "10.8.0.2/24")), adapter("wlan9", "169.254.1.1/16"), adapter("eth0", "10.0.0.1/24"),
		adapter("net7", "10.0.9.1/24"), adapter("wlan0", "192.168.1.5/24"), adapter("wlan1", "10.42.0.1/24"),
	}) {
		names = append(names, n.Name)
	}
	if want := []string{"wlan1", "wlan0", "net7", "eth0", "tun0", "docker0", "wlan9"}; !slices.Equal(names, want) {
		t.Errorf("the order is %v", names)
	}
}

// The system says something, and loopback is no network.
func TestAdapters(t *testing.T) {
	all, err := share.Adapters()
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range share.Networks(all) {
		if n.Addr.IsLoopback() || !n.Addr.IsValid() {
			t.Errorf("%v is a network", n)
		}
	}
}

var (
	wifi   = adapter("wlan0", "192.168.1.5/24")
	cable  = adapter("eth0", "10.0.0.7/24")
	vpn    = tunnel(adapter("tun0", "10.8.0.2/24"))
	docker = adapter("docker0", "172.17.0.1/16")
	alone  = adapter("wlan0", "169.254.3.3/16")
	hot    = adapter("wlan0", "10.42.0.1/24")
	public = adapter("eth0", "203.0.113.9/24")
)

// What is in the way comes first, and every reason has a way out.
func TestHints(t *testing.T) {
	for name, c := range map[string]struct {
		adapters []share.Adapter
		chosen   string
		reached  bool
		want     string
	}{
		"nothing":         {nil, "", false, "none!"},
		"only itself":     {[]share.Adapter{loop}, "", false, "none!"},
		"cable pulled":    {[]share.Adapter{loop}, "192.168.1.5:80", true, "none!"},
		"loopback":        {[]share.Adapter{loop}, "127.0.0.1:80", false, "loopback!"},
		"good":            {[]share.Adapter{loop, wifi, docker}, "192.168.1.5:80", false, "join firewall isolation"},
		"good, and used":  {[]share.Adapter{loop, wifi}, "192.168.1.5:80", true, ""},
		"own hotspot":     {[]share.Adapter{hot}, "10.42.0.1:80", false, "join firewall"},
		"two":             {[]share.Adapter{wifi, cable}, "192.168.1.5:80", false, "several! join firewall isolation"},
		"two, and used":   {[]share.Adapter{wifi, cable}, "192.168.1.5:80", true, ""},
		"two, none yet":   {[]share.Adapter{wifi, cable}, "", false, "several! join firewall isolation"},
		"by cable":        {[]share.Adapter{cable}, "10.0.0.7:80", false, "cable join firewall isolation"},
		"changed":         {[]share.Adapter{wifi}, "192.168.1.9:80", true, "gone!"},
		"VPN besides":     {[]share.Adapter{wifi, vpn}, "192.168.1.5:80", false, "vpn! join firewall isolation"},
		"VPN and no more": {[]share.Adapter{vpn}, "10.8.0.2:80", false, "vpn-only! join firewall isolation"},
		"virtual":         {[]share.Adapter{docker}, "", false, "inside! join firewall isolation"},
		"virtual chosen":  {[]share.Adapter{docker, wifi}, "172.17.0.1:80", false, "inside! join firewall isolation"},
		"no address":      {[]share.Adapter{alone}, "169.254.3.3:80", false, "no-address! join firewall isolation"},
		"open Internet":   {[]share.Adapter{public}, "203.0.113.9:80", false, "public cable join firewall isolation"},
	} {
		for _, system := range []string{"linux", "windows", "darwin", "freebsd"} {
			s := share.Situation{Networks: share.Networks(c.adapters), OS: system, Reached: c.reached}
			if c.chosen != "" {
				s.Chosen = netip.MustParseAddrPort(c.chosen)
			}
			var ids []string
			for _, h := range s.Hints() {
				id := h.ID
				if h.Sure {
					id += "!"
				}
				ids = append(ids, id)
				if h.Text == "" || h.Try == "" || !strings.HasSuffix(h.Text, ".") || !strings.HasSuffix(h.Try, ".") {
					t.Errorf("%s: %+v", name, h)
				}
			}
			if got := strings.Join(ids, " "); got != c.want {
				t.Errorf("%s on %s: %s, want %s", name, system, got, c.want)
			}
		}
	}
}

// Hints name what they speak of.
func TestHintsName(t *testing.T) {
	s := share.Situation{Networks: share.Networks([]share.Adapter{wifi, cable, vpn}), Chosen: netip.MustParseAddrPort("192.168.1.5:4444"), OS: "linux"}
	said := ""
	for _, h := range s.Hints() {
		said += h.Text + " " + h.Try + "\n"
	}
	for _, want := range []string{"Wi-Fi (wlan0, 192.168.1.5)", "cable (eth0, 10.0.0.7)", "(tun0)", "TCP port 4444"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not said in\n%s", want, said)
		}
	}
	for system, want := range map[string]string{"windows": "private network", "darwin": "System Settings", "linux": "TCP port"} {
		s.OS = system
		all := s.Hints()
		if i := slices.IndexFunc(all, func(h share.Hint) bool { return h.ID == share.HintFirewall }); i < 0 || !strings.Contains(all[i].Try, want) {
			t.Errorf("%s: %v", system, all)
		}
	}
}
