package song_test

import (
	"fmt"
	"os"
	"time"

	"eventkit/kit"
	"eventkit/kit/song"
)

func ExampleRead() {
	k, err := kit.Open(os.DirFS("../../assets/campaign"))
	if err != nil {
		fmt.Println(err)
		return
	}
	songs, err := song.Read(k)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range songs {
		fmt.Println(s.Title["en"], "by", s.Credit)
	}
	own := songs[1]
	line := own.Lines[own.At(26*time.Second)]
	fmt.Println(line.Who, line.Words["en"], line.Chords["en"][0].Name)
	// Output:
	// The campaign’s song by Lawrence Phakathi, National Union of Metalworkers of South Africa (NUMSA)
	// Open the Door by The makers of this kit
	// all The truth is not a crime, D
}
