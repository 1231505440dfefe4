package kit

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"io/fs"
	"path"
	"strings"

	"eventkit/kit/artwork"
)

// maxHeader is the most bytes before a picture's size is known; photographs
// carry previews and colour profiles there.
const maxHeader = 16 << 20

// ReadPicture decodes a PNG or a JPEG of a kit. Its size is judged by the
// header before a pixel is decoded: the error is a [*LimitError] above
// [Limits.Pixels].
func ReadPicture(fsys fs.FS, name string) (image.Image, error) {
	return DefaultLimits().ReadPicture(fsys, name)
}

// ReadPicture is [ReadPicture] with other limits.
func (l Limits) ReadPicture(fsys fs.FS, name string) (image.Image, error) {
	if err := l.judgePicture(fsys, name); err != nil {
		return nil, err
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := bufio.NewReader(f)
	decode := jpeg.Decode
	if isPNG(r) {
		decode = png.Decode
	}
	img, err := decode(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return img, nil
}

func (l Limits) judgePicture(fsys fs.FS, name string) error {
	f, err := fsys.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	r := bufio.NewReader(io.LimitReader(f, maxHeader))
	decode := jpeg.DecodeConfig
	if isPNG(r) {
		decode = png.DecodeConfig
	}
	c, err := decode(r)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if pixels := int64(c.Width) * int64(c.Height); pixels > l.Pixels {
		return &LimitError{File: printable(name), What: "pixels", Got: pixels, Max: l.Pixels}
	}
	return nil
}

func isPNG(r *bufio.Reader) bool {
	head, _ := r.Peek(8)
	return bytes.Equal(head, []byte("\x89PNG\r\n\x1a\n"))
}

// checkPictures judges every picture by its header, other than posters, which
// are looked at for themselves.
func (l Limits) checkPictures(t *tree, posters map[string]bool) Problems {
	var out Problems
	for _, name := range t.files() {
		switch strings.ToLower(path.Ext(name)) {
		case ".png", ".jpg", ".jpeg":
			if posters[name] {
				continue
			}
			if err := l.judgePicture(t, name); err != nil {
				out = append(out, l.badPicture(t, name, err))
			}
		}
	}
	return out
}

// badPicture says what a picture is that can't be read.
func (l Limits) badPicture(t *tree, name string, err error) Problem {
	var limit *LimitError
	var e *artwork.Error
	if !errors.As(err, &limit) {
		if _, what := artwork.Measure(context.Background(), t, name, nil); errors.As(what, &e) {
			return Problem{File: printable(name), Line: e.Line, What: visible(e.What), Mend: e.Mend, Err: e}
		}
	}
	return unreadable(name, err)
}
