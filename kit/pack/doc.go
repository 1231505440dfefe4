// Package pack makes everything for one event: what is printed, in the order in
// which it is wanted at the table, and what is shown and sent.
//
// The two functions you want first are [Plan], which says what a pack holds,
// and [Write], which puts it into a folder.
package pack
