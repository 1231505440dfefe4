% One language on one page: the tune, its words and its chords.
\include "music.ily"
\include "style.ily"
\header {
  title = \titleWords
  subtitle = \languageName
  composer = "The makers of this kit"
  copyright = "An original piece made for this kit. CC-BY-4.0"
}
\score {
  <<
    \new ChordNames \harmony
    \new Staff <<
      \global
      \new Voice = "caller" { \slurDashed \voiceOne \override MultiMeasureRest.transparent = ##t \override Rest.transparent = ##t \caller }
      \new Voice = "all" { \slurDashed \voiceTwo \override MultiMeasureRest.transparent = ##t \override Rest.transparent = ##t \soprano \bar "|." }
    >>
    \new Lyrics \with { \override LyricText.font-shape = #'italic } { \set ignoreMelismata = ##t \lyricsto "caller" { \set ignoreMelismata = ##t \callerWords } }
    \new Lyrics { \lyricsto "all" { \set ignoreMelismata = ##t \allWords } }
  >>
  \layout { #(layout-set-staff-size 20) }
}
