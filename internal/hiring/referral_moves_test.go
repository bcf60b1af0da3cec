package hiring

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode"

	"github.com/jackc/pgx/v5/pgconn"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
)

// moves is who may move a referral from the state of a row to that of a column:
// Employer, Sender, Clock, Record; written apart from the table that the program
// reads.
const moves = `
	          new seen interview accepted refused withdrawn expired hired
	new       .   E    E         E        E       SR        C       ER
	seen      .   .    E         E        E       SR        C       ER
	interview .   .    .         E        E       SR        C       ER
	accepted  .   .    .         .        E       SR        C       ER
	refused   .   .    .         .        .       .         .       .
	withdrawn .   .    .         .        .       .         .       .
	expired   .   .    .         .        .       .         .       .
	hired     .   .    .         .        .       .         .       .`

// eachMove walks all states by all states.
func eachMove(do func(from, to ReferralState, may string)) {
	lines := strings.Split(strings.TrimSpace(moves), "\n")
	heads := strings.Fields(lines[0])
	for _, l := range lines[1:] {
		cells := strings.Fields(l)
		for i, to := range heads {
			do(ReferralState(cells[0]), ReferralState(to), cells[i+1])
		}
	}
}

var letters = map[Side]string{EmployerSide: "E", SenderSide: "S", ClockSide: "C", RecordSide: "R"}

// TestReferralTable: what the database lets be written is what the list says,
// for every side, with a reason and without.
func TestReferralTable(t *testing.T) {
	t.Parallel()
	p := settle(t)
	id := p.refer(t, jiacun, 1, 1)
	asked := 0
	eachMove(func(from, to ReferralState, may string) {
		for side, letter := range letters {
			for _, reason := range []string{"", "other", "erased"} {
				asked++
				want := strings.Contains(may, letter) && (reason != "") == (to == ReferralRefused || to == ReferralWithdrawn) &&
					(reason == "" || (reason == "erased") == (side == RecordSide))
				err := p.try(t, clerk, func(ctx context.Context, tx *db.Tx) error {
					_, err := tx.Exec(ctx, `INSERT INTO referral_move (county, referral, from_state, to_state, side, reason, role, at)
						VALUES ('141123', $1, $2, $3, $4, nullif($5, ''), 'admin', $6)`, id, from, to, side, reason, tx.Now)
					if err != nil {
						return err
					}
					return errUndo
				})
				var pg *pgconn.PgError
				if got := errors.Is(err, errUndo); got != want || !got && (!errors.As(err, &pg) || pg.Code != "23503") {
					t.Errorf("%s → %s by %s with reason %q: %v, want it written: %v", from, to, side, reason, err, want)
				}
			}
		}
	})
	if asked != 8*8*4*3 {
		t.Errorf("asked %d times", asked)
	}
}

var errUndo = errors.New("taken back")

// TestReferralMoves plays every move as every role in every state: the table is
// all that is possible.
func TestReferralMoves(t *testing.T) {
	t.Parallel()
	p := settle(t)
	id := p.refer(t, station, 3, 1)
	p.agree(t)
	p.exec(t, "INSERT INTO membership (county, person, association, joined) VALUES ('141123', 3, 1, '2018-01-01')")
	own := worker
	own.Person = 3
	for as, acts := range map[db.Actor]string{
		own: "S", jiacun: "S", township: "S", station: "S", lvye: "E", bureau: "ES", clerk: "ES", auditor: "", trainer: "", nobody: "",
	} {
		eachMove(func(from, to ReferralState, may string) {
			p.exec(t, fmt.Sprintf("UPDATE referral SET state = '%s' WHERE id = %d", from, id))
			step := ReferralStep{To: to, Started: day("2026-11-24")}
			if to == ReferralRefused || to == ReferralWithdrawn {
				step.Reason, step.Note = Other, "说好了"
			}
			err := p.try(t, as, func(ctx context.Context, tx *db.Tx) error {
				if err := MoveReferral(ctx, tx, id, step); err != nil {
					return err
				}
				var got string
				if err := tx.QueryRow(ctx, `SELECT concat_ws(' ', r.state, m.from_state, m.to_state, m.role) FROM referral r JOIN referral_move m ON m.referral = r.id
					WHERE r.id = $1`, id).Scan(&got); err != nil {
					return err
				}
				if want := fmt.Sprintf("%s %s %s %s", to, from, to, as.Role); got != want {
					t.Errorf("%s: written is %q, want %q", as.Role, got, want)
				}
				return errUndo
			})
			var no MoveError
			switch {
			case acts == "":
				refused(t, fmt.Sprintf("%s → %s as %s", from, to, as.Role), err, roster.ErrRole)
			case strings.ContainsAny(may, acts):
				refused(t, fmt.Sprintf("%s → %s as %s", from, to, as.Role), err, errUndo)
			case !errors.As(err, &no) || no != MoveError{from, to} || !sentence(no.Error()):
				t.Errorf("%s → %s as %s: %v, want a refusal", from, to, as.Role, err)
			}
		})
	}
}

// sentence says whether people can read it: Chinese, and nothing else.
func sentence(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) &&
		!strings.ContainsFunc(text, func(r rune) bool { return !unicode.Is(unicode.Han, r) && !strings.ContainsRune("“”：，", r) })
}

// TestNextMoves: the buttons that a page shows are the moves that there are.
func TestNextMoves(t *testing.T) {
	t.Parallel()
	within(t, func(tx *db.Tx, _ *access.Vault) error {
		all, err := ReferralMoves(t.Context(), tx)
		next := map[string]string{}
		for role, letter := range map[db.Role]string{db.Enterprise: "E", db.Worker: "S", db.County: "ES"} {
			eachMove(func(from, to ReferralState, may string) {
				if strings.ContainsAny(may, letter) {
					next[string(role)+" "+string(from)] += string(to) + " "
				}
			})
			for _, from := range ReferralStates() {
				got := ""
				for _, m := range NextMoves(all, role, from) {
					got += string(m.To) + " "
				}
				if want := next[string(role)+" "+string(from)]; got != want {
					t.Errorf("%s from %s: %s, want %s", role, from, got, want)
				}
			}
		}
		return err
	})
}

// TestMoveSays: a reason of the own side, and a note that says no number.
func TestMoveSays(t *testing.T) {
	t.Parallel()
	p := settle(t)
	id := p.refer(t, worker, 1, 1)
	for _, c := range []struct {
		name string
		as   db.Actor
		step ReferralStep
		want error
	}{
		{"no reason", lvye, ReferralStep{To: ReferralRefused}, ErrReasonCode},
		{"a reason of the other side", lvye, ReferralStep{To: ReferralRefused, Reason: "family"}, ErrReasonCode},
		{"a reason of the employer's", worker, ReferralStep{To: ReferralWithdrawn, Reason: "filled"}, ErrReasonCode},
		{"a reason of the record", worker, ReferralStep{To: ReferralWithdrawn, Reason: "hired_elsewhere"}, ErrReasonCode},
		{"a reason that nobody asked", lvye, ReferralStep{To: ReferralSeen, Reason: "filled"}, ErrReasonCode},
		{"another reason, not told", lvye, ReferralStep{To: ReferralRefused, Reason: Other, Note: " "}, ErrNoteNone},
		{"too long", lvye, ReferralStep{To: ReferralSeen, Note: strings.Repeat("长", 201)}, ErrNoteLong},
		{"a number", lvye, ReferralStep{To: ReferralSeen, Note: "打14000000001"}, ErrNoteNumber},
		{"to nowhere", lvye, ReferralStep{To: "gone"}, MoveError{ReferralNew, "gone"}},
		{"another's", neighbour, ReferralStep{To: ReferralWithdrawn, Reason: "far"}, ErrNotFound},
		{"another association's", yi, ReferralStep{To: ReferralWithdrawn, Reason: "far"}, ErrNotFound},
		{"another enterprise's", yanglao, ReferralStep{To: ReferralSeen}, ErrNotFound},
		{"a station that did not send him", station, ReferralStep{To: ReferralWithdrawn, Reason: "far"}, ErrNotFound},
		{"another county's", elsewhere, ReferralStep{To: ReferralSeen}, ErrNotFound},
		{"right", lvye, ReferralStep{To: ReferralRefused, Reason: "skill", Note: strings.Repeat("长", 200)}, nil},
	} {
		refused(t, c.name, p.move(t, c.as, id, c.step), c.want)
	}
	p.must(t, worker, func(ctx context.Context, tx *db.Tx) error {
		all, err := ReferralsOf(ctx, tx, 1)
		if len(all) != 1 || all[0].State != ReferralRefused || all[0].Reason != "手艺或者经验不合适" || all[0].Note == "" || all[0].EnterpriseName != "示例铝业有限公司" {
			t.Errorf("the worker reads %+v", all)
		}
		return err
	})
}
