package roster

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
)

const (
	yingNumber = "142325197001019984" // 李英's
	pingNumber = "142325198005129974" // 张平's
)

// wanting is the county with numbers that can be found: 王建 is 甲村's member,
// 李英 乙村's, 张平 nobody's.
func wanting(t *testing.T) (place, *access.Vault) {
	t.Helper()
	p := settle(t)
	v := vault(t, p.DB)
	for person, n := range map[int64]string{1: number, 2: yingNumber, 3: pingNumber} {
		hash, sealed := seal(t, v, access.IDNumber, n)
		p.must(t, admin, func(ctx context.Context, tx *db.Tx) error {
			_, err := tx.Exec(ctx, "UPDATE person SET id_hash = $1, id_sealed = $2 WHERE id = $3", hash, sealed, person)
			return err
		})
	}
	return p, v
}

// want is 王建 asked for by 乙村.
func (p place) want(t *testing.T, v *access.Vault, as db.Actor) (id int64) {
	t.Helper()
	p.must(t, as, func(ctx context.Context, tx *db.Tx) (err error) {
		id, err = AskTransfer(ctx, tx, v, number, "王建", 2, "他搬到乙村了")
		return err
	})
	return id
}

// members are who counted a person from when to when.
func (p place) members(t *testing.T, person int64) string {
	t.Helper()
	return p.text(t, fmt.Sprintf("SELECT string_agg(concat_ws(' ', association, joined, left_on), ',' ORDER BY joined) FROM membership WHERE person = %d", person))
}

func TestAskTransfer(t *testing.T) {
	t.Parallel()
	p, v := wanting(t)
	for _, c := range []struct {
		name         string
		as           db.Actor
		number, call string
		by           int64
		why          string
		want         error
	}{
		{"unknown", foreign, "142325199001019975", "王建", 2, "搬来了", ErrNotAsked},
		{"another's name", foreign, number, "王键", 2, "搬来了", ErrNotAsked},
		{"nobody's member", foreign, pingNumber, "张平", 2, "搬来了", ErrNotAsked},
		{"its own member", foreign, yingNumber, "李英", 2, "搬来了", ErrNotAsked},
		{"for another association", foreign, number, "王建", 1, "搬来了", ErrTransferFor},
		{"for none", foreign, number, "王建", 0, "搬来了", ErrTransferFor},
		{"the county, for no association", county, number, "王建", 99, "搬来了", ErrTransferFor},
		{"the township of the other side", township, number, "王建", 2, "搬来了", ErrTransferFor},
		{"half a number", foreign, "1423251976", "王建", 2, "搬来了", ErrTransferNumber},
		{"no number", foreign, " ", "王建", 2, "搬来了", ErrTransferNumber},
		{"no name", foreign, number, " ", 2, "搬来了", ErrTransferName},
		{"no reason", foreign, number, "王建", 2, " ", ErrTransferWhy},
		{"a number in the reason", foreign, number, "王建", 2, "打14000000001", ErrSaidNumber},
		{"too long a reason", foreign, number, "王建", 2, strings.Repeat("长", 501), ErrSaidLong},
		{"worker", worker, number, "王建", 2, "搬来了", ErrRole},
		{"station", station, number, "王建", 2, "搬来了", ErrRole},
		{"enterprise", aluminium, number, "王建", 2, "搬来了", ErrRole},
		{"auditor", auditor, number, "王建", 2, "搬来了", ErrRole},
		{"another county", otherCount, number, "王建", 2, "搬来了", ErrTransferFor},
	} {
		err := p.try(t, c.as, func(ctx context.Context, tx *db.Tx) error {
			_, err := AskTransfer(ctx, tx, v, c.number, c.call, c.by, c.why)
			return err
		})
		refused(t, c.name, err, c.want)
	}
	if n := p.text(t, "SELECT count(*) FROM transfer"); n != "0" {
		t.Errorf("%s questions of those that were refused", n)
	}
	// A second is the first, whoever of its side asks, and is noted once.
	first := p.want(t, v, foreign)
	for name, as := range map[string]db.Actor{"association": foreign, "its township": elsewhere, "county": county} {
		if again := p.want(t, v, as); again != first {
			t.Errorf("%s asked anew: %d, not %d", name, again, first)
		}
	}
	if got := p.noted(t, "1"); got != "transfer_asked" {
		t.Errorf("noted: %s", got)
	}
	if got := p.text(t, "SELECT concat_ws(' ', name, from_association, to_association, said, asked_role, asked_for, answer_by, state) FROM transfer"); got != "王建 1 2 他搬到乙村了 association 2 2026-12-04 open" {
		t.Errorf("asked: %s", got)
	}
}

// TestAskTransferBeside: whatever the program forgets, the database lets nobody
// ask for others' associations, nor in the name of others' imports, and tells an
// asker nothing of who counts the person.
func TestAskTransferBeside(t *testing.T) {
	t.Parallel()
	p, v := wanting(t)
	p.owner(t, "INSERT INTO import (county, id, kind, dry_run, actor, role, organisation) VALUES ('141123', 1, 'members', false, '{}', 'association', 1), ('141123', 2, 'members', false, '{}', 'association', 2)")
	hash, _ := seal(t, v, access.IDNumber, number)
	ask := func(as db.Actor, by int64, imported any) error {
		return p.try(t, as, func(ctx context.Context, tx *db.Tx) error {
			_, err := tx.Exec(ctx, "SELECT * FROM access.ask_transfers($1, '{王建}', $2, $3, '', now(), now()::date)", [][]byte{hash}, []int64{by}, imported)
			return err
		})
	}
	for name, err := range map[string]error{
		"another association's": ask(foreign, 1, nil), "another's import": ask(foreign, 2, 1), "worker": ask(worker, 2, nil), "auditor": ask(auditor, 2, nil),
		"enterprise": ask(aluminium, 1, nil), "nobody": ask(nobody, 2, nil),
	} {
		if code(err) != "42501" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := ask(foreign, 2, 2); err != nil {
		t.Errorf("its own import: %v", err)
	}
	for name, as := range map[string]db.Actor{"asker": foreign, "its township": elsewhere} {
		p.must(t, as, func(ctx context.Context, tx *db.Tx) error {
			var rows int
			err := tx.QueryRow(ctx, "SELECT count(*) FROM transfer").Scan(&rows)
			if rows != 0 {
				t.Errorf("%s reads the row, which says who counts him", name)
			}
			return err
		})
	}
	for _, sql := range []string{
		"INSERT INTO transfer (county, person, name, from_association, to_association, asked_role, asked_at, answer_by) VALUES ('141123', 1, '王建', 1, 2, 'county', now(), now())",
		"UPDATE transfer SET from_association = 2", "DELETE FROM transfer",
	} {
		if err := p.try(t, county, func(ctx context.Context, tx *db.Tx) error { _, err := tx.Exec(ctx, sql); return err }); code(err) != "42501" {
			t.Errorf("%s: %v", sql, err)
		}
	}
}

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
	p.must(t, own, func(ctx context.Context, tx *db.Tx) error { return AnswerTransfer(ctx, tx, id, false, "他还住甲村") })
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
	refuse := func(ctx context.Context, tx *db.Tx, id int64) error { return AnswerTransfer(ctx, tx, id, false, "不行") }
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

// waits until another transaction waits for this one.
func (p place) waits(ctx context.Context, tx *db.Tx) error {
	for waiting := false; !waiting; {
		if err := tx.QueryRow(ctx, "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid)))").Scan(&waiting); err != nil {
			return err
		}
	}
	return nil
}

// TestTransferLists: each side reads its own, the county all with the late ones
// first, and the auditor no names.
func TestTransferLists(t *testing.T) {
	t.Parallel()
	p, v := wanting(t)
	p.want(t, v, foreign)
	p.on(t, "2026-12-03").must(t, own, func(ctx context.Context, tx *db.Tx) error {
		_, err := AskTransfer(ctx, tx, v, yingNumber, "李英", 1, "她嫁到甲村了")
		return err
	})
	late := p.on(t, "2026-12-05")
	for name, c := range map[string]struct {
		as           db.Actor
		answer, asks string
	}{
		"甲村": {own, "王建 甲村务工协会 乙村务工协会 late", "李英 甲村务工协会 open "}, "康宁镇": {township, "王建 甲村务工协会 乙村务工协会 late", "李英 甲村务工协会 open "},
		"乙村": {foreign, "李英 乙村务工协会 甲村务工协会", "王建 乙村务工协会 open "}, "county": {county, "王建 甲村务工协会 乙村务工协会 late，李英 乙村务工协会 甲村务工协会", ""},
		"auditor": {auditor, "王** 甲村务工协会 乙村务工协会 late，李** 乙村务工协会 甲村务工协会", ""}, "worker": {worker, "", ""}, "enterprise": {aluminium, "", ""},
		"station": {station, "", ""}, "another county": {otherCount, "", ""},
	} {
		late.must(t, c.as, func(ctx context.Context, tx *db.Tx) error {
			open, err := OpenTransfers(ctx, tx, v, 9)
			if err != nil {
				return err
			}
			var answer, asks []string
			for _, o := range open {
				line := o.Name + " " + o.From + " " + o.By
				if o.Late {
					line += " late"
				}
				answer = append(answer, line)
				if o.IDMasked == "" || strings.Contains(o.IDMasked, "19760308") {
					t.Errorf("%s: ID %q", name, o.IDMasked)
				}
				if c.as.Role == db.Auditor && o.Said != "" {
					t.Errorf("the auditor reads %q", o.Said)
				}
			}
			asked, err := TransfersAsked(ctx, tx, 9)
			for _, a := range asked {
				asks = append(asks, fmt.Sprintf("%s %s %s %s", a.Name, a.By, a.State, a.From))
			}
			if got := strings.Join(answer, "，"); got != c.answer {
				t.Errorf("%s answers %q, want %q", name, got, c.answer)
			}
			if got := strings.Join(asks, "，"); got != c.asks {
				t.Errorf("%s asks %q, want %q", name, got, c.asks)
			}
			return err
		})
	}
}

// TestTransferIsOnRecord: agreed, he is the asker's member, who reads where he
// came from; the side that let him go keeps the answer, and he himself both.
func TestTransferIsOnRecord(t *testing.T) {
	t.Parallel()
	p, v := wanting(t)
	id := p.want(t, v, foreign)
	p.must(t, own, func(ctx context.Context, tx *db.Tx) error { return AnswerTransfer(ctx, tx, id, true, "") })
	p.must(t, foreign, func(ctx context.Context, tx *db.Tx) error {
		asked, err := TransfersAsked(ctx, tx, 9)
		if len(asked) != 1 || asked[0].State != TransferAgreed || asked[0].From != "甲村务工协会" || asked[0].AnsweredRole != db.Association {
			t.Errorf("the asker reads %+v", asked)
		}
		if err != nil {
			return err
		}
		return seen(ctx, tx, 1)
	})
	p.must(t, own, func(ctx context.Context, tx *db.Tx) error {
		done, err := AnsweredTransfers(ctx, tx, 9)
		if len(done) != 1 || done[0].Name != "王建" || done[0].By != "乙村务工协会" || done[0].IDMasked != "" {
			t.Errorf("the other side reads %+v", done)
		}
		return err
	})
	for name, as := range map[string]db.Actor{"himself": worker, "the asker": foreign} {
		p.must(t, as, func(ctx context.Context, tx *db.Tx) error {
			d, err := FindMyData(ctx, tx, v, 1)
			if len(d.Transfers) != 1 || d.Transfers[0].From != "甲村务工协会" || d.Transfers[0].By != "乙村务工协会" || d.Transfers[0].State != TransferAgreed {
				t.Errorf("%s reads %+v", name, d.Transfers)
			}
			if len(d.Memberships) != 2 && as.Role == db.Worker {
				t.Errorf("%s reads the memberships %+v", name, d.Memberships)
			}
			return err
		})
	}
	refused(t, "who let him go", p.try(t, own, func(ctx context.Context, tx *db.Tx) error { return seen(ctx, tx, 1) }), access.ErrNotFound)
	if got := p.noted(t, "1"); got != "transfer_asked transfer_agreed" {
		t.Errorf("noted: %s", got)
	}
	if got := p.text(t, "SELECT concat_ws(' ', village, household) FROM person WHERE id = 1"); got != "141123103v001" {
		t.Errorf("he lives in %s", got)
	}
}

func TestNoTransferRule(t *testing.T) {
	t.Parallel()
	p, v := wanting(t)
	p.exec(t, "UPDATE transfer_rule SET valid_from = '2026-12-01'")
	refused(t, "before any rule", p.try(t, foreign, func(ctx context.Context, tx *db.Tx) error {
		_, err := AskTransfer(ctx, tx, v, number, "王建", 2, "他搬来了")
		return err
	}), ErrNoTransferRule)
}
