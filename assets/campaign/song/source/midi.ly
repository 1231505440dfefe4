\version "2.24.0"
\include "music.ily"
\score {
  <<
    \new Staff = "caller" \with { instrumentName = "caller" midiInstrument = "voice oohs" } { \global \unfoldRepeats \caller }
    \new Staff = "soprano" \with { instrumentName = "soprano" midiInstrument = "choir aahs" } { \global \soprano }
    \new Staff = "alto" \with { instrumentName = "alto" midiInstrument = "choir aahs" } { \global \alto }
    \new Staff = "tenor" \with { instrumentName = "tenor" midiInstrument = "choir aahs" } { \global \tenor }
    \new Staff = "bass" \with { instrumentName = "bass" midiInstrument = "choir aahs" } { \global \bass }
    \new DrumStaff = "drum" \with { instrumentName = "drum" } \drummode { \time 4/4 \drum }
    \new DrumStaff = "claps" \with { instrumentName = "claps" } \drummode { \time 4/4 \claps }
  >>
  \midi { }
}
