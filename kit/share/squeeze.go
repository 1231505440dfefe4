package share

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"strings"
)

// Texts are kept in memory a second time, made small (RFC 1952): a table's
// Wi-Fi is the slowest part of a share.
const (
	maxSqueezed  = 4 << 20  // of a file
	maxSqueezing = 64 << 20 // of all files of a list
)

// squeeze keeps the file small as well, if that gains a tenth or more.
func (f *file) squeeze() error {
	if !f.kind.text || f.info.Size() > maxSqueezed {
		return nil
	}
	var small bytes.Buffer
	z, err := gzip.NewWriterLevel(&small, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := io.Copy(z, io.NewSectionReader(f.at, 0, f.info.Size())); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	if int64(small.Len()) < f.info.Size()*9/10 {
		f.small = bytes.Clone(small.Bytes())
	}
	return nil
}

// takesSmall reports whether whoever asks reads gzip and wants the whole (RFC
// 9110, 12.5.3); who says that it weighs nothing doesn't.
func takesSmall(r *http.Request) bool {
	if r.Header.Get("Range") != "" {
		return false
	}
	for coding := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		name, weight, weighed := strings.Cut(coding, ";")
		if strings.EqualFold(strings.TrimSpace(name), "gzip") {
			return !weighed || strings.Trim(weight, " \tq=0.") != ""
		}
	}
	return false
}
