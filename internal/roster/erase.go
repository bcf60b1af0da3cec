package roster

import (
	"context"
	"fmt"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/notice"
	"laowu/internal/work"
)

// Erased is the name of who was erased.
const Erased = "已清除"

// Erase deletes a person and keeps what counting needs, which names nobody:
// docs/decisions/002 says why. Sex, year of birth, village, household, kind,
// relocation, whether he could and would work, and the register's county stay,
// and so do memberships, classes with their results, certificates without their numbers, and spells of work with
// their days, places and wages, and referrals, visits and cases without what was
// said. Whoever is a member or at work stops being counted today: figures as of
// an earlier day do not change. Cases that are open are closed.
//
// Everything else goes: name, numbers (a new number in a roster is a new
// person), wishes, words on health and skills, the worker's login and claim
// code, and what imports replaced of him (an import that is taken back later leaves
// him as he is). Consents end; their texts name the enterprise alone and stay, as the
// county must be able to show that it was asked. Files that were sent go with
// their own timer (imports.ForgetFiles).
//
// Work that runs is no reason to refuse. The county erases, nobody else:
// ErrRole; access.ErrNotFound where there is no such person, or not any more.
func Erase(ctx context.Context, tx *db.Tx, person int64) error {
	return erase(ctx, tx, person, "decided")
}

// erase tells the audit trail why: asked, idle or decided.
func erase(ctx context.Context, tx *db.Tx, person int64, why string) error {
	if err := only(tx, db.County, db.Admin); err != nil {
		return err
	}
	if err := Alone(ctx, tx); err != nil {
		return err
	}
	if err := seen(ctx, tx, person); err != nil {
		return err
	}
	// First: it asks which records are one with his.
	if _, err := tx.Exec(ctx, "SELECT access.forget_images($1)", person); err != nil {
		return fmt.Errorf("erase what imports replaced: %w", err)
	}
	for _, s := range erasures {
		if _, err := tx.Exec(ctx, s.sql, tx.Actor.County, person, s.arg(tx)); err != nil {
			return fmt.Errorf("erase %s: %w", s.what, err)
		}
	}
	if _, err := tx.Exec(ctx, "SELECT access.forget_steps($1)", person); err != nil {
		return fmt.Errorf("erase steps of cases: %w", err)
	}
	if _, err := tx.Exec(ctx, "SELECT access.erase_login($1, $2)", person, tx.Now); err != nil {
		return fmt.Errorf("erase login: %w", err)
	}
	if err := notice.Forget(ctx, tx, person); err != nil {
		return err
	}
	if err := work.Gone(ctx, tx, person); err != nil {
		return err
	}
	return access.Note(ctx, tx, access.Erased, "person", person, map[string]any{"why": why})
}

// erasures is the list of what an erasure changes, wherever it stands. $1 is
// the county, $2 the person, $3 the day or the time.
var erasures = []struct {
	what string
	arg  func(*db.Tx) any
	sql  string
}{
	// Whoever asks for him meanwhile waits, and then finds nobody.
	{"nothing yet", today, "SELECT FROM person WHERE county = $1 AND id = $2 AND $3::date IS NOT NULL FOR UPDATE"},
	{"memberships", today, `
		UPDATE membership SET left_on = greatest(joined, $3) WHERE county = $1 AND person = $2 AND (left_on IS NULL OR left_on > $3)`},
	// An enterprise that is on record is no secret of the person's; an employer
	// in words may be his own shop.
	{"work", today, `
		UPDATE placement SET place_text = '',
		       employer = CASE WHEN enterprise IS NULL THEN '' ELSE employer END,
		       trade_text = CASE WHEN enterprise IS NULL THEN '' ELSE trade_text END,
		       ended = CASE WHEN ended IS NULL OR ended > $3 THEN greatest(started, $3) ELSE ended END
		WHERE county = $1 AND person = $2`},
	// What the person learned and holds is counted; what an institution wrote of
	// him, and the numbers on his papers, are his.
	{"training", today, `
		UPDATE enrolment SET category = '', score = NULL WHERE county = $1 AND person = $2 AND $3::date IS NOT NULL`},
	{"certificates", today, `
		UPDATE certificate SET number = '' WHERE county = $1 AND person = $2 AND $3::date IS NOT NULL`},
	// That he was visited, and what came of it, is counted; what he said is his.
	{"visits", today, `
		UPDATE visit SET asked = '', done = '', willing = NULL, was = NULL WHERE county = $1 AND person = $2 AND $3::date IS NOT NULL`},
	{"cases", today, `
		UPDATE followup_case SET said = '', evidence = '', employer = '', closed_on = CASE state WHEN 'open' THEN greatest(opened_on, $3) ELSE closed_on END,
		       outcome = CASE state WHEN 'open' THEN 'other' ELSE outcome END, state = 'closed'
		WHERE county = $1 AND person = $2`},
	// Why he was not looked for work for is in the association's words.
	{"cleared mark", today, `
		DELETE FROM unplaced_pause WHERE county = $1 AND person = $2 AND $3::date IS NOT NULL`},
	// He goes nowhere any more; that he went stays counted. What a spell was
	// before an arrival told of it may be in his words.
	{"departures", today, `
		DELETE FROM departure_member m USING departure d
		WHERE d.county = m.county AND d.id = m.departure AND d.state = 'planned' AND m.county = $1 AND m.person = $2 AND $3::date IS NOT NULL`},
	{"arrivals", today, `
		UPDATE departure_member SET changed = NULL WHERE county = $1 AND person = $2 AND $3::date IS NOT NULL`},
	// That his association named somebody is evidence; why he was refused is not.
	{"namings", today, `
		UPDATE waiver_answer SET refusal = '' WHERE county = $1 AND person = $2 AND $3::date IS NOT NULL`},
	{"consents", now, `
		UPDATE consent SET state = 'withdrawn', answered_at = $3, answered_role = access.role()
		WHERE county = $1 AND person = $2 AND state IN ('asked', 'given')`},
	// What he was sent to stays counted, and what is pending is over; what was
	// said of him goes.
	{"referrals", now, `
		WITH pending AS (SELECT id, state FROM referral WHERE county = $1 AND person = $2 AND state IN ('new', 'seen', 'interview', 'accepted')),
		ended AS (
			UPDATE referral r SET state = 'withdrawn', moved_at = $3 FROM pending p WHERE r.county = $1 AND r.id = p.id)
		INSERT INTO referral_move (county, referral, from_state, to_state, side, reason, role, organisation, account, at)
		SELECT $1, id, state, 'withdrawn', 'record', 'erased', access.role(), access.organisation(), access.account(), $3 FROM pending`},
	{"what was said of referrals", now, `
		UPDATE referral_move m SET note = '' FROM referral r
		WHERE m.county = $1 AND r.county = $1 AND r.id = m.referral AND r.person = $2 AND m.note <> '' AND $3::timestamptz IS NOT NULL`},
	// That he had his association ask is counted; what he and it said goes. What
	// he looked for is his own.
	{"what he asked his association for", now, `
		UPDATE referral_ask SET said = '', answer = '', answered_at = coalesce(answered_at, $3), state = CASE state WHEN 'open' THEN 'withdrawn' ELSE state END
		WHERE county = $1 AND person = $2`},
	{"saved searches", now, `
		DELETE FROM saved_search WHERE county = $1 AND person = $2 AND $3::timestamptz IS NOT NULL`},
	{"requests", now, `
		UPDATE request SET said = '', answer = '', answered_at = coalesce(answered_at, $3), state = CASE state WHEN 'open' THEN 'done' ELSE state END
		WHERE county = $1 AND person = $2`},
	// That an association asked for him is counted; who it said he is, and why,
	// goes.
	{"transfers", now, `
		UPDATE transfer SET name = '', said = '', reason = '', answered_at = coalesce(answered_at, $3), state = CASE state WHEN 'open' THEN 'expired' ELSE state END
		WHERE county = $1 AND person = $2`},
	// What another record said that is one with this: both are erased.
	{"merges", now, `
		DELETE FROM person_merge WHERE county = $1 AND kept = $2 AND $3::timestamptz IS NOT NULL`},
	{"person", today, `
		UPDATE person SET name = '` + Erased + `', birth = date_trunc('year', birth), id_hash = uuid_send(gen_random_uuid()), id_sealed = NULL,
		       phone_hash = NULL, phone_sealed = NULL, relation = '', ethnicity = '', education = '', health = '', skills = '',
		       wish_trades = '', wish_places = '', wish_wage_min = NULL, wish_wage_max = NULL, remark = '',
		       announced_on = NULL, erased_on = $3
		WHERE county = $1 AND id = $2`},
}

func today(tx *db.Tx) any { return tx.Today() }

func now(tx *db.Tx) any { return tx.Now }
