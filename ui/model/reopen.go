package model

import (
	"cmp"
	"context"
	"path/filepath"

	"eventkit/kit/genuine"
	"eventkit/kit/seal"
	"eventkit/kit/wave"
)

// passed is what a kit beside the program is shown in place of: the kit of last
// time, which is the one of next time unless another is opened by hand.
type passed struct{ shown, last string }

// firstKit opens the kit to begin with: that of last time, or what goes before
// it because of the kit beside the program.
func (s *Studio) firstKit() {
	if s.p.KitFirst {
		kept := s.newerKept()
		if kept != s.mem.Kit {
			s.waves.passed = passed{kept, s.mem.Kit}
			s.mem.Kit = kept
		}
	}
	if s.mem.Kit == "" || !s.reopenKit(s.mem.Kit) || !s.p.KitFirst || s.notice.Bad {
		return
	}
	title, _, _ := s.kit.Title.In("en")
	s.notice = Notice{
		Text: "“" + title + "” " + s.kit.Version + " is open, which you took over; beside the program lies an older one, " + s.p.Kit.Version + ".",
		Hint: "The older one is under Open: the kit that comes with the program.",
	}
}

// newerKept is the kit that was taken over and is newer than the one that comes
// with the program; "" is none.
func (s *Studio) newerKept() string {
	dir := s.p.Store.Path(keptFolder, FileName(s.p.Kit.ID))
	if dir == "" {
		return ""
	}
	found, _ := wave.Find(dir) // without the folder nothing was taken over
	newest, path := s.p.Kit.Manifest, ""
	for _, f := range found {
		if wave.Stand(newest, f.Manifest) == wave.Newer {
			newest, path = f.Manifest, f.Path
		}
	}
	return path
}

// reopenKit opens the kit of last time; where it has gone, the kit that comes
// with the program takes its place.
func (s *Studio) reopenKit(path string) (open bool) {
	k, file, err := s.p.OpenKit(path)
	if err != nil {
		s.mem.Kit = ""
		s.notice = Notice{Text: "The kit of last time, " + filepath.Base(path) + ", couldn’t be opened.", Hint: "The kit that comes with the program is shown.", Bad: true}
		return false
	}
	if s.keptHere(path) && wave.Stand(k.Manifest, s.p.Kit.Manifest) == wave.Newer {
		// The program was renewed since a kit was taken over.
		_ = file.Close()
		s.mem.Kit = ""
		s.notice = Notice{Text: "The program came with a newer version of the kit: " + s.p.Kit.Version + ".", Hint: "It is used from now on. Your event and your own texts are as they were."}
		return false
	}
	s.kit, s.kitFile = k, file
	return true
}

// judgeOpen judges, in the background, a kit that nobody was asked about: the
// one beside the program, and that of last time, in whose place another one may
// lie by now. One that can't be used is closed again.
func (s *Studio) judgeOpen() {
	path, k := cmp.Or(s.mem.Kit, s.p.Beside), s.kit
	if path == "" {
		return
	}
	a := &arrival{path: path, Manifest: k.Manifest, standing: wave.Same}
	s.waves.judging.do(func(ctx context.Context) error {
		ring, err := s.ring()
		if err == nil {
			a.report, err = genuine.Check(ctx, k.FS(), ring, nil)
		}
		return err
	}, func(err error) {
		switch {
		case k != s.kit:
		case err != nil:
			s.putAside(path)
			s.fail(err)
		case !genuine.Usable(a.report):
			a.instead = s.putAside(path)
			s.decide(a)
		case a.report.State == seal.Stranger && s.waves.card.Empty():
			s.askPublisher(a.report, func() {}, nil)
		}
	})
}

// putAside shows another kit in place of one that was open and can't be used,
// and says which.
func (s *Studio) putAside(path string) (said string) {
	before := s.waves.passed
	defer func() { s.waves.passed = before }()
	if s.mem.Kit == path {
		s.OwnKit()
		return "It is the kit of last time, " + filepath.Base(path) + ". The kit that comes with the program is shown instead"
	}
	inside, err := s.p.Inside()
	if err != nil {
		s.fail(err)
		return ""
	}
	s.p.Kit, s.p.Beside = inside, ""
	s.useKit(inside, nil, "")
	return "It lies beside the program: " + filepath.Base(path) + ". The kit inside the program is shown instead"
}
