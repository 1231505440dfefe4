#!/usr/bin/env bash
# Makes the song again from its sources: the score, the parts, the MIDI file,
# the recording and the lines of song.toml. README.md beside it says with what.
#
#   ./make.sh          everything
#   ./make.sh paper    only what is engraved and the lines
set -euo pipefail
cd "$(dirname "$0")"
export OUT=${OUT:-$(mktemp -d)} PYTHONDONTWRITEBYTECODE=1
soundfont=${SOUNDFONT:-/usr/share/sounds/sf2/FluidR3_GM.sf2}

python3 make.py notes
lilypond -s -o "$OUT/midi" midi.ly
lilypond -s -I "$OUT" -o "$OUT/open-the-door-score" score.ly
for language in en es fr pt hi ru sw; do
	lilypond -s -I "$PWD" -I "$OUT" -o "$OUT/open-the-door-$language" "$OUT/lead-$language.ly"
done
python3 make.py times
for f in "$OUT"/open-the-door-*.pdf; do # with only the letters that are used
	pdftocairo -pdf "$f" "../$(basename "$f")"
done
cp "$OUT/midi.midi" ../open-the-door.mid
[ "${1:-}" != paper ] || exit 0

python3 make.py sound
for stem in choir caller pad guitar bass organ hands; do
	fluidsynth -ni -q -r 44100 -g 0.5 -O float -T wav -F "$OUT/$stem.wav" \
		-o synth.reverb.room-size=0.72 -o synth.reverb.damp=0.35 -o synth.reverb.width=0.9 \
		-o synth.reverb.level=0.55 -o synth.chorus.active=0 "$soundfont" "$OUT/$stem.mid" </dev/null
done
python3 make.py mix
cp "$OUT/open-the-door.ogg" ..
