// Package kit holds the nouns: a [Kit] is what a campaign publishes, an
// [Event] is what one organizer fills in. A kit is read-only; an event is
// small, theirs and editable.
//
// The two functions you want first are [Open] (or [OpenFile] for a path) and
// [ReadEvent].
//
// Everything that comes from a file is taken for hostile: sizes are limited
// before use ([Limits]), unknown keys are errors, no link is followed, nothing
// is unpacked to the disk. Problems are reported all at once as [Problems],
// each with file, line and mend; a field of an event that is wrong is a
// [FieldError]. A [Kit] never changes once it is open and may be used by many
// goroutines at once.
package kit

import _ "time/tzdata" // Windows has no zone database of its own.
