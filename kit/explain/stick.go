package explain

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/dustin/go-humanize"

	"eventkit/kit/genuine"
	"eventkit/kit/seal"
	"eventkit/kit/stick"
)

// Stick says what became of one stick, and what to do about it.
func Stick(v stick.Verdict) Message {
	name := Drive(v.Target)
	file := v.File
	if file != "" {
		file = " (" + file + ")"
	}
	switch v.State {
	case stick.Done:
		return Message{name + ": done", counted(v), ""}
	case stick.DoneFromMemory:
		return Message{
			name + ": checked, but from memory",
			counted(v) + " But the computer may have answered for the stick.",
			"Pull it, plug it in again, and it is checked once more.",
		}
	case stick.Full:
		if v.Needs > 0 {
			return Message{
				name + ": too little room",
				fmt.Sprintf("It needs %s and has %s free. Nothing was written.", size(v.Needs), size(v.Free)),
				"Take a larger stick, make room on it, or leave something out.",
			}
		}
		return Message{
			name + ": full", "The stick had no room left" + file + ".",
			"It may hold less than it says. Make room on it, or take another one.",
		}
	case stick.ReadOnly:
		return Message{name + ": write-protected", "It can’t be written to" + file + ".", "Look for a small switch on it; else take another stick: this one may be worn out."}
	case stick.Gone:
		return Message{name + ": gone", "It was pulled, or it broke" + file + ".", "Plug it in again and start again: it goes on where it was. If that happens twice, take another stick."}
	case stick.Lies:
		return Message{name + ": don’t use it", "It gave back other bytes than were written" + file + ".", "The stick is broken, or smaller than it says. Take another one."}
	case stick.Hung:
		return Message{name + ": it doesn’t answer", "There was no sign of it for a while.", "Pull it out. The others go on without it."}
	case stick.Taken:
		return Message{name + ": something is in the way", "There is a file or folder of somebody else with a name that is needed" + file + ".", "Rename it or move it away, and start again. Nothing of it was changed."}
	case stick.Newer:
		m := Message{Title: name + ": a newer version is on it", Hint: "Hand it out as it is, or take the newer version over first."}
		if v.Err != nil {
			m.Text = sentence(v.Err.Error()) + " Nothing was changed."
		}
		return m
	case stick.Cancelled:
		return Message{name + ": stopped", "It isn’t finished.", "Start again: it goes on where it was."}
	case stick.Source:
		return Message{name + ": not finished", "What is copied changed, or can’t be read" + file + ".", "Start again from the beginning. The stick is all right."}
	}
	m := Message{Title: name + ": it didn’t work", Hint: "Try again, or take another stick."}
	if v.Err != nil {
		m.Text = sentence(strings.TrimSpace(v.Err.Error() + file))
	}
	return m
}

// Drive is what a target is called: its label and its port, or on Windows its
// letter.
func Drive(t stick.Target) string {
	name, where := t.Label, ""
	if name == "" {
		name = t.Path
	}
	if t.Port != "" {
		where = " (port " + t.Port + ")"
	} else if letter := filepath.VolumeName(t.Path); !strings.HasPrefix(name, letter) {
		where = " (" + letter + ")"
	}
	return name + where
}

func counted(v stick.Verdict) string {
	text := fmt.Sprintf("%s written (%s)", files(v.Copied), size(v.Bytes))
	switch {
	case v.Copied == 0:
		text = files(v.Kept) + ", all there already"
	case v.Kept > 0:
		text += ", " + plain(v.Kept) + " there already"
	}
	text += "; all read back and right."
	if v.Removed > 0 {
		text += " " + files(v.Removed) + " of before taken away."
	}
	return text
}

func files(n int) string {
	if n == 1 {
		return "1 file"
	}
	return plain(n) + " files"
}

func plain(n int) string { return humanize.Comma(int64(n)) }

func size(n int64) string { return humanize.Bytes(uint64(max(n, 0))) }

// Verified says what a folder was found to be, and what to do.
func Verified(r *seal.Report) Message {
	m := Message{Text: fmt.Sprintf("%s (%s) are as they should be.", files(r.Files), size(r.Bytes))}
	switch r.State {
	case seal.Genuine:
		m.Title = "Complete and genuine"
		m.Hint = genuineHint(r)
	case seal.Stranger:
		m.Title = "Complete, signed by a key that is new to you"
		m.Hint = Compare(r)
	case seal.Unsigned:
		m.Title, m.Hint = "Complete, not signed", "Nothing is damaged, but anyone may have made it."
		if r.Carried != nil {
			m.Title, m.Hint = onStick(r.Carried)
		}
	case seal.Damaged:
		m.Title, m.Hint = "Damaged", "Repair it from a good copy, or copy it anew."
	case seal.Unfinished:
		m.Title = "Not finished"
		m.Text = "Its list of files, SHA256SUMS, is missing: it was pulled too early, or nothing was copied here by this program."
		m.Hint = "Copy it again: it goes on where it was."
	case seal.Alarm:
		m.Title, m.Hint = "Not genuine", "Don’t hand it out. Ask the publisher, by another way than this stick."
	}
	m.Text = strings.Join(append(problemsOf(r), m.Text), "\n")
	return m
}

func problemsOf(r *seal.Report) []string {
	var out []string
	if r.Reason != "" {
		out = append(out, sentence(r.Reason))
	}
	for _, l := range []struct {
		what  string
		names []string
	}{{"Changed", r.Changed}, {"Missing", r.Missing}, {"Not of this kit, and left alone", r.Extra}} {
		for i, name := range l.names {
			if i == most {
				out = append(out, fmt.Sprintf("… and %s more", plain(len(l.names)-most)))
				break
			}
			out = append(out, l.what+": "+name)
		}
	}
	return out
}

// sealed explains what is wrong with a list of sums, a key or a load.
func sealed(err error) (Message, bool) {
	var sums *seal.SumsError
	var name *stick.NameError
	var unsound *stick.UnsoundError
	var ring *seal.RingError
	var other *genuine.OtherError
	var foreign *genuine.ForeignError
	switch {
	case errors.As(err, &foreign):
		return Message{
			"Not repaired: that is no folder of a kit", sentence(foreign.Error() + ", so what lies there is left as it is"),
			"Name the kit’s own folder; or copy the kit there, which makes a folder for it.",
		}, true
	case errors.As(err, &other):
		return Message{"That isn’t a copy of it", sentence(other.Error()), "Choose a copy of the same kit."}, true
	case errors.As(err, &ring):
		return Message{"The list of accepted publishers can’t be read", sentence(strings.TrimSuffix(ring.Error(), "; "+ring.Mend())), sentence(ring.Mend())}, true
	case errors.As(err, &sums):
		return Message{"The list of sums can’t be read", sentence(sums.Error()), ""}, true
	case errors.As(err, &name):
		return Message{"Not every stick can hold this", sentence(name.Path + " " + name.What), sentence(name.Mend)}, true
	case errors.As(err, &unsound):
		return Verified(unsound.Report), true
	case errors.Is(err, seal.ErrPassword):
		return Message{"Wrong password", "The password doesn’t open the key.", "Type it again."}, true
	case errors.Is(err, seal.ErrKey):
		return Message{"That is no key", sentence(err.Error()), "A key is a file that minisign or “kit key new” made."}, true
	}
	return Message{}, false
}
