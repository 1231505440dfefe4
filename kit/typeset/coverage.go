package typeset

import (
	"reflect"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype/tables"
)

// listCoverage rewrites the coverage tables that are given as ranges as lists.
// Up to v0.3.5 the shaper forgets ranges after a long one, and with them
// kerning, marks and joined letters (github.com/go-text/typesetting/issues/278;
// in Noto Sans the kerning of Cyrillic, Greek and quotation marks). It reads
// lists rightly. The fields are unexported, so this takes reflection.
func listCoverage(f *font.Font) {
	for i := range f.GSUB.Lookups {
		for j, s := range f.GSUB.Lookups[i].Subtables {
			f.GSUB.Lookups[i].Subtables[j] = listed(s)
		}
	}
	for i := range f.GPOS.Lookups {
		for j, s := range f.GPOS.Lookups[i].Subtables {
			f.GPOS.Lookups[i].Subtables[j] = listed(s)
		}
	}
}

var (
	typeCoverage  = reflect.TypeFor[tables.Coverage]()
	typeCoverages = reflect.TypeFor[[]tables.Coverage]()
)

func listed[T any](subtable T) T {
	v := reflect.ValueOf(subtable)
	if v.Kind() != reflect.Struct {
		return subtable
	}
	own := reflect.New(v.Type()).Elem()
	own.Set(v)
	listFields(own)
	return own.Interface().(T)
}

func listFields(v reflect.Value) {
	for i := range v.NumField() {
		f := v.Field(i)
		f = reflect.NewAt(f.Type(), f.Addr().UnsafePointer()).Elem()
		switch {
		case f.Type() == typeCoverage:
			if c, ok := f.Interface().(tables.Coverage); ok {
				f.Set(reflect.ValueOf(asList(c)))
			}
		case f.Type() == typeCoverages:
			for i, c := range f.Interface().([]tables.Coverage) {
				if c != nil {
					f.Index(i).Set(reflect.ValueOf(asList(c)))
				}
			}
		case f.Kind() == reflect.Interface && !f.IsNil() && f.Elem().Kind() == reflect.Struct:
			own := reflect.New(f.Elem().Type()).Elem()
			own.Set(f.Elem())
			listFields(own)
			f.Set(own)
		}
	}
}

// asList returns c unchanged if it is a list already, or is not in order.
func asList(c tables.Coverage) tables.Coverage {
	ranges, ok := c.(tables.Coverage2)
	if !ok {
		return c
	}
	var list tables.Coverage1
	for _, r := range ranges.Ranges {
		inOrder := len(list.Glyphs) == 0 || list.Glyphs[len(list.Glyphs)-1] < r.StartGlyphID
		if int(r.StartCoverageIndex) != len(list.Glyphs) || r.EndGlyphID < r.StartGlyphID || !inOrder {
			return c
		}
		for g := int(r.StartGlyphID); g <= int(r.EndGlyphID); g++ {
			list.Glyphs = append(list.Glyphs, tables.GlyphID(g))
		}
	}
	return list
}
