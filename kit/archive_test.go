package kit_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"eventkit/kit"
)

func TestArchive(t *testing.T) {
	folder, err := kit.Open(sample())
	if err != nil {
		t.Fatal(err)
	}
	song := entry{name: "song/verse.txt", data: strings.Repeat("la ", 1000)}
	for name, entries := range map[string][]entry{
		"at the top":       sampleEntries(song),
		"with folders":     sampleEntries(entry{name: "song/"}, song),
		"folder last":      sampleEntries(song, entry{name: "song/"}),
		"in its folder":    inFolder("river/", sampleEntries(song)),
		"zipped on macOS":  append(inFolder("river/", sampleEntries(song)), entry{name: "__MACOSX/river/._kit.toml", data: "x"}),
		"stored":           sampleEntries(song, entry{name: "a", data: "b", header: func(h *zip.FileHeader) { h.Method = zip.Store }}),
		"names of accents": sampleEntries(song, entry{name: "posters/Rivière.txt", data: "x"}),
	} {
		t.Run(name, func(t *testing.T) {
			k, err := openZip(zipped(t, entries...), kit.DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(folder.Manifest, k.Manifest); d != "" {
				t.Error(d)
			}
			data, err := fs.ReadFile(k.FS(), "song/verse.txt")
			if err != nil || string(data) != song.data {
				t.Errorf("the verse reads %.20q, %v", data, err)
			}
			if err := fstest.TestFS(k.FS(), "kit.toml", "song/verse.txt"); err != nil {
				t.Error(err)
			}
		})
	}
}

func inFolder(top string, entries []entry) []entry {
	for i := range entries {
		entries[i].name = top + entries[i].name
	}
	return entries
}

func TestBadNames(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"../evil", "../evil: the path leads out of the kit"},
		{"a/../../evil", "the path leads out of the kit"},
		{"/etc/passwd", "the path starts with a slash"},
		{"C:/evil", `"C:" holds :, which Windows does not allow`},
		{`a\b`, `holds \, which Windows does not allow`},
		{"a//b", `"" is not a name`},
		{"./a", `"." is not a name`},
		{"what?.txt", "holds ?"},
		{"con", `"con" is the name of a device on Windows`},
		{"songs/Nul.tar.gz", `"Nul.tar.gz" is the name of a device`},
		{"COM¹.txt", "is the name of a device"},
		{"lpt9 .txt", "is the name of a device"},
		{"CONIN$", "is the name of a device"},
		{"a./b", `"a." ends with a dot or a space`},
		{"b ", "ends with a dot or a space"},
		{"tab\there", `holds the invisible character U+0009`},
		{"exe\u202egpj.txt", `holds the invisible character U+202E`},
		{"\xff\xfe", "is not UTF-8"},
		{strings.Repeat("é", 150), "is too long for Linux"},
		{strings.Repeat("a", 181), "181 UTF-16 units in the path, the most is 180"},
		{strings.Repeat("😀", 91), "182 UTF-16 units in the path"},
		{"1/2/3/4/5/6/7/8/9", "9 names deep, the most is 8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := openZip(zipped(t, sampleEntries(entry{name: c.name, data: "x"})...), kit.DefaultLimits())
			saidIn(t, err, c.want)
			if strings.ContainsAny(err.Error(), "\t\u202e") || !utf8.ValidString(err.Error()) {
				t.Errorf("the message repeats what cannot be seen: %q", err)
			}
			if fs.ValidPath(c.name) && utf8.ValidString(c.name) {
				_, err := kit.Open(with(c.name, "x"))
				saidIn(t, err, c.want)
			}
		})
	}
}

func TestGoodNames(t *testing.T) {
	names := []string{
		"console.txt", "com10", "lpt", "nulla", "aux-in.txt", ".hidden", "a.b.c", "1/2/3/4/5/6/7/8",
		strings.Repeat("a", 180), strings.Repeat("😀", 60), "ملصق.txt", "फ़ाइल.txt", "Plakat – ß.txt", "it's & more (2).txt",
	}
	for _, name := range names {
		if _, err := kit.Open(with(name, "x")); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestNamesThatLookAlike(t *testing.T) {
	for _, c := range []struct{ name, a, b, want string }{
		{"capitals", "posters/March.txt", "posters/march.txt", "cannot tell them apart"},
		{"the manifest in capitals", "KIT.TOML", "a", "cannot tell them apart"},
		{"folders", "Posters/a", "posters/b", "cannot tell them apart"},
		{"accents", "caf\u00e9", "cafe\u0301", "cannot tell them apart"},
		{"Greek", "ΟΔΟΣ", "οδος", "cannot tell them apart"},
		{"a file and a folder", "a", "a/b", "a file and a folder"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, pair := range [][2]string{{c.a, c.b}, {c.b, c.a}} {
				data := zipped(t, sampleEntries(entry{name: pair[0], data: "1"}, entry{name: pair[1], data: "2"})...)
				_, err := openZip(data, kit.DefaultLimits())
				saidIn(t, err, c.want)
			}
		})
	}
	_, err := openZip(zipped(t, sampleEntries(entry{name: "a", data: "1"}, entry{name: "a", data: "2"})...), kit.DefaultLimits())
	saidIn(t, err, "a: this file is there twice")
}

func TestBadEntries(t *testing.T) {
	mode := func(m fs.FileMode) func(*zip.FileHeader) { return func(h *zip.FileHeader) { h.SetMode(m) } }
	for _, c := range []struct {
		name string
		e    entry
		want string
	}{
		{"link", entry{"a", "/etc/passwd", mode(fs.ModeSymlink | 0o777)}, "a: links are not followed"},
		{"device", entry{"a", "", mode(fs.ModeDevice | fs.ModeCharDevice | 0o666)}, "a: this is a device, a pipe or a socket"},
		{"pipe", entry{"a", "", mode(fs.ModeNamedPipe | 0o666)}, "a: this is a device, a pipe or a socket"},
		{"folder without slash", entry{"a", "", mode(fs.ModeDir | 0o755)}, "a: this entry is a folder and a file at once"},
		{"password", entry{"a", "x", func(h *zip.FileHeader) { h.Flags |= 1 }}, "a: this entry is encrypted"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := openZip(zipped(t, sampleEntries(c.e)...), kit.DefaultLimits())
			saidIn(t, err, c.want)
		})
	}
	t.Run("method", func(t *testing.T) {
		data := rawZip(t, rawEntry{name: "a", method: 12, packed: []byte("x"), size: 1})
		_, err := openZip(data, kit.DefaultLimits())
		saidIn(t, err, "a: this entry is compressed by method 12")
	})
	t.Run("folder with words", func(t *testing.T) {
		data := bytes.ReplaceAll(rawZip(t, rawEntry{name: "a_", packed: []byte("x"), size: 1}), []byte("a_"), []byte("a/"))
		_, err := openZip(data, kit.DefaultLimits())
		saidIn(t, err, "a/: the sizes of this entry cannot be right")
	})
	t.Run("larger than the archive", func(t *testing.T) {
		data := zipped(t, entry{name: "a", data: "x"})
		at := bytes.Index(data, []byte("PK\x01\x02"))
		binary.LittleEndian.PutUint32(data[at+20:], 1<<30)
		_, err := openZip(data, kit.DefaultLimits())
		saidIn(t, err, "a: the sizes of this entry cannot be right")
	})
}

// rawEntry is an entry whose header says what the test wants.
type rawEntry struct {
	name   string
	method uint16
	packed []byte
	size   uint64
	crc    uint32
}

func rawZip(t *testing.T, entries ...rawEntry) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		f, err := w.CreateRaw(&zip.FileHeader{
			Name: e.name, Method: e.method, CRC32: e.crc, CompressedSize64: uint64(len(e.packed)), UncompressedSize64: e.size,
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(e.packed); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func deflated(t *testing.T, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func rawSample(t *testing.T, more ...rawEntry) []byte {
	t.Helper()
	var all []rawEntry
	for _, e := range sampleEntries() {
		all = append(all, rawEntry{e.name, zip.Deflate, deflated(t, []byte(e.data)), uint64(len(e.data)), crc32.ChecksumIEEE([]byte(e.data))})
	}
	return rawZip(t, append(all, more...)...)
}

func TestBombs(t *testing.T) {
	zeros := make([]byte, 11<<20)
	packed := deflated(t, zeros)
	for _, c := range []struct {
		name string
		e    rawEntry
		want string
	}{
		{"zip bomb", rawEntry{"bomb", zip.Deflate, packed, uint64(len(zeros)), crc32.ChecksumIEEE(zeros)}, "times larger when it is unpacked, the most is 200"},
		{"a claim of 4 GB", rawEntry{"huge", zip.Deflate, packed[:2000], 4<<30 - 1, 1}, "times larger when it is unpacked"},
		{"a claim above 4 GiB", rawEntry{"huge", zip.Deflate, packed, 4<<30 + 1, 1}, "4294967297 bytes when it is unpacked, the most is 4294967296"},
		{"a claim that is negative", rawEntry{"huge", zip.Deflate, packed, 1<<64 - 2, 1}, "bytes when it is unpacked"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := openZip(rawSample(t, c.e), kit.DefaultLimits())
			saidIn(t, err, c.e.name, c.want)
			limitIn(t, err)
		})
	}
}

// An entry that claims less than it holds stops where its claim ends.
func TestEntryThatLies(t *testing.T) {
	words := bytes.Repeat([]byte("more than it says "), 5000)
	k, err := openZip(rawSample(t, rawEntry{"liar", zip.Deflate, deflated(t, words), 100, crc32.ChecksumIEEE(words)}), kit.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	data, err := fs.ReadFile(k.FS(), "liar")
	if len(data) > 101 {
		t.Errorf("%d bytes came out of 100", len(data))
	}
	if limit := limitIn(t, err); limit.File != "liar" || limit.Max != 100 {
		t.Errorf("limit: %+v", limit)
	}
}

func TestManyBytesTogether(t *testing.T) {
	l := kit.DefaultLimits()
	l.Unpacked = 10_000
	random := func(i int) entry { return entry{name: fmt.Sprint("f", i), data: strings.Repeat(fmt.Sprint(i), 4000)} }
	_, err := openZip(zipped(t, sampleEntries(random(1), random(2), random(3))...), l)
	saidIn(t, err, "river.kit: ", "bytes or more in all files, the most is 10000")
	_, err = l.Open(with("big", strings.Repeat("x", 10_001)))
	saidIn(t, err, "big: 10001 bytes, the most is 10000")
}

func TestWholeRatio(t *testing.T) {
	l := kit.DefaultLimits()
	l.Ratio, l.RatioFrom = 20, 5000
	bomb := func(i int) entry { return entry{name: fmt.Sprint("f", i), data: strings.Repeat("a", 4990)} }
	var entries []entry
	for i := range 100 {
		entries = append(entries, bomb(i))
	}
	_, err := openZip(zipped(t, sampleEntries(entries...)...), l)
	saidIn(t, err, "river.kit: ", "times larger when it is unpacked, the most is 20")
}

func TestTooLarge(t *testing.T) {
	data := zipped(t, sampleEntries()...)
	l := kit.DefaultLimits()
	l.Archive = int64(len(data)) - 1
	_, err := openZip(data, l)
	if limit := limitIn(t, err); limit.What != "bytes" || limit.Max != l.Archive {
		t.Errorf("limit: %+v", limit)
	}
	l.Archive++
	if _, err := openZip(data, l); err != nil {
		t.Error(err)
	}
}

func TestTooManyEntries(t *testing.T) {
	l := kit.DefaultLimits()
	l.Entries = 5
	fits := sampleEntries(entry{name: "a/b", data: "x"})
	if _, err := openZip(zipped(t, fits...), l); err != nil {
		t.Errorf("five files and folders: %v", err)
	}
	_, err := openZip(zipped(t, append(fits, entry{name: "c", data: "x"})...), l)
	saidIn(t, err, "6 files and folders or more, the most is 5")
	limitIn(t, err)
	fsys := with("a/b", "x")
	fsys["c"] = &fstest.MapFile{}
	_, err = l.Open(fsys)
	saidIn(t, err, "kit: 6 files and folders or more, the most is 5")

	data := zipped(t, sampleEntries()...)
	end := bytes.LastIndex(data, []byte("PK\x05\x06"))
	binary.LittleEndian.PutUint16(data[end+10:], 40_000)
	_, err = openZip(data, kit.DefaultLimits())
	saidIn(t, err, "river.kit: 40000 entries, the most is 2000")
}

// The end record has 16 bits for the number of entries, so 196,608 entries
// can pass for none; reading them all is stopped by the directory's size.
func TestEndlessDirectory(t *testing.T) {
	var b bytes.Buffer
	header := make([]byte, 47)
	copy(header, "PK\x01\x02")
	header[28], header[46] = 1, 'a'
	for range 3 << 16 {
		b.Write(header)
	}
	end := make([]byte, 22)
	copy(end, "PK\x05\x06")
	binary.LittleEndian.PutUint32(end[12:], uint32(b.Len()))
	b.Write(end)
	_, err := openZip(b.Bytes(), kit.DefaultLimits())
	saidIn(t, err, "bytes or more of directory")
	limitIn(t, err)
}

// Two entries that point at the same bytes, and one that swallows the next.
func TestOverlap(t *testing.T) {
	central := func(data []byte, n int) []byte {
		at := 0
		for range n {
			at += bytes.Index(data[at:], []byte("PK\x01\x02")) + 4
		}
		return data[at-4:]
	}
	t.Run("same bytes", func(t *testing.T) {
		data := rawSample(t, rawEntry{"a", zip.Store, []byte("xyz"), 3, 0}, rawEntry{"b", zip.Store, []byte("xyz"), 3, 0})
		copy(central(data, 5)[42:46], central(data, 4)[42:46])
		_, err := openZip(data, kit.DefaultLimits())
		saidIn(t, err, "b: this entry shares bytes with a")
	})
	t.Run("quoted", func(t *testing.T) {
		data := rawSample(t, rawEntry{"a", zip.Store, []byte("xyz"), 3, 0}, rawEntry{"b", zip.Store, []byte("xyz"), 3, 0})
		c := central(data, 4)
		binary.LittleEndian.PutUint32(c[20:], 20)
		binary.LittleEndian.PutUint32(c[24:], 20)
		_, err := openZip(data, kit.DefaultLimits())
		saidIn(t, err, "b: this entry shares bytes with a")
	})
}

func TestDamagedArchive(t *testing.T) {
	data := zipped(t, sampleEntries(entry{name: "a", data: "some words"})...)
	for name, bad := range map[string][]byte{
		"empty":     nil,
		"words":     []byte("this is not a zip"),
		"cut short": data[:len(data)/2],
	} {
		_, err := openZip(bad, kit.DefaultLimits())
		if err == nil || !strings.Contains(err.Error(), "this is not a whole zip archive") {
			t.Errorf("%s: %v", name, err)
		}
	}
	flipped := bytes.Clone(data)
	at := bytes.Index(flipped, []byte("PK\x03\x04")) + 30 + len("kit.toml")
	flipped[at+20] ^= 0xff
	if _, err := openZip(flipped, kit.DefaultLimits()); err == nil {
		t.Error("a damaged manifest is read")
	}
	noHeader := bytes.Clone(data)
	copy(noHeader, "XXXX")
	_, err := openZip(noHeader, kit.DefaultLimits())
	saidIn(t, err, "kit.toml: this entry's header cannot be read")
	path := saved(t, "river.kit", data)
	if ps, err := kit.CheckFile(path); err != nil || len(ps) > 0 {
		t.Errorf("a good archive: %v, %v", ps, err)
	}
	at = bytes.LastIndex(data, []byte("PK\x03\x04")) + 30 + len("a")
	data[at+4] ^= 0xff
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	ps, err := kit.CheckFile(path)
	if err != nil || len(ps) != 1 {
		t.Fatalf("problems of a damaged archive: %v, %v", ps, err)
	}
	saidIn(t, kit.Problems(ps), "a: the file cannot be read", "the archive is damaged")
}
