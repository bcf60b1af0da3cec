package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db/testdb"
)

// filled is an office with values in most sealed columns.
func filled(t *testing.T) (o office, keyFile string, values float64) {
	t.Helper()
	o = newOffice(t)
	o.ask(t, exitDone, "import", "associations", samples+"associations.xlsx")
	o.ask(t, exitRejected, "import", "members", samples+"members-township.xlsx")
	o.ask(t, exitRejected, "import", "openings", samples+"openings.xlsx")
	now := o.ask(t, exitDone, "vault", "status")
	if now["keys"] != 1.0 || now["newest"] == 0.0 || now["older"] != 0.0 {
		t.Fatalf("status of a new office: %v", now)
	}
	return o, filepath.Join(o.env["LAOWU_DATA"], "keyset.json"), now["newest"].(float64)
}

func TestVaultRotate(t *testing.T) {
	t.Parallel()
	o, keyFile, values := filled(t)
	old, err := os.ReadFile(keyFile)
	if err != nil {
		t.Fatal(err)
	}
	code, out, errs := o.call(t, "vault", "rotate")
	if code != exitDone || errs != "" || !strings.Contains(out, keyFile) {
		t.Fatalf("exit %d, said %q %q", code, out, errs)
	}
	after := o.ask(t, exitDone, "vault", "status")
	if after["keys"] != 2.0 || after["newest"] != values || after["older"] != 0.0 || after["missing_key"] != 0.0 {
		t.Errorf("status of %v values: %v", values, after)
	}
	again := o.ask(t, exitRejected, "import", "members", samples+"members-township.xlsx")
	if again["unchanged"] != 29.0 {
		t.Errorf("sent again: %v", again)
	}
	if err := os.WriteFile(keyFile, old, 0o600); err != nil {
		t.Fatal(err)
	}
	o.refuses(t, "密钥文件是换密钥以前的")
	if err := os.Remove(keyFile); err != nil {
		t.Fatal(err)
	}
	o.refuses(t, "密钥文件不见了")
}

// refuses checks that each command ends, and says why.
func (o office) refuses(t *testing.T, why string) {
	t.Helper()
	for _, args := range [][]string{{"serve"}, {"vault", "rotate"}, {"vault", "status"}} {
		if code, _, errs := o.call(t, args...); code != exitFailed || !strings.HasPrefix(errs, why) || strings.Count(errs, "\n") != 1 {
			t.Errorf("laowu %s: exit %d, said %q, want %q", strings.Join(args, " "), code, errs, why)
		}
	}
}

// A service takes up the key that another process made, and does the work that
// is left.
func TestVaultRotateInTheBackground(t *testing.T) {
	t.Parallel()
	o, _, values := filled(t)
	o.env["LAOWU_ADDR"], o.env["LAOWU_METRICS_ADDR"] = "127.0.0.1:0", "127.0.0.1:0"
	stop := o.serving(t)
	o.idle(t)
	code, out, errs := o.call(t, "vault", "rotate", "--background")
	if code != exitDone || errs != "" || !strings.Contains(out, "后台") {
		t.Fatalf("exit %d, said %q %q", code, out, errs)
	}
	o.resealed(t, values, 2)
	stop()
	if code, out, errs := o.call(t, "vault", "rotate", "--background"); code != exitDone {
		t.Fatalf("exit %d, said %q %q", code, out, errs)
	}
	if now := o.ask(t, exitDone, "vault", "status"); now["older"] != values || now["newest"] != 0.0 {
		t.Errorf("nobody reseals: %v", now)
	}
	stop = o.serving(t)
	o.resealed(t, values, 3)
	stop()
}

// serving starts the service and returns when it serves; what it returns stops
// it.
func (o office) serving(t *testing.T) (stop func()) {
	t.Helper()
	s := o.start(t)
	select {
	case <-s.up:
	case code := <-s.code:
		t.Fatalf("serve: exit %d, said %s", code, s.out.String())
	}
	return func() {
		s.stop()
		if code := <-s.code; code != exitDone {
			t.Errorf("serve: exit %d, said %s", code, s.out.String())
		}
	}
}

// idle waits until the service has done what it looked for at its start.
func (o office) idle(t *testing.T) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), o.env["LAOWU_DATABASE_URL"])
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	for done := false; !done; {
		if err := conn.QueryRow(t.Context(), "SELECT bool_and(state = 'completed') FROM river.river_job WHERE kind = 'reseal'").Scan(&done); err != nil {
			t.Fatal(err)
		}
	}
}

// resealed waits until the newest of so many keys has sealed every value.
func (o office) resealed(t *testing.T, values, keys float64) {
	t.Helper()
	for {
		now := o.ask(t, exitDone, "vault", "status")
		if now["newest"].(float64)+now["older"].(float64) != values || now["keys"] != keys || now["missing_key"] != 0.0 {
			t.Fatalf("status of %v values: %v", values, now)
		}
		if now["newest"] == values {
			return
		}
	}
}

// A value that no key opens is said, and the call ends as one that rejected
// rows.
func TestVaultRotateSaysWhatItCannotOpen(t *testing.T) {
	t.Parallel()
	o, _, values := filled(t)
	exec(t, o.env["LAOWU_DATABASE_URL"], `UPDATE person SET id_sealed = set_byte(id_sealed, 20, get_byte(id_sealed, 20) # 1) WHERE id = (SELECT min(id) FROM person)`)
	code, out, errs := o.call(t, "vault", "rotate")
	if code != exitRejected || !strings.Contains(errs, "有 1 个") {
		t.Errorf("exit %d, said %q %q", code, out, errs)
	}
	if now := o.ask(t, exitDone, "vault", "status"); now["newest"] != values-1 || now["older"] != 1.0 {
		t.Errorf("status: %v", now)
	}
}

// A sealed column that no noun lists would keep its old keys for good.
func TestEverySealedColumnIsListed(t *testing.T) {
	t.Parallel()
	conn, err := pgx.Connect(t.Context(), testdb.URL(t))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	rows, err := conn.Query(t.Context(), `
		SELECT table_name || '.' || column_name FROM information_schema.columns
		WHERE table_schema = 'public' AND data_type = 'bytea' AND column_name LIKE '%sealed' ORDER BY 1`)
	if err != nil {
		t.Fatal(err)
	}
	want, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range sealed() {
		got = append(got, s.Table+"."+s.Column)
		var key []string
		err := conn.QueryRow(t.Context(), `
			SELECT array_agg(a.attname ORDER BY array_position(i.indkey, a.attnum)) FROM pg_index i
			JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
			WHERE i.indrelid = $1::regclass AND i.indisprimary AND a.attname <> $2`, s.Table, s.County).Scan(&key)
		if err != nil || !slices.Equal(key, s.Key) {
			t.Errorf("%s is listed with the key %v, its primary key is %v; %v", s.Table, s.Key, key, err)
		}
	}
	if slices.Sort(got); !slices.Equal(got, want) {
		t.Errorf("listed %v, the database has %v", got, want)
	}
}
