package roster

import (
	"context"
	"strings"
	"testing"
	"unicode"

	"laowu/internal/access"
	"laowu/internal/db"
)

// introduce is Introduce as somebody, which has to go well.
func (p place) introduce(t *testing.T, as db.Actor, person int64) (id int64) {
	t.Helper()
	p.must(t, as, func(ctx context.Context, tx *db.Tx) (err error) {
		id, err = Introduce(ctx, tx, person, 1, 1)
		return err
	})
	return id
}

// TestIntroduceByScope: who may bring whom together with whom.
func TestIntroduceByScope(t *testing.T) {
	t.Parallel()
	p := settle(t)
	p.exec(t, "INSERT INTO placement (county, person, place, reported_on, sources) VALUES ('141123', 4, '150602', '2020-01-01', '{roster}')")
	for _, c := range []struct {
		name                        string
		as                          db.Actor
		person, enterprise, opening int64
		want                        error
	}{
		{"own member", own, 1, 1, 1, nil},
		{"own villager", own, 3, 1, 0, nil},
		{"another association's member", own, 2, 1, 1, access.ErrNotFound},
		{"who is away from the village and left", own, 4, 1, 1, access.ErrNotFound},
		{"nobody of that number", own, 99, 1, 1, access.ErrNotFound},
		{"no such enterprise", own, 1, 99, 0, access.ErrNotFound},
		{"another enterprise's opening", own, 1, 2, 1, access.ErrNotFound},
		{"an opening that is closed", own, 1, 1, 2, access.ErrNotFound},
		{"township's people", township, 1, 2, 0, nil},
		{"another township's people", elsewhere, 1, 2, 0, access.ErrNotFound},
		{"county", county, 2, 1, 1, nil},
		{"another county", otherCount, 1, 1, 1, access.ErrNotFound},
		{"worker", worker, 1, 1, 1, ErrRole},
		{"enterprise", aluminium, 1, 1, 1, ErrRole},
		{"station", station, 4, 1, 1, nil},
		{"station, of whom works elsewhere", station, 1, 1, 1, access.ErrNotFound},
		{"auditor", auditor, 1, 1, 1, ErrRole},
		{"nobody", nobody, 1, 1, 1, ErrRole},
	} {
		err := p.try(t, c.as, func(ctx context.Context, tx *db.Tx) error {
			_, err := Introduce(ctx, tx, c.person, c.enterprise, c.opening)
			return err
		})
		refused(t, c.name, err, c.want)
	}
}

// TestConsentMoves plays every move in every state: the table of moves is all
// that is possible.
func TestConsentMoves(t *testing.T) {
	t.Parallel()
	p := settle(t)
	id := p.introduce(t, own, 1)
	acts := map[string]func(context.Context, *db.Tx) error{
		"ask":    func(ctx context.Context, tx *db.Tx) error { _, err := Introduce(ctx, tx, 1, 1, 1); return err },
		"offer":  func(ctx context.Context, tx *db.Tx) error { return Offer(ctx, tx, 1, 1, 1) },
		"agree":  func(ctx context.Context, tx *db.Tx) error { return Answer(ctx, tx, id, true) },
		"refuse": func(ctx context.Context, tx *db.Tx) error { return Answer(ctx, tx, id, false) },
		"end":    func(ctx context.Context, tx *db.Tx) error { return Withdraw(ctx, tx, id) },
	}
	for _, c := range []struct {
		state ConsentState
		act   string
		to    ConsentState
		want  error
	}{
		{ConsentAsked, "offer", ConsentGiven, nil}, {ConsentGiven, "offer", ConsentGiven, nil},
		{ConsentRefused, "offer", ConsentGiven, nil}, {ConsentWithdrawn, "offer", ConsentGiven, nil},
		{ConsentAsked, "ask", ConsentAsked, ErrIntroduced}, {ConsentAsked, "agree", ConsentGiven, nil},
		{ConsentAsked, "refuse", ConsentRefused, nil}, {ConsentAsked, "end", ConsentAsked, ErrNotGiven},
		{ConsentGiven, "ask", ConsentGiven, ErrIntroduced}, {ConsentGiven, "agree", ConsentGiven, ErrAnswered},
		{ConsentGiven, "refuse", ConsentGiven, ErrAnswered}, {ConsentGiven, "end", ConsentWithdrawn, nil},
		{ConsentRefused, "ask", ConsentAsked, nil}, {ConsentRefused, "agree", ConsentRefused, ErrAnswered},
		{ConsentRefused, "refuse", ConsentRefused, ErrAnswered}, {ConsentRefused, "end", ConsentRefused, ErrNotGiven},
		{ConsentWithdrawn, "ask", ConsentAsked, nil}, {ConsentWithdrawn, "agree", ConsentWithdrawn, ErrAnswered},
		{ConsentWithdrawn, "refuse", ConsentWithdrawn, ErrAnswered}, {ConsentWithdrawn, "end", ConsentWithdrawn, ErrNotGiven},
	} {
		p.exec(t, "UPDATE consent SET state = '"+string(c.state)+"', answered_at = '2026-01-01', answered_role = 'worker'")
		as := own
		if c.act == "offer" {
			as = worker
		}
		err := p.try(t, as, acts[c.act])
		refused(t, string(c.state)+" "+c.act, err, c.want)
		if got := p.text(t, "SELECT state FROM consent"); got != string(c.to) {
			t.Errorf("%s %s: %s, want %s", c.state, c.act, got, c.to)
		}
		if answered := p.text(t, "SELECT answered_at IS NOT NULL AND answered_role <> '' FROM consent"); answered == "true" != (c.to != ConsentAsked || c.state == ConsentAsked) {
			t.Errorf("%s %s: answered: %s", c.state, c.act, answered)
		}
		if c.want != nil && strings.IndexFunc(err.Error(), func(r rune) bool { return !unicode.Is(unicode.Han, r) && !strings.ContainsRune("：，", r) }) >= 0 {
			t.Errorf("%s %s: %q is no sentence for people", c.state, c.act, err)
		}
	}
}

// TestOffer: who goes himself agrees by it, to that enterprise alone, and nobody
// offers another.
func TestOffer(t *testing.T) {
	t.Parallel()
	p := settle(t)
	offer := func(person int64) func(context.Context, *db.Tx) error {
		return func(ctx context.Context, tx *db.Tx) error { return Offer(ctx, tx, person, 1, 1) }
	}
	refused(t, "another", p.try(t, worker, offer(2)), access.ErrNotFound)
	refused(t, "an association", p.try(t, own, offer(1)), ErrRole)
	p.must(t, worker, offer(1))
	p.must(t, worker, offer(1)) // nothing more
	const want = "1 1 1 given worker worker true"
	if got := p.text(t, "SELECT string_agg(concat_ws(' ', person, enterprise, opening, state, asked_role, answered_role, CASE answered_at = asked_at WHEN true THEN 'true' END), ',') FROM consent"); got != want {
		t.Errorf("consents %s, want %s", got, want)
	}
	if got := p.noted(t, "1"); got != "consent_given" {
		t.Errorf("noted %s", got)
	}
	for name, as := range map[string]db.Actor{"aluminium": aluminium, "nursing": nursing} {
		p.must(t, as, func(ctx context.Context, tx *db.Tx) error {
			all, err := Candidates(ctx, tx)
			if seen := len(all) == 1 && all[0].Name == "王建"; seen != (name == "aluminium") {
				t.Errorf("%s sees %+v", name, all)
			}
			return err
		})
	}
}

// TestAnswerByScope: the worker answers for himself, an association for its
// members, and nobody else for anybody.
func TestAnswerByScope(t *testing.T) {
	t.Parallel()
	p := settle(t)
	member, villager := p.introduce(t, own, 1), p.introduce(t, own, 3)
	for _, c := range []struct {
		name    string
		as      db.Actor
		consent int64
		want    error
	}{
		{"another worker", neighbour, member, access.ErrNotFound},
		{"another association", foreign, member, access.ErrNotFound},
		{"association for who is no member", own, villager, ErrNotMember},
		{"no such consent", own, 99, access.ErrNotFound},
		{"township", township, member, ErrRole},
		{"county", county, member, ErrRole},
		{"admin", admin, member, ErrRole},
		{"the enterprise itself", aluminium, member, ErrRole},
		{"auditor", auditor, member, ErrRole},
		{"nobody", nobody, member, ErrRole},
		{"the association for its member", own, member, nil},
	} {
		refused(t, c.name, p.try(t, c.as, func(ctx context.Context, tx *db.Tx) error { return Answer(ctx, tx, c.consent, true) }), c.want)
	}
	for _, c := range []struct {
		name string
		as   db.Actor
		want error
	}{{"another worker", neighbour, access.ErrNotFound}, {"county", county, ErrRole}, {"the worker himself", worker, nil}} {
		refused(t, c.name, p.try(t, c.as, func(ctx context.Context, tx *db.Tx) error { return Withdraw(ctx, tx, member) }), c.want)
	}
	if got := p.noted(t, "1"); got != "consent_asked consent_given consent_withdrawn" {
		t.Errorf("noted: %s", got)
	}
	if got := p.text(t, "SELECT answered_role FROM consent WHERE person = 1"); got != "worker" {
		t.Errorf("answered by %s", got)
	}
}

// TestTownshipAsksAgain: it may ask who refused, and change nothing else of a
// consent, whatever the program forgets.
func TestTownshipAsksAgain(t *testing.T) {
	t.Parallel()
	p := settle(t)
	id := p.introduce(t, township, 1)
	if n, err := p.rewrite(t, township, "state = 'given'"); n != 0 || err != nil {
		t.Errorf("a township answered: %d, %v", n, err)
	}
	p.must(t, worker, func(ctx context.Context, tx *db.Tx) error { return Answer(ctx, tx, id, false) })
	for _, change := range []string{"state = 'given'", "state = 'asked', person = 2"} {
		if n, err := p.rewrite(t, township, change); code(err) != "42501" {
			t.Errorf("a township set %s: %d, %v", change, n, err)
		}
	}
	if _, err := p.rewrite(t, own, "state = 'asked', person = 2"); code(err) != "42501" {
		t.Errorf("an association asked another's member: %v", err)
	}
	if again := p.introduce(t, township, 1); again != id {
		t.Errorf("asked again as %d, was %d", again, id)
	}
	err := p.try(t, elsewhere, func(ctx context.Context, tx *db.Tx) error {
		_, err := tx.Exec(ctx, "INSERT INTO consent (county, person, enterprise, text, asked_at, asked_role) VALUES ('141123', 1, 2, '', now(), 'township')")
		return err
	})
	if code(err) != "42501" {
		t.Errorf("a township asked another township's people: %v", err)
	}
}

// rewrite changes all consents that an actor may, past the program's rules.
func (p place) rewrite(t *testing.T, as db.Actor, change string) (n int64, err error) {
	t.Helper()
	err = p.try(t, as, func(ctx context.Context, tx *db.Tx) error {
		tag, err := tx.Exec(ctx, "UPDATE consent SET "+change)
		n = tag.RowsAffected()
		return err
	})
	return n, err
}

// TestCandidates: an enterprise sees masked, then whole, then nobody.
func TestCandidates(t *testing.T) {
	t.Parallel()
	p := settle(t)
	id := p.introduce(t, own, 1)
	sees := func(as db.Actor) (all []Candidate) {
		p.must(t, as, func(ctx context.Context, tx *db.Tx) (err error) {
			all, err = Candidates(ctx, tx)
			return err
		})
		return all
	}
	if all := sees(aluminium); len(all) != 1 || all[0].Name != "王**" || all[0].Person != 0 || all[0].Born != 1976 || all[0].Trades != "护工" ||
		all[0].Opening != 1 || all[0].State != ConsentAsked || all[0].IntroducedBy != "甲村务工协会" || all[0].Consent != id {
		t.Errorf("before consent: %+v", all)
	}
	if names := p.visible(t, aluminium); names != 0 {
		t.Errorf("before consent the enterprise reads %d records", names)
	}
	p.must(t, worker, func(ctx context.Context, tx *db.Tx) error { return Answer(ctx, tx, id, true) })
	if all := sees(aluminium); len(all) != 1 || all[0].Name != "王建" || all[0].Person != 1 || all[0].State != ConsentGiven {
		t.Errorf("with consent: %+v", all)
	}
	if all := append(sees(nursing), sees(county)...); len(all) != 0 {
		t.Errorf("others see candidates: %+v", all)
	}
	p.must(t, worker, func(ctx context.Context, tx *db.Tx) error { return Withdraw(ctx, tx, id) })
	if all := sees(aluminium); len(all) != 0 || p.visible(t, aluminium) != 0 {
		t.Errorf("after withdrawal: %+v", all)
	}
}

// visible counts the people's records that an actor reads.
func (p place) visible(t *testing.T, as db.Actor) (n int) {
	t.Helper()
	p.must(t, as, func(ctx context.Context, tx *db.Tx) error {
		return tx.QueryRow(ctx, "SELECT count(*) FROM person").Scan(&n)
	})
	return n
}

func TestConsents(t *testing.T) {
	t.Parallel()
	p := settle(t)
	id := p.introduce(t, own, 1)
	p.must(t, own, func(ctx context.Context, tx *db.Tx) error { return Answer(ctx, tx, id, true) })
	for name, as := range map[string]db.Actor{"worker": worker, "association": own, "township": township, "county": county, "auditor": auditor} {
		p.must(t, as, func(ctx context.Context, tx *db.Tx) error {
			all, err := Consents(ctx, tx, 1)
			if err != nil || len(all) != 1 {
				t.Errorf("%s: %v, %v", name, all, err)
				return nil
			}
			k := all[0]
			if k.EnterpriseName != "示例铝业有限公司" || k.State != ConsentGiven || k.AnsweredRole != db.Association || k.AnsweredAt == nil ||
				k.AskedBy != "甲村务工协会" || k.Opening != 1 || k.Text != ConsentText("示例铝业有限公司", tx.Now) {
				t.Errorf("%s: %+v", name, k)
			}
			return nil
		})
	}
	for name, as := range map[string]db.Actor{"another worker": neighbour, "another association": foreign, "another county": otherCount} {
		refused(t, name, p.try(t, as, func(ctx context.Context, tx *db.Tx) error { _, err := Consents(ctx, tx, 1); return err }), access.ErrNotFound)
	}
}

func TestConsentText(t *testing.T) {
	t.Parallel()
	p := settle(t)
	text := ConsentText("示例养老院", p.Now())
	for _, word := range []string{"示例养老院", "姓名", "手机号", "证书", "收回同意", "第 1 版", "2026年11月24日"} {
		if !strings.Contains(text, word) {
			t.Errorf("the text does not say %s: %s", word, text)
		}
	}
}
