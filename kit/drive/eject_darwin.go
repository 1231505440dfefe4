package drive

import (
	"bytes"
	"context"
	"errors"
	"os/exec"
	"strings"
)

// eject runs "diskutil eject", which comes with the system.
func eject(ctx context.Context, d Drive) error {
	cmd := exec.CommandContext(ctx, "/usr/sbin/diskutil", "eject", d.Path)
	out, err := cmd.CombinedOutput()
	if err == nil {
		return nil
	}
	said := errors.New(strings.TrimSpace(string(bytes.ToValidUTF8(out, nil))))
	switch text := strings.ToLower(said.Error()); {
	case text == "":
		return d.cannot(nil, err)
	case strings.Contains(text, "unable to find disk"):
		return nil // it was pulled
	case strings.Contains(text, "could not be unmounted"), strings.Contains(text, "in use"), strings.Contains(text, "dissented"):
		return d.cannot(ErrBusy, said)
	case strings.Contains(text, "permission"), strings.Contains(text, "privilege"):
		return d.cannot(ErrNotAllowed, said)
	}
	return d.cannot(nil, said)
}
