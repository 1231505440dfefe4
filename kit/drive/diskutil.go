package drive

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
)

var errNoPlist = errors.New("that is no property list")

// pluggable reads what "diskutil info -plist" of macOS says of a disk: whether
// it hangs outside of the computer, or is a card in its reader.
func pluggable(plist []byte) (bool, error) {
	facts := map[string]bool{}
	d := xml.NewDecoder(bytes.NewReader(plist))
	key, depth, inKey := "", 0, false
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return false, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			depth++
			inKey = t.Name.Local == "key"
			// The keys of the disk itself are two down: plist, dict, key.
			if value := t.Name.Local; depth == 3 && (value == "true" || value == "false") {
				facts[key] = value == "true"
			}
			if inKey {
				key = ""
			}
		case xml.CharData:
			if inKey && depth == 3 {
				key += string(t)
			}
		case xml.EndElement:
			depth--
			inKey = false
		}
	}
	if _, told := facts["Internal"]; !told {
		return false, errNoPlist
	}
	return !facts["Internal"] || facts["RemovableMedia"], nil
}
