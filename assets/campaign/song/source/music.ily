% The notes of "Open the Door": an original call and response, made for this
% kit. CC-BY-4.0, the makers of this kit.
\version "2.24.0"

global = { \key d \major \time 4/4 \tempo 4 = 96 }

% One person sings; everybody answers.
callerVerse = {
  fis'8 fis' fis' e' fis'4 ( a' ) | r2 r4 r8 a' |
  b'8 b' b' a' a'4 ( fis' ) | r2 r4 r8 e' |
  fis'8 fis' fis' g' a'4 ( fis' ) | r2 r4 r8 e' |
  g'8 g' fis' e' fis'4 ( e' ) | R1 |
}
caller = {
  r1 | r2 r4 r8 d' |
  \callerVerse
  R1*7 | r2 r4 r8 d' |
  \callerVerse
  R1*8 | R1*2 |
}

sopranoVerse = {
  R1 | fis'4 fis'8 fis' g'4 ( fis'8 ) r |
  R1 | fis'4 fis'8 g' fis'4 ( e'8 ) r |
  R1 | b'4 b'8 a' g'4 ( e'8 ) r |
  R1 | fis'4 e'8 e' d' ( d' ) r d' |
}
sopranoRefrain = {
  a'4. a'8 g'4 fis' | g'2 ( fis'4 ) fis' |
  g'4. g'8 fis'4 e' | fis'2 ( e'4 ) fis' |
  a'4. a'8 b'4 a' | b'2 ( a'4 ) fis' |
  g'4. g'8 fis'4 e' | d'2 ( d'4 ) r |
}
soprano = {
  R1*2 | \sopranoVerse \sopranoRefrain \sopranoVerse \sopranoRefrain
  a'4 a'8 a' b'2 ( | a'2. ) r4 |
}

altoVerse = {
  R1 | d'4 d'8 d' d'4 d'8 r |
  R1 | d'4 d'8 d' d'4 cis'8 r |
  R1 | d'4 d'8 d' e'4 cis'8 r |
  R1 | d'4 d'8 cis' a a r a |
}
altoRefrain = {
  d'4. d'8 e'4 d' | d'2 d'4 d' |
  e'4. e'8 cis'4 cis' | d'2 cis'4 d' |
  fis'4. d'8 d'4 d' | g'2 fis'4 d' |
  d'4. d'8 d'4 cis' | a2 a4 r |
}
alto = {
  R1*2 | \altoVerse \altoRefrain \altoVerse \altoRefrain
  fis'4 fis'8 fis' g'2 | fis'2. r4 |
}

tenorVerse = {
  R1 | a4 a8 a b4 a8 r |
  R1 | a4 a8 g a4 a8 r |
  R1 | g4 g8 a b4 a8 r |
  R1 | a4 b8 g fis fis r fis |
}
tenorRefrain = {
  fis4. fis8 a4 a | b2 a4 b |
  b4. b8 a4 a | a2 a4 a |
  a4. a8 g4 a | d'2 d'4 a |
  b4. b8 a4 g | fis2 fis4 r |
}
tenor = {
  R1*2 | \tenorVerse \tenorRefrain \tenorVerse \tenorRefrain
  d'4 d'8 d' d'2 | d'2. r4 |
}

bassVerse = {
  R1 | d4 d8 d g4 d8 r |
  R1 | d4 d8 b, a,4 a,8 r |
  R1 | g4 g8 fis e4 a8 r |
  R1 | d4 g,8 a, d d r d |
}
bassRefrain = {
  d4. d8 cis4 d | g,2 d4 b, |
  e4. e8 fis4 a | d2 a,4 d |
  d4. fis8 g4 fis | g2 d4 d |
  g4. e8 a,4 a, | d2 d4 r |
}
bass = {
  R1*2 | \bassVerse \bassRefrain \bassVerse \bassRefrain
  d4 d8 d g2 | d2. r4 |
}

% The hand drum: low notes in the middle of the skin, high ones at its edge.
% The hands clap in the refrain.
drumBar = \drummode { cgl8 r16 cgh cgho8 cgh cgl cgl16 cgh cgho8 cgh16 cgh }
drum = { \repeat unfold 36 \drumBar }
claps = \drummode { R1*10 | \repeat unfold 8 { r4 hc r hc } | R1*8 | \repeat unfold 8 { r4 hc r hc } | r4 hc r hc | R1 }
