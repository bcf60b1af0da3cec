// Package journey goes whole ways through the built program with the
// demonstration county, in Chromium: what a person of each role does in a day,
// on a telephone of 360 px with script, and with large type and without script.
// It has no code but its tests; `make screens` takes the README's pictures with
// it.
package journey
