package song_test

import (
	"bytes"
	"encoding/binary"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"time"

	"eventkit/kit/paper/papertest"
	"eventkit/kit/song"
)

func campaign(t testing.TB) (slot, own song.Song) {
	t.Helper()
	songs, err := song.Read(papertest.Kit(t))
	if err != nil {
		t.Fatal(err)
	}
	if len(songs) != 2 {
		t.Fatalf("%d songs", len(songs))
	}
	return songs[0], songs[1]
}

// The campaign's song is credited exactly, and nothing of it is made up; the
// kit's own never carries another's name.
func TestCampaignSongs(t *testing.T) {
	slot, own := campaign(t)
	if slot.Credit != "Lawrence Phakathi, National Union of Metalworkers of South Africa (NUMSA)" {
		t.Errorf("credit %q", slot.Credit)
	}
	if !slot.Slot || slot.File != "" || len(slot.Lines)+len(slot.Score)+len(slot.Midi) > 0 {
		t.Errorf("the slot is filled: %+v", slot)
	}
	if own.Slot || own.Credit != "The makers of this kit" || own.Licence != "CC-BY-4.0" {
		t.Errorf("the kit’s own song says %q, %q", own.Credit, own.Licence)
	}
	if problems := song.Check(papertest.Kit(t).FS(), papertest.Langs()); len(problems) > 0 {
		t.Errorf("%v", problems)
	}
	sources, err := fs.Glob(papertest.Kit(t).FS(), "song/source/*")
	if err != nil || len(sources) < 10 {
		t.Fatalf("%d sources, %v", len(sources), err)
	}
	for _, name := range append(append(own.Score, own.Midi...), own.File) {
		data, err := fs.ReadFile(papertest.Kit(t).FS(), name)
		if err != nil || bytes.Contains(data, []byte("Phakathi")) {
			t.Errorf("%s: %v, or another’s name is in it", name, err)
		}
		if most := 1_200_000; len(data) > most || strings.HasSuffix(name, ".pdf") && len(data) > 200_000 {
			t.Errorf("%s has %d bytes", name, len(data))
		}
	}
}

// The lines are sung in order within the recording, on the beats of 36 bars at
// 96 beats a minute, in every language of the kit.
func TestCampaignTimes(t *testing.T) {
	_, own := campaign(t)
	if fault := broken(own); fault != "" {
		t.Error(fault)
	}
	if !slices.Equal(own.Languages, papertest.Langs()) {
		t.Errorf("languages %v", own.Languages)
	}
	length := recorded(t, own.File)
	if length != 90*time.Second {
		t.Errorf("the recording is %v long: it ends with its last bar, so that it can go round", length)
	}
	const eighth = 312500 * time.Microsecond
	for i, l := range own.Lines {
		for _, at := range []time.Duration{l.Start, l.End} {
			if off := (at + time.Millisecond) % eighth; off > 2*time.Millisecond {
				t.Errorf("line %d: %v is between the beats", i, at)
			}
		}
		for lang, chords := range l.Chords {
			if len(chords) == 0 {
				t.Errorf("line %d has no chord in %s", i, lang)
			}
		}
	}
	if last := own.Lines[len(own.Lines)-1].End; last > length {
		t.Errorf("the last line ends at %v", last)
	}
	who := map[string]int{}
	for _, l := range own.Lines {
		who[l.Who]++
	}
	if who[song.Caller] != 8 || who[song.All] != 17 {
		t.Errorf("lines %v", who)
	}
}

// recorded is how long an Ogg Vorbis file is: the granule position of its last
// page by the rate of its first (RFC 3533, 6; Vorbis I, 4.2.2 and A.2).
func recorded(t *testing.T, name string) time.Duration {
	t.Helper()
	data, err := fs.ReadFile(papertest.Kit(t).FS(), name)
	if err != nil {
		t.Fatal(err)
	}
	head, last := bytes.Index(data, []byte("\x01vorbis")), bytes.LastIndex(data, []byte("OggS"))
	if head < 0 || last < 0 {
		t.Fatalf("%s is no Ogg Vorbis", name)
	}
	rate := binary.LittleEndian.Uint32(data[head+12:])
	samples := binary.LittleEndian.Uint64(data[last+6:])
	return time.Duration(samples) * time.Second / time.Duration(rate)
}
