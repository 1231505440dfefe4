package model

import (
	"io"
	"time"

	"eventkit/kit"
	"eventkit/kit/letter"
	"eventkit/kit/page"
	"eventkit/kit/placard"
	"eventkit/kit/sheet"
	"eventkit/kit/storm"
)

// Maker lays out a placard; [placard.Maker] does. It must be safe for
// concurrent use.
type Maker interface {
	Make(k *kit.Kit, ev kit.Event, c placard.Choice) (*placard.Sheet, error)
}

// Params is everything that a Studio needs of the world.
type Params struct {
	// Kit is the one that comes with the program. Where it lies beside it,
	// Beside is its path, and Inside opens the one inside the program, for when
	// that one isn't genuine. With KitFirst it is shown even if another one was
	// open last time; Nearby are others that came with it.
	Kit      *kit.Kit
	Beside   string
	Inside   func() (*kit.Kit, error)
	KitFirst bool
	Nearby   []string
	Maker    Maker
	// Posters makes posters; nil for a window without their room.
	Posters PosterMaker
	// Letters and Forms make the papers of a delegation; nil for a window
	// without their room.
	Letters *letter.Maker
	Forms   *sheet.Maker
	// Storms makes cards of messages; nil for a window without their room.
	Storms *storm.Maker
	// Reminder tells of the storm; nil where the system has no such thing.
	Reminder Reminder
	// Sound plays recordings; nil for a window without the room of the songs.
	Sound Sound
	// SongSheets lays out lyric sheets; nil for a window that can't.
	SongSheets SongSheets

	// Sticks is what sticks need of the computer; nil for a window without
	// their room.
	Sticks *Sticks
	// Sharing is what sharing with phones needs; nil for a window that can't.
	Sharing *Sharing

	Runner Runner
	Timer  Timer
	Store  *Store
	// Notice is what there is to say at the start; an empty Text is nothing.
	Notice Notice
	// Folder is where files are saved until another one is picked.
	Folder string
	// Zone is the computer's time zone (IANA), Lang its language (BCP 47);
	// both may be empty.
	Zone, Lang string
	Now        func() time.Time
	// Show opens a file or a folder in the system's own program.
	Show func(path string) error
	// OpenKit opens a kit by its path; [genuine.OpenKit] does.
	OpenKit func(path string) (*kit.Kit, io.Closer, error)
	// ReadBack reads the codes of a page; [qr.ReadBack] does.
	ReadBack func(*page.Page) error
}

// Part is a set of things that the window shows.
type Part uint

// The parts.
const (
	// PartFields: the form's texts, other than by typing.
	PartFields Part = 1 << iota
	// PartFaults: what is wrong with fields, and their hints.
	PartFaults
	// PartChoices: designs, words, languages, paper, palette, distance.
	PartChoices
	// PartFrame: the large preview and its report.
	PartFrame
	// PartTiles: the small previews.
	PartTiles
	// PartProof: whether the code was read back.
	PartProof
	// PartSave: saving and what came of it.
	PartSave
	// PartKit: another kit, and with it everything that it offers.
	PartKit
	// PartNotice: the quiet line.
	PartNotice
	// PartRoom: the room that is shown.
	PartRoom
	// PartSong: the songs, their words, and whether one plays.
	PartSong
	// PartPlaying: where in the song it plays, which is told often.
	PartPlaying
	// PartDisplay: the table display and its settings.
	PartDisplay
	// PartClock: the display's clock, which is told often.
	PartClock

	// PartMessages: the messages, the one that is shown, and their settings.
	PartMessages
	// PartPost: what the message that is shown says, while it is typed.
	PartPost
	// PartStorm: the storm's clock, which is told every second.
	PartStorm

	// PartSticks: the sticks, what goes onto them and what became of them.
	PartSticks
	// PartCopying: how far the sticks are, which is told often.
	PartCopying
	// PartSharing: sharing with phones, and how many there are.
	PartSharing
	// PartCard: the question about a kit that stays until it is answered.
	PartCard

	// PartAll is everything.
	PartAll Part = 1<<iota - 1
)

// Has reports whether the set holds any of the others.
func (p Part) Has(o Part) bool { return p&o != 0 }

// The rooms.
const (
	RoomEvent    = "event"
	RoomPlacards = "placards"
	RoomPosters  = "posters"
	RoomLetter   = "letter"
	RoomSong     = "song"
	RoomDisplay  = "display"
	RoomMessages = "messages"
	RoomSticks   = "sticks"
)
