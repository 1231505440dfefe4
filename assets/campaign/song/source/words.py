"""Reads words.txt and chords.txt and puts both onto the notes of the score."""

LANGUAGES = ["en", "es", "fr", "pt", "ar", "hi", "ru", "sw"]
ORDER = ["verse-1", "refrain", "verse-2", "refrain", "ending"]
FORM = ["intro", "verse", "refrain", "verse", "refrain", "ending"]


def read_words(path="words.txt"):
    """Returns [(part, who, notes, {language: [syllable, …]})] as it is sung."""
    parts, now = {}, None
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        line = line.rstrip("\n")
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            now = parts.setdefault(line[1:-1], [])
            continue
        key, rest = line.split(" ", 1)
        if key in ("caller", "all"):
            now.append([key, rest.strip(), {}])
            continue
        notes, count = syllables(rest), int(now[-1][1])
        if len(notes) != count:
            raise SystemExit(f"{path}:{number}: {len(notes)} syllables on {count} notes: {notes}")
        now[-1][2][key] = notes
    out = []
    for part in ORDER:
        for who, count, words in parts[part]:
            if count == "@":
                who, count, words = parts["@"][0]
            if sorted(words) != sorted(LANGUAGES):
                raise SystemExit(f"{part}: a line is in {sorted(words)}")
            out.append((part, who, int(count), words))
    return out


def syllables(line):
    """Returns [(written, joined)]: joined says that the word goes on."""
    out = []
    for word in line.split(" "):
        pieces = word.split("-")
        for i, piece in enumerate(pieces):
            out.append((piece, i < len(pieces) - 1))
    return out


def read_chords(path="chords.txt"):
    """Returns [(start, end, name)] in beats, for the whole song."""
    bars, now = {}, None
    for line in open(path, encoding="utf-8"):
        line = line.strip()
        if line.startswith("["):
            now = bars.setdefault(line[1:-1], [])
        elif line and not line.startswith("#"):
            now.append(line.split())
    out, beat = [], 0.0
    for part in FORM:
        for bar in bars[part]:
            for i, name in enumerate(bar):
                at = beat + i * 4 / len(bar)
                if name != "." and not (out and out[-1][2] == name and i > 0):
                    if out:
                        out[-1][1] = at
                    out.append([at, at, name])
            beat += 4
    out[-1][1] = beat
    return [tuple(c) for c in out]


def sung(lines, parts):
    """Puts every line onto its notes: [(part, who, words, notes)]."""
    queue = {"caller": list(parts["caller"]), "all": list(parts["soprano"])}
    out = []
    for part, who, count, words in lines:
        notes, queue[who] = queue[who][:count], queue[who][count:]
        if len(notes) < count:
            raise SystemExit(f"{part}: the score has too few notes")
        out.append((part, who, words, notes))
    if queue["caller"] or queue["all"]:
        raise SystemExit("the score has more notes than the words")
    starts = [n[0][0] for _, _, _, n in out]
    if starts != sorted(starts):
        raise SystemExit("the words are not in the order of the notes")
    return out


def marked(syllables, notes, chords, first):
    """The words as they are written, with [chords] before their syllables. With
    first a line begins with the chord that sounds; an upbeat needs none."""
    text, waiting, last = "", first, None
    for i, ((written, joined), (start, end, _)) in enumerate(zip(syllables, notes)):
        until = notes[i + 1][0] if i + 1 < len(notes) else end
        names = [n for a, _, n in chords if start <= a < until]
        upbeat = start % 4 >= 3 and any(a == until for a, _, _ in chords)
        if waiting and not names and not upbeat:
            names = [next(n for a, b, n in chords if a <= start < b)]
        waiting = False
        names = [n for n, before in zip(names, [last] + names) if n != before]
        last = names[-1] if names else last
        mark = "".join(f"[{n}]" for n in names)
        if written == "_":
            if mark:  # it changes while the syllable is held
                text = text.rstrip(" ") + mark + (" " if text.endswith(" ") else "")
            continue
        text += mark + written.replace("~", " ") + ("" if joined else " ")
    return text.strip()
