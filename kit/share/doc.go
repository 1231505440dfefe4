// Package share shows a folder to the phones at a table, over plain HTTP on the
// network that the computer is on, for as long as somebody wants it to.
//
// The two functions you want first are [Folder], which makes the list of what
// may be seen, and [Start], which serves that list and nothing else.
//
// It is the one package that touches a network, and it does so from Start to
// [Server.Stop]. It answers GET and HEAD (RFC 9110) for the files of the list,
// which were opened before the first visitor came: no name that a visitor sends
// is ever looked up on a disk. It keeps no record of visitors, only counts.
//
// [Networks] says in plain words which networks a computer is on, and
// [Situation.Hints] why phones may not reach it. Both are pure: [Adapters] reads
// the system.
//
// Durations are of time, sizes bytes. Nothing here reads a clock or makes
// randomness; the token's bits are handed in.
package share
