package demo

import (
	"errors"
	"testing"

	"laowu/imports"
	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/value"
)

// staffed is a small demonstration county with its logins.
func staffed(t *testing.T) (*office, *access.Gate) {
	t.Helper()
	o := newOffice(t)
	o.take(t, written(t, options(0.01)), func(*testing.T, imports.Report) {})
	gate, err := access.NewGate(o.db, o.vault)
	if err != nil {
		t.Fatal(err)
	}
	o.exec(t, "UPDATE installation SET demonstration = true")
	if err := Logins(t.Context(), gate, o.actor); err != nil {
		t.Fatal(err)
	}
	return o, gate
}

func (o *office) exec(t *testing.T, sql string) {
	t.Helper()
	err := o.db.Tx(t.Context(), o.actor, func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), sql)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// count counts rows as somebody sees them.
func (o *office) count(t *testing.T, as db.Actor, sql string) (n int) {
	t.Helper()
	err := o.db.ReadTx(t.Context(), as, func(tx *db.Tx) error { return tx.QueryRow(t.Context(), sql).Scan(&n) })
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func credentials(d access.Demonstration) access.Credentials {
	if d.Name == "" {
		phone, _ := value.ParsePhone(value.Raw{Text: WorkerPhone})
		return access.Credentials{Phone: phone, Secret: WorkerPIN}
	}
	return access.Credentials{Name: d.Name, Secret: Password}
}

func (o *office) logins(t *testing.T) (all []access.Demonstration) {
	t.Helper()
	err := o.db.ReadTx(t.Context(), o.actor, func(tx *db.Tx) (err error) {
		all, err = access.Demonstrations(t.Context(), tx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// There is one login of each role, each gets in by what is printed without a
// second factor, and each has something to see.
func TestLogins(t *testing.T) {
	t.Parallel()
	o, gate := staffed(t)
	sees := map[db.Role]string{
		db.Worker:      "SELECT count(*) FROM person",
		db.Association: "SELECT count(*) FROM membership",
		db.Township:    "SELECT count(*) FROM membership",
		db.Station:     "SELECT count(*) FROM placement",
		db.Enterprise:  "SELECT least((SELECT count(*) FROM agreement), (SELECT count(*) FROM opening WHERE enterprise = access.organisation()))",
		db.Trainer:     "SELECT count(*) FROM office WHERE kind = 'trainer'",
		db.County:      "SELECT count(*) FROM person",
		db.Auditor:     "SELECT count(*) FROM audit",
		db.Admin:       "SELECT count(*) FROM login",
	}
	roles := map[db.Role]bool{}
	for _, d := range o.logins(t) {
		login, err := gate.Enter(t.Context(), db.Actor{County: "141123", Role: db.Nobody}, credentials(d))
		if err != nil {
			t.Fatalf("%+v: %v", d, err)
		}
		s, err := gate.Standing(t.Context(), login)
		if err != nil || s.Once || s.NeedsFactor() || !s.Demonstration || d.Organisations[0] == "" {
			t.Errorf("%+v: standing %+v, %v", d, s, err)
		}
		if d.Name != "" && access.CheckPassword(Password, d.Name) != nil {
			t.Errorf("%s: the password is refused", d.Name)
		}
		for _, a := range s.Accounts {
			roles[a.Role] = true
			if o.count(t, s.Actor(a, ""), sees[a.Role]) == 0 {
				t.Errorf("%s as %s sees nothing", d.Name, a.Role)
			}
		}
		if two := len(s.Accounts) == 2; two != (d.Name == "association") {
			t.Errorf("%s has %d accounts", d.Name, len(s.Accounts))
		}
	}
	for _, r := range db.Roles() {
		if !roles[r] {
			t.Errorf("no login of a %s", r)
		}
	}
	if n := o.count(t, o.actor, "SELECT count(*) FROM office WHERE kind = 'township' AND place IN (SELECT township FROM association)"); n !=
		o.count(t, o.actor, "SELECT count(DISTINCT township) FROM association") {
		t.Errorf("%d township offices", n)
	}
}

// Done again it adds nothing, and takes nobody's password away.
func TestLoginsAgain(t *testing.T) {
	t.Parallel()
	o, gate := staffed(t)
	before := o.logins(t)
	const all = "SELECT (SELECT count(*) FROM login) + (SELECT count(*) FROM account) + (SELECT count(*) FROM office) + (SELECT count(*) FROM audit)"
	counted := o.count(t, o.actor, all)
	login, err := gate.Enter(t.Context(), db.Actor{County: "141123", Role: db.Nobody}, access.Credentials{Name: "county", Secret: Password})
	if err != nil {
		t.Fatal(err)
	}
	if err := gate.SetPassword(t.Context(), o.actor, login, "蔚汾河边的枣树又开花了么"); err != nil {
		t.Fatal(err)
	}
	if err := Logins(t.Context(), gate, o.actor); err != nil {
		t.Fatal(err)
	}
	if n := o.count(t, o.actor, all); n != counted+1 { // that the password was set
		t.Errorf("%d records, %d before", n, counted)
	}
	if after := o.logins(t); len(after) != len(before)-1 {
		t.Errorf("%d made-up logins, %d before one got a password of its own", len(after), len(before))
	}
	_, err = gate.Enter(t.Context(), db.Actor{County: "141123", Role: db.Nobody}, access.Credentials{Name: "county", Secret: Password})
	if !errors.Is(err, access.ErrWrong) {
		t.Errorf("the printed password: %v", err)
	}
}

// A login that an office made stays what it was.
func TestLoginsKeepWhatIsThere(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.take(t, written(t, options(0.01)), func(*testing.T, imports.Report) {})
	gate, err := access.NewGate(o.db, o.vault)
	if err != nil {
		t.Fatal(err)
	}
	err = o.db.Tx(t.Context(), o.actor, func(tx *db.Tx) error {
		bureau, err := access.CountyOffice(t.Context(), tx)
		if err == nil {
			_, err = gate.AddLogin(t.Context(), tx, access.NewLogin{Name: "association", Role: db.County, Organisation: bureau.ID})
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := Logins(t.Context(), gate, o.actor); err != nil {
		t.Fatal(err)
	}
	for _, d := range o.logins(t) {
		if d.Name == "association" || d.Name == "" {
			t.Errorf("made up: %+v", d)
		}
	}
	if n := o.count(t, o.actor, "SELECT count(*) FROM account a JOIN login l ON l.id = a.login WHERE l.name = 'association'"); n != 1 {
		t.Errorf("%d accounts", n)
	}
}
