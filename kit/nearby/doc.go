// Package nearby finds what lies beside a program that is carried on a stick:
// the kit that it belongs to, the programs for other systems, and the file that
// has it keep its settings there.
//
// The names you want first are [Here], which finds the place, and
// [Place.Open], [Place.Programs] and [Place.Portable].
package nearby
