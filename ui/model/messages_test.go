package model_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"eventkit/kit"
	"eventkit/kit/page"
	"eventkit/kit/storm"
	"eventkit/kit/typeset"
	"eventkit/ui/model"
)

// mailTOML is a kit whose storm is in two days.
const mailTOML = `
hashtags = ["#OpenIt"]
storm = "storm"
` + kitTOML + `
[[action]]
id = "storm"
date = "2027-03-03"
time = "13:00"
timezone = "Europe/London"
[action.title]
en = "The storm"
`

// library is read once.
var library = sync.OnceValues(func() (*typeset.Library, error) { return typeset.New(os.DirFS("../../assets/fonts")) })

// bank has two languages; es lacks the last message.
func bank() fstest.MapFS {
	message := func(id, audience, text string) string {
		return fmt.Sprintf("[[message]]\nid = %q\naudience = %q\ntone = \"warm\"\ntext = %q\n", id, audience, text)
	}
	return fstest.MapFS{
		"kit.toml":     {Data: []byte(mailTOML)},
		"slogans.toml": {Data: []byte(slogansTOML)},
		"messages/messages.en.toml": {Data: []byte(message("a-1", "everyone", "Open the library. #OpenIt") +
			message("a-2", "students", "We need a place to read. #OpenIt") + message("a-3", "students", "Books are for reading. #OpenIt"))},
		"messages/messages.es.toml": {Data: []byte(message("a-1", "everyone", "Abran la biblioteca. #OpenIt") +
			message("a-2", "students", "Necesitamos un lugar. #OpenIt"))},
	}
}

// reminders keeps what the system was asked to tell.
type reminders struct {
	at  map[string]time.Time
	err error
}

func (r *reminders) Remind(_, text string, at time.Time) (string, error) {
	id := fmt.Sprint("id-", len(r.at))
	r.at[id] = at
	return id, r.err
}

func (r *reminders) Forget(id string) error { delete(r.at, id); return nil }

type mailroom struct {
	*world
	told *reminders
	now  time.Time
}

func newMailroom(t *testing.T, change ...func(*model.Params)) *mailroom {
	t.Helper()
	lib, err := library()
	if err != nil {
		t.Fatal(err)
	}
	k, err := kit.Open(bank())
	if err != nil {
		t.Fatal(err)
	}
	m := &mailroom{told: &reminders{at: map[string]time.Time{}}, now: time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)}
	m.world = newWorld(t, append([]func(*model.Params){func(p *model.Params) {
		p.Kit, p.Storms, p.Reminder = k, storm.New(lib), m.told
		p.Now = func() time.Time { return m.now }
	}}, change...)...)
	return m
}

// list are the messages that are shown: ids, a star for what was copied.
func (m *mailroom) list() string {
	var out []string
	for _, l := range m.MessageList() {
		id := l.ID
		if l.Copied {
			id += "*"
		}
		if l.Picked {
			id = "(" + id + ")"
		}
		out = append(out, id)
	}
	return strings.Join(out, " ")
}

func TestMessagesRoom(t *testing.T) {
	m := newMailroom(t)
	if !m.HasRoom(model.RoomMessages) || m.MessagesTrouble().Title != "" {
		t.Fatalf("no room: %v", m.MessagesTrouble())
	}
	if w := newWorld(t); w.HasRoom(model.RoomMessages) {
		t.Error("a kit without messages has their room")
	}
	m.Go(model.RoomMessages)
	if got := m.list(); got != "a-1 a-2 a-3" || m.UsedLine() != "3 messages." {
		t.Errorf("%s, %s", got, m.UsedLine())
	}
	m.PickAudience("students")
	if got := m.list(); got != "a-2 a-3" {
		t.Errorf("for students: %s", got)
	}
	m.SearchMessages("BOOKS")
	if got := m.list(); got != "a-3" || m.UsedLine() != "1 message." {
		t.Errorf("books: %s, %s", got, m.UsedLine())
	}
	m.PickTone("urgent")
	if got := m.list(); got != "" || m.UsedLine() != "No message is like that." {
		t.Errorf("urgent: %s", got)
	}
	if _, ok := m.CopyNext(); ok || m.Notice().Text != "No message is like that." {
		t.Errorf("copied one of none: %v", m.Notice())
	}
	m.PickTone("urgent")
	m.PickAudience("students")
	m.SearchMessages("")
	m.PickMessageLanguage("es")
	if got := m.list(); got != "a-1 a-2" || m.MessageList()[0].Text != "Abran la biblioteca. #OpenIt" || m.MessageList()[0].About != "Everyone · warm" {
		t.Errorf("Spanish: %+v", m.MessageList())
	}
	for _, options := range [][]model.Option{m.MessageLanguages(), m.Networks(), m.CardsPerSheet()} {
		if n := len(slices.DeleteFunc(slices.Clone(options), func(o model.Option) bool { return !o.Picked })); n != 1 {
			t.Errorf("%d of %v are picked", n, options)
		}
	}
}

// A room of people takes turns: nobody gets a line that another one has, until
// all are used; another event begins anew, and the first one's are remembered.
func TestNextUnused(t *testing.T) {
	m := newMailroom(t)
	typed(m.world, model.City, "Nairobi")
	var got []string
	for range 3 {
		text, ok := m.CopyNext()
		if !ok || slices.Contains(got, text) {
			t.Errorf("%q again, %v", text, got)
		}
		got = append(got, text)
	}
	if want := "Open the library. #OpenIt https://example.org/page"; got[0] != want {
		t.Errorf("%q, want %q", got[0], want)
	}
	if _, ok := m.CopyNext(); ok || m.Notice().Text != "All of these were copied." || m.list() != "a-1* a-2* (a-3*)" {
		t.Errorf("%v, %s", m.Notice(), m.list())
	}
	if text, ok := m.CopyMessage(); !ok || text != got[2] || m.UsedLine() != "3 messages, 3 copied." {
		t.Errorf("the same once more: %q, %s", text, m.UsedLine())
	}
	m.PickMessageLanguage("es")
	if m.list() != "a-1 a-2" {
		t.Errorf("another language is used up: %s", m.list())
	}
	m.PickMessageLanguage("en")
	typed(m.world, model.City, "Lima")
	if m.AnyCopied() {
		t.Error("another event has copied something")
	}
	typed(m.world, model.City, "Nairobi")
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	m.start()
	if m.list() != "a-1* a-2* a-3*" {
		t.Errorf("after another start: %s", m.list())
	}
	m.ResetCopied()
	if m.AnyCopied() || m.list() != "a-1 a-2 a-3" {
		t.Errorf("after starting over: %s", m.list())
	}
}

// Lengths are of what is copied, and follow the typing.
func TestLengths(t *testing.T) {
	m := newMailroom(t)
	if m.Lengths() != nil || m.Post() != "" || m.Composer() != "" {
		t.Errorf("nothing is shown: %v", m.Lengths())
	}
	m.PickMessage("a-1")
	const link = " https://example.org/page"
	text, _ := m.MessageText()
	lengths := func() string {
		var out []string
		for _, l := range m.Lengths() {
			if l.Over {
				l.Text += "!"
			}
			out = append(out, l.Text)
		}
		return strings.Join(out, "; ")
	}
	n := len(text)
	if got, want := lengths(), fmt.Sprintf("X %d of 280; Mastodon %d of 500; Bluesky %d of 300", n+24, n+24, n+len(link)); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	m.ToggleLink()
	if got, want := lengths(), fmt.Sprintf("X %d of 280; Mastodon %d of 500; Bluesky %d of 300", n, n, n); got != want || m.WithLink() {
		t.Errorf("%s, want %s", got, want)
	}
	m.ToggleLink()
	m.TypeMessage(strings.Repeat("a", 290) + " #OpenIt")
	if got := lengths(); got != "X 298 of 280, 18 too many!; Mastodon 298 of 500; Bluesky 298 of 300" {
		t.Error(got)
	}
	if strings.Contains(m.Post(), link) {
		t.Error("the address makes it too long and came along")
	}
	m.TypeMessage("Open it\uFEFF. #OpenIt")
	if got := lengths(); !strings.Contains(got, "refuses a character!") {
		t.Error(got)
	}
	m.TypeMessage(strings.Repeat("a", 5000))
	if text, _ := m.MessageText(); len(text) > 100 {
		t.Error("a text without end was taken")
	}
}

func TestMessageHint(t *testing.T) {
	m := newMailroom(t)
	m.NewMessage()
	for text, want := range map[string]string{
		"Open it. #OpenIt": "", "Open it.": "None of the campaign’s hashtags is in it.",
		"Open it. #openit": "The campaign writes it #OpenIt.", "Open it. #other": "None of the campaign’s hashtags is in it.",
	} {
		if m.TypeMessage(text); m.MessageHint() != want {
			t.Errorf("%s: %q, want %q", text, m.MessageHint(), want)
		}
	}
}

// One's own messages and changed copies are kept with the event; the kit's stay
// as they are.
func TestOwnMessages(t *testing.T) {
	m := newMailroom(t)
	m.PickMessage("a-2")
	m.TypeMessage("We need a place. #OpenIt")
	if !m.MessageChanged() || m.MessageOwn() {
		t.Error("a change isn't seen")
	}
	m.KeepMessage()
	m.NewMessage()
	if text, ok := m.MessageText(); !ok || text != "#OpenIt" {
		t.Errorf("a new one begins with %q", text)
	}
	m.TypeMessage(" Come and read. #OpenIt\n")
	m.KeepMessage()
	if m.list() != "own-1 (own-2) a-1 a-2 a-3" || !m.MessageOwn() || !m.MessageList()[0].Own || m.MessageList()[1].Text != "Come and read. #OpenIt" {
		t.Errorf("%s %+v", m.list(), m.MessageList())
	}
	m.CopyMessage()
	m.TypeMessage("Come and read today. #OpenIt")
	m.KeepMessage()
	if m.list() != "own-1 (own-2) a-1 a-2 a-3" {
		t.Errorf("another text counts as copied, or is there twice: %s", m.list())
	}
	m.TypeMessage("x")
	m.DropMessage() // forgets the change
	if text, _ := m.MessageText(); text != "Come and read today. #OpenIt" {
		t.Errorf("after forgetting: %q", text)
	}
	m.PickMessage("own-1")
	m.DropMessage()
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	m.start()
	if m.list() != "own-2 a-1 a-2 a-3" {
		t.Errorf("after another start: %s", m.list())
	}
	m.NewMessage()
	m.TypeMessage("")
	if m.KeepMessage(); m.list() != "own-2 a-1 a-2 a-3" {
		t.Errorf("an empty one was kept: %s", m.list())
	}
	m.DropMessage()
	if _, ok := m.MessageText(); ok {
		t.Error("a new one that was dropped is still shown")
	}
}

// The clock is in the event's zone, ticks while somebody looks and stands when
// it is over.
func TestStormClock(t *testing.T) {
	m := newMailroom(t)
	check := func(left string) {
		t.Helper()
		if line, got := m.StormLine(); line != "16:00 EAT, Wednesday 3 March 2027" || got != left {
			t.Errorf("%s, %s; want %s", line, got, left)
		}
	}
	check("in 2 days")
	m.now = time.Date(2027, 3, 3, 11, 59, 30, 0, time.UTC)
	check("in 1:00:30")
	m.parts = 0
	m.Go(model.RoomMessages)
	m.now = m.now.Add(time.Second)
	m.bell.ring()
	if !m.parts.Has(model.PartStorm) {
		t.Error("the clock doesn't tick")
	}
	check("in 1:00:29")
	if w := m.Wall(); w.Count != "1:00:29" || w.Hour != "16:00" || w.Title != "The storm" || w.Tag != "#OpenIt" || w.On ||
		w.Day != "Wednesday 3 March 2027 · EAT" || !strings.HasPrefix(w.Address, "https://x.com/intent/post?text=%23OpenIt%20https") {
		t.Errorf("%+v", w)
	}
	m.now = time.Date(2027, 3, 3, 13, 0, 0, 0, time.UTC)
	check("now")
	if w := m.Wall(); !w.On || w.Count != "" {
		t.Errorf("%+v", w)
	}
	m.now = m.now.Add(2 * time.Hour)
	check("over")
	m.SetWall(true)
	m.parts = 0
	m.now = m.now.Add(time.Second)
	m.bell.ring()
	m.bell.ring()
	if m.SetWall(false); m.parts.Has(model.PartStorm) {
		t.Error("it ticks though it is over")
	}
}

func TestReminder(t *testing.T) {
	m := newMailroom(t)
	m.ToggleReminder()
	start := time.Date(2027, 3, 3, 13, 0, 0, 0, time.UTC)
	if !m.Reminding() || len(m.told.at) != 2 || !m.told.at["id-0"].Equal(start.Add(-15*time.Minute)) || !m.told.at["id-1"].Equal(start) {
		t.Errorf("%v", m.told.at)
	}
	if m.ToggleReminder(); m.Reminding() || len(m.told.at) != 0 {
		t.Errorf("not taken back: %v", m.told.at)
	}
	m.told.err = errors.New("no bus")
	if m.ToggleReminder(); m.Reminding() || !m.Notice().Bad {
		t.Errorf("%v", m.Notice())
	}
	m.now = start.Add(time.Hour)
	if m.ToggleReminder(); m.CanRemind() || m.Reminding() {
		t.Error("it reminds of what was")
	}
}

func TestSaveCards(t *testing.T) {
	m := newMailroom(t)
	typed(m.world, model.City, "Nairobi")
	m.PickAudience("students")
	m.SaveCards()
	path := filepath.Join(m.out, "Nairobi-cards-en.pdf")
	if data, err := os.ReadFile(path); err != nil || !strings.HasPrefix(string(data), "%PDF-") {
		t.Fatalf("%v", err)
	}
	if n := m.Notice(); n.Bad || n.Text != "Saved Nairobi-cards-en.pdf." || !strings.HasPrefix(n.Hint, "8 cards on 1 sheet.") {
		t.Errorf("%+v", n)
	}
	if m.OpenSavedHere(); !slices.Equal(m.shown, []string{path}) || m.SavedHere() != path {
		t.Errorf("shown %q", m.shown)
	}
	m.PickCardsPerSheet("10")
	m.PickNetwork("bluesky")
	m.SaveCards()
	if n := m.Notice(); n.Text != "Saved Nairobi-cards-en 2.pdf." || !strings.HasPrefix(n.Hint, "10 cards on 1 sheet.") {
		t.Errorf("%+v", n)
	}
	m.SaveICS()
	if data, err := os.ReadFile(filepath.Join(m.out, "Nairobi-storm.ics")); err != nil || !strings.Contains(string(data), "DTSTART:20270303T130000Z") {
		t.Errorf("%v, %s", err, data)
	}
	m.SearchMessages("zebra")
	if m.SaveCards(); m.Notice().Text != "No message is like that." {
		t.Errorf("%+v", m.Notice())
	}
}

// A code that can't be read leaves no file.
func TestSaveCardsUnread(t *testing.T) {
	m := newMailroom(t, func(p *model.Params) { p.ReadBack = func(*page.Page) error { return errBroken } })
	m.SaveCards()
	if !m.Notice().Bad {
		t.Errorf("%+v", m.Notice())
	}
	if entries, err := os.ReadDir(m.out); err == nil && len(entries) > 0 {
		t.Errorf("%v is there", entries)
	}
	m.PickMessage("a-1")
	if m.CodePicture(m.Composer(), 500, 500) != nil {
		t.Error("a code that can't be read is shown")
	}
}

func TestCodePicture(t *testing.T) {
	m := newMailroom(t)
	m.PickMessage("a-1")
	img := m.CodePicture(m.Composer(), 600, 500)
	if img == nil || img.Bounds().Dx() > 500 || img.Bounds().Dx() < 300 || img.Bounds().Dx() != img.Bounds().Dy() {
		t.Fatalf("%v", img)
	}
	for what, img := range map[string]any{
		"no room": m.CodePicture(m.Composer(), 60, 60), "no address": m.CodePicture("", 500, 500),
		"too long": m.CodePicture(strings.Repeat("a", 3000), 500, 500), "not ASCII": m.CodePicture("é", 500, 500),
	} {
		if fmt.Sprint(img) != "<nil>" {
			t.Errorf("%s: %v", what, img)
		}
	}
}

func TestParted(t *testing.T) {
	for text, want := range map[string][2]string{
		"Open it. #OpenIt #Now": {"Open it.", "#OpenIt #Now"}, "Open #it now": {"Open #it now", ""}, "": {"", ""},
	} {
		if body, tail := model.Parted(text); body != want[0] || tail != want[1] {
			t.Errorf("%s: %q, %q", text, body, tail)
		}
	}
}
