package explain

import (
	"errors"
	"fmt"
	"strings"

	"eventkit/kit"
	"eventkit/kit/letter"
	"eventkit/kit/paper"
)

// documents are the explainers of letters, forms and tallies.
func documents() []func(error) (Message, bool) {
	return append(storms(), conflict, noText, noRole, noLogo, smallPaper, recording, noWords)
}

func conflict(err error) (Message, bool) {
	var e *kit.ConflictError
	if !errors.As(err, &e) || len(e.Conflicts) == 0 {
		return Message{}, false
	}
	title := fmt.Sprintf("%d sheets have two counts", len(e.Conflicts))
	if len(e.Conflicts) == 1 {
		title = "A sheet has two counts"
	}
	return Message{
		Title: title, Text: list(strings.Split(e.Error(), "\n")),
		Hint: "Count those sheets again and correct the tally that is wrong. Nothing was added.",
	}, true
}

func noText(err error) (Message, bool) {
	var e *paper.MissingError
	if !errors.As(err, &e) {
		return Message{}, false
	}
	return Message{
		Title: "The kit has no such text",
		Text:  "There is no " + e.File + " in it.",
		Hint:  "Add that file to the kit, or use a kit that has it.",
	}, true
}

func noRole(err error) (Message, bool) {
	var e *letter.RoleError
	if !errors.As(err, &e) {
		return Message{}, false
	}
	return Message{
		Title: "A letter can’t be addressed to “" + e.Role + "”",
		Hint:  "There are: " + strings.Join(letter.Roles(), ", ") + ".",
	}, true
}

func noLogo(err error) (Message, bool) {
	var e *letter.LogoError
	if !errors.As(err, &e) {
		return Message{}, false
	}
	return Message{Title: "This file can’t be used as a logo", Text: sentence(e.File + ": " + e.What), Hint: capital(e.Mend)}, true
}

func smallPaper(err error) (Message, bool) {
	var e *paper.SizeError
	if !errors.As(err, &e) {
		return Message{}, false
	}
	return Message{
		Title: "This paper is too small for the " + e.What,
		Text:  fmt.Sprintf("It is %g × %g mm.", e.Paper.W, e.Paper.H),
		Hint:  "Take A5 or larger.",
	}, true
}
