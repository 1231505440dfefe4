package share

import (
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"
)

// Situation is what there is to know when phones can't open the page.
type Situation struct {
	// Networks are those that there are now.
	Networks []Network
	// Chosen is where the share is, or would be; the zero value is nowhere.
	Chosen netip.AddrPort
	// OS is the computer's system as Go names it: "windows", "darwin",
	// "linux".
	OS string
	// Reached says that a phone has opened the page already.
	Reached bool
}

// Hint is one reason why phones may not reach the page.
type Hint struct {
	// ID is one of the ids below.
	ID string
	// Sure says that it is so; otherwise it may be.
	Sure bool
	// Text says what is in the way and Try what to do, each in a sentence or
	// two.
	Text, Try string
}

// The ids of hints.
const (
	HintNone      = "none"       // the computer is on no network
	HintGone      = "gone"       // the address that was chosen is no longer there
	HintLoopback  = "loopback"   // only this computer can open it
	HintVPNOnly   = "vpn-only"   // there is nothing but a VPN
	HintInside    = "inside"     // the network is inside the computer
	HintNoAddress = "no-address" // the network gave no address
	HintSeveral   = "several"    // the computer is on several networks
	HintVPN       = "vpn"        // a VPN is on besides
	HintPublic    = "public"     // the address is one of the open Internet
	HintCable     = "cable"      // phones may be on another network
	HintJoin      = "join"       // phones prefer mobile data
	HintFirewall  = "firewall"   // the computer's own
	HintIsolation = "isolation"  // the Wi-Fi keeps devices apart
)

const ownHotspot = "switch on this computer’s mobile hotspot, or a phone’s, and have the others join it; it needs no Internet"

// Hints lists what is in the way for sure and then what may be, the likeliest
// first.
func (s Situation) Hints() []Hint {
	if len(s.Networks) == 0 && !s.Chosen.Addr().IsLoopback() {
		return []Hint{{HintNone, true, "This computer is on no network.", "Join the Wi-Fi that people’s phones can join too. Where there is none, " + ownHotspot + "."}}
	}
	out := s.certain()
	if s.Reached || s.Chosen.Addr().IsLoopback() {
		return out
	}
	return append(out, s.possible()...)
}

// chosen is the network that is shared on.
func (s Situation) chosen() (Network, bool) {
	i := slices.IndexFunc(s.Networks, func(n Network) bool { return n.Addr == s.Chosen.Addr() })
	if i < 0 {
		return Network{}, false
	}
	return s.Networks[i], true
}

func (s Situation) certain() []Hint {
	var out []Hint
	sure := func(id, text, try string) { out = append(out, Hint{id, true, text, try}) }
	chosen, there := s.chosen()
	switch {
	case s.Chosen.Addr().IsLoopback():
		sure(HintLoopback, "Only this computer can open the page.", "Share on the address of a network instead.")
	case s.Chosen.IsValid() && !there:
		sure(HintGone, fmt.Sprintf("The network has changed: %s is no longer this computer’s address.", s.Chosen.Addr()),
			"Join the network again, or stop sharing and start it once more. A sign that was printed has the old address: print it again.")
	case there && chosen.Addr.IsLinkLocalUnicast():
		sure(HintNoAddress, "The network gave this computer no address.", "Leave the network and join it again. If that doesn’t help, "+ownHotspot+".")
	case s.all(VPN):
		sure(HintVPNOnly, "This computer is on a VPN and on nothing else; phones at the table aren’t in it.", "Join the Wi-Fi here, or "+ownHotspot+".")
	case s.all(Virtual), there && chosen.Kind == Virtual:
		sure(HintInside, "The network that was chosen is inside this computer.", "Join the Wi-Fi here, or "+ownHotspot+".")
	}
	if !s.Reached && !s.Chosen.Addr().IsLoopback() {
		out = append(out, s.others(chosen, there)...)
	}
	return out
}

// others are the hints that come of the networks beside the chosen one.
func (s Situation) others(chosen Network, there bool) []Hint {
	var out []Hint
	var real []string
	vpn := ""
	for _, n := range s.Networks {
		switch {
		case n.Phones:
			real = append(real, n.String())
		case n.Kind == VPN && (!there || n.Addr != chosen.Addr):
			vpn = n.Name
		}
	}
	if len(real) > 1 {
		try := "Choose the one that people’s phones are on."
		if there {
			try = fmt.Sprintf("The page is on %s. If the phones are on another, choose that one.", chosen)
		}
		out = append(out, Hint{HintSeveral, true, "This computer is on several networks: " + strings.Join(real, ", ") + ".", try})
	}
	if vpn != "" && len(real) > 0 {
		out = append(out, Hint{HintVPN, true, fmt.Sprintf("A VPN is on (%s). Some let nobody in from the network around.", vpn), "If phones can’t open the page, pause the VPN while you share, or allow the local network in its settings."})
	}
	return out
}

// all reports whether every network is of a kind.
func (s Situation) all(k Kind) bool {
	return len(s.Networks) > 0 && !slices.ContainsFunc(s.Networks, func(n Network) bool { return n.Kind != k })
}

// String names a network as a person would point at it: "Wi-Fi wlan0,
// 192.168.1.5".
func (n Network) String() string { return fmt.Sprintf("%s (%s, %s)", n.Kind, n.Name, n.Addr) }

// possible are the reasons that can't be seen from here.
func (s Situation) possible() []Hint {
	var out []Hint
	may := func(id, text, try string) { out = append(out, Hint{ID: id, Text: text, Try: try}) }
	chosen, _ := s.chosen()
	a := s.Chosen.Addr()
	if a.IsValid() && a.IsGlobalUnicast() && !a.IsPrivate() && !carrierNAT.Contains(a) {
		may(HintPublic, "That address is one of the open Internet.", "Share only if you mean to: whoever has the whole address can open the page from anywhere.")
	}
	if chosen.Kind == Cable {
		may(HintCable, "This computer is on a cable, and phones are on Wi-Fi.", "Both must lead to the same router. If not, join the Wi-Fi with this computer too.")
	}
	may(HintJoin, "A phone may not be on this network, or may prefer its mobile data because the Wi-Fi has no Internet.",
		"Join the Wi-Fi by its code, answer “stay connected” when the phone says that there is no Internet, and switch mobile data off for a moment.")
	text, try := firewall(s.OS, s.Chosen.Port())
	may(HintFirewall, text, try)
	if chosen.Kind != Hotspot {
		may(HintIsolation, "Guest networks, as in cafés and hotels, often keep devices apart.", "Ask for a network without that, or "+ownHotspot+".")
	}
	return out
}

func firewall(system string, port uint16) (text, try string) {
	number := "the port in the address"
	if port != 0 {
		number = "TCP port " + strconv.Itoa(int(port))
	}
	text = "A firewall on this computer may keep phones out."
	switch system {
	case "windows":
		return text, "When Windows asks, allow Event Kit on private networks; in the settings of the Wi-Fi, make it a private network. You can change the answer under Windows Security, Firewall, “Allow an app through firewall”."
	case "darwin":
		return text, "Open System Settings, Network, Firewall, and let Event Kit take incoming connections."
	}
	return text, "If a firewall is on, let it allow " + number + " from the local network while you share. Many systems have none."
}
