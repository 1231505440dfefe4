% How the pages look.
#(set-global-staff-size 17)
\paper {
  #(set-paper-size "a4")
  top-margin = 14\mm bottom-margin = 12\mm left-margin = 16\mm right-margin = 16\mm
  indent = 0
  ragged-last = ##f
  tagline = ##f
}
\layout {
  \context {
    \Score
    \override BarNumber.self-alignment-X = #LEFT
    \override BarNumber.font-size = #-2
    \override MetronomeMark.padding = #2
  }
  \context { \Lyrics \override LyricText.font-size = #0 \override LyricSpace.minimum-distance = #1.1
    \override VerticalAxisGroup.nonstaff-nonstaff-spacing.padding = #0.6 }
  \context { \ChordNames \override ChordName.font-series = #'bold \override ChordName.font-size = #1.5 chordChanges = ##t }
}
