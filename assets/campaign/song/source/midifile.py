"""Reads and writes standard MIDI files, as far as this song needs them."""


def varlen(data, i):
    value = 0
    while True:
        value = value << 7 | data[i] & 127
        i += 1
        if data[i - 1] < 128:
            return value, i


def read(path):
    """Returns the notes of every track: {name: [(start, end, pitch)]}, in beats."""
    data = open(path, "rb").read()
    division = int.from_bytes(data[12:14], "big")
    tracks, i = {}, 14
    while i < len(data):
        length = int.from_bytes(data[i + 4 : i + 8], "big")
        name, notes = track(data[i + 8 : i + 8 + length], division)
        if notes:
            tracks[name] = sorted(notes)
        i += 8 + length
    return tracks


def track(data, division):
    name, notes, on = "", [], {}
    i = now = status = 0
    while i < len(data):
        delta, i = varlen(data, i)
        now += delta
        if data[i] >= 128:
            status, i = data[i], i + 1
        if status == 255:
            kind = data[i]
            length, i = varlen(data, i + 1)
            if kind in (3, 4) and not name:
                name = data[i : i + length].decode().split(":")[0].strip()
            i += length
        elif status >= 240:
            length, i = varlen(data, i)
            i += length
        else:
            a, b = data[i], data[i + 1] if status >> 4 not in (12, 13) else 0
            i += 1 if status >> 4 in (12, 13) else 2
            if status >> 4 == 9 and b > 0:
                on.setdefault(a, []).append(now)
            elif status >> 4 in (8, 9) and on.get(a):
                notes.append((on[a].pop(0) / division, now / division, a))
    return name, notes


class Writer:
    """Collects events in beats and writes a file of one track."""

    division = 960

    def __init__(self, bpm):
        self.events = [(0, 0, b"\xff\x51\x03" + int(60e6 / bpm).to_bytes(3, "big"))]

    def add(self, beat, *message, order=1):
        self.events.append((max(0, round(beat * self.division)), order, bytes(message)))

    def note(self, channel, start, end, pitch, velocity):
        velocity = max(1, min(127, round(velocity)))
        self.add(start, 0x90 | channel, pitch, velocity, order=3)
        self.add(end, 0x80 | channel, pitch, 64, order=2)

    def save(self, path, end):
        self.add(end, 0xB0, 7, 100, order=9)
        out, last = bytearray(), 0
        for at, _, message in sorted(self.events, key=lambda e: (e[0], e[1])):
            delta, last = at - last, at
            buf = [delta & 127]
            while delta := delta >> 7:
                buf.append(delta & 127 | 128)
            out += bytes(reversed(buf)) + message
        out += b"\x00\xff\x2f\x00"
        with open(path, "wb") as f:
            f.write(b"MThd\x00\x00\x00\x06\x00\x00\x00\x01" + self.division.to_bytes(2, "big"))
            f.write(b"MTrk" + len(out).to_bytes(4, "big") + out)
