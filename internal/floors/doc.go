// Package floors holds the house's plan in place. It has no code but its
// tests: which package may import which, which folders there are, and the
// habits that a reader of the repository relies on.
package floors
