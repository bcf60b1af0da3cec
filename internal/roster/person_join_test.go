package roster

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// slipped is 王建's number with one digit written wrongly and its check digit
// after it; another's of his name born on another day is no slip.
const (
	slipped = "142325197603089971"
	apart   = "142325197907129979"
)

// twins puts a second record of 王建 (5) beside the first (1): what lists brought
// in under a number that was written wrongly. Every table that names people has
// rows of both.
func (p place) twins(t *testing.T, v *access.Vault) {
	t.Helper()
	p.full(t, v)
	idHash, idSealed := seal(t, v, access.IDNumber, slipped)
	phoneHash, phoneSealed := seal(t, v, access.Phone, phone)
	p.must(t, admin, func(ctx context.Context, tx *db.Tx) error {
		_, err := tx.Exec(ctx, `
			INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed, phone_hash, phone_sealed, village, ethnicity, skills, registered_source)
			VALUES ('141123', 5, '王建', 'male', '1976-03-08', $1, $2, $3, $4, '141123103v001', '汉族', '电焊', '')`, idHash, idSealed, phoneHash, phoneSealed)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, twinRows)
		return err
	})
	// An earlier merge that was undone, and an association's answer: this actor
	// writes neither.
	p.owner(t, `INSERT INTO person_merge (county, kept, gone, signs, reason, merged_at, merged_by, undone_at) VALUES ('141123', 5, 900, '{phone}', '认错了', '2020-01-01', 'os', '2020-01-02');
		INSERT INTO waiver (county, id, enterprise, trade_text, form, posts, reason, stated_on, answer_by)
		VALUES ('141123', 101, 1, '电工', 'regular', 1, '没有人', '2026-11-20', '2026-11-27');
		INSERT INTO waiver_answer (county, waiver, association, person, late, answered_at) VALUES ('141123', 101, 1, 1, false, now()), ('141123', 101, 2, 5, false, now());
		INSERT INTO association (county, id, code, township, name) VALUES ('141123', 3, '141123104003', '141123104', '丙村务工协会'), ('141123', 4, '141123104004', '141123104', '丁村务工协会');
		INSERT INTO transfer (county, id, person, name, from_association, to_association, asked_role, asked_at, answer_by, state, answered_at) VALUES
		  ('141123', 101, 5, '王建', 2, 1, 'association', '2026-11-01', '2026-11-11', 'open', NULL), ('141123', 102, 5, '王建', 2, 3, 'association', '2026-11-02', '2026-11-12', 'open', NULL),
		  ('141123', 103, 5, '王建', 2, 4, 'association', '2026-11-02', '2026-11-12', 'open', NULL), ('141123', 104, 1, '王建', 1, 4, 'association', '2026-11-03', '2026-11-13', 'open', NULL),
		  ('141123', 105, 5, '王建', 2, 4, 'association', '2026-10-02', '2026-10-12', 'refused', '2026-10-05');`)
	p.claim(t, v, 1, 0, "9998")
	p.claim(t, v, 5, 0, "9971")
	p.printed(t, v, 5)
	p.owner(t, twinAsks)
}

const twinRows = `
	UPDATE person SET ethnicity = '' WHERE id = 1;
	INSERT INTO membership (county, person, association, joined, left_on) VALUES ('141123', 5, 2, '2019-05-01', NULL), ('141123', 5, 2, '2017-01-01', '2017-06-01');
	INSERT INTO placement (county, id, person, enterprise, employer, trade_text, channel, wage_min, started, ended, reported_on, sources) VALUES
	  ('141123', 101, 5, 1, '示例铝业有限公司', '电解工', 'enterprise', 3500, '2024-03-11', NULL, '2026-04-01', '{staff_list}'),
	  ('141123', 102, 5, NULL, '建筑队', '瓦工', 'self', NULL, '2022-01-01', '2022-03-01', '2022-04-01', '{roster}');
	INSERT INTO class (county, id, programme, number, institution) VALUES ('141123', 2, 1, '第2期', '甲校');
	INSERT INTO enrolment (county, person, class, attended, result) VALUES ('141123', 5, 1, 40, ''), ('141123', 5, 2, 30, 'passed');
	INSERT INTO certificate (county, id, person, class, kind, number, issued) VALUES
	  ('141123', 101, 5, 1, 'skill', '', '2019-04-02'), ('141123', 102, 5, 2, 'completion', '', '2019-05-01'),
	  ('141123', 103, 5, NULL, 'driving', 'D1', '2010-01-01'), ('141123', 104, 1, NULL, 'driving', 'D1', NULL);
	UPDATE certificate SET replaced_by = 103 WHERE id = 102;
	INSERT INTO subsidy (county, person, class, amount) VALUES ('141123', 1, 1, 800), ('141123', 5, 1, 800), ('141123', 5, 2, 500);
	INSERT INTO consent (county, person, enterprise, state, text, asked_at, asked_role, answered_at) VALUES
	  ('141123', 1, 1, 'given', '同意', '2020-01-01', 'association', '2020-01-02'), ('141123', 5, 1, 'refused', '同意', '2021-01-01', 'association', '2021-01-02'),
	  ('141123', 5, 2, 'given', '同意', '2021-01-01', 'association', '2021-01-02');
	INSERT INTO request (county, person, kind, made_at) VALUES ('141123', 1, 'erasure', '2026-01-01'), ('141123', 5, 'erasure', '2026-02-01'), ('141123', 5, 'correction', '2026-02-01');
	INSERT INTO visit (county, id, person, placement, visited_on, outcome, source, recorded_at) VALUES
	  ('141123', 101, 5, 101, '2024-03-18', 'in_post', 'page', '2024-03-18'), ('141123', 102, 5, 102, '2022-01-08', 'in_post', 'page', '2022-01-08');
	INSERT INTO followup_case (county, id, person, placement, visit, kind, owner_role, opened_on, deadline) VALUES
	  ('141123', 101, 5, 102, 102, 'arrears', 'county', '2022-01-08', '2022-01-15');
	INSERT INTO referral (county, id, person, opening, sent_role, made_at, moved_at, expires_on) VALUES
	  ('141123', 101, 5, 1, 'admin', '2026-11-20', '2026-11-20', '2026-12-20');
	UPDATE referral SET state = 'hired', placement = 101 WHERE id = 101;
	INSERT INTO departure (county, id, role, employer, channel, place_text, origin, leaves_on, seats, planned_at) VALUES
	  ('141123', 101, 'admin', '示例工地', 'association', '东胜', '村口', '2026-12-01', 9, now());
	INSERT INTO departure_member (county, departure, person, leaves_on) VALUES ('141123', 101, 5, '2026-12-01');`

// twinAsks are what both have their associations ask about, and the searches that
// they keep: workers alone enter them.
const twinAsks = `
	INSERT INTO referral_ask (county, person, opening, association, said, asked_at) VALUES
	  ('141123', 1, 1, 1, '先问的', '2026-11-01'), ('141123', 5, 1, 2, '后问的', '2026-11-02'), ('141123', 5, 2, 2, '', '2026-11-02');
	INSERT INTO unplaced_pause (county, person, until, reason, paused_at, role) VALUES ('141123', 5, '2026-12-31', '家里有事', '2026-11-01', 'county');
	INSERT INTO saved_search (county, person, name, question, saved_at, looked_at) VALUES
	  ('141123', 1, '护工', 'q=护工', '2026-11-01', '2026-11-01'), ('141123', 5, '又一个护工', 'q=护工', '2026-11-01', '2026-11-01'), ('141123', 5, '电工', 'q=电工', '2026-11-01', '2026-11-01');`

// owner runs a statement as the tables' owner.
func (p place) owner(t *testing.T, sql string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), p.url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	if _, err := conn.Exec(t.Context(), sql); err != nil {
		t.Fatal(err)
	}
}

// ask is a column of texts as the tables' owner reads it.
func (p place) ask(t *testing.T, sql string) []string {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), p.url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	rows, err := conn.Query(t.Context(), sql)
	if err != nil {
		t.Fatal(err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// dump is every row of every table, but for the audit trail and the merges'
// own.
func (p place) dump(t *testing.T) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	for _, table := range p.ask(t, `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
		AND relname NOT LIKE 'audit%' AND relname NOT IN ('person_merge_step', 'session', 'attempt', 'area')`) {
		where := ""
		if table == "person_merge" {
			where = " WHERE gone = 900"
		}
		all[table] = p.ask(t, "SELECT r::text FROM "+table+" r"+where+" ORDER BY 1")
	}
	return all
}

func (p place) join(t *testing.T, v *access.Vault, kept, gone int64) (merge int64, err error) {
	t.Helper()
	err = p.try(t, county, func(ctx context.Context, tx *db.Tx) error {
		merge, err = Join(ctx, tx, v, kept, gone, "户口本上只有一个王建")
		return err
	})
	return merge, err
}

func (p place) part(t *testing.T, merge int64) error {
	t.Helper()
	return p.try(t, county, func(ctx context.Context, tx *db.Tx) error { return Part(ctx, tx, merge, "认错了人") })
}

// TestJoinAndPart makes two records one and two again: nothing names the one
// that is gone, and undone, every row of every table is what it was.
func TestJoinAndPart(t *testing.T) {
	t.Parallel()
	p := settle(t)
	v := vault(t, p.DB)
	p.twins(t, v)
	naming := p.ask(t, "SELECT tab || '.' || col FROM access.referrers('person')")
	for _, column := range naming {
		table, name, _ := strings.Cut(column, ".")
		if p.text(t, "SELECT 1 FROM "+table+" WHERE "+name+" = 5 LIMIT 1") != "1" {
			t.Errorf("%s names people and is not in this test: add a row of person 5, and what becomes of it", column)
		}
	}
	before := p.dump(t)
	merge, err := p.join(t, v, 1, 5)
	if err != nil {
		t.Fatal(err)
	}
	for _, column := range naming {
		table, name, _ := strings.Cut(column, ".")
		if n := p.text(t, "SELECT count(*) FROM "+table+" WHERE "+name+" = 5"); n != "0" {
			t.Errorf("%s rows of %s still name the record that is gone", n, column)
		}
	}
	for sql, want := range map[string]string{
		"SELECT count(*) FROM person WHERE name = '王建'":                                                                                           "1",
		"SELECT concat_ws(' ', ethnicity, skills, registered) FROM person WHERE id = 1":                                                           "汉族 会瓦工 141123",
		"SELECT string_agg(concat_ws(' ', association, joined, left_on), ',' ORDER BY joined) FROM membership WHERE person = 1":                   "2 2017-01-01 2017-06-01,1 2018-01-01,2 2019-05-01 2019-05-01",
		"SELECT string_agg(concat_ws(' ', employer, started, wage_min, sources), ',' ORDER BY started) FROM placement WHERE started < '2026-1-1'": "建哥小吃店 2020-03-01 3100 {roster},建筑队 2022-01-01 {roster},示例铝业有限公司 2024-03-11 3300 {roster,staff_list}",
		"SELECT string_agg(concat_ws(' ', class, attended, result), ',' ORDER BY class) FROM enrolment":                                           "1 40 passed,2 30 passed",
		"SELECT string_agg(concat_ws(' ', class, kind, number, issued, replaced_by), ',' ORDER BY kind) FROM certificate":                         "2 completion  2019-05-01 104,driving D1 2010-01-01,1 skill YS7788 2019-04-02",
		"SELECT string_agg(concat_ws(' ', class, amount), ',' ORDER BY class, amount) FROM subsidy":                                               "1 800,2 500,800",
		"SELECT string_agg(concat_ws(' ', enterprise, state), ',' ORDER BY enterprise) FROM consent":                                              "1 refused,2 given",
		"SELECT string_agg(kind || ' ' || made_at::date, ',' ORDER BY kind) FROM request":                                                         "correction 2026-02-01,erasure 2026-01-01",
		"SELECT count(*) FILTER (WHERE disabled_at IS NULL) || ' of ' || count(*) FROM account WHERE person = 1":                                  "1 of 2",
		"SELECT string_agg(concat_ws(' ', id, from_association, to_association, state), ',' ORDER BY id) FROM transfer":                           "101 2 1 expired,102 1 3 open,104 1 4 open,105 2 4 refused",
		"SELECT string_agg(concat_ws(' ', opening, said), ',' ORDER BY opening) FROM referral_ask WHERE person = 1":                               "1 先问的,2 ",
		"SELECT string_agg(reason, ',') FROM unplaced_pause WHERE person = 1":                                                                     "家里有事",
		"SELECT string_agg(name, ',' ORDER BY name) FROM saved_search WHERE person = 1":                                                           "护工,电工",
		"SELECT string_agg(person::text, ',') FROM claim_code":                                                                                    "1",
	} {
		if got := p.text(t, sql); got != want {
			t.Errorf("%s:\n got %s\nwant %s", sql, got, want)
		}
	}
	if err := p.part(t, merge); err != nil {
		t.Fatal(err)
	}
	after := p.dump(t)
	for table, rows := range before {
		if !slices.Equal(rows, after[table]) {
			t.Errorf("%s:\nbefore %s\n after %s", table, strings.Join(rows, "\n       "), strings.Join(after[table], "\n       "))
		}
	}
	if got := p.noted(t, "1") + "; " + p.noted(t, "5"); !strings.Contains(got, "merged parted;") || !strings.HasSuffix(got, "parted") {
		t.Errorf("noted: %s", got)
	}
	if got := p.text(t, "SELECT concat_ws(' ', undone_by, undone_reason, id_hash IS NULL) FROM person_merge WHERE id = "+fmt.Sprint(merge)); got != county.Name+" 认错了人 t" {
		t.Errorf("the merge says %s", got)
	}
	refused(t, "undone twice", p.part(t, merge), ErrNoMerge)
}

// TestPartRests: what later rests on a merge stops its undoing and is named.
func TestPartRests(t *testing.T) {
	t.Parallel()
	p := settle(t)
	v := vault(t, p.DB)
	p.twins(t, v)
	merge, err := p.join(t, v, 1, 5)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ sql, undo, word string }{
		"a word that was filled in": {"UPDATE person SET ethnicity = '回族' WHERE id = 1", "UPDATE person SET ethnicity = '汉族' WHERE id = 1", "本人的记录"},
		"a membership":              {"UPDATE membership SET left_on = '2019-06-01' WHERE joined = '2019-05-01'", "UPDATE membership SET left_on = '2019-05-01' WHERE joined = '2019-05-01'", "会员关系"},
		"work that was joined":      {"UPDATE placement SET started = '2024-03-12' WHERE started = '2024-03-11'", "UPDATE placement SET started = '2024-03-11' WHERE started = '2024-03-12'", "务工记录"},
	} {
		p.exec(t, c.sql)
		var rests *RestsError
		if err := p.part(t, merge); !errors.As(err, &rests) || !strings.Contains(err.Error(), c.word) {
			t.Errorf("%s: %v", name, err)
		}
		p.exec(t, c.undo)
	}
	// What changed in another respect stays changed on the side where it was.
	p.exec(t, "UPDATE placement SET ended = '2026-05-01' WHERE employer = '建筑队'")
	if err := p.part(t, merge); err != nil {
		t.Fatal(err)
	}
	if got := p.text(t, "SELECT concat_ws(' ', person, ended) FROM placement WHERE employer = '建筑队'"); got != "5 2026-05-01" {
		t.Errorf("work says %s", got)
	}
}

// TestJoinTangled: where a row cannot be dropped because another names it, or a
// table does not take what a merge makes of it, nothing is merged.
func TestJoinTangled(t *testing.T) {
	t.Parallel()
	for name, sql := range map[string]string{
		"named": `
			CREATE TABLE bond (county text, id bigint, person bigint, PRIMARY KEY (county, id), UNIQUE (county, person), FOREIGN KEY (county, person) REFERENCES person (county, id));
			CREATE TABLE paper (county text, bond bigint, FOREIGN KEY (county, bond) REFERENCES bond (county, id));
			INSERT INTO bond VALUES ('141123', 1, 1), ('141123', 5, 5);
			INSERT INTO paper VALUES ('141123', 5)`,
		"refused": `
			CREATE TABLE bond (county text, id bigint, person bigint CHECK (person <> 1), PRIMARY KEY (county, id), FOREIGN KEY (county, person) REFERENCES person (county, id));
			INSERT INTO bond VALUES ('141123', 5, 5)`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := settle(t)
			v := vault(t, p.DB)
			p.twins(t, v)
			p.owner(t, sql)
			before := p.dump(t)
			_, err := p.join(t, v, 1, 5)
			refused(t, "merged", err, ErrTangled)
			after := p.dump(t)
			for table, rows := range before {
				if !slices.Equal(rows, after[table]) {
					t.Errorf("%s changed", table)
				}
			}
		})
	}
}

// TestJoinThree: of three records the last merge is undone first.
func TestJoinThree(t *testing.T) {
	t.Parallel()
	p := settle(t)
	v := vault(t, p.DB)
	p.twins(t, v)
	hash, sealed := seal(t, v, access.IDNumber, "141123197603089977")
	p.must(t, admin, func(ctx context.Context, tx *db.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed, village) VALUES
			('141123', 6, '王建', 'male', '1976-03-08', $1, $2, '141123103v001')`, hash, sealed)
		return err
	})
	before := p.dump(t)
	first, err := p.join(t, v, 5, 6)
	if err != nil {
		t.Fatal(err)
	}
	second, err := p.join(t, v, 1, 5)
	if err != nil {
		t.Fatal(err)
	}
	p.must(t, county, func(ctx context.Context, tx *db.Tx) error {
		kept, err := MergedInto(ctx, tx, 6)
		if kept != 1 {
			t.Errorf("6 is one with %d now, want 1", kept)
		}
		return err
	})
	var rests *RestsError
	if err := p.part(t, first); !errors.As(err, &rests) || rests.Merge != second {
		t.Errorf("the first undone before the second: %v", err)
	}
	for _, merge := range []int64{second, first} {
		if err := p.part(t, merge); err != nil {
			t.Fatal(err)
		}
	}
	after := p.dump(t)
	for table, rows := range before {
		if !slices.Equal(rows, after[table]) {
			t.Errorf("%s:\nbefore %s\n after %s", table, rows, after[table])
		}
	}
}

// TestRestsInWords: whatever row was changed since a merge, people are told what
// it is in their own words.
func TestRestsInWords(t *testing.T) {
	t.Parallel()
	p := settle(t)
	tables := p.ask(t, `
		WITH RECURSIVE named AS (
			SELECT 'person'::regclass::oid AS tab
			UNION SELECT k.conrelid FROM named n JOIN pg_constraint k ON k.confrelid = n.tab AND k.contype = 'f' AND k.conrelid <> 'person_merge_step'::regclass)
		SELECT tab::regclass::text FROM named`)
	if len(tables) < 15 {
		t.Errorf("only %v name people", tables)
	}
	for _, table := range tables {
		if recordWords[table] == "" {
			t.Errorf("%s has no word", table)
		}
	}
}
