package roster

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
)

// transferSides are who stands where when 乙村 asks for 甲村's 王建.
var transferSides = map[string]struct {
	as   db.Actor
	side string // asker, other, both; empty: neither
}{
	"the association that counts him": {own, "other"}, "its township": {township, "other"}, "the association that asks": {foreign, "asker"},
	"the asker's township": {elsewhere, "asker"}, "county": {county, "both"}, "admin": {admin, "both"}, "another association": {db.Actor{County: "141123", Role: db.Association, Organisation: 9}, ""},
	"another county": {otherCount, ""},
}

// TestTransferMoves tries each move on each state by each side.
func TestTransferMoves(t *testing.T) {
	t.Parallel()
	p, v := wanting(t)
	id := p.want(t, v, foreign)
	sides := map[TransferState]string{TransferAgreed: "other", TransferRefused: "other", TransferWithdrawn: "asker"}
	for name, by := range transferSides {
		for to, side := range sides {
			for _, from := range []TransferState{TransferOpen, TransferAgreed, TransferRefused, TransferWithdrawn, TransferExpired} {
				p.owner(t, fmt.Sprintf(`UPDATE transfer SET state = '%[1]s', answered_at = CASE '%[1]s' WHEN 'open' THEN NULL ELSE '2026-11-20'::timestamptz END;
					DELETE FROM membership WHERE person = 1; INSERT INTO membership (county, person, association, joined) VALUES ('141123', 1, 1, '2018-01-01')`, from))
				want := ErrTransferEnded
				switch {
				case by.side == "":
					want = access.ErrNotFound
				case by.side != "both" && by.side != side:
					want = ErrTransferSide
				case from == TransferOpen:
					want = nil
				}
				err := p.try(t, by.as, func(ctx context.Context, tx *db.Tx) error {
					if to == TransferWithdrawn {
						return WithdrawTransfer(ctx, tx, id)
					}
					return AnswerTransfer(ctx, tx, id, to == TransferAgreed, "还欠着会费")
				})
				refused(t, fmt.Sprintf("%s: %s to %s", name, from, to), err, want)
				state, members := string(from), "1 2018-01-01"
				if want == nil {
					state = string(to)
				}
				if want == nil && to == TransferAgreed {
					members = "1 2018-01-01 2026-11-24,2 2026-11-24"
				}
				if got := p.text(t, "SELECT state FROM transfer") + ", " + p.members(t, 1); got != state+", "+members {
					t.Errorf("%s: %s to %s: now %s, want %s, %s", name, from, to, got, state, members)
				}
			}
		}
	}
	for name, as := range map[string]db.Actor{"worker": worker, "station": station, "enterprise": aluminium, "auditor": auditor, "nobody": nobody} {
		refused(t, name, p.try(t, as, func(ctx context.Context, tx *db.Tx) error { return AnswerTransfer(ctx, tx, id, true, "") }), ErrRole)
		refused(t, name, p.try(t, as, func(ctx context.Context, tx *db.Tx) error { return WithdrawTransfer(ctx, tx, id) }), ErrRole)
	}
	refused(t, "no such question", p.try(t, county, func(ctx context.Context, tx *db.Tx) error { return AnswerTransfer(ctx, tx, 99, true, "") }), access.ErrNotFound)
	// No side makes what the record alone shows, nor what is no state.
	for _, to := range []string{"expired", "open", "lost"} {
		p.owner(t, "UPDATE transfer SET state = 'open', answered_at = NULL")
		p.must(t, county, func(ctx context.Context, tx *db.Tx) error {
			var outcome string
			err := tx.QueryRow(ctx, "SELECT outcome FROM access.move_transfer($1, $2, '', now(), now()::date)", id, to).Scan(&outcome)
			if outcome != "side" {
				t.Errorf("to %s: %s", to, outcome)
			}
			return err
		})
	}
}

func TestRefuseTransfer(t *testing.T) {
	t.Parallel()
	p, v := wanting(t)
	id := p.want(t, v, foreign)
	for name, c := range map[string]struct {
		reason string
		want   error
	}{
		"no reason": {" ", ErrTransferReason}, "a number": {"打14000000001", ErrSaidNumber}, "too long": {strings.Repeat("长", 501), ErrSaidLong},
	} {
		refused(t, name, p.try(t, own, func(ctx context.Context, tx *db.Tx) error { return AnswerTransfer(ctx, tx, id, false, c.reason) }), c.want)
	}
	p.must(t, own, func(ctx context.Context, tx *db.Tx) error {
		return AnswerTransfer(ctx, tx, id, false, "他还住甲村")
	})
	p.must(t, foreign, func(ctx context.Context, tx *db.Tx) error {
		all, err := TransfersAsked(ctx, tx, 9)
		if len(all) != 1 || all[0].State != TransferRefused || all[0].Reason != "他还住甲村" || all[0].From != "" || all[0].Name != "王建" || all[0].Born.Year() != 1976 {
			t.Errorf("the asker reads %+v", all)
		}
		return err
	})
	if got := p.noted(t, "1"); got != "transfer_asked transfer_refused" {
		t.Errorf("noted: %s", got)
	}
	if again := p.want(t, v, foreign); again == id {
		t.Error("what was refused is not asked anew")
	}
}

// TestTransferPast: whoever went elsewhere, or was erased, is not let go by who
// was asked; what others asked for is past.
func TestTransferPast(t *testing.T) {
	t.Parallel()
	p, v := wanting(t)
	p.exec(t, "INSERT INTO association (county, id, code, township, name) VALUES ('141123', 3, '141123104003', '141123104', '丙村务工协会')")
	third := db.Actor{County: "141123", Role: db.Association, Organisation: 3, Name: "bing"}
	second := p.want(t, v, foreign)
	var other int64
	ask := func(ctx context.Context, tx *db.Tx) (err error) {
		other, err = AskTransfer(ctx, tx, v, number, "王建", 3, "他在丙村")
		return err
	}
	agree := func(id int64) func(context.Context, *db.Tx) error {
		return func(ctx context.Context, tx *db.Tx) error { return AnswerTransfer(ctx, tx, id, true, "") }
	}
	p.must(t, third, ask)
	p.must(t, own, agree(second))
	refused(t, "the other question", p.try(t, own, agree(other)), ErrTransferEnded)
	if got := p.text(t, fmt.Sprintf("SELECT state FROM transfer WHERE id = %d", other)); got != "expired" {
		t.Errorf("the other question is %s", got)
	}
	// Asked anew it goes to who counts him now; joined and gone on one day, he
	// was never the first asker's.
	p.must(t, third, ask)
	refused(t, "who counts him no more", p.try(t, own, agree(other)), access.ErrNotFound)
	p.must(t, foreign, agree(other))
	if got := p.members(t, 1); got != "1 2018-01-01 2026-11-24,3 2026-11-24" {
		t.Errorf("memberships %s", got)
	}
	// A membership that ends in another way leaves the question to be refused.
	third, stale := own, int64(0)
	p.must(t, third, func(ctx context.Context, tx *db.Tx) (err error) {
		stale, err = AskTransfer(ctx, tx, v, number, "王建", 1, "回来了")
		return err
	})
	p.exec(t, "UPDATE membership SET left_on = '2026-11-24' WHERE association = 3")
	refused(t, "gone from membership", p.try(t, county, agree(stale)), ErrTransferMoved)
	p.exec(t, "UPDATE membership SET left_on = NULL WHERE association = 3")
	p.erase(t)
	refused(t, "erased", p.try(t, county, agree(stale)), ErrTransferEnded)
	p.must(t, own, func(ctx context.Context, tx *db.Tx) error {
		all, err := TransfersAsked(ctx, tx, 9)
		if len(all) != 1 || all[0].Name != "" || all[0].Born != nil || all[0].State != TransferExpired {
			t.Errorf("of who was erased the asker reads %+v", all)
		}
		return err
	})
}

// TestTransferFollowsMember: an open question is asked of whoever counts the
// person when it is asked again.
func TestTransferFollowsMember(t *testing.T) {
	t.Parallel()
	p, v := wanting(t)
	p.exec(t, "INSERT INTO association (county, id, code, township, name) VALUES ('141123', 3, '141123104003', '141123104', '丙村务工协会')")
	id := p.want(t, v, foreign)
	p.exec(t, "UPDATE membership SET association = 3 WHERE person = 1")
	refused(t, "before", p.try(t, own, func(ctx context.Context, tx *db.Tx) error { return AnswerTransfer(ctx, tx, id, true, "") }), ErrTransferMoved)
	if again := p.want(t, v, foreign); again != id {
		t.Errorf("asked anew: %d", again)
	}
	third := db.Actor{County: "141123", Role: db.Association, Organisation: 3, Name: "bing"}
	p.must(t, third, func(ctx context.Context, tx *db.Tx) error { return AnswerTransfer(ctx, tx, id, true, "") })
	if got := p.members(t, 1); got != "3 2018-01-01 2026-11-24,2 2026-11-24" {
		t.Errorf("memberships %s", got)
	}
}

// TestTransferAtOnce: of two who answer at the same moment one does.
func TestTransferAtOnce(t *testing.T) {
	t.Parallel()
	agree := func(ctx context.Context, tx *db.Tx, id int64) error { return AnswerTransfer(ctx, tx, id, true, "") }
	refuse := func(ctx context.Context, tx *db.Tx, id int64) error {
		return AnswerTransfer(ctx, tx, id, false, "不行")
	}
	for name, c := range map[string]struct {
		first, second db.Actor
		does, tries   func(context.Context, *db.Tx, int64) error
	}{
		"agreed twice": {own, township, agree, agree}, "agreed and withdrawn": {own, foreign, agree, WithdrawTransfer},
		"withdrawn and agreed": {foreign, own, WithdrawTransfer, agree}, "refused and agreed": {own, county, refuse, agree},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, v := wanting(t)
			id := p.want(t, v, foreign)
			done := make(chan error, 1)
			p.must(t, c.first, func(ctx context.Context, tx *db.Tx) error {
				if err := c.does(ctx, tx, id); err != nil {
					return err
				}
				go func() {
					done <- p.Tx(ctx, c.second, func(tx *db.Tx) error { return c.tries(ctx, tx, id) })
				}()
				return p.waits(ctx, tx)
			})
			refused(t, "the second", <-done, ErrTransferEnded)
			if n := p.text(t, "SELECT count(*) FROM membership WHERE person = 1 AND left_on IS NULL"); n != "1" {
				t.Errorf("%s associations count him", n)
			}
		})
	}
}

// TestTransferAndErasure: whoever is erased while somebody asks for him stands in
// no question by his name, whichever of the two came first.
func TestTransferAndErasure(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		erasedFirst bool
		want        error
		left        string
	}{"erased first": {true, ErrNotAsked, "null"}, "asked first": {false, nil, " expired"}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, v := wanting(t)
			erase := func(ctx context.Context, tx *db.Tx) error { return Erase(ctx, tx, 1) }
			ask := func(ctx context.Context, tx *db.Tx) error {
				_, err := AskTransfer(ctx, tx, v, number, "王建", 2, "他搬到乙村了")
				return err
			}
			first, second, as, then := erase, ask, county, foreign
			if !c.erasedFirst {
				first, second, as, then = ask, erase, foreign, county
			}
			done := make(chan error, 1)
			p.must(t, as, func(ctx context.Context, tx *db.Tx) error {
				if err := first(ctx, tx); err != nil {
					return err
				}
				go func() { done <- p.Tx(ctx, then, func(tx *db.Tx) error { return second(ctx, tx) }) }()
				return p.waits(ctx, tx)
			})
			refused(t, "the second", <-done, c.want)
			if got := p.text(t, "SELECT string_agg(name || said || ' ' || state, ',') FROM transfer"); got != c.left {
				t.Errorf("questions: %s, want %s", got, c.left)
			}
		})
	}
}

// waits until another transaction waits for this one.
func (p place) waits(ctx context.Context, tx *db.Tx) error {
	for waiting := false; !waiting; {
		if err := tx.QueryRow(ctx, "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid)))").Scan(&waiting); err != nil {
			return err
		}
	}
	return nil
}
