// Package storm is for the hour at which everyone posts at once: its clock in
// the event's own zone, an entry for calendars, and cards of paper whose codes
// open a phone's composer with a message in it.
//
// The two names you want first are [ClockOf] and [Maker.Cards].
//
// Which action is the storm is for the kit to say ([kit.Manifest], Storm).
// Nothing here asks what time it is: who shows a clock brings the time along.
package storm
