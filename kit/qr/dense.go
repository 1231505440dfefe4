package qr

import (
	"fmt"
	"strings"

	qrcode "github.com/skip2/go-qrcode"
)

// EncodeDense is [Encode] at level M, or Q where that costs no larger symbol:
// for long texts on clean paper that is held in the hand, where wide modules
// help a camera more than correction does. A text in percent-encoding needs a
// sixth fewer modules a side than at level Q.
func EncodeDense(address string) (*Symbol, error) {
	if err := checkAddress(address); err != nil {
		return nil, err
	}
	code, err := qrcode.New(address, qrcode.Medium)
	if err != nil {
		return nil, fmt.Errorf("address %q: %w", brief(address), err)
	}
	level := "M"
	if q, err := qrcode.NewWithForcedVersion(address, code.VersionNumber, qrcode.High); err == nil {
		code, level = q, "Q"
	}
	return drawn(code, level, strings.Clone(address)), nil
}
