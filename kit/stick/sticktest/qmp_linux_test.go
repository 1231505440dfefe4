//go:build faults

package sticktest_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"syscall"
	"time"
)

// monitor speaks QMP, QEMU's own protocol (docs/interop/qmp-spec.rst), over two
// named pipes.
type monitor struct {
	out  *os.File
	back *os.File
	in   *json.Decoder
}

// pipes makes the pipes; QEMU adds .in and .out to the name itself.
func pipes(name string) error {
	return errors.Join(syscall.Mkfifo(name+".in", 0o600), syscall.Mkfifo(name+".out", 0o600))
}

// watch opens the monitor of a machine that is just starting.
func watch(name string) (*monitor, error) {
	out, err := os.OpenFile(name+".in", os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	back, err := os.OpenFile(name+".out", os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	m := &monitor{out, back, json.NewDecoder(back)}
	if err := back.SetReadDeadline(time.Now().Add(time.Minute)); err != nil {
		return nil, err
	}
	var greeting map[string]any
	if err := m.in.Decode(&greeting); err != nil {
		return nil, err
	}
	return m, m.do(nil, "qmp_capabilities", nil)
}

// do runs a command. into, which may be nil, takes what it returns; what else
// the machine tells meanwhile is passed over.
func (m *monitor) do(into any, command string, arguments map[string]any) error {
	ask := map[string]any{"execute": command}
	if arguments != nil {
		ask["arguments"] = arguments
	}
	if err := m.back.SetReadDeadline(time.Now().Add(time.Minute)); err != nil {
		return err
	}
	if err := json.NewEncoder(m.out).Encode(ask); err != nil {
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
