//go:build faults

package sticktest_test

import (
	"encoding/json"
	"fmt"
	"net"
	"time"
)

// monitor speaks QMP, QEMU's own protocol (docs/interop/qmp-spec.rst).
type monitor struct {
	conn net.Conn
	in   *json.Decoder
}

// watch opens the monitor of a machine that is just starting.
func watch(socket string) (*monitor, error) {
	var err error
	for range 200 {
		var c net.Conn
		if c, err = net.Dial("unix", socket); err == nil {
			m := &monitor{c, json.NewDecoder(c)}
			var greeting map[string]any
			if err := m.in.Decode(&greeting); err != nil {
				return nil, err
			}
			return m, m.do(nil, "qmp_capabilities", nil)
		}
		time.Sleep(50 * time.Millisecond)
	}
	return nil, err
}

// do runs a command. into, which may be nil, takes what it returns; what else
// the machine tells meanwhile is passed over.
func (m *monitor) do(into any, command string, arguments map[string]any) error {
	ask := map[string]any{"execute": command}
	if arguments != nil {
		ask["arguments"] = arguments
	}
	if err := m.conn.SetDeadline(time.Now().Add(time.Minute)); err != nil {
		return err
	}
	if err := json.NewEncoder(m.conn).Encode(ask); err != nil {
		return err
	}
	for {
		var got struct {
			Return json.RawMessage
			Error  *struct{ Desc string }
			Event  string
		}
		switch err := m.in.Decode(&got); {
		case err != nil:
			return err
		case got.Error != nil:
			return fmt.Errorf("%s: %s", command, got.Error.Desc)
		case got.Event != "":
		case into == nil:
			return nil
		default:
			return json.Unmarshal(got.Return, into)
		}
	}
}
