// Package letter makes what a delegation reads from: the letter to a mission
// and the briefing, each as pages, as HTML and as plain text from one
// Markdown source.
//
// The two functions you want first are [Maker.Letter] and [Maker.Briefing].
//
// A text is read into a [Document], its placeholders are filled from the
// event, and a paragraph whose placeholder has no value is left out, so that
// nothing is ever printed with a hole in it.
package letter
