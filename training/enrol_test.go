package training

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/value"
)

// yard is two institutions and two associations: 王1 and 王2 are the first's
// members, 王3 the second's; 王6 is fifteen. Class 20 is the first institution's
// and has three seats, 21 the second's, 22 of the first has ended, 23 has one
// seat.
const yard = `
	INSERT INTO office (id, county, kind, name, place) VALUES (1, '141123', 'trainer', '甲校', '141123'), (2, '141123', 'trainer', '乙校', '141123');
	INSERT INTO association (county, id, code, township, name) VALUES
	  ('141123', 1, '141123103001', '141123103', '甲村务工协会'), ('141123', 2, '141123104001', '141123104', '乙村务工协会');
	INSERT INTO membership (county, person, association, joined) VALUES ('141123', 1, 1, '2018-01-01'), ('141123', 2, 1, '2018-01-01'), ('141123', 3, 2, '2018-01-01');
	UPDATE person SET birth = '2010-12-02' WHERE id = 6;
	INSERT INTO class (county, id, programme, number, institution, office, trade, level, starts, ends, hours, seats) VALUES
	  ('141123', 20, 1, '第20期', '甲校', 1, '养老护理员', 5, '2026-12-01', '2026-12-20', 80, 3),
	  ('141123', 21, 1, '第21期', '乙校', 2, '养老护理员', 5, '2026-11-01', '2026-12-20', 80, 3),
	  ('141123', 22, 1, '第22期', '甲校', 1, '养老护理员', 5, '2026-11-01', '2026-11-23', 80, 3),
	  ('141123', 23, 1, '第23期', '甲校', 1, '养老护理员', 5, '2026-12-01', '2026-12-20', 80, 1);`

var (
	firstSchool  = db.Actor{County: "141123", Role: db.Trainer, Organisation: 1}
	secondSchool = db.Actor{County: "141123", Role: db.Trainer, Organisation: 2}
	firstVillage = db.Actor{County: "141123", Role: db.Association, Organisation: 1}
	auditor      = db.Actor{County: "141123", Role: db.Auditor}
)

// TestEnrol: who may give a seat to whom, and each refusal, after which nothing
// is in the class that was not before.
func TestEnrol(t *testing.T) {
	t.Parallel()
	d := school(t, yard+"INSERT INTO enrolment (county, person, class) VALUES ('141123', 5, 23), ('141123', 3, 20), ('141123', 4, 20); UPDATE enrolment SET dropped = true WHERE person = 4")
	for name, c := range map[string]struct {
		by            db.Actor
		class, person int64
		want          error
	}{
		"the county":                            {county, 20, 1, nil},
		"the institution, whom it did not know": {firstSchool, 20, 1, nil},
		"the association its member":            {firstVillage, 21, 2, nil},
		"the association another's":             {firstVillage, 20, 4, ErrUnknown},
		"another institution":                   {secondSchool, 20, 1, access.ErrNotFound},
		"the auditor":                           {auditor, 20, 1, ErrUnknown},
		"a class that is not there":             {county, 99, 1, access.ErrNotFound},
		"a person who is not there":             {county, 20, 99, ErrUnknown},
		"in the class already":                  {county, 20, 3, ErrTwice},
		"in the class already, and left":        {county, 20, 4, ErrTwice},
		"after the end":                         {county, 22, 1, ErrOver},
		"over the seats":                        {county, 23, 1, ErrFull},
		"fifteen on the first day":              {county, 20, 6, ErrTooYoung},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := d.Tx(t.Context(), c.by, func(tx *db.Tx) error {
				if err := Enrol(t.Context(), tx, c.class, c.person); err != nil {
					return err
				}
				class, err := FindClass(t.Context(), tx, c.class)
				if class.Taken != map[int64]int{20: 2, 21: 1}[c.class] {
					t.Errorf("%d seats are taken", class.Taken)
				}
				return errors.Join(err, errUndo)
			})
			if c.want == nil {
				c.want = errUndo
			}
			if !errors.Is(err, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
		})
	}
}

var errUndo = errors.New("taken back")

// The sixteenth birthday is early enough, the day before is not.
func TestEnrolAtSixteen(t *testing.T) {
	t.Parallel()
	for birth, want := range map[string]error{"2010-12-01": nil, "2010-12-02": ErrTooYoung} {
		d := school(t, yard+"UPDATE person SET birth = '"+birth+"' WHERE id = 6;")
		err := d.Tx(t.Context(), county, func(tx *db.Tx) error { return Enrol(t.Context(), tx, 20, 6) })
		if !errors.Is(err, want) {
			t.Errorf("born on %s: %v, want %v", birth, err, want)
		}
	}
}

// TestLastSeat: while one has the last seat and has not committed, the next one
// waits for it, and then is told that there is none.
func TestLastSeat(t *testing.T) {
	t.Parallel()
	d := school(t, yard)
	second := make(chan error, 1)
	within(t, d, county, func(tx *db.Tx) error {
		if err := Enrol(t.Context(), tx, 23, 1); err != nil {
			return err
		}
		go func() {
			second <- d.Tx(t.Context(), firstSchool, func(tx *db.Tx) error { return Enrol(t.Context(), tx, 23, 2) })
		}()
		for waits := false; !waits; {
			const waiting = "SELECT EXISTS (SELECT FROM pg_locks w JOIN pg_locks h USING (transactionid) WHERE NOT w.granted AND h.granted AND h.pid = pg_backend_pid())"
			if err := tx.QueryRow(t.Context(), waiting).Scan(&waits); err != nil {
				return err
			}
			select {
			case err := <-second:
				t.Errorf("it did not wait: %v", err)
				second <- err
				return nil
			default:
			}
		}
		return nil
	})
	if err := <-second; !errors.Is(err, ErrFull) {
		t.Errorf("the second is told %v", err)
	}
}

// An association that goes past the pages writes no result and no other's
// people; whoever enrols is on record.
func TestEnrolmentRows(t *testing.T) {
	t.Parallel()
	d := school(t, yard)
	for _, sql := range []string{
		"INSERT INTO enrolment (county, person, class, result) VALUES ('141123', 1, 20, 'passed')",
		"INSERT INTO enrolment (county, person, class, attended) VALUES ('141123', 1, 20, 80)",
		"INSERT INTO enrolment (county, person, class) VALUES ('141123', 3, 20)",
	} {
		err := d.Tx(t.Context(), firstVillage, func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), sql)
			return err
		})
		if err == nil {
			t.Errorf("%s goes through", sql)
		}
	}
	within(t, d, firstVillage, func(tx *db.Tx) error { return Enrol(t.Context(), tx, 20, 1) })
	within(t, d, admin, func(tx *db.Tx) error {
		var n int
		err := tx.QueryRow(t.Context(), "SELECT count(*) FROM audit WHERE action = 'enrolled' AND noun = 'class' AND target = '20' AND detail = '{\"person\": 1}' AND role = 'association'").Scan(&n)
		if n != 1 {
			t.Errorf("the audit trail tells of it %d times", n)
		}
		return err
	})
}

// TestFindTrainee: by name and number, of people whom the institution has not
// seen yet; without either, nothing is told.
func TestFindTrainee(t *testing.T) {
	t.Parallel()
	d := school(t, yard)
	const number = "142325198001019970"
	vault, err := access.OpenVault(t.Context(), d, county, filepath.Join(t.TempDir(), "keyset.json"))
	if err != nil {
		t.Fatal(err)
	}
	id, code := value.ParseIDNumber(value.Raw{Text: completed(t, number)}, value.DayOf(time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)))
	hash, err := vault.Hash(access.IDNumber, id.Reveal())
	if err != nil || code != "" {
		t.Fatal(err, code)
	}
	within(t, d, county, func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), "UPDATE person SET id_hash = $1 WHERE id = 4", hash)
		return err
	})
	for name, c := range map[string]struct {
		by           db.Actor
		name, number string
		person       int64
		field, text  string
	}{
		"both right":                 {firstSchool, "王4", id.Reveal(), 4, "", ""},
		"with spaces":                {firstVillage, " 王4 ", id.Reveal()[:6] + " " + id.Reveal()[6:], 4, "", ""},
		"another name":               {firstSchool, "李四", id.Reveal(), 0, "name", ErrName.Error()},
		"another number":             {firstSchool, "王4", completed(t, "142325197001019980"), 0, "number", ErrUnknown.Error()},
		"no name":                    {county, "", id.Reveal(), 0, "name", "写姓名"},
		"no number":                  {county, "王4", "", 0, "number", value.Missing.Message()},
		"a wrong character":          {county, "王4", wrongCheck(id.Reveal()), 0, "number", value.IDChecksum.Message()},
		"of whom nobody keeps rolls": {auditor, "王4", id.Reveal(), 0, "", ""},
	} {
		var got int64
		err := d.ReadTx(t.Context(), c.by, func(tx *db.Tx) (err error) {
			got, err = FindTrainee(t.Context(), tx, vault, c.name, c.number)
			return err
		})
		var wrong Refusals
		if got != c.person || c.text != "" && (!errors.As(err, &wrong) || wrong.Of(c.field) != c.text) || c.person == 0 && err == nil {
			t.Errorf("%s: %d, %v", name, got, err)
		}
	}
}

// completed is a made-up number with the right last character.
func completed(t *testing.T, number string) string {
	t.Helper()
	whole, ok := value.CompleteID(number[:17])
	if !ok {
		t.Fatalf("%s is no number", number)
	}
	return whole
}

func wrongCheck(number string) string {
	if number[17] == '1' {
		return number[:17] + "2"
	}
	return number[:17] + "1"
}
