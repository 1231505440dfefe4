package seal_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/crypto/blake2b"
	"golang.org/x/crypto/scrypt"

	"eventkit/kit/nearby"
	"eventkit/kit/seal"
	"eventkit/kit/seal/sealtest"
)

func secret(t *testing.T, n byte) seal.Secret {
	t.Helper()
	return *sealtest.Secret(t, n)
}

func folder() fstest.MapFS {
	return fstest.MapFS{
		"kit.toml":                      {Data: []byte("id = \"a\"\n")},
		"posters/a b.svg":               {Data: []byte("<svg/>")},
		"letter/письмо.md":              {Data: []byte("# Дом\n")},
		"empty":                         {},
		".DS_Store":                     {Data: []byte("dropped by a system")},
		"System Volume Information/abc": {Data: []byte("dropped by a system")},
	}
}

// put adds the sealing files to a folder, as who seals it does.
func put(t *testing.T, fsys fstest.MapFS, s *seal.Secret) *seal.Sealed {
	t.Helper()
	sealed, err := seal.Seal(t.Context(), fsys, s, "kit a, version 1.0.0", nil)
	if err != nil {
		t.Fatal(err)
	}
	fsys[seal.SumsFile] = &fstest.MapFile{Data: sealed.Sums}
	if s != nil {
		fsys[seal.SignatureFile] = &fstest.MapFile{Data: sealed.Signature}
		fsys[seal.KeyFile] = &fstest.MapFile{Data: sealed.Key}
	}
	return sealed
}

func verify(t *testing.T, fsys fstest.MapFS, accepted seal.Key) *seal.Report {
	t.Helper()
	r, err := seal.Verify(t.Context(), fsys, accepted, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Every way in which a folder can be right or wrong ends in its one word.
func TestVerify(t *testing.T) {
	own, other := secret(t, 1), secret(t, 2)
	tests := []struct {
		name     string
		signed   bool
		accepted seal.Key
		spoil    func(fstest.MapFS)
		want     seal.Report
	}{
		{name: "accepted key", signed: true, accepted: own.Public(), want: seal.Report{State: seal.Genuine, Files: 5, Signed: true}},
		{name: "first sight", signed: true, want: seal.Report{State: seal.Stranger, Files: 5, Signed: true}},
		{name: "nobody signs", want: seal.Report{State: seal.Unsigned, Files: 4}},
		{
			name: "one byte flipped", signed: true, accepted: own.Public(),
			spoil: func(f fstest.MapFS) { f["posters/a b.svg"].Data = []byte("<svG/>") },
			want:  seal.Report{State: seal.Damaged, Files: 4, Signed: true, Changed: []string{"posters/a b.svg"}},
		},
		{
			name: "a file gone", signed: true, accepted: own.Public(),
			spoil: func(f fstest.MapFS) { delete(f, "empty") },
			want:  seal.Report{State: seal.Damaged, Files: 4, Signed: true, Missing: []string{"empty"}},
		},
		{
			name: "a file more", signed: true, accepted: own.Public(),
			spoil: func(f fstest.MapFS) { f["holiday.jpg"] = &fstest.MapFile{Data: []byte{1}} },
			want:  seal.Report{State: seal.Genuine, Files: 5, Signed: true, Extra: []string{"holiday.jpg"}},
		},
		{
			name: "a program keeps its settings beside it", signed: true, accepted: own.Public(),
			spoil: func(f fstest.MapFS) {
				f["portable"], f[nearby.SettingsFolder+"/window.json"], f["portable.exe"] = &fstest.MapFile{}, &fstest.MapFile{}, &fstest.MapFile{}
			},
			want: seal.Report{State: seal.Genuine, Files: 5, Signed: true, Extra: []string{"portable.exe"}},
		},
		{
			name: "pulled while it was written", signed: true, accepted: own.Public(),
			spoil: func(f fstest.MapFS) { delete(f, seal.SumsFile) },
			want:  seal.Report{State: seal.Unfinished},
		},
		{
			name: "another key", signed: true, accepted: other.Public(),
			want: seal.Report{State: seal.Alarm, Files: 5, Signed: true, Reason: "it is signed with another key than before"},
		},
		{
			name: "signature of an unsigned kit", accepted: own.Public(),
			want: seal.Report{State: seal.Alarm, Files: 4, Bare: true, Reason: "the signature is missing, and this kit was signed before"},
		},
		{
			name: "signature taken away", signed: true,
			spoil: func(f fstest.MapFS) { delete(f, seal.SignatureFile) },
			want:  seal.Report{State: seal.Alarm, Files: 5, Reason: "the signature was taken away"},
		},
		{
			name: "list written anew by someone else", signed: true, accepted: own.Public(),
			spoil: func(f fstest.MapFS) {
				f["kit.toml"].Data = []byte("id = \"b\"\n")
				sums, _ := seal.Sums(context.Background(), f, nil)
				var b bytes.Buffer
				_ = seal.WriteSums(&b, sums)
				f[seal.SumsFile].Data = b.Bytes()
			},
			want: seal.Report{State: seal.Alarm, Files: 5, Reason: "the signature doesn't belong to this list"},
		},
		{
			name: "signature of rubbish", signed: true, accepted: own.Public(),
			spoil: func(f fstest.MapFS) { f[seal.SignatureFile].Data = []byte("untrusted comment: x\nhello") },
			want:  seal.Report{State: seal.Alarm, Files: 5, Reason: "the signature can't be read"},
		},
		{
			name: "key gone before it was accepted", signed: true,
			spoil: func(f fstest.MapFS) { delete(f, seal.KeyFile) },
			want:  seal.Report{State: seal.Alarm, Files: 4, Missing: []string{seal.KeyFile}, Reason: "it is signed with a key that isn't there"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := folder()
			var s *seal.Secret
			if tt.signed {
				s = &own
			}
			put(t, f, s)
			if tt.spoil != nil {
				tt.spoil(f)
			}
			got := verify(t, f, tt.accepted)
			if got.Signed {
				if got.Key != own.Public() || got.Comment != "kit a, version 1.0.0" {
					t.Errorf("signed by %v, %q", got.Key, got.Comment)
				}
			}
			got.Bytes, got.Key, got.Expected, got.Comment = 0, seal.Key{}, seal.Key{}, ""
			if diff := cmp.Diff(tt.want, *got, cmp.Comparer(func(a, b seal.Key) bool { return a == b })); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// A second key with the id of the accepted one is still another key.
func TestForgedKeyID(t *testing.T) {
	own := secret(t, 1)
	f := folder()
	put(t, f, &own)
	forged := append([]byte(nil), f[seal.KeyFile].Data...)
	i := len(forged) - 10
	forged[i] ^= 3
	key, err := seal.ParseKey(string(forged))
	if err != nil {
		t.Fatal(err)
	}
	if r := verify(t, f, key); r.State != seal.Alarm || r.Sound() {
		t.Errorf("state %q, want an alarm", r.State)
	}
}

// The same files give the same bytes, and a kit sealed again names the new key.
func TestSealAgain(t *testing.T) {
	one, two := secret(t, 1), secret(t, 2)
	f := folder()
	first := put(t, f, &one)
	again, err := seal.Seal(t.Context(), f, &one, "kit a, version 1.0.0", nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first, again); diff != "" {
		t.Errorf("sealed twice:\n%s", diff)
	}
	put(t, f, &two)
	if r := verify(t, f, two.Public()); r.State != seal.Genuine {
		t.Errorf("sealed with another key: %+v", r)
	}
}

// Stock tools agree: sha256sum reads the list, minisign the signature, and we
// read what minisign signs.
func TestStockTools(t *testing.T) {
	own := secret(t, 3)
	f := folder()
	put(t, f, &own)
	dir := t.TempDir()
	if err := os.CopyFS(dir, f); err != nil {
		t.Fatal(err)
	}
	run := func(stdin, name string, args ...string) {
		t.Helper()
		cmd := exec.Command(name, args...)
		cmd.Dir, cmd.Stdin = dir, strings.NewReader(stdin)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s %v: %v\n%s", name, args, err, out)
		}
	}
	run("", "sha256sum", "-c", "--strict", "--quiet", seal.SumsFile)
	run("", "minisign", "-V", "-P", own.Public().String(), "-m", seal.SumsFile)
	run("", "minisign", "-V", "-p", seal.KeyFile, "-m", seal.SumsFile)

	run("", "minisign", "-G", "-W", "-f", "-p", "their.pub", "-s", "their.key")
	run("", "minisign", "-S", "-s", "their.key", "-m", seal.SumsFile, "-t", "by hand")
	text, err := os.ReadFile(filepath.Join(dir, "their.pub"))
	if err != nil {
		t.Fatal(err)
	}
	their, err := seal.ParseKey(string(text))
	if err != nil {
		t.Fatal(err)
	}
	r, err := seal.Verify(t.Context(), os.DirFS(dir), their, nil)
	if err != nil || r.State != seal.Genuine || r.Comment != "by hand" {
		t.Errorf("signed by minisign: %+v, %v", r, err)
	}
	text, err = os.ReadFile(filepath.Join(dir, "their.key"))
	if err != nil {
		t.Fatal(err)
	}
	s, err := seal.ParseSecret(text, "")
	if err != nil || s.Public() != their {
		t.Errorf("minisign's secret key: %v, %v", s.Public(), err)
	}
	mine, err := own.File("")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "mine.key"), mine, 0o600); err != nil {
		t.Fatal(err)
	}
	run("\n", "minisign", "-S", "-s", "mine.key", "-m", seal.SumsFile)
	run("", "minisign", "-V", "-P", own.Public().String(), "-m", seal.SumsFile)
}

// locked locks a key file as minisign does, at the least cost that it reads:
// at its own cost the race detector takes forty seconds.
func locked(t *testing.T, s seal.Secret, password string) []byte {
	t.Helper()
	text, err := s.File("")
	if err != nil {
		t.Fatal(err)
	}
	const params, sealedAt = 54, 54 + 104 // offsets in minisign's format of secret keys
	b, err := base64.StdEncoding.DecodeString(strings.Split(string(text), "\n")[1])
	if err != nil || len(b) != sealedAt {
		t.Fatalf("%d bytes, %v", len(b), err)
	}
	copy(b[2:], "Sc")
	binary.LittleEndian.PutUint64(b[params-16:], 1<<15)
	binary.LittleEndian.PutUint64(b[params-8:], 1<<24)
	stream, err := scrypt.Key([]byte(password), b[6:38], 1<<10, 8, 1, 104)
	if err != nil {
		t.Fatal(err)
	}
	check := blake2b.Sum256(append([]byte("Ed"), b[params:params+72]...))
	copy(b[params+72:], check[:])
	for i, k := range stream {
		b[params+i] ^= k
	}
	return []byte("untrusted comment: locked\n" + base64.StdEncoding.EncodeToString(b) + "\n")
}

func TestLockedSecret(t *testing.T) {
	own := secret(t, 4)
	text := locked(t, own, "salt and vinegar")
	if !seal.Locked(text) {
		t.Error("a key with a password isn't locked")
	}
	if s, err := seal.ParseSecret(text, "salt and vinegar"); err != nil || s.Public() != own.Public() {
		t.Errorf("unlocked: %v, %v", s.Public(), err)
	}
	if _, err := seal.ParseSecret(text, "pepper"); !errors.Is(err, seal.ErrPassword) {
		t.Errorf("wrong password: %v", err)
	}
	for _, text := range []string{"", "hello", strings.Repeat("x", 10_000)} {
		if _, err := seal.ParseSecret([]byte(text), ""); !errors.Is(err, seal.ErrKey) {
			t.Errorf("%.10q: %v", text, err)
		}
	}
	if _, err := seal.NewSecret(nil); err == nil {
		t.Error("a key was made of nothing")
	}
}

func TestKeyText(t *testing.T) {
	key := secret(t, 5).Public()
	for _, text := range []string{key.String(), string(key.File()), strings.ReplaceAll(string(key.File()), "\n", "\r\n"), "  " + key.String() + "\n"} {
		if got, err := seal.ParseKey(text); err != nil || got != key {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "RWQ", "my comment\n" + key.String(), key.String() + "\n" + key.String(), strings.Repeat("R", 5000)} {
		if _, err := seal.ParseKey(text); !errors.Is(err, seal.ErrKey) {
			t.Errorf("%.20q: %v, want ErrKey", text, err)
		}
	}
	if !(seal.Key{}).IsZero() || key.IsZero() {
		t.Error("the zero key")
	}
}

// Six words of five letters that differ from key to key and stay the same.
func TestWords(t *testing.T) {
	words := secret(t, 6).Public().Words()
	if len(words) != 6 {
		t.Fatalf("%d words", len(words))
	}
	for _, w := range words {
		if len(w) != 5 || strings.Trim(w, "abdfghijklmnoprstuvz") != "" {
			t.Errorf("%q can't be said", w)
		}
	}
	if again := secret(t, 6).Public().Words(); !slices.Equal(words, again) {
		t.Errorf("%v, then %v", words, again)
	}
	if other := secret(t, 7).Public().Words(); slices.Equal(words, other) {
		t.Errorf("two keys, one fingerprint: %v", words)
	}
}

func TestReadSums(t *testing.T) {
	sum := fmt.Sprintf("%x", sha256.Sum256(nil))
	good := sum + "  b\r\n" + strings.ToUpper(sum) + " *a/c d\n"
	got, err := seal.ReadSums(strings.NewReader(good))
	want := []seal.Sum{{Path: "a/c d", SHA256: sha256.Sum256(nil)}, {Path: "b", SHA256: sha256.Sum256(nil)}}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v\n%s", err, diff)
	}
	tests := []struct {
		text string
		line int
		what string
	}{
		{"hello\n", 1, "no sum"},
		{sum + "  a\n" + sum + "  a\n", 2, "twice"},
		{sum + "  ../a\n", 1, "leads elsewhere"},
		{sum + "  /etc/passwd\n", 1, "leads elsewhere"},
		{sum + "  a\\b\n", 1, "leads elsewhere"},
		{sum + "  .\n", 1, "leads elsewhere"},
		{sum + "  a\x00b\n", 1, "leads elsewhere"},
		{sum + "  \xff\n", 1, "leads elsewhere"},
		{sum + "\n", 1, "no sum"},
		{"\n", 1, "no sum"},
		{strings.Repeat("g", 64) + "  a\n", 1, "hexadecimal"},
		{sum + "  " + strings.Repeat("a", 5000), 1, "too long"},
		{manySums(20_001), 20_001, "more than"},
	}
	for _, tt := range tests {
		_, err := seal.ReadSums(strings.NewReader(tt.text))
		var e *seal.SumsError
		if !errors.As(err, &e) || e.Line != tt.line || !strings.Contains(e.Error(), tt.what) {
			t.Errorf("%.80q: %v, want line %d, %q", tt.text, err, tt.line, tt.what)
		}
	}
}

func manySums(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%064x  f%d\n", i, i)
	}
	return b.String()
}

func TestWriteSumsRefuses(t *testing.T) {
	for _, name := range []string{"", ".", "../a", "/a", "a\nb", `a\b`, "\xff"} {
		if err := seal.WriteSums(&bytes.Buffer{}, []seal.Sum{{Path: name}}); err == nil {
			t.Errorf("%q was listed", name)
		}
	}
}

func TestCompare(t *testing.T) {
	sums := func(text string) []seal.Sum {
		var out []seal.Sum
		for _, f := range strings.Fields(text) {
			name, data, _ := strings.Cut(f, "=")
			out = append(out, seal.Sum{Path: name, SHA256: sha256.Sum256([]byte(data))})
		}
		return out
	}
	got := seal.Compare(sums("a=1 b=1 d=1 f=1"), sums("a=1 c=1 d=2 f=1 g=1"))
	want := seal.Changes{Added: []string{"c", "g"}, Removed: []string{"b"}, Changed: []string{"d"}}
	if diff := cmp.Diff(want, got); diff != "" || got.Count() != 4 {
		t.Errorf("%d changes:\n%s", got.Count(), diff)
	}
	if same := seal.Compare(sums("a=1"), sums("a=1")); same.Count() != 0 {
		t.Errorf("the same folder differs: %+v", same)
	}
}

func TestProgressAndCancel(t *testing.T) {
	f := folder()
	put(t, f, nil)
	var read int64
	r, err := seal.Verify(t.Context(), f, seal.Key{}, func(n int64) { read += n })
	if err != nil || read != r.Bytes || read == 0 {
		t.Errorf("told of %d bytes, read %d, %v", read, r.Bytes, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := seal.Verify(ctx, f, seal.Key{}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled verify: %v", err)
	}
	if _, err := seal.Seal(ctx, f, nil, "", nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled seal: %v", err)
	}
}
