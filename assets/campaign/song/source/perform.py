"""Plays the score as people would: loudness that follows the phrase, hands
that are never exactly on time, a band that plays from the chord names.

It writes one MIDI file for each group of instruments, twice the song long: the
recording is cut from the second time, so that its end rings into its beginning.
"""

import random
from midifile import Writer

BPM, BARS = 96, 36
BEATS = 4 * BARS
REFRAINS = [(40, 72), (104, 136)]

# General MIDI programs, from 0.
OOHS, AAHS, CLARINET, GUITAR, BASS, ORGAN = 53, 52, 71, 24, 32, 20

STRINGS = {  # the guitar's strings, low to high
    "D": (50, 57, 62, 66), "G": (43, 50, 55, 59, 67), "A": (45, 52, 57, 61, 64),
    "A7": (45, 52, 55, 61, 64), "Em": (40, 52, 55, 59, 64), "Bm": (47, 54, 59, 62, 66),
    "F#m": (42, 54, 57, 61, 66),
}
ROOTS = {"D": 38, "G": 43, "A": 45, "A7": 45, "Em": 40, "Bm": 47, "F#m": 42}
TONES = {"D": (2, 6, 9), "G": (7, 11, 2), "A": (9, 1, 4), "A7": (9, 1, 7), "Em": (4, 7, 11), "Bm": (11, 2, 6), "F#m": (6, 9, 1)}


def in_refrain(beat):
    return any(a <= beat < b for a, b in REFRAINS)


def phrases(notes):
    """Parts notes where there is a rest of a quarter note or more."""
    out = []
    for n in notes:
        if out and n[0] - out[-1][-1][1] < 0.99 and not (n[0] % 8 == 7.5 or len(out[-1]) >= 14):
            out[-1].append(n)
        else:
            out.append([n])
    return out


class Player:
    """One part of one stem: both times through, with its own hands."""

    def __init__(self, writer, channel, program, seed, pan=64, reverb=70):
        self.w, self.ch, self.rng = writer, channel, random.Random(seed)
        if program is not None:
            writer.add(0, 0xC0 | channel, program, order=0)
        for control, value in ((7, 100), (10, pan), (91, reverb), (93, 0), (11, 127)):
            writer.add(0, 0xB0 | channel, control, value, order=0)

    def note(self, start, end, pitch, velocity, late=0.0, spread=0.012):
        late += self.rng.uniform(-spread, spread)
        velocity += self.rng.uniform(-4, 4)
        for again in (0, BEATS):
            self.w.note(self.ch, start + late + again, end + late / 2 + again, pitch, velocity)

    def swell(self, beat, value):
        for again in (0, BEATS):
            self.w.add(beat + again, 0xB0 | self.ch, 11, max(1, min(127, round(value))))


def sing(player, notes, loud, late=0.0):
    """Sings a line: each phrase grows towards its highest note and breathes."""
    for phrase in phrases(notes):
        top = max(range(len(phrase)), key=lambda i: (phrase[i][2], i))
        for i, (start, end, pitch) in enumerate(phrase):
            near = 1 - abs(i - top) / max(1, len(phrase))
            accent = {0: 5, 2: 3}.get(start % 4, 0) if start % 1 == 0 else -5
            last = i == len(phrase) - 1
            held = end - start
            stop = end - (0.14 if last else 0.03 if held >= 1 else 0.015)
            player.note(start, stop, pitch, loud + 12 * near + accent + (pitch - 62) * 0.4, late)
            player.swell(start, 104)
            if held >= 1:  # a long note grows and lets go
                player.swell(start + held * 0.35, 122)
                player.swell(start + held * 0.7, 114)
                player.swell(start + held * 0.9, 98)


def choir(parts):
    w = Writer(BPM)
    seats = {"soprano": (44, 66), "alto": (80, 60), "tenor": (52, 62), "bass": (74, 66)}
    for i, (name, (pan, loud)) in enumerate(seats.items()):
        # Two desks a voice, a hair apart.
        for desk, late in enumerate((-0.06, -0.035)):
            p = Player(w, 2 * i + desk, AAHS, f"{name}{desk}", pan + (-10, 10)[desk], 78)
            sing(p, parts[name], loud - 6 * desk, late)
    return w


def caller(parts):
    w = Writer(BPM)
    sing(Player(w, 0, OOHS, "caller", 62, 64), parts["caller"], 84, -0.05)
    sing(Player(w, 1, CLARINET, "reed", 66, 64), parts["caller"], 60, -0.01)
    return w


def pad(chords):
    """The choir hums under the caller."""
    w = Writer(BPM)
    p = Player(w, 0, OOHS, "pad", 64, 90)
    last = (57, 62, 66)
    for start, end, name in chords:
        bar = int(start // 4)
        if in_refrain(start) or 2 <= bar < 34 and (bar - 2) % 2 == 1 or bar == 34:
            continue
        last = nearest(last, TONES[name])
        stop = min(end, 142) if bar == 35 else end
        for pitch in last:
            p.note(start, stop - 0.05, pitch, 58, -0.08)
        p.swell(start, 80)
        p.swell(start + (end - start) / 2, 110)
        p.swell(end - 0.3, 84)
    return w


def nearest(last, tones):
    """The close triad that moves least."""
    close = []
    for base in range(54, 68):
        if base % 12 in tones:
            above = [base + d for d in range(1, 12) if (base + d) % 12 in tones]
            close.append((base, *above))
    return min(close, key=lambda c: (sum(abs(a - b) for a, b in zip(c, last)), c))


def guitar(chords):
    w = Writer(BPM)
    p = Player(w, 0, GUITAR, "guitar", 40, 44)
    for half in range(2 * BEATS):
        beat = half / 2
        name = next(n for a, b, n in chords if a <= beat < b)
        end = next(b for a, b, n in chords if a <= beat < b)
        strings = STRINGS[name]
        first = any(a == beat for a, _, _ in chords)
        if in_refrain(beat) and beat % 2 == 1:  # a strum, softly
            for i, pitch in enumerate(strings[1:]):
                p.note(beat + 0.016 * i, min(end, beat + 0.9), pitch, 62 - 2 * i, spread=0.006)
            continue
        if first or beat % 4 == 0:
            p.note(beat, min(end, beat + 2), strings[0], 74)
        if beat % 4 == 2 and not first:
            p.note(beat, min(end, beat + 2), strings[1], 68)
        order = (-1, -2, -3, -2, -1, -3, -2, -1)
        if not (first and beat % 1 == 0) or beat % 1:
            p.note(beat, min(end, beat + 1.2), strings[order[half % 8]], 56 + 6 * (beat % 1 == 0))
    return w


def double_bass(chords):
    w = Writer(BPM)
    p = Player(w, 0, BASS, "bass", 64, 24)
    for i, (start, end, name) in enumerate(chords):
        root = ROOTS[name]
        beat = start
        while beat < end:
            stop = min(end, beat + 2)
            fifth = root - 5 if root - 5 >= 36 else root + 7
            pitch = root if (beat - start) % 4 == 0 or name in ("Bm", "F#m") else fifth
            if stop - beat >= 2:  # long, and a step before the next
                p.note(beat, beat + 1.4, pitch, 84)
                p.note(beat + 1.5, stop - 0.04, root, 66)
            else:
                p.note(beat, stop - 0.05, root, 82 if beat % 2 == 0 else 74)
            beat = stop
    return w


def organ(chords):
    w = Writer(BPM)
    p = Player(w, 0, ORGAN, "organ", 70, 60)
    last = (57, 62, 66)
    for start, end, name in chords:
        last = nearest(last, TONES[name])
        for pitch in last:
            p.note(start, end - 0.04, pitch, 64 if in_refrain(start) else 46)
    return w


def hands(parts):
    """Drum, shaker and claps; the drum rests a little between its accents."""
    w = Writer(BPM)
    p = Player(w, 9, None, "hands", 64, 40)
    for start, end, pitch in parts["drum"]:
        accent = {0: 16, 1: 4, 2: 10, 3: 6}.get(start % 4, 0) if start % 1 == 0 else (-2 if start % 0.5 == 0 else -14)
        quiet = 0 if in_refrain(start) else -10
        p.note(start, end, pitch, 70 + accent + quiet, 0.01, 0.01)
    for sixteenth in range(2 * BEATS):
        beat = sixteenth / 2
        p.note(beat, beat + 0.2, 70, 50 + (12 if beat % 1 else 0) - (0 if in_refrain(beat) else 12), 0.012, 0.008)
    for start, end, pitch in parts["claps"]:
        for i in range(3):  # three pairs of hands
            p.note(start, start + 0.3, pitch, 66 - 9 * i, 0.018 * i, 0.014)
    return w


def stems(parts, chords):
    """Every group of instruments with the loudness it has in the whole (LUFS)."""
    return {
        "choir": (choir(parts), -19.0), "caller": (caller(parts), -21.0), "pad": (pad(chords), -31.0),
        "guitar": (guitar(chords), -25.5), "bass": (double_bass(chords), -26.0),
        "organ": (organ(chords), -33.0), "hands": (hands(parts), -29.0),
    }
