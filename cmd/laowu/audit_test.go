package main

import (
	"context"
	"strings"
	"testing"
)

// chain links what waits, as the service does every two seconds.
func (o office) chain(t *testing.T) {
	t.Helper()
	o.within(t, func(ctx context.Context, a *app) { a.newKeeper().round(ctx) })
}

// within does something with an opened installation.
func (o office) within(t *testing.T, do func(context.Context, *app)) {
	t.Helper()
	c := &cli{streams: streams{out: &strings.Builder{}, err: &strings.Builder{}, getenv: func(k string) string { return o.env[k] }}, flags: map[string]string{}}
	if err := c.with(t.Context(), func(ctx context.Context, a *app) error { do(ctx, a); return nil }); err != nil {
		t.Fatal(err)
	}
}

func TestAuditVerify(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	url := o.env["LAOWU_DATABASE_URL"]
	for _, name := range []string{"zhang.wei", "li.na", "wang.fang"} {
		o.ask(t, exitDone, "user", "add", name, "--role", "county")
	}
	if doc := o.ask(t, exitDone, "audit", "verify"); doc["linked"] != 0.0 || doc["pending"] != 4.0 || len(doc["faults"].([]any)) != 0 {
		t.Errorf("before the service runs: %v", doc)
	}
	o.chain(t)
	o.call(t, "user", "logout", "li.na")
	if code, out, errs := o.call(t, "audit", "verify"); code != exitDone || errs != "" || !strings.Contains(out, "已入链 4 条，等待入链 1 条\n审计链完好") {
		t.Errorf("exit %d, said %q %q", code, out, errs)
	}
	o.chain(t)
	exec(t, url, "UPDATE audit SET detail = '{}' WHERE id = 2")
	exec(t, url, "DELETE FROM audit WHERE id = 3")
	exec(t, url, "DELETE FROM audit_link WHERE position = 5; DELETE FROM audit WHERE id = 5")
	doc := o.ask(t, exitFailed, "audit", "verify")
	var got []string
	for _, f := range doc["faults"].([]any) {
		got = append(got, f.(map[string]any)["what"].(string))
	}
	if strings.Join(got, " ") != "altered removed cut" || doc["linked"] != 4.0 {
		t.Errorf("found %v", doc)
	}
	if code, out, errs := o.call(t, "audit", "verify"); code != exitFailed || errs != "" || !strings.Contains(out, "发现 3 处不对") {
		t.Errorf("exit %d, said %q %q", code, out, errs)
	}
}
