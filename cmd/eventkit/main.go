// Command eventkit is the desktop program: someone fills in an event, sees the
// placard or the poster change, and saves a PDF.
//
//	eventkit [--kit PATH] [--storage DIR] [--out DIR] [EVENT.toml | KIT]
package main

import (
	"flag"
	"fmt"
	"os"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/lang"

	"eventkit/assets"
	"eventkit/kit/drive"
	"eventkit/kit/genuine"
	"eventkit/kit/letter"
	"eventkit/kit/nearby"
	"eventkit/kit/placard"
	"eventkit/kit/poster"
	"eventkit/kit/qr"
	"eventkit/kit/sheet"
	"eventkit/kit/song"
	"eventkit/kit/stick"
	"eventkit/kit/storm"
	"eventkit/kit/tablesign"
	"eventkit/kit/typeset"
	"eventkit/ui"
	"eventkit/ui/model"
	"eventkit/ui/player"
)

// What the program calls itself, here and in FyneApp.toml.
const (
	appID   = "eventkit.desktop"
	appName = "Event Kit"
	version = "0.1.0"
)

func main() {
	opt := options{drives: drive.List}
	flag.StringVar(&opt.kit, "kit", "", "a kit (a .kit file or a folder) in place of the one that lies beside the program or, built-in, inside it")
	flag.StringVar(&opt.storage, "storage", "", "the folder of the program's own memory")
	flag.StringVar(&opt.out, "out", "", "the folder in which files are saved")
	show := flag.Bool("version", false, "print the version and stop")
	flag.Parse()
	if *show {
		fmt.Println(appName, version)
		return
	}
	if noDisplay() {
		fmt.Fprintln(os.Stderr, "eventkit: there is no display here; the program kit makes the same pages without one")
		os.Exit(1)
	}
	if err := run(opt, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "eventkit:", err)
		os.Exit(1)
	}
}

type options struct {
	kit, storage, out string
	drives            func() ([]drive.Drive, error) // that can be written
}

func run(opt options, open []string) error {
	place := nearby.Here()
	home := homeAt(place)
	own, err := kitFor(place, opt.kit)
	if err != nil {
		return err
	}
	lib, err := typeset.New(assets.Fonts(), typeset.WithFallback(typeset.ComputerFonts(home.cache)))
	if err != nil {
		return err
	}
	if opt.kit != "" && opt.kit != builtIn {
		open = append([]string{opt.kit}, open...)
	}
	posters := poster.New(lib)
	posters.PDF = poster.PDFs(home.cache)
	icon := fyne.NewStaticResource("icon.png", assets.Icon())
	app.SetMetadata(fyne.AppMetadata{ID: appID, Name: appName, Version: version, Icon: icon, Migrations: map[string]bool{"fyneDo": true}})
	a := app.NewWithID(appID)
	a.SetIcon(icon)
	switch {
	case opt.storage != "":
	case home.fixed:
		opt.storage = home.storage
	default:
		opt.storage = a.Storage().RootURI().Path()
	}
	if opt.out == "" {
		opt.out = home.out
	}
	notice := own.notice
	if notice.Text == "" || home.notice.Bad && !notice.Bad {
		notice = home.notice
	}
	// A file with a program's name that is none doesn't go along; the room of
	// the sticks says which do.
	programs, _ := place.Programs(true)
	speaker := player.New()
	u, err := ui.New(ui.Params{
		App: a, Fonts: assets.Fonts(), Icon: icon,
		Kit: own.kit, Beside: own.beside, Inside: inside, KitFirst: own.beside != "" && home.travels == "", Nearby: own.others, Notice: notice, Travels: home.travels, Show: home.show,
		Maker: placard.New(lib), Posters: posters,
		Letters: letter.New(lib), Forms: sheet.New(lib), Sound: speaker, Songs: song.New(lib), Storms: storm.New(lib), Library: lib,
		Sticks: &model.Sticks{
			Programs: programs, Drives: opt.drives, Make: model.Everything{Library: lib, Fonts: assets.Fonts()}.Make, Write: stick.Write, Verify: model.VerifyMedium,
			Eject: drive.Eject, Chime: speaker.Chime,
		},
		Sharing: &model.Sharing{
			Networks: model.SharedNetworks, Pages: model.Everything{Library: lib, Fonts: assets.Fonts()}.Pages, Start: model.StartSharing, Signs: tablesign.New(lib),
		},
		Storage: opt.storage, Folder: opt.out, Open: open,
		Zone: zone(), Lang: lang.SystemLocale().String(), Now: time.Now,
		OpenKit: genuine.OpenKit, ReadBack: qr.ReadBack, Monitor: monitor,
	})
	if err != nil {
		return err
	}
	u.Run()
	return nil
}
