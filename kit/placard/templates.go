package placard

// Template is a design.
type Template struct {
	ID string
	// Name is its name and Idea what it is for, in English.
	Name, Idea string

	// palette is the place in the kit's list of the palette that suits it.
	palette int
	draw    func(*sheet) error
}

// Templates lists the designs, in the order in which they are shown.
func Templates() []Template {
	return []Template{
		{"shout", "Shout", "The headline is the page.", 0, drawShout},
		{"demand", "Demand", "A demand and its reason.", 1, drawDemand},
		{"event", "Event", "The date is the picture: where, when, who.", 2, drawEvent},
		{"bilingual", "Two languages", "Two languages, two directions, equal weight.", 3, drawBilingual},
		{"code", "Code", "A table sign: the code is the page.", 0, drawCode},
		{"outline", "Colour in", "Hollow letters to colour in; saves ink.", 0, drawOutline},
	}
}

func templateByID(id string) (Template, error) {
	known := make([]string, 0, 6)
	for _, t := range Templates() {
		if t.ID == id {
			return t, nil
		}
		known = append(known, t.ID)
	}
	return Template{}, &UnknownError{"template", id, known}
}
