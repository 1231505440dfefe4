// Package drive finds the sticks and cards that are plugged in: where they are
// mounted, what they are called, how large and how full they are, and at
// which port they hang.
//
// The two functions you want first are [List] and [Watch].
//
// The disks that the system runs from are never listed, whatever they hang at.
// There is one file for each operating system; on one that isn't known the
// list is empty, and people choose a folder instead.
package drive
