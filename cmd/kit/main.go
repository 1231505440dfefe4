// Command kit does from a terminal what the window does: it makes placards and
// codes, lists and checks kits, and begins an event. It is pure Go and needs
// no display.
//
// It exits with 0 when the work is done, 1 when the content or the disk is in
// the way, and 2 when the command itself is wrong. Messages go to standard
// error. After a failure there is no new file, and one that was there is as it
// was.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"eventkit/kit/explain"
)

// version is that of FyneApp.toml; a test compares them.
const version = "0.1.0"

// The exit codes.
const (
	exitDone    = 0
	exitContent = 1
	exitCommand = 2
)

type commands struct {
	Placard    placardCommand    `cmd:"" help:"Make a placard, or one for every row of a table, as PDF or PNG."`
	Poster     posterCommand     `cmd:"" help:"Make posters of a kit, as PDF or PNG."`
	Graphics   graphicsCommand   `cmd:"" help:"Make pictures for social networks, with the text alternative beside each."`
	QR         qrCommand         `cmd:"" name:"qr" help:"Make a code alone, as SVG, PDF or PNG."`
	Letter     letterCommand     `cmd:"" help:"Make the letter to the mission, as PDF, HTML or plain text."`
	Briefing   briefingCommand   `cmd:"" help:"Make the briefing: one page on what happened and what is asked, as PDF, HTML or plain text."`
	Sheet      sheetCommand      `cmd:"" help:"Make numbered signature sheets, as PDF."`
	Receipt    receiptCommand    `cmd:"" help:"Make the receipt in two copies, the form for a refusal and the checklist, as PDF."`
	Song       songCommand       `cmd:"" help:"Make a lyric sheet of a song, as PDF, or list the songs."`
	Film       filmCommand       `cmd:"" help:"Make a film that is drawn from the kit, its captions, or a picture of it."`
	Tally      tallyCommand      `cmd:"" help:"Count signatures by sheet, without names."`
	Messages   messagesCommand   `cmd:"" help:"List the messages for social networks, or make cards of paper whose codes open a composer with one."`
	Storm      stormCommand      `cmd:"" help:"Say when everyone posts at once, in the event's own time zone, or write it for calendars."`
	Site       siteCommand       `cmd:"" help:"Make START-HERE.html: everything of a kit on one page that opens without a network."`
	List       listCommand       `cmd:"" help:"List templates, posters, slogans, languages, palettes and papers."`
	Check      checkCommand      `cmd:"" help:"Check a kit: every problem with its file, line and mend."`
	Event      eventCommand      `cmd:"" help:"Work with event files."`
	Pack       packCommand       `cmd:"" help:"Make everything for one event, in the order in which it is printed."`
	Drives     drivesCommand     `cmd:"" help:"List the sticks and cards that are plugged in."`
	Copy       copyCommand       `cmd:"" help:"Copy everything onto sticks, check every one, and say what became of it."`
	Share      shareCommand      `cmd:"" help:"Show a folder to the phones on this network until Ctrl+C, with a code and a sign for the table."`
	Verify     verifyCommand     `cmd:"" help:"Say whether a folder or a kit is complete and genuine."`
	Repair     repairCommand     `cmd:"" help:"Mend a folder from a good copy."`
	Diff       diffCommand       `cmd:"" help:"List the files in which two folders or kits differ."`
	Update     updateCommand     `cmd:"" help:"Add an update to the version of a kit that it was made for."`
	PackUpdate packUpdateCommand `cmd:"" name:"pack-update" help:"Make an update: what turns a kit into a later version of it."`
	Seal       sealCommand       `cmd:"" help:"List a folder's sums, and sign them."`
	Key        keyCommand        `cmd:"" help:"Make and show publishers' keys, and accept them."`

	Version kong.VersionFlag `help:"Print the version and stop."`
}

// env is what a command works with.
type env struct {
	ctx    context.Context
	stdout io.Writer
	stderr io.Writer
}

func main() {
	// A command is short and leaves little behind it: memory up to a bound is
	// cheaper than collecting it.
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(72 << 20)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// The first Ctrl+C cancels and cleans up; a second one ends at once.
	context.AfterFunc(ctx, stop)
	code := run(&env{ctx, os.Stdout, os.Stderr}, os.Args[1:])
	stop()
	os.Exit(code)
}

func run(e *env, args []string) int {
	parser := kong.Must(new(commands),
		kong.Name("kit"),
		kong.Description("Everything for an event table, from a kit and an event file: sheets, codes, songs, messages, sticks.\n\n"+
			"Sizes are in millimetres, distances in metres, densities in dots per inch. "+
			"What isn't said comes from the event, else from the kit; without --kit it is the kit beside the program, else the built-in one."),
		kong.Writers(e.stdout, e.stderr),
		kong.Vars{"version": "kit " + version},
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	command, err := parser.Parse(args)
	if err == nil {
		err = command.Run(e)
	}
	return e.report(err)
}

// usageError is a command that is wrong: exit code 2.
type usageError struct{ what, mend string }

// Error returns what is wrong and the mend.
func (u *usageError) Error() string { return u.what + "; " + u.mend }

// silentError is a failure that has been reported already.
type silentError struct{}

// Error is never shown.
func (silentError) Error() string { return "reported" }

// report says what went wrong, on standard error, and returns the exit code.
func (e *env) report(err error) int {
	var wrong *usageError
	var parse *kong.ParseError
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &silentError{}):
		return exitContent
	case errors.As(err, &wrong):
		e.say("kit: %s", wrong.what)
		e.say("  %s", strings.ReplaceAll(wrong.mend, "\n", "\n  "))
		return exitCommand
	case errors.As(err, &parse):
		e.say("kit: %s", strings.Replace(parse.Error(), `expected "<`, `missing "<`, 1))
		e.say("  See %s --help.", strings.TrimSpace("kit "+commandOf(parse)))
		return exitCommand
	}
	m := explain.Explain(err)
	m.Title = "kit: " + m.Title
	e.tell(m)
	return exitContent
}

// commandOf is the command in which something was wrong, as far as it is known.
func commandOf(wrong *kong.ParseError) string {
	if wrong.Context == nil {
		return ""
	}
	return wrong.Context.Command()
}

// tell says a message on standard error, its parts indented below its title.
func (e *env) tell(m explain.Message) {
	e.say("%s", m.Title)
	for _, part := range []string{m.Text, m.Hint} {
		if part != "" {
			e.say("  %s", strings.ReplaceAll(part, "\n", "\n  "))
		}
	}
}

// say writes a line to standard error.
func (e *env) say(format string, args ...any) {
	fmt.Fprintf(e.stderr, format+"\n", args...)
}
