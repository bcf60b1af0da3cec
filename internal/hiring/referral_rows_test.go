package hiring

import (
	"context"
	"errors"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"laowu/internal/db"
	"laowu/internal/roster"
)

// TestReferralRows runs statements as roles, without what stands before them:
// nobody writes a referral in another's name, past the table of moves, or over
// what was written.
func TestReferralRows(t *testing.T) {
	t.Parallel()
	p := settle(t)
	p.refer(t, jiacun, 1, 1)
	const (
		send = "INSERT INTO referral (county, person, opening, sent_role, sent_for, state, made_at, moved_at, expires_on) VALUES "
		rest = "now(), now(), '2030-01-01')"
		move = "INSERT INTO referral_move (county, referral, from_state, to_state, side, role, organisation, at) VALUES "
	)
	for _, c := range []struct {
		name string
		as   db.Actor
		sql  string
		may  bool
	}{
		{"an own member", jiacun, send + "('141123', 1, 3, 'association', 1, 'new', " + rest, true},
		{"himself", worker, send + "('141123', 1, 3, 'worker', NULL, 'new', " + rest, true},
		{"who works in the area", station, send + "('141123', 3, 3, 'station', 3, 'new', " + rest, true},
		{"another's member", jiacun, send + "('141123', 2, 3, 'association', 1, 'new', " + rest, false},
		{"another", worker, send + "('141123', 2, 3, 'worker', NULL, 'new', " + rest, false},
		{"in another association's name", jiacun, send + "('141123', 1, 3, 'association', 2, 'new', " + rest, false},
		{"in the county's name", jiacun, send + "('141123', 1, 3, 'county', 9, 'new', " + rest, false},
		{"hired at once", jiacun, send + "('141123', 1, 3, 'association', 1, 'hired', " + rest, false},
		{"to oneself", lvye, send + "('141123', 1, 1, 'association', 1, 'new', " + rest, false},
		{"for another county", jiacun, send + "('141124', 1, 3, 'association', 1, 'new', " + rest, false},
		{"a move", lvye, move + "('141123', 1, 'new', 'seen', 'employer', 'enterprise', 1, now())", true},
		{"a move in another's name", lvye, move + "('141123', 1, 'new', 'seen', 'employer', 'association', 1, now())", false},
		{"a move of what is not seen", yanglao, move + "('141123', 1, 'new', 'seen', 'employer', 'enterprise', 2, now())", false},
		{"a move by the auditor", auditor, move + "('141123', 1, 'new', 'seen', 'employer', 'auditor', 9, now())", false},
		{"another person", bureau, "UPDATE referral SET person = 2", false},
		{"another sender", bureau, "UPDATE referral SET sent_for = 2", false},
		{"no referral", clerk, "DELETE FROM referral", false},
		{"another move", clerk, "UPDATE referral_move SET to_state = 'refused'", false},
		{"no move", clerk, "DELETE FROM referral_move", false},
		{"another table of moves", clerk, "INSERT INTO referral_allowed VALUES ('hired', 'new', 'sender', false, false)", false},
		{"another reason", clerk, "UPDATE referral_reason SET word = 'x'", false},
		{"the county's turn", jiacun, "SELECT access.expire_referrals(NULL, '2030-01-01', now())", false},
		{"another's turn", worker, "SELECT access.expire_referrals(2, '2030-01-01', now())", false},
		{"work that one does not write", worker, "SELECT access.settle_referrals('{1}', '2026-11-24', now())", false},
		{"work that nobody writes", nobody, "SELECT access.settle_referrals('{1}', '2026-11-24', now())", false},
	} {
		err := p.try(t, c.as, func(ctx context.Context, tx *db.Tx) error {
			if _, err := tx.Exec(ctx, c.sql); err != nil {
				return err
			}
			return errUndo
		})
		var pg *pgconn.PgError
		if denied := errors.As(err, &pg) && pg.Code == "42501"; denied == c.may || !denied && !errors.Is(err, errUndo) {
			t.Errorf("%s as %s: %v, want it done: %v", c.name, c.as.Role, err, c.may)
		}
	}
}

// TestMovedAtOnce: of two who move a referral at once, one does.
func TestMovedAtOnce(t *testing.T) {
	t.Parallel()
	p := settle(t)
	id := p.refer(t, worker, 1, 1)
	err := p.try(t, worker, func(ctx context.Context, tx *db.Tx) error {
		r, err := findReferral(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := p.move(t, lvye, id, ReferralStep{To: ReferralSeen}); err != nil {
			return err
		}
		return r.put(ctx, tx, ReferralMove{From: r.state, To: ReferralWithdrawn, Side: SenderSide}, ReferralStep{To: ReferralWithdrawn, Reason: "far"}, nil)
	})
	refused(t, "the second", err, ErrMoved)
	p.wants(t, "referrals", states, "1 seen employer")
}

// TestReferredAtOnce: of two who send somebody to an opening at once, one does.
func TestReferredAtOnce(t *testing.T) {
	t.Parallel()
	p := settle(t)
	done := make(chan error, 2)
	for _, as := range []db.Actor{jiacun, township} {
		go func() {
			done <- p.Tx(t.Context(), as, func(tx *db.Tx) error { _, err := Refer(t.Context(), tx, 1, 1); return err })
		}()
	}
	first, second := <-done, <-done
	if first != nil {
		first, second = second, first
	}
	refused(t, "one", first, nil)
	refused(t, "the other", second, ErrReferred)
}

// TestHiredAsReported: a hire on the page waits for an import that reports the
// same work, and joins it: one spell, whichever comes first.
func TestHiredAsReported(t *testing.T) {
	t.Parallel()
	p := settle(t)
	id := p.refer(t, worker, 1, 1)
	done := make(chan error, 1)
	hired := false
	p.must(t, bureau, func(ctx context.Context, tx *db.Tx) error {
		if err := roster.Alone(ctx, tx); err != nil {
			return err
		}
		go func() {
			done <- p.Tx(ctx, lvye, func(tx *db.Tx) error {
				return MoveReferral(ctx, tx, id, ReferralStep{To: ReferralHired, Started: day("2026-11-24")})
			})
		}()
		for waits := false; !waits && !hired; {
			if err := tx.QueryRow(ctx, "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))").Scan(&waits); err != nil {
				return err
			}
			hired = len(done) > 0
		}
		_, err := tx.Exec(ctx, "INSERT INTO placement (county, id, person, enterprise, started, reported_on, sources) VALUES ('141123', 9, 1, 1, '2026-11-24', '2026-11-24', '{staff_list}')")
		return err
	})
	if hired {
		t.Error("the hire did not wait")
	}
	refused(t, "hire", <-done, nil)
	p.wants(t, "work", "SELECT string_agg(concat_ws(' ', id, sources), ', ' ORDER BY id) FROM placement WHERE person = 1", "9 {staff_list,referral}")
}

// TestWithdrawnAsHired: who takes his consent back while the enterprise hires him
// waits for it; the hire stands, and nothing is left to be taken back.
func TestWithdrawnAsHired(t *testing.T) {
	t.Parallel()
	p := settle(t)
	id := p.refer(t, worker, 1, 1)
	done := make(chan error, 1)
	p.must(t, lvye, func(ctx context.Context, tx *db.Tx) error {
		if err := MoveReferral(ctx, tx, id, ReferralStep{To: ReferralHired, Started: day("2026-11-24")}); err != nil {
			return err
		}
		go func() {
			done <- p.Tx(ctx, worker, func(tx *db.Tx) error {
				if err := roster.Withdraw(ctx, tx, 1); err != nil {
					return err
				}
				return EndUnconsented(ctx, tx, 1)
			})
		}()
		for waits := false; !waits && len(done) == 0; {
			if err := tx.QueryRow(ctx, "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND transactionid = pg_current_xact_id()::xid)").Scan(&waits); err != nil {
				return err
			}
		}
		return nil
	})
	refused(t, "take back", <-done, nil)
	p.wants(t, "referral", states, "1 hired employer 2")
	p.wants(t, "consent", "SELECT state FROM consent", "withdrawn")
}
