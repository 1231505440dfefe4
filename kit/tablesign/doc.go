// Package tablesign makes the sign that stands on a table while it shares its
// kit with phones: one code joins the Wi-Fi, one opens the page.
//
// The two functions you want first are [Maker.Make], for the sign, and [Network.Join],
// for what the Wi-Fi's code says.
//
// The sign is the only place where a Wi-Fi's password is kept: on paper. Lengths
// are mm; the page goes through eventkit/kit/qr.ReadBack before it is written.
package tablesign
