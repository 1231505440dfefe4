package share

import (
	"path"
	"strings"
)

// kind is how a browser is to take a file.
type kind struct {
	// mime is the content type (RFC 9110, 8.3).
	mime string
	// save says that it is to be saved and not opened.
	save bool
	// fresh says that a browser asks each time whether it has changed.
	fresh bool
	// drawing says that it is a document that needs styles of its own.
	drawing bool
	// text says that it becomes much smaller when it is squeezed.
	text bool
}

// kinds are the content types by ending. The system's own table is not asked:
// on some computers other programs have changed it.
var kinds = map[string]kind{
	".html":  {mime: "text/html; charset=utf-8", fresh: true, text: true},
	".htm":   {mime: "text/html; charset=utf-8", fresh: true, text: true},
	".css":   {mime: "text/css; charset=utf-8", fresh: true, text: true},
	".js":    {mime: "text/javascript; charset=utf-8", fresh: true, text: true},
	".mjs":   {mime: "text/javascript; charset=utf-8", fresh: true, text: true},
	".json":  {mime: "application/json", text: true},
	".txt":   {mime: "text/plain; charset=utf-8", text: true},
	".md":    {mime: "text/plain; charset=utf-8", text: true},
	".toml":  {mime: "text/plain; charset=utf-8", text: true},
	".lrc":   {mime: "text/plain; charset=utf-8", text: true},
	".csv":   {mime: "text/csv; charset=utf-8", text: true},
	".vtt":   {mime: "text/vtt; charset=utf-8", text: true},
	".svg":   {mime: "image/svg+xml", drawing: true, text: true},
	".png":   {mime: "image/png"},
	".jpg":   {mime: "image/jpeg"},
	".jpeg":  {mime: "image/jpeg"},
	".webp":  {mime: "image/webp"},
	".gif":   {mime: "image/gif"},
	".avif":  {mime: "image/avif"},
	".ico":   {mime: "image/x-icon"},
	".pdf":   {mime: "application/pdf"},
	".ogg":   {mime: "audio/ogg"},
	".oga":   {mime: "audio/ogg"},
	".opus":  {mime: "audio/ogg"},
	".mp3":   {mime: "audio/mpeg"},
	".m4a":   {mime: "audio/mp4"},
	".flac":  {mime: "audio/flac"},
	".wav":   {mime: "audio/wav"},
	".mid":   {mime: "audio/midi"},
	".mp4":   {mime: "video/mp4"},
	".m4v":   {mime: "video/mp4"},
	".webm":  {mime: "video/webm"},
	".ogv":   {mime: "video/ogg"},
	".woff":  {mime: "font/woff"},
	".woff2": {mime: "font/woff2"},
	".ttf":   {mime: "font/ttf", text: true},
	".otf":   {mime: "font/otf", text: true},
	".zip":   {mime: "application/zip", save: true},
}

// kindOf is the kind of a file by its name; what isn't known is saved.
func kindOf(name string) kind {
	if k, ok := kinds[strings.ToLower(path.Ext(name))]; ok {
		return k
	}
	switch path.Base(name) {
	case "README", "LICENSE", "SHA256SUMS":
		return kinds[".txt"]
	}
	return kind{mime: "application/octet-stream", save: true}
}
