package poster

// Remember bounds how many bytes of artwork a maker remembers.
func (m *Maker) Remember(bytes int) { m.shelf.most = bytes }
