// Package message holds a kit's bank of messages for the networks: what there
// is in which language, for whom and in which tone, and how long each network
// takes it to be.
//
// The two names you want first are [Read] and [Measure].
//
// A message is exact: nothing alters its words or its hashtags. Lengths are
// those that the networks count, not bytes or runes; see [Networks].
package message
