package explain

import (
	"errors"

	"eventkit/kit/wave"
)

// waves explains what is wrong with an update.
func waves(err error) (Message, bool) {
	var base *wave.BaseError
	var result *wave.ResultError
	var wrong *wave.Error
	var pack *wave.PackError
	var version *wave.VersionError
	switch {
	case errors.As(err, &base):
		m := Message{"That update is for something else", sentence(base.Error()), "Open the kit that it was made for first, or take over the whole new kit instead of the update."}
		if base.Have.ID == base.ID && base.Have.Version == base.To {
			m.Title, m.Hint = "That update is there already", "There is nothing to do."
		}
		return m, true
	case errors.As(err, &result):
		m := Verified(result.Report)
		m.Text = sentence(m.Title) + "\n" + m.Text
		m.Title = "The update wasn’t taken: what it makes isn’t right"
		return m, true
	case errors.As(err, &version):
		m := Message{"That copy has another version", sentence(version.Error()), "Choose a copy of the same version."}
		if wave.Stand(version.There, version.Copy) == wave.Newer {
			m.Hint = "To mend it, choose a copy of the same version; to have the newer one there, copy that to it."
		}
		return m, true
	case errors.As(err, &pack):
		return Message{"No update can be made of these", sentence(pack.What), sentence(pack.Mend)}, true
	case errors.As(err, &wrong):
		return Message{"That update can’t be used", sentence(wrong.What), sentence(wrong.Mend)}, true
	}
	return Message{}, false
}
