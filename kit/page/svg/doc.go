// Package svg reads artwork: the part of SVG that is flat shapes in flat
// colours, as outlines that a page paints at any size.
//
// The two names you want first are [Read] and [Drawing.Items].
//
// What is understood: svg, g, path, rect, circle, ellipse, line, polyline and
// polygon; transform; fill, stroke and their widths, joins and caps, as
// attributes or in style="…". Titles, descriptions, metadata and what editors
// keep for themselves are passed over. Everything that would look different
// from what its author sees (text, pictures, gradients, clones, filters,
// see-through colours, style sheets) is refused with its line and the mend, as is
// whatever reaches outside the file or runs. Nothing is fetched or expanded:
// a drawing costs no more than its file says.
package svg
