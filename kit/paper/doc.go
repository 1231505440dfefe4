// Package paper is the desk on which documents are laid out: words set line by
// line, columns that flow over pages, rules, lines to write on, codes.
//
// The two names you want first are [Setter.Set], for words, and [Flow.Break],
// for pages.
//
// All lengths are mm, y grows downwards. Whoever draws on a [Canvas] draws
// from the side where the language begins; where that is the right, the
// canvas mirrors.
package paper
