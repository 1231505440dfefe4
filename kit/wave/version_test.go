package wave_test

import (
	"errors"
	"testing"
	"testing/fstest"

	"eventkit/kit/genuine"
	"eventkit/kit/seal/sealtest"
	"eventkit/kit/wave"
)

func TestCanMend(t *testing.T) {
	stick := func(kits ...fstest.MapFS) fstest.MapFS {
		out := fstest.MapFS{"START-HERE.html": {}}
		for i, k := range kits {
			out[string(rune('a'+i))+".kit"] = &fstest.MapFile{Data: sealtest.Archive(t, k)}
		}
		return out
	}
	river, later, lake := sealtest.Kit("river", "1", "2026-10-02"), sealtest.Kit("river", "1.1", ""), sealtest.Kit("lake", "1", "")
	broken := sealtest.Kit("river", "1", "")
	broken["kit.toml"].Data = []byte("broken")
	const newer = "it is version 1 of 2026-10-02 of this kit, and the copy is version 1.1"
	for name, tt := range map[string]struct {
		there, good    fstest.MapFS
		version, other string
	}{
		"the same":                {river, river, "", ""},
		"a newer copy":            {river, later, newer, ""},
		"an older copy":           {later, river, "it is version 1.1 of this kit, and the copy is version 1 of 2026-10-02", ""},
		"another kit":             {river, lake, "", "this is a copy of the kit lake, and not of river"},
		"what is there is broken": {broken, lake, "", ""},
		"sticks of the same":      {stick(river), stick(river), "", ""},
		"a newer stick":           {stick(river), stick(later), newer, ""},
		"one of two":              {stick(river), stick(lake, river), "", ""},
		"one of two is newer":     {stick(lake, river), stick(lake, later), newer, ""},
		"a stick without a kit":   {stick(river), stick(), "", ""},
		"nothing is there":        {fstest.MapFS{}, river, "", ""},
	} {
		err := wave.CanMend(tt.there, tt.good)
		var version *wave.VersionError
		var other *genuine.OtherError
		switch {
		case errors.As(err, &version) != (tt.version != "") || errors.As(err, &other) != (tt.other != ""):
			t.Errorf("%s: %v", name, err)
		case err != nil && err.Error() != tt.version+tt.other:
			t.Errorf("%s: %v", name, err)
		}
	}
}
