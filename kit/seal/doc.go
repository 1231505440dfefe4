// Package seal says whether a folder of files is complete and genuine: a list
// of SHA-256 sums that `sha256sum -c` reads, and a minisign signature of that
// list that `minisign -V` reads.
//
// The two functions you want first are [Verify], which judges a folder, and
// [Seal], which makes list and signature.
//
// A folder is sealed by three files at its top: [SumsFile] names every other
// file with its sum, [SignatureFile] signs that list, and [KeyFile] brings the
// publisher's public key. A key that comes with the files it signs proves
// nothing by itself: a [Ring] holds the keys that a person has accepted, the
// first of a kit on sight of its [Words], and a change of key is an alarm.
package seal
