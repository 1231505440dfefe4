// Package sticktest proves what package stick promises where it counts: on
// FAT32, exFAT and NTFS, and in a machine of its own whose sticks are pulled,
// lose their power, have bad blocks or less room than they say. Programs have
// no part of it.
//
// The tests are built with the tag faults alone; make test-faults fetches what
// they need and runs them. [Tally] counts the faults that they, and the tests
// of package stick, make.
package sticktest
