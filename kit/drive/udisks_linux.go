package drive

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/godbus/dbus/v5"
)

// Names of udisks on the system's bus (its reference manual, "D-Bus API").
const (
	udisks        = "org.freedesktop.UDisks2"
	udisksBlocks  = "/org/freedesktop/UDisks2/block_devices/"
	udisksUnmount = udisks + ".Filesystem.Unmount"
	udisksDriveOf = udisks + ".Block.Drive"
	udisksDrive   = udisks + ".Drive"
)

// errNoUdisks says that udisks isn't there or doesn't know the drive.
var errNoUdisks = errors.New("udisks isn't running")

// answerIn is how long udisks may take to turn a drive off that is unmounted
// already.
const answerIn = 10 * time.Second

// udisksEject unmounts a drive and turns it off. That it is unmounted is what
// counts; whether it can be turned off depends on the drive and its port.
func udisksEject(ctx context.Context, d Drive) error {
	conn, err := dbus.ConnectSystemBus(dbus.WithContext(ctx))
	if err != nil {
		return errNoUdisks
	}
	defer conn.Close()
	block := conn.Object(udisks, dbus.ObjectPath(udisksBlocks+objectName(d.Device)))
	// Read before it is unmounted: afterwards it may be gone.
	whole, _ := block.GetProperty(udisksDriveOf)
	// Nobody is asked for a password in the middle of a row of sticks.
	quietly := map[string]dbus.Variant{"auth.no_user_interaction": dbus.MakeVariant(true)}
	err = block.CallWithContext(ctx, udisksUnmount, 0, quietly).Err
	if err := d.refused(err); err != nil {
		return err
	}
	path, ok := whole.Value().(dbus.ObjectPath)
	if !ok || path == "/" {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, answerIn)
	defer cancel()
	turnOff(ctx, conn.Object(udisks, path), quietly)
	return nil
}

// turnOff has a drive let go of its medium and then turns it off, each if it
// can. udisks doesn't turn off a reader with another card in use.
func turnOff(ctx context.Context, whole dbus.BusObject, quietly map[string]dbus.Variant) {
	for _, step := range []struct{ can, do string }{{"Ejectable", "Eject"}, {"CanPowerOff", "PowerOff"}} {
		if can, err := whole.GetProperty(udisksDrive + "." + step.can); err == nil && can.Value() == true {
			_ = whole.CallWithContext(ctx, udisksDrive+"."+step.do, 0, quietly).Err
		}
	}
}

// refused makes an error of what udisks says of unmounting.
func (d Drive) refused(err error) error {
	var said dbus.Error
	switch {
	case err == nil:
		return nil
	case !errors.As(err, &said):
		return err
	}
	switch said.Name {
	case udisks + ".Error.NotMounted":
		return nil
	case udisks + ".Error.DeviceBusy":
		return d.cannot(ErrBusy, err)
	case udisks + ".Error.NotAuthorized", udisks + ".Error.NotAuthorizedCanObtain", udisks + ".Error.NotAuthorizedDismissed":
		return d.cannot(ErrNotAllowed, err)
	case udisks + ".Error.NotSupported", udisks + ".Error.OptionNotPermitted":
		return d.cannot(ErrNotEjectable, err)
	}
	if strings.HasPrefix(said.Name, "org.freedesktop.DBus.Error.") {
		return errNoUdisks // no such service, no such object, no such method
	}
	return d.cannot(nil, err)
}

// objectName is a device's name as udisks has it in its paths: what isn't a
// letter or a digit of ASCII is written in hexadecimal.
func objectName(device string) string {
	var b strings.Builder
	for _, c := range []byte(device) {
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "_%02x", c)
		}
	}
	return b.String()
}
