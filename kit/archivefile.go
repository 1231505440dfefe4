package kit

import (
	"archive/zip"
	"compress/flate"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"time"
)

// WriteArchive writes a kit's files as a .kit file, which [OpenFile] opens.
// The same files give the same bytes: names are sorted, and times are the
// first that a zip knows. The error names a file that can't be read, or is
// that of w.
func WriteArchive(w io.Writer, fsys fs.FS) error {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestCompression)
	})
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if !d.Type().IsRegular() {
			return fmt.Errorf("%s: a kit holds files and folders only", printable(name))
		}
		return archiveFile(z, fsys, name)
	})
	if err != nil {
		return err
	}
	return z.Close()
}

// packed are the endings of files that don't get smaller.
var packed = " .jpg .jpeg .png .ogg .mp3 .flac .webm .mp4 .pdf .woff .woff2 "

func archiveFile(z *zip.Writer, fsys fs.FS, name string) error {
	h := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)}
	h.SetMode(0o644)
	if strings.Contains(packed, " "+strings.ToLower(path.Ext(name))+" ") {
		h.Method = zip.Store
	}
	to, err := z.CreateHeader(h)
	if err != nil {
		return err
	}
	from, err := fsys.Open(name)
	if err != nil {
		return err
	}
	defer from.Close()
	if _, err = io.Copy(to, from); err != nil {
		return fmt.Errorf("%s: %w", printable(name), err)
	}
	return nil
}
