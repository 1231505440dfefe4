// Package theme is how the window looks: colours for light and dark, two cuts
// of Noto Sans, sizes, and the icons that the program draws itself.
//
// The two names you want first are [New] and [Color]: New makes the Fyne theme
// from the bundled fonts, Color looks a colour up by one of the names below.
package theme
