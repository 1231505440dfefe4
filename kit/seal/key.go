package seal

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"strings"

	"aead.dev/minisign"
)

// ErrKey says that a text is no minisign key.
var ErrKey = errors.New("this is no minisign key")

// ErrPassword says that a secret key doesn't open with the password given.
var ErrPassword = errors.New("the password doesn't open the key")

// Key is a publisher's public key, an Ed25519 key as minisign writes it. The
// zero Key is none; keys are compared with ==.
type Key struct{ text string }

// ParseKey reads a public key: the text of a minisign.pub file, or its second
// line alone. The error is [ErrKey].
func ParseKey(text string) (Key, error) {
	const most = 1 << 10
	if len(text) > most {
		return Key{}, ErrKey
	}
	text = strings.ReplaceAll(strings.TrimSpace(text), "\r\n", "\n")
	if i := strings.LastIndexByte(text, '\n'); i >= 0 {
		if !strings.HasPrefix(text, "untrusted comment:") {
			return Key{}, ErrKey
		}
		text = text[i+1:]
	}
	var public minisign.PublicKey
	if err := public.UnmarshalText([]byte(text)); err != nil {
		return Key{}, fmt.Errorf("%w: %v", ErrKey, err)
	}
	return Key{public.String()}, nil
}

// public is the key as the signature scheme takes it.
func (k Key) public() minisign.PublicKey {
	var public minisign.PublicKey
	_ = public.UnmarshalText([]byte(k.text)) // it was read or made by this package
	return public
}

// IsZero reports whether there is no key.
func (k Key) IsZero() bool { return k == Key{} }

// String returns the key as minisign's -P takes it.
func (k Key) String() string { return k.text }

// File returns the key as a minisign.pub file holds it.
func (k Key) File() []byte {
	text, _ := k.public().MarshalText()
	return append(text, '\n')
}

// Words are the key's fingerprint as six words of five letters, to be read
// aloud or compared by eye: the first 96 bits of the key's SHA-256, each 16 of
// them as consonant, vowel, consonant, vowel, consonant (the scheme of
// "proquints", arXiv:0901.4016), which can be said in any language.
func (k Key) Words() []string {
	const consonants, vowels = "bdfghjklmnprstvz", "aiou"
	sum := sha256.Sum256([]byte(k.String()))
	out := make([]string, 6)
	for i := range out {
		v := uint(sum[2*i])<<8 | uint(sum[2*i+1])
		out[i] = string([]byte{
			consonants[v>>12&15], vowels[v>>10&3], consonants[v>>6&15], vowels[v>>4&3], consonants[v&15],
		})
	}
	return out
}

// Secret is a publisher's secret key.
type Secret struct{ private minisign.PrivateKey }

// NewSecret makes a key from 32 bytes of random.
func NewSecret(random io.Reader) (Secret, error) {
	if random == nil {
		return Secret{}, errors.New("a key needs a source of random bytes")
	}
	_, private, err := minisign.GenerateKey(random)
	return Secret{private}, err
}

// ParseSecret reads a minisign secret key file. A locked one needs its
// password; errors are [ErrKey] and [ErrPassword].
func ParseSecret(text []byte, password string) (Secret, error) {
	const most = 4 << 10
	var s Secret
	switch {
	case len(text) > most:
		return s, ErrKey
	case Locked(text):
		private, err := minisign.DecryptKey(password, text)
		if err != nil {
			return s, ErrPassword
		}
		return Secret{private}, nil
	}
	if err := s.private.UnmarshalText(text); err != nil {
		return Secret{}, fmt.Errorf("%w: %v", ErrKey, err)
	}
	return s, nil
}

// Locked reports whether a secret key file needs a password.
func Locked(text []byte) bool { return minisign.IsEncrypted(text) }

// Public returns the key that others verify with.
func (s Secret) Public() Key {
	public, _ := s.private.Public().(minisign.PublicKey)
	return Key{public.String()}
}

// File returns the secret key as minisign's -s takes it, locked with a
// password if there is one. Locking takes about a second (scrypt, RFC 7914).
func (s Secret) File(password string) ([]byte, error) {
	if password != "" {
		return minisign.EncryptKey(password, s.private)
	}
	text, err := s.private.MarshalText()
	return append(text, '\n'), err
}
