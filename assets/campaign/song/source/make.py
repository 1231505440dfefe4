"""Makes the song: `make.py notes` writes what LilyPond reads, `make.py sound`
the MIDI files that are played, `make.py times` the lines for song.toml."""

import json
import os
import subprocess
import sys

import midifile
import perform
import words

OUT = os.environ["OUT"]
# LilyPond sets no words from right to left: Arabic is sung from the lyric sheet.
LEADS = ["en", "es", "fr", "pt", "hi", "ru", "sw"]
NAMES = {"en": "English", "es": "Español", "fr": "Français", "pt": "Português", "ar": "العربية", "hi": "हिन्दी", "ru": "Русский", "sw": "Kiswahili"}
TITLES = {
    "en": "Open the Door", "es": "Abran la puerta", "fr": "Ouvrez la porte", "pt": "Abram a porta",
    "ar": "افتحوا الباب", "hi": "दरवाज़ा खोलो", "ru": "Откройте двери", "sw": "Fungua mlango",
}


# What comes after this line of song.toml is written by make.py.
MADE = "# The lines below are made from the score by source/make.sh."


def lyrics(lines, who, language):
    out = []
    for _, singer, _, text in lines:
        if singer != who:
            continue
        for written, joined in text[language]:
            out.append("_" if written == "_" else '"' + written.replace("~", "‿") + '"' + (" --" if joined else ""))
        out.append("\n ")
    return " ".join(out)


def lily_chord(name, eighths):
    root = {"F#m": "fis", "Bm": "b", "Em": "e"}.get(name, name[0].lower())
    length = {8: "1", 6: "2.", 4: "2", 3: "4.", 2: "4", 1: "8"}
    kind = ":m" if name.endswith("m") else ":7" if name.endswith("7") else ""
    out, left = [], eighths
    while left > 0:
        take = max(n for n in length if n <= left)
        out.append(f"{root}{length[take]}{kind}")
        left -= take
    return " ".join(out)


def notes():
    lines, chords = words.read_words(), words.read_chords()
    with open(f"{OUT}/words.ily", "w", encoding="utf-8") as f:
        for language in words.LANGUAGES:
            for who in ("caller", "all"):
                name = who + language.capitalize()
                f.write(f"{name} = \\lyricmode {{\n  {lyrics(lines, who, language)}\n}}\n")
        f.write("harmony = \\chordmode {\n  ")
        for start, end, name in chords:
            f.write(lily_chord(name, round(2 * (end - start))) + " ")
        f.write("\n}\n")
    for language in LEADS:
        with open(f"{OUT}/lead-{language}.ly", "w", encoding="utf-8") as f:
            f.write(f'titleWords = "{TITLES[language]}"\nlanguageName = "{NAMES[language]}"\n')
            f.write('\\include "words.ily"\n')
            tag = language.capitalize()
            f.write(f"callerWords = \\caller{tag}\nallWords = \\all{tag}\n\\include \"lead.ily\"\n")


def sound():
    parts, chords = midifile.read(f"{OUT}/midi.midi"), words.read_chords()
    levels = {}
    for name, (writer, loudness) in perform.stems(parts, chords).items():
        writer.save(f"{OUT}/{name}.mid", 2 * perform.BEATS + 8)
        levels[name] = loudness
    with open(f"{OUT}/levels.json", "w") as f:
        json.dump(levels, f)


def clock(beat):
    ms = round(beat * 60000 / perform.BPM)
    return f"{ms // 60000}:{ms % 60000 // 1000:02d}.{ms % 1000:03d}"


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def times():
    """Puts the lines in the place of those at the end of song.toml."""
    parts, chords = midifile.read(f"{OUT}/midi.midi"), words.read_chords()
    out = [MADE]
    for part, who, text, sung in words.sung(words.read_words(), parts):
        out.append(f'\n[[song.line]]\nstart = "{clock(sung[0][0])}"\nend = "{clock(sung[-1][1])}"')
        out.append(f'who = "{who}"\npart = "{part}"\n[song.line.words]')
        for language in words.LANGUAGES:
            out.append(f"{language} = {quoted(words.marked(text[language], sung, chords, True))}")
    with open("../song.toml", encoding="utf-8") as f:
        kept = f.read().split(MADE)[0]
    with open("../song.toml", "w", encoding="utf-8") as f:
        f.write(kept + "\n".join(out) + "\n")


def mix():
    """Balances the stems by their measured loudness and cuts the second time."""
    levels = json.load(open(f"{OUT}/levels.json"))
    inputs, chain = [], []
    for i, (name, want) in enumerate(levels.items()):
        have = loudness(f"{OUT}/{name}.wav")
        inputs += ["-i", f"{OUT}/{name}.wav"]
        chain.append(f"[{i}]{EQ.get(name, 'anull')},volume={want - have:.2f}dB[s{i}]")
    length = perform.BEATS * 60 / perform.BPM
    n = len(levels)
    chain.append("".join(f"[s{i}]" for i in range(n)) + f"amix=inputs={n}:normalize=0,atrim={length}:{2 * length},asetpts=PTS-STARTPTS[m]")
    ffmpeg(*inputs, "-filter_complex", ";".join(chain), "-map", "[m]", "-c:a", "pcm_f32le", f"{OUT}/mix.wav")
    gain = -16 - loudness(f"{OUT}/mix.wav")
    ffmpeg("-i", f"{OUT}/mix.wav", "-af", f"volume={gain:.2f}dB,alimiter=limit=0.80:attack=4:release=60:level=disabled", "-c:a", "pcm_s24le", "-ar", "44100", f"{OUT}/master.wav")
    ffmpeg(
        "-i", f"{OUT}/master.wav", "-map_metadata", "-1", "-metadata", "title=Open the Door", "-metadata", "artist=The makers of this kit",
        "-metadata", "license=CC-BY-4.0", "-c:a", "libvorbis", "-q:a", "2.4", "-fflags", "+bitexact", "-flags:a", "+bitexact", f"{OUT}/open-the-door.ogg",
    )


EQ = {
    "choir": "highpass=f=90,equalizer=f=300:t=q:w=1:g=-2,equalizer=f=3200:t=q:w=0.9:g=2.5",
    "caller": "highpass=f=150,equalizer=f=2500:t=q:w=1:g=2",
    "pad": "highpass=f=160",
    "guitar": "highpass=f=100,equalizer=f=5000:t=q:w=0.8:g=2",
    "bass": "lowpass=f=3500,equalizer=f=90:t=q:w=1:g=1",
    "organ": "highpass=f=180,lowpass=f=5000",
    "hands": "highpass=f=60",
}


def ffmpeg(*args):
    subprocess.run(["ffmpeg", "-nostdin", "-hide_banner", "-loglevel", "error", "-y", *args], check=True)


def loudness(path):
    out = subprocess.run(["ffmpeg", "-nostdin", "-hide_banner", "-nostats", "-i", path, "-af", "ebur128", "-f", "null", "-"], capture_output=True, text=True, check=True).stderr
    return float(out.rsplit("Integrated loudness:", 1)[1].split("I:", 1)[1].split("LUFS")[0])


if __name__ == "__main__":
    {"notes": notes, "sound": sound, "times": times, "mix": mix}[sys.argv[1]]()
