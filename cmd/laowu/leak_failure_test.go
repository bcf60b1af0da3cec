package main

import (
	"os"
	"syscall"

	"laowu/internal/demo"
)

// killed kills an import in the middle, and has the service take it up, whose
// connection is cut off once. It returns the service.
func (h *hunt) killed() (serve *process) {
	h.Helper()
	var p *process
	h.held("household", "an import is at work",
		func() { p = begin(h.T, h.env, h.work, "import", "members", sample("members-township.xlsx")) },
		func() { p.signal(h.T, os.Kill) })
	_, said := p.end()
	h.keep("what a killed import says", said)
	h.dump("after a kill")
	exec(h.T, h.office.env["LAOWU_DATABASE_URL"], "UPDATE import SET created_at = now() - interval '1 minute' WHERE state = 'queued'")
	h.held("household", "an import is rescued",
		func() {
			h.figures = freeAddress(h.T)
			serve = begin(h.T, h.env, h.work, "serve", "--demo", "--metrics-addr", h.figures)
		},
		h.cut)
	serve.site(h.T)
	for h.number(h.T, "SELECT count(*) FROM import WHERE state = 'queued'") > 0 {
	}
	return serve
}

// shout has the database complain of a row in the row's own words.
const shout = `
	CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
	  RAISE EXCEPTION 'row (王建, 142325197603089998, 14000000160)' USING DETAIL = '14000000160', HINT = '14000000160';
	END $$;
	CREATE TRIGGER shout BEFORE INSERT OR UPDATE ON attempt FOR EACH ROW EXECUTE FUNCTION shout();
	CREATE TRIGGER shout BEFORE INSERT OR UPDATE ON audit FOR EACH ROW EXECUTE FUNCTION shout()`

// failures make the service fail while a number is in flight.
func (h *hunt) failures(site string) {
	h.Helper()
	county, answers := h.login(site, "county"), make(chan answer, 1)
	county.get("/people").wants(200)
	h.held("membership", "somebody is looked for",
		func() { go func() { answers <- county.send("POST", "/people", county.form("q", typedID)) }() },
		h.cut)
	county.take(<-answers).wants(500)
	h.secrets.add("14000000160")
	exec(h.T, h.office.env["LAOWU_DATABASE_URL"], shout)
	v := h.visitor(site)
	v.get("/login?as=worker").wants(200)
	v.post("/login", "as", "worker", "phone", typedPhone, "password", "000001").wants(500)
	h.command(exitFailed, "import", "associations", sample("associations.xlsx"))
	exec(h.T, h.office.env["LAOWU_DATABASE_URL"], "DROP FUNCTION shout CASCADE")
	v.site = "http://" + h.figures
	v.get("/metrics").wants(200, "go_goroutines")
	h.traces[len(h.traces)-1].codes = true // counts, with as many figures as they take
}

// dumped has the service tell of all its goroutines while a number is in
// flight.
func (h *hunt) dumped(serve *process, site string) {
	h.Helper()
	county := h.login(site, "county")
	county.get("/people").wants(200)
	gone := make(chan answer, 1)
	h.held("membership", "the service is dumped",
		func() { go func() { gone <- county.send("POST", "/people", county.form("q", typedID)) }() },
		func() { serve.signal(h.T, syscall.SIGQUIT) })
	_, said := serve.end()
	<-gone
	h.keep("what the service says to its end", said, demo.WorkerPhone)
}
