\version "2.24.0"
\include "music.ily"
\include "style.ily"
\include "words.ily"
\paper { system-system-spacing.padding = #3 systems-per-page = 3 }
\header {
  title = "Open the Door"
  subtitle = "A call and its answer, for one voice and all the others, with guitar and hand drum"
  composer = "The makers of this kit"
  copyright = "An original piece made for this kit. CC-BY-4.0"
}
line = #(define-music-function (voice tag words) (string? string? ly:music?)
  #{ \new Lyrics \with { shortVocalName = #tag vocalName = #tag } { \lyricsto #voice { \set ignoreMelismata = ##t #words } } #})
\score {
  <<
    \new ChordNames \harmony
    \new Staff \with { instrumentName = "Caller" shortInstrumentName = "C." } <<
      \new Voice = "caller" { \global \slurDashed \caller }
    >>
    \line "caller" "en" \callerEn
    \line "caller" "es" \callerEs
    \line "caller" "fr" \callerFr
    \line "caller" "pt" \callerPt
    \line "caller" "ru" \callerRu
    \line "caller" "sw" \callerSw
    \new ChoirStaff <<
      \new Staff \with { instrumentName = \markup \right-column { "S" "A" } shortInstrumentName = \markup \right-column { "S" "A" } } <<
        \global
        \new Voice = "soprano" { \voiceOne \slurDashed \soprano }
        \new Voice = "alto" { \voiceTwo \alto }
      >>
      \line "soprano" "en" \allEn
      \line "soprano" "es" \allEs
      \line "soprano" "fr" \allFr
      \line "soprano" "pt" \allPt
      \line "soprano" "ru" \allRu
      \line "soprano" "sw" \allSw
      \new Staff \with { instrumentName = \markup \right-column { "T" "B" } shortInstrumentName = \markup \right-column { "T" "B" } } <<
        \global \clef bass
        \new Voice = "tenor" { \voiceOne \tenor }
        \new Voice = "bass" { \voiceTwo \bass \bar "|." }
      >>
    >>
  >>
  \layout {
    #(layout-set-staff-size 15)
    indent = 14\mm short-indent = 9\mm
    \context { \Staff \RemoveEmptyStaves \override VerticalAxisGroup.remove-first = ##t }
  }
}
\score {
  \new DrumStaff \with { instrumentName = "Drum" drumStyleTable = #congas-style \override StaffSymbol.line-count = #2 \override StaffSymbol.staff-space = #1.5 } \drummode { \time 4/4 \repeat volta 2 { \drumBar } }
  \header { piece = \markup \small "The hand drum, all through: low in the middle of the skin, high at its edge. In the refrain hands clap on 2 and 4." }
  \layout { #(layout-set-staff-size 14) indent = 14\mm }
}
