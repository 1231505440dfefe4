package drive

import "testing"

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

func FuzzPluggable(f *testing.F) {
	f.Add([]byte("<plist><dict><key>Internal</key><true/></dict></plist>"))
	f.Fuzz(func(_ *testing.T, plist []byte) {
		_, _ = pluggable(plist)
	})
}
