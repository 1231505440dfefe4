package explain

import (
	"errors"

	"eventkit/kit/share"
)

// unshared says why a folder can't be shared with phones.
func unshared(err error) (Message, bool) {
	var list *share.ListError
	if errors.As(err, &list) {
		return Message{Title: "This folder can’t be shared", Text: sentence(named(list.Path, list.What)), Hint: sentence(list.Mend)}, true
	}
	var start *share.StartError
	if errors.As(err, &start) {
		return Message{Title: "Sharing isn’t possible like that", Text: sentence(named(start.Addr, start.What)), Hint: sentence(start.Mend)}, true
	}
	return Message{}, false
}
