package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/term"

	"eventkit/kit/output"
	"eventkit/kit/seal"
)

type sealCommand struct {
	Path     string `arg:"" help:"The folder to seal: a kit, or what goes onto a stick."`
	Key      string `help:"The publisher's secret key, made by kit key new or minisign. Without it, the folder gets its sums and no signature." placeholder:"FILE"`
	Password string `help:"The file that the key's password stands in, on its first line. Without it, the terminal asks." placeholder:"FILE"`
	Comment  string `help:"What is signed with it, such as the kit and its version." placeholder:"TEXT"`
}

// Run writes the sums of a folder and, with a key, signs them.
func (c *sealCommand) Run(e *env) error {
	secret, err := e.secret(c.Key, c.Password)
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(c.Path)
	if err != nil {
		return err
	}
	defer root.Close()
	bar := newBytes(e.stderr)
	sealed, err := seal.Seal(e.ctx, root.FS(), secret, c.Comment, bar.add)
	bar.done()
	if err != nil {
		return err
	}
	// The list is taken away first: a folder is never listed wrongly.
	for _, name := range []string{seal.SumsFile, seal.SignatureFile} {
		if err := root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	for _, f := range []struct {
		name string
		data []byte
	}{{seal.KeyFile, sealed.Key}, {seal.SignatureFile, sealed.Signature}, {seal.SumsFile, sealed.Sums}} {
		if f.data == nil {
			continue
		}
		err := output.WriteFile(filepath.Join(c.Path, f.name), func(w io.Writer) error {
			_, err := w.Write(f.data)
			return err
		})
		if err != nil {
			return err
		}
	}
	e.say("%s: %d files are listed in %s", c.Path, strings.Count(string(sealed.Sums), "\n"), seal.SumsFile)
	if secret != nil {
		e.say("  signed by %s", secret.Public())
		e.say("  in six words: %s", strings.Join(secret.Public().Words(), " "))
	}
	return nil
}

// secret reads a secret key; nil is none.
func (e *env) secret(file, password string) (*seal.Secret, error) {
	if file == "" {
		return nil, nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	word := ""
	if seal.Locked(text) {
		if word, err = e.password(password); err != nil {
			return nil, err
		}
	}
	s, err := seal.ParseSecret(text, word)
	if err != nil {
		return nil, err
	}
	return &s, nil
}

// password reads a password from a file, or asks for it.
func (e *env) password(file string) (string, error) {
	if file != "" {
		text, err := os.ReadFile(file)
		if err != nil {
			return "", err
		}
		line, _, _ := strings.Cut(string(text), "\n")
		return strings.TrimSuffix(line, "\r"), nil
	}
	in := int(os.Stdin.Fd())
	if !term.IsTerminal(in) {
		return "", &usageError{"the key is locked with a password", "Name the file that it stands in: --password FILE"}
	}
	fmt.Fprint(e.stderr, "Password: ")
	b, err := term.ReadPassword(in)
	fmt.Fprintln(e.stderr)
	return string(b), err
}

type keyCommand struct {
	New  keyNewCommand  `cmd:"" help:"Make a publisher's key pair, as minisign does."`
	Show keyShowCommand `cmd:"" help:"Show a public key as the six words that people compare."`

	Accept keyAcceptCommand `cmd:"" help:"Accept the publisher of a kit: from then on another key for the same kit is an alarm."`
	List   keyListCommand   `cmd:"" help:"List the publishers that were accepted."`
	Forget keyForgetCommand `cmd:"" help:"Forget an accepted publisher."`
}

type keyNewCommand struct {
	Name     string `arg:"" help:"What to call it: NAME.key is the secret and NAME.pub the public key." placeholder:"NAME"`
	Password string `help:"The file that the password stands in that locks the secret key. Without it, the key isn't locked." placeholder:"FILE"`
}

// Run makes a key pair. It never replaces one.
func (c *keyNewCommand) Run(e *env) error {
	secretFile, publicFile := c.Name+".key", c.Name+".pub"
	for _, name := range []string{secretFile, publicFile} {
		if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
			return &usageError{name + " is there already", "Give the new key another name; keys are never replaced."}
		}
	}
	word := ""
	if c.Password != "" {
		var err error
		if word, err = e.password(c.Password); err != nil {
			return err
		}
	}
	secret, err := seal.NewSecret(rand.Reader)
	if err != nil {
		return err
	}
	text, err := secret.File(word)
	if err != nil {
		return err
	}
	if err := output.WriteFile(publicFile, func(w io.Writer) error {
		_, err := w.Write(secret.Public().File())
		return err
	}); err != nil {
		return err
	}
	if err := writeSecret(secretFile, text); err != nil {
		return err
	}
	e.say("%s is secret: keep it, and give it to nobody.", secretFile)
	e.say("%s is for everyone. In six words: %s", publicFile, strings.Join(secret.Public().Words(), " "))
	return nil
}

// writeSecret makes a new file that nobody else may read.
func writeSecret(name string, text []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	err = errors.Join(err, f.Sync(), f.Close())
	if err != nil {
		os.Remove(name)
	}
	return err
}

type keyShowCommand struct {
	Key string `arg:"" help:"The key's file, or the key itself (RW…)."`
}

// Run shows a key.
func (c *keyShowCommand) Run(e *env) error {
	key, err := publicKey(c.Key)
	if err != nil {
		return err
	}
	fmt.Fprintf(e.stdout, "%s\n%s\n", key, strings.Join(key.Words(), " "))
	return nil
}
