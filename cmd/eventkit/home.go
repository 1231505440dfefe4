package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"

	"eventkit/kit/explain"
	"eventkit/kit/nearby"
	"eventkit/kit/output"
	"eventkit/ui/model"
)

// home is where the program keeps what is its own.
type home struct {
	// travels is the program's folder if all is kept there, else "".
	travels string
	// storage is the folder of its memory: "" for none. fixed says so, rather
	// than that the system is to be asked.
	storage string
	fixed   bool
	// out is where files are saved, cache where what is computed is kept; an
	// empty cache keeps nothing.
	out, cache string
	notice     model.Notice
	// show opens a file in the system's own program; nil is the usual way.
	show func(path string) error
}

// homeAt is the computer's usual folders, or, with a file named portable
// beside the program, folders there.
func homeAt(place nearby.Place) home {
	if !place.Portable() {
		return home{out: documents(), cache: cache()}
	}
	h := home{fixed: true, travels: place.Dir, out: filepath.Join(place.Dir, appName+" files"), show: showFrom(os.Environ())}
	var err error
	if h.storage, err = place.Settings(); err != nil {
		h.out, h.notice = documents(), forgetful(err)
	}
	keepAway(filepath.Join(place.Dir, nearby.SettingsFolder))
	return h
}

// forgetful says that nothing can be remembered, and why.
func forgetful(err error) model.Notice {
	m := explain.Explain(err)
	n := model.Notice{Text: "Nothing is remembered this time: the folder of this program can’t be written.", Hint: m.Text, Bad: true}
	if errors.Is(err, output.ErrReadOnly) {
		n.Text = "Nothing is remembered this time: the stick is write-protected."
		n.Hint = "Look for a small switch on it. Everything else works, but no sticks can be made from here."
	}
	return n
}

// keepAway has the libraries below us write into a folder instead of the home
// folder. They look for the home where the system's own programs do, so what
// we start ourselves gets the environment from before; see [showFrom].
func keepAway(dir string) {
	set := map[string]string{
		// Mesa and NVIDIA keep what they compile in the home folder.
		"MESA_SHADER_CACHE_DISABLE": "true", "MESA_GLSL_CACHE_DISABLE": "true", "__GL_SHADER_DISK_CACHE": "0",
		"XDG_CONFIG_HOME": dir, "XDG_CACHE_HOME": dir,
	}
	switch runtime.GOOS {
	case "windows":
		set = map[string]string{"USERPROFILE": dir, "APPDATA": dir, "LOCALAPPDATA": dir}
	case "darwin":
		set = map[string]string{"HOME": dir}
	}
	for name, value := range set {
		// It fails for names and values that can't be, and these can.
		_ = os.Setenv(name, value)
	}
}

// showFrom opens files in the system's own program, which gets the environment
// that is given here.
func showFrom(env []string) func(string) error {
	return func(path string) error {
		cmd := exec.Command("xdg-open", path)
		switch runtime.GOOS {
		case "windows":
			cmd = exec.Command("rundll32", "url.dll,FileProtocolHandler", path)
		case "darwin":
			cmd = exec.Command("open", path)
		}
		cmd.Env = env
		return cmd.Start()
	}
}
