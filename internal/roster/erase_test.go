package roster

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/value"
)

const (
	number = "142325197603089998" // 王建's
	phone  = "14000000001"
)

// full fills in all that can be on record of 王建: sealed numbers, words, work
// that runs and work that ended.
func (p place) full(t *testing.T, v *access.Vault) {
	t.Helper()
	idHash, idSealed := seal(t, v, access.IDNumber, number)
	phoneHash, phoneSealed := seal(t, v, access.Phone, phone)
	p.must(t, admin, func(ctx context.Context, tx *db.Tx) error {
		_, err := tx.Exec(ctx, `
			UPDATE person SET id_hash = $1, id_sealed = $2, phone_hash = $3, phone_sealed = $4, relation = '户主之弟', ethnicity = '族族', education = '初初',
			       health = '膝痛', skills = '会瓦工', able = true, willing = true, wish_trades = '想做护工', wish_places = '想去东胜', wish_wage_min = 4444,
			       wish_wage_max = 5555, remark = '爱喝酒', registered = '141123', registered_source = 'roster', registered_on = '2020-01-01',
			       relocated = true, household_kind = 'lifted', announced_on = '2026-11-01' WHERE id = 1`, idHash, idSealed, phoneHash, phoneSealed)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `
			INSERT INTO placement (county, person, enterprise, employer, trade_text, place, place_text, away, channel, wage_min, started, ended, reported_on, sources)
			VALUES ('141123', 1, 1, '示例铝业有限公司', '电解工', '141123', '铝厂宿舍', false, 'enterprise', 3300, '2024-03-01', NULL, '2024-04-01', '{roster}'),
			       ('141123', 1, NULL, '建哥小吃店', '摊煎饼', '150602', '东胜某街', true, 'self', 3100, '2020-03-01', '2021-03-01', '2020-04-01', '{roster}'),
			       ('141123', 1, NULL, '', '', NULL, '', true, 'self', NULL, NULL, '2027-01-01', '2026-04-01', '{roster}');
			INSERT INTO class (county, id, programme, number, institution, ends) VALUES ('141123', 1, 1, '第1期', '甲校', '2019-04-01');
			INSERT INTO enrolment (county, person, class, category, result, score) VALUES ('141123', 1, 1, '爱迟到', 'passed', 77.25);
			INSERT INTO certificate (county, person, class, kind, number) VALUES ('141123', 1, 1, 'skill', 'YS7788');
			INSERT INTO visit (county, id, person, placement, visited_on, outcome, issue, asked, done, source, recorded_at)
			SELECT '141123', 1, 1, min(id), '2026-10-01', 'in_post', 'arrears', '想要两月工钱', '问了工头', 'page', now() FROM placement;
			INSERT INTO followup_case (county, id, person, placement, visit, kind, owner_role, amount, said, evidence, opened_on, deadline)
			SELECT '141123', 1, 1, placement, 1, 'arrears', 'county', 6600, '老板不给钱', '工友的录音', '2026-10-01', '2026-10-08' FROM visit;
			INSERT INTO case_step (county, of_case, at, kind, said, role) VALUES ('141123', 1, now(), 'noted', '跟老板吵过', access.role());
			INSERT INTO referral (county, id, person, opening, sent_role, made_at, moved_at, expires_on) VALUES
			  ('141123', 1, 1, 1, 'admin', '2026-11-20', '2026-11-20', '2026-12-20'), ('141123', 2, 1, 2, 'admin', '2026-11-20', '2026-11-20', '2026-12-20');
			INSERT INTO referral_move (county, referral, from_state, to_state, side, reason, note, role, at) VALUES
			  ('141123', 1, 'new', 'seen', 'employer', NULL, '看着手生', 'admin', '2026-11-21'), ('141123', 2, 'new', 'refused', 'employer', 'other', '脾气急', 'admin', '2026-11-21');
			UPDATE referral SET state = CASE id WHEN 1 THEN 'seen' ELSE 'refused' END`)
		return err
	})
}

func seal(t *testing.T, v *access.Vault, f access.Field, plain string) (hash, sealed []byte) {
	t.Helper()
	hash, err := v.Hash(f, plain)
	if err == nil {
		sealed, err = v.Seal("141123", f, []byte(plain))
	}
	if err != nil {
		t.Fatal(err)
	}
	return hash, sealed
}

// trips are a departure that 王建 is to go on, and one on which he went; an
// enterprise lacks people, and his association named him.
const (
	trips = `
		INSERT INTO departure (county, id, role, employer, channel, place_text, origin, leaves_on, seats, planned_at, state, arrived_on) VALUES
		  ('141123', 1, 'admin', '某工地', 'association', '东胜', '甲村', '2026-12-01', 9, '2026-10-30', 'planned', NULL),
		  ('141123', 2, 'admin', '某工地', 'association', '东胜', '甲村', '2024-03-01', 9, '2024-02-01', 'arrived', '2024-03-01');
		INSERT INTO departure_member (county, departure, person, leaves_on) VALUES ('141123', 1, 1, '2026-12-01');
		INSERT INTO departure_member (county, departure, person, leaves_on, boarded, arrived, placement, joined, changed)
		SELECT county, 2, 1, '2024-03-01', true, true, id, true, '{"employer": ["老王饭馆", "示例铝业有限公司"]}' FROM placement WHERE enterprise = 1`
	statement = `INSERT INTO waiver (county, id, enterprise, trade_text, form, posts, reason, stated_on, answer_by)
		VALUES ('141123', 1, 1, '电工', 'regular', 1, '没有人', '2026-11-20', '2026-11-27')`
	answer = "INSERT INTO waiver_answer (county, waiver, association, person, late, answered_at) VALUES ('141123', 1, 1, 1, false, '2026-11-24')"
)

// erase erases 王建.
func (p place) erase(t *testing.T) {
	t.Helper()
	p.must(t, county, func(ctx context.Context, tx *db.Tx) error { return Erase(ctx, tx, 1) })
}

// claim makes a person's record a login's own: a new one's, or one more
// account of a login that is there.
func (p place) claim(t *testing.T, v *access.Vault, person, to int64, last4 string) int64 {
	t.Helper()
	gate, err := access.NewGate(p.DB, v)
	if err != nil {
		t.Fatal(err)
	}
	code := p.printed(t, v, person)
	asking := nobody
	if to != 0 {
		standing, err := gate.Standing(t.Context(), to)
		if err != nil {
			t.Fatal(err)
		}
		asking = standing.Actor(standing.Accounts[0], "")
	}
	dial, _ := value.ParsePhone(value.Raw{Text: phone})
	login, err := gate.Claim(t.Context(), asking, code, last4, dial, "739164", to)
	if err != nil {
		t.Fatal(err)
	}
	return login
}

// printed is a claim code for a person, in place of any earlier one.
func (p place) printed(t *testing.T, v *access.Vault, person int64) (code string) {
	t.Helper()
	p.must(t, admin, func(ctx context.Context, tx *db.Tx) (err error) {
		code, _, err = access.PrintClaim(ctx, tx, v, person)
		return err
	})
	return code
}

// TestEraseLeavesNothing hunts everything that was on record of somebody
// through all tables, as their owner, before and after.
func TestEraseLeavesNothing(t *testing.T) {
	t.Parallel()
	p := settle(t)
	v := vault(t, p.DB)
	p.full(t, v)
	p.claim(t, v, 1, 0, "9998")
	given, asked := p.introduce(t, own, 1), int64(0)
	p.must(t, own, func(ctx context.Context, tx *db.Tx) (err error) {
		if err := Answer(ctx, tx, given, true); err != nil {
			return err
		}
		asked, err = Introduce(ctx, tx, 1, 2, 0)
		return err
	})
	p.correct(t, worker, 1, "name", "王健哥")
	p.printed(t, v, 1)
	p.exec(t, trips)
	p.exec(t, "SET LOCAL laowu.role = 'enterprise'; SET LOCAL laowu.organisation = '1'; "+statement)
	p.exec(t, "SET LOCAL laowu.role = 'association'; SET LOCAL laowu.organisation = '1'; "+answer)
	p.exec(t, "UPDATE waiver_answer SET refused_by = 'enterprise', refused_on = '2026-11-24', refusal = '脾气太急'")
	p.owner(t, `INSERT INTO transfer (county, person, name, from_association, to_association, said, asked_role, asked_at, answer_by, state, reason, answered_at) VALUES
		('141123', 1, '王建', 1, 2, '他搬到乙村了', 'association', '2026-11-20', '2026-11-30', 'open', '', NULL),
		('141123', 1, '王建', 1, 2, '', 'association', '2026-10-20', '2026-10-30', 'refused', '他妈不肯', '2026-10-21')`)
	p.owner(t, ownAsks)
	traces := []string{"女的要不要", "单位嫌岁数大", "给媳妇找的", "后山砖厂", "脾气太急", "老王饭馆", "他搬到乙村了", "他妈不肯",
		"王建", "王健哥", "户主之弟", "族族", "初初", "膝痛", "会瓦工", "想做护工", "想去东胜", ",4444,", ",5555,", "爱喝酒", "建哥小吃店", "摊煎饼", "东胜某街", "铝厂宿舍", "爱迟到", "77.25", "YS7788",
		"想要两月工钱", "问了工头", "老板不给钱", "工友的录音", "跟老板吵过", "看着手生", "脾气急",
		"1976-03-08", "2026-11-01",
	}
	for _, f := range []struct {
		field access.Field
		plain string
	}{{access.IDNumber, number}, {access.Phone, phone}} {
		hash, _ := seal(t, v, f.field, f.plain)
		traces = append(traces, "x"+hex(hash))
	}
	for _, trace := range traces {
		if p.traces(t, trace) == "" {
			t.Errorf("%s was not on record before", trace)
		}
	}
	p.erase(t)
	for _, trace := range traces {
		if where := p.traces(t, trace); where != "" {
			t.Errorf("%s still stands in %s", trace, where)
		}
	}
	for sql, want := range map[string]string{
		"SELECT concat_ws(' ', name, sex, birth, village, registered, relocated, household_kind, erased_on, id_sealed IS NULL, phone_sealed IS NULL) FROM person WHERE id = 1":                  "已清除 male 1976-01-01 141123103v001 141123 t lifted 2026-11-24 t t",
		"SELECT string_agg(concat_ws(' ', joined, left_on), ',') FROM membership WHERE person = 1":                                                                                              "2018-01-01 2026-11-24",
		"SELECT string_agg(concat_ws(' ', coalesce(enterprise, 0), employer, trade_text, place, away, channel, wage_min, started, ended), ',' ORDER BY id) FROM placement":                      "1 示例铝业有限公司 电解工 141123 f enterprise 3300 2024-03-01 2026-11-24,0   150602 t self 3100 2020-03-01 2021-03-01,0   t self 2026-11-24",
		"SELECT string_agg(concat_ws(' ', e.class, e.result, k.kind), ',') FROM enrolment e JOIN certificate k USING (person, class)":                                                           "1 passed skill",
		"SELECT concat_ws(' ', v.outcome, v.issue, k.state, k.outcome, k.amount, k.closed_on, s.kind) FROM visit v JOIN followup_case k ON k.visit = v.id JOIN case_step s ON s.of_case = k.id": "in_post arrears closed other 6600 2026-11-24 noted",
		"SELECT string_agg(state || ' ' || (text <> ''), ',') FROM consent":                                                                                                                     "withdrawn true,withdrawn true",
		"SELECT string_agg(state || ' ' || (answered_at IS NOT NULL), ',') FROM request":                                                                                                        "done true",
		"SELECT string_agg(concat_ws(' ', r.opening, r.state, m.to_state, m.reason), ',' ORDER BY m.id) FROM referral r JOIN referral_move m ON m.referral = r.id":                              "1 withdrawn seen,2 refused refused other,1 withdrawn withdrawn erased",
		"SELECT string_agg(concat_ws(' ', departure, boarded, arrived, placement IS NOT NULL, changed), ',') FROM departure_member":                                                             "2 t t t",
		"SELECT string_agg(concat_ws(' ', association, person, refused_by), ',') FROM waiver_answer":                                                                                            "1 1 enterprise",
		"SELECT string_agg(concat_ws(' ', from_association, to_association, state, answered_at::date), ',' ORDER BY asked_at) FROM transfer":                                                    "1 2 refused 2026-10-21,1 2 expired 2026-11-24",
		"SELECT string_agg(concat_ws(' ', opening, state, answered_at::date), ',' ORDER BY opening) FROM referral_ask":                                                                          "1 withdrawn 2026-11-24,2 refused 2026-11-21",
		"SELECT count(*) FROM saved_search":                                     "0",
		"SELECT count(*) FROM claim_code":                                       "0",
		"SELECT count(*) FROM account WHERE person = 1 AND disabled_at IS NULL": "0",
	} {
		if got := p.text(t, sql); got != want {
			t.Errorf("%s:\n got %s\nwant %s", sql, got, want)
		}
	}
	if got := p.noted(t, "1"); !strings.HasSuffix(got, " erased") || asked == 0 {
		t.Errorf("noted: %s", got)
	}
}

func hex(b []byte) string {
	const digits = "0123456789abcdef"
	var out strings.Builder
	for _, c := range b {
		out.WriteByte(digits[c>>4])
		out.WriteByte(digits[c&15])
	}
	return out.String()
}

// traces names the tables where a text stands in any column of any row.
func (p place) traces(t *testing.T, text string) string {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), p.url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	rows, err := conn.Query(t.Context(), "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1")
	if err != nil {
		t.Fatal(err)
	}
	tables, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, table := range tables {
		var n int
		if err := conn.QueryRow(t.Context(), "SELECT count(*) FROM "+table+" r WHERE position($1 IN r::text) > 0", text).Scan(&n); err != nil {
			t.Fatal(err)
		}
		if n > 0 {
			found = append(found, table)
		}
	}
	return strings.Join(found, " ")
}

// TestErasedIsNobody: no import, no claim, no introduction and no list finds
// who was erased, and no login is his.
func TestErasedIsNobody(t *testing.T) {
	t.Parallel()
	p := settle(t)
	v := vault(t, p.DB)
	p.full(t, v)
	login := p.claim(t, v, 1, 0, "9998")
	given := p.introduce(t, own, 1)
	p.must(t, worker, func(ctx context.Context, tx *db.Tx) error { return Answer(ctx, tx, given, true) })
	name := p.correct(t, worker, 1, "name", "王健")
	gate, err := access.NewGate(p.DB, v)
	if err != nil {
		t.Fatal(err)
	}
	p.erase(t)
	for what, fn := range map[string]func(context.Context, *db.Tx) error{
		"erased again": func(ctx context.Context, tx *db.Tx) error { return Erase(ctx, tx, 1) },
		"introduced":   func(ctx context.Context, tx *db.Tx) error { _, err := Introduce(ctx, tx, 1, 2, 0); return err },
		"consents":     func(ctx context.Context, tx *db.Tx) error { _, err := Consents(ctx, tx, 1); return err },
		"correction": func(ctx context.Context, tx *db.Tx) error {
			_, err := AskCorrection(ctx, tx, 1, "name", "王健")
			return err
		},
		"requests":   func(ctx context.Context, tx *db.Tx) error { _, err := Requests(ctx, tx, 1); return err },
		"my data":    func(ctx context.Context, tx *db.Tx) error { _, err := FindMyData(ctx, tx, v, 1); return err },
		"claim code": func(ctx context.Context, tx *db.Tx) error { _, _, err := access.PrintClaim(ctx, tx, v, 1); return err },
	} {
		refused(t, what, p.try(t, county, fn), access.ErrNotFound)
	}
	refused(t, "answer", p.try(t, own, func(ctx context.Context, tx *db.Tx) error { return Answer(ctx, tx, given, true) }), access.ErrNotFound)
	refused(t, "request", p.try(t, own, func(ctx context.Context, tx *db.Tx) error { return AnswerRequest(ctx, tx, name, true, "") }), ErrRequestEnded)
	p.must(t, aluminium, func(ctx context.Context, tx *db.Tx) error {
		all, err := Candidates(ctx, tx)
		if len(all) != 0 || p.visible(t, aluminium) != 0 {
			t.Errorf("the enterprise sees %+v", all)
		}
		return err
	})
	hash, _ := seal(t, v, access.IDNumber, number)
	p.must(t, own, func(ctx context.Context, tx *db.Tx) error {
		var n int
		err := tx.QueryRow(ctx, "SELECT count(*) FROM access.known($1, '{王建}')", [][]byte{hash}).Scan(&n)
		if n != 0 {
			t.Error("an import knows him")
		}
		return err
	})
	if _, err := gate.Standing(t.Context(), login); !errors.Is(err, access.ErrNoStanding) {
		t.Errorf("the login stands: %v", err)
	}
	dial, _ := value.ParsePhone(value.Raw{Text: phone})
	if _, err := gate.Enter(t.Context(), nobody, access.Credentials{Phone: dial, Secret: "739164"}); !errors.Is(err, access.ErrWrong) {
		t.Errorf("the telephone logs in: %v", err)
	}
}

// TestEraseOneOfAFamily: a login that holds somebody else's record too stays
// his.
func TestEraseOneOfAFamily(t *testing.T) {
	t.Parallel()
	p := settle(t)
	v := vault(t, p.DB)
	p.full(t, v)
	_, sealed := seal(t, v, access.IDNumber, "142325198005129974")
	p.must(t, admin, func(ctx context.Context, tx *db.Tx) error {
		_, err := tx.Exec(ctx, "UPDATE person SET id_sealed = $1 WHERE id = 3", sealed)
		return err
	})
	login := p.claim(t, v, 1, 0, "9998")
	p.claim(t, v, 3, login, "9974")
	p.erase(t)
	gate, err := access.NewGate(p.DB, v)
	if err != nil {
		t.Fatal(err)
	}
	dial, _ := value.ParsePhone(value.Raw{Text: phone})
	if got, err := gate.Enter(t.Context(), nobody, access.Credentials{Phone: dial, Secret: "739164"}); err != nil || got != login {
		t.Fatalf("login %d, %v", got, err)
	}
	s, err := gate.Standing(t.Context(), login)
	if err != nil || len(s.Accounts) != 1 || s.Accounts[0].Person != 3 {
		t.Errorf("standing %+v, %v", s, err)
	}
}

func TestEraseByScope(t *testing.T) {
	t.Parallel()
	p := settle(t)
	for _, c := range []struct {
		name   string
		as     db.Actor
		person int64
		want   error
	}{
		{"the worker himself", worker, 1, ErrRole}, {"his association", own, 1, ErrRole}, {"his township", township, 1, ErrRole},
		{"auditor", auditor, 1, ErrRole}, {"station", station, 1, ErrRole}, {"enterprise", aluminium, 1, ErrRole}, {"nobody", nobody, 1, ErrRole},
		{"another county", otherCount, 1, access.ErrNotFound}, {"nobody of that number", county, 99, access.ErrNotFound},
		{"county", county, 1, nil}, {"admin", admin, 2, nil},
	} {
		refused(t, c.name, p.try(t, c.as, func(ctx context.Context, tx *db.Tx) error { return Erase(ctx, tx, c.person) }), c.want)
	}
	// Whatever the program forgets, the database empties no login for others.
	for name, as := range map[string]db.Actor{"worker": worker, "association": own, "auditor": auditor} {
		err := p.try(t, as, func(ctx context.Context, tx *db.Tx) error {
			_, err := tx.Exec(ctx, "SELECT access.erase_login(3, now())")
			return err
		})
		if code(err) != "42501" {
			t.Errorf("%s emptied a login: %v", name, err)
		}
	}
}

func code(err error) string {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code
	}
	return ""
}

func TestEraseAsAsked(t *testing.T) {
	t.Parallel()
	p := settle(t)
	id, open := p.askErasure(t), p.correct(t, worker, 1, "other", "都不对")
	p.must(t, county, func(ctx context.Context, tx *db.Tx) error { return AnswerRequest(ctx, tx, id, true, "照办") })
	if got := p.text(t, "SELECT name FROM person WHERE id = 1"); got != Erased {
		t.Errorf("the name is %s", got)
	}
	if got := p.text(t, "SELECT string_agg(state || said || answer, ' ') FROM request"); got != "done done" || open == 0 {
		t.Errorf("requests: %s", got)
	}
	if got := p.text(t, "SELECT detail->>'why' FROM audit WHERE action = 'erased'"); got != "asked" {
		t.Errorf("noted why: %s", got)
	}
}

// TestEraseWaitsForImports: an import that found somebody by his number must
// not write on after he was erased.
func TestEraseWaitsForImports(t *testing.T) {
	t.Parallel()
	p := settle(t)
	p.must(t, own, func(ctx context.Context, tx *db.Tx) error {
		if err := Alone(ctx, tx); err != nil {
			return err
		}
		err := p.Tx(ctx, county, func(tx *db.Tx) error {
			if _, err := tx.Exec(ctx, "SET LOCAL lock_timeout = '10ms'"); err != nil {
				return err
			}
			return Erase(ctx, tx, 1)
		})
		if code(err) != "55P03" {
			t.Errorf("erased beside an import: %v", err)
		}
		return nil
	})
	p.erase(t)
}
