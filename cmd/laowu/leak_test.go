package main

import "testing"

// Everything that the program does is done once, and no ID or telephone number
// is found afterwards in what it said, sent, logged or left behind: not in a
// stolen backup, not in an address, not in a file beside it.
func TestNoNumberLeaks(t *testing.T) {
	t.Parallel()
	h := newHunt(t)
	h.importAll()
	h.importCareless()
	h.commands()
	serve := h.killed()
	site := serve.site(t)
	h.strangers(site)
	h.staff(site)
	h.failures(site)
	h.timers()
	h.command(exitDone, "audit", "verify")
	h.dumped(serve, site)
	h.dump("at the end")
	h.keepFiles("at the end")
	h.judge()
}
