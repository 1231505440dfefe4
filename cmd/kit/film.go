package main

import (
	"bufio"
	"errors"
	"fmt"
	"image"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"eventkit/kit"
	"eventkit/kit/film"
	"eventkit/kit/output"
	"eventkit/kit/page/raster"
)

type filmCommand struct {
	kitFlag
	Name   string `arg:"" optional:"" help:"A film of the kit by its id. Default: the first." placeholder:"NAME"`
	Event  string `help:"The event, whose address the code of the film opens." placeholder:"event.toml"`
	Lang   string `help:"The language (BCP 47). Default: the kit's first." placeholder:"TAG"`
	At     string `help:"The moment that a picture shows, such as 12.5s. Default: the still of the whole." placeholder:"TIME"`
	Height int    `default:"720" help:"The height in px, 180 to 2160. Default: ${default}." placeholder:"PX"`
	List   bool   `help:"List the kit's films."`
	Output string `short:"o" help:"The file to write: a film, its captions, or a picture of it. Films need FFmpeg." placeholder:"FILE.webm|vtt|png"`
}

const framesPerSecond = 25

// Run makes a film that is drawn from the kit, its captions, or a picture.
func (c *filmCommand) Run(e *env) error {
	k, closer, err := c.open(e)
	if err != nil {
		return err
	}
	defer closer.Close()
	films, err := film.Read(k)
	if err != nil {
		return err
	}
	if c.List {
		for _, f := range films {
			title, _, _ := f.Title.In(append([]string{c.Lang}, k.Languages...)...)
			fmt.Fprintf(e.stdout, "%s\t%s\t%s\t%s, %s\n", f.ID, title, f.File, f.Credit, f.Licence)
		}
		return nil
	}
	f, err := c.pick(films)
	if err != nil {
		return err
	}
	if c.Output == "" {
		return &usageError{"no file is named", "Name one with -o FILE, or see --list."}
	}
	kind, err := format(c.Output, "webm", "vtt", "png")
	if err != nil {
		return err
	}
	lang := k.Languages[0]
	if c.Lang != "" {
		langs, err := languages(k, []string{c.Lang}, false)
		if err != nil {
			return err
		}
		lang = langs[0]
	}
	if kind == "vtt" {
		return e.write(c.Output, func(w io.Writer) error { return f.WriteVTT(w, k, lang) })
	}
	return c.draw(e, k, f, lang, kind)
}

func (c *filmCommand) pick(films []film.Film) (film.Film, error) {
	names := ids(films, func(f film.Film) string { return f.ID })
	if len(films) == 0 {
		return film.Film{}, &usageError{"the kit has no films", "Choose another kit with --kit."}
	}
	if c.Name == "" {
		return films[0], nil
	}
	i := slices.Index(names, c.Name)
	if i < 0 {
		return film.Film{}, unknown("film", c.Name, names)
	}
	return films[i], nil
}

// draw writes a film or a picture of it.
func (c *filmCommand) draw(e *env, k *kit.Kit, f film.Film, lang, kind string) error {
	if c.Height < 180 || c.Height > 2160 {
		return &usageError{"the height is out of range", "Give --height from 180 to 2160 px."}
	}
	if len(f.Scenes) == 0 {
		return &usageError{f.ID + " is a finished film", "Only a film that is drawn from the kit can be made anew."}
	}
	ev, err := readEvent(c.Event)
	if err != nil {
		return err
	}
	lib, err := library()
	if err != nil {
		return err
	}
	reel, err := film.New(lib, k, ev, f, lang)
	if err != nil {
		return err
	}
	if err := reel.ReadBack(); err != nil {
		return err
	}
	if kind == "webm" {
		return c.record(e, k, f, reel)
	}
	at := f.StillAt()
	if c.At != "" {
		if at, err = time.ParseDuration(c.At); err != nil {
			return &usageError{fmt.Sprintf("%q is no time", c.At), "Write it like 12.5s."}
		}
	}
	img, err := c.frame(reel, at)
	if err != nil {
		return err
	}
	return e.write(c.Output, func(w io.Writer) error { return raster.EncodePNG(w, img, 96) })
}

func (c *filmCommand) frame(r *film.Reel, at time.Duration) (*image.RGBA, error) {
	return raster.PaintFit(r.Frame(at), c.Height*16/9, c.Height)
}

// record has FFmpeg make a film of the frames. It is written beside its place
// and moved there when it is whole.
func (c *filmCommand) record(e *env, k *kit.Kit, f film.Film, r *film.Reel) error {
	ffmpeg, err := exec.LookPath("ffmpeg")
	if err != nil {
		return &usageError{"films are made with FFmpeg, which isn't on this computer", "Install FFmpeg, or take the film that is in the kit."}
	}
	if c.Output == toStdout {
		return &usageError{"a film needs a file", "Name one with -o FILE.webm."}
	}
	dir, err := os.MkdirTemp(scratch(), "eventkit-film")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	made := filepath.Join(dir, "film.webm")
	args := []string{
		"-v", "error", "-f", "rawvideo", "-pix_fmt", "rgba", "-s", fmt.Sprintf("%dx%d", c.Height*16/9, c.Height),
		"-r", strconv.Itoa(framesPerSecond), "-i", "-",
	}
	sound, err := c.sound(k, f, r.Length(), dir)
	if err != nil {
		return err
	}
	args = append(args, sound...)
	args = append(args, "-c:v", "libvpx-vp9", "-pix_fmt", "yuv420p", "-crf", "34", "-b:v", "0", "-g", "250", "-row-mt", "1", "-cpu-used", "2",
		"-fflags", "+bitexact", "-flags:v", "+bitexact", "-map_metadata", "-1", made)
	cmd := exec.CommandContext(e.ctx, ffmpeg, args...)
	cmd.Stderr = e.stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	feedErr := c.feed(e, r, in)
	if err := errors.Join(feedErr, cmd.Wait()); err != nil {
		if e.ctx.Err() != nil {
			return e.ctx.Err()
		}
		return fmt.Errorf("FFmpeg couldn’t make the film: %w", err)
	}
	whole, err := os.Open(made)
	if err != nil {
		return err
	}
	defer whole.Close()
	if err := output.WriteFile(c.Output, func(w io.Writer) error {
		_, err := io.Copy(w, whole)
		return err
	}); err != nil {
		return err
	}
	e.say("%s: %.0f seconds.", c.Output, r.Length().Seconds())
	return nil
}

// feed gives FFmpeg one frame after the other.
func (c *filmCommand) feed(e *env, r *film.Reel, in io.WriteCloser) error {
	n := int(r.Length().Seconds() * framesPerSecond)
	bar := newProgress(e.stderr, n)
	defer bar.done()
	w := bufio.NewWriterSize(in, 1<<20)
	for i := range n {
		if err := e.ctx.Err(); err != nil {
			in.Close()
			return err
		}
		img, err := c.frame(r, time.Duration(i)*time.Second/framesPerSecond)
		if err == nil {
			_, err = w.Write(img.Pix)
		}
		if err != nil {
			in.Close()
			return err
		}
		bar.step()
	}
	return errors.Join(w.Flush(), in.Close())
}

// sound takes the film's music out of the kit, and says how FFmpeg is to use it.
func (c *filmCommand) sound(k *kit.Kit, f film.Film, length time.Duration, dir string) ([]string, error) {
	if f.Sound == "" {
		return nil, nil
	}
	from, err := k.FS().Open(f.Sound)
	if err != nil {
		return nil, err
	}
	defer from.Close()
	path := filepath.Join(dir, "sound"+filepath.Ext(f.Sound))
	to, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fs.FileMode(0o600))
	if err != nil {
		return nil, err
	}
	_, err = io.Copy(to, from)
	if err := errors.Join(err, to.Close()); err != nil {
		return nil, err
	}
	const fade = 2.0
	seconds := length.Seconds()
	return []string{
		"-i", path, "-t", fmt.Sprintf("%.3f", seconds), "-af", fmt.Sprintf("afade=t=out:st=%.3f:d=%g", seconds-fade, fade),
		"-c:a", "libopus", "-b:a", "96k", "-flags:a", "+bitexact",
	}, nil
}
