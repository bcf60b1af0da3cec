package hiring

import (
	"context"
	"errors"
	"testing"

	"laowu/internal/db"
)

// TestNothingNewWithWhatIsGone: from the day on which an enterprise became
// another's nobody is sent to it, hired by it or brought to it; what began before
// is still its own.
func TestNothingNewWithWhatIsGone(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	early := y.planned(t, jia, 1)
	y.leave(t, jia, early, 1)
	var sent int64
	y.must(t, jia, func(ctx context.Context, tx *db.Tx) (err error) {
		sent, err = Refer(ctx, tx, 2, 1)
		return err
	})
	y.exec(t, `UPDATE consent SET state = 'given', answered_at = asked_at, answered_role = 'worker';
		INSERT INTO enterprise (id, county, uscc, name) VALUES (3, '141123', '91150622MA05H59J07', '新养老院');
		UPDATE enterprise SET merged_into = 2, merged_on = '2026-11-27' WHERE id = 1; UPDATE enterprise SET merged_into = 3, merged_on = '2026-11-28' WHERE id = 2`)
	gone := func(what string, err error) {
		t.Helper()
		const want = "这家企业从 2026-11-27 起并入“新养老院”，从那天起的请记在那一家"
		if !errors.Is(err, ErrEnterpriseGone) || err.Error() != want {
			t.Errorf("%s: %v", what, err)
		}
	}
	late := y.on(t, "2026-11-28")
	hire := func(on string) error {
		return late.try(t, nursing, func(ctx context.Context, tx *db.Tx) error {
			return MoveReferral(ctx, tx, sent, ReferralStep{To: ReferralHired, Started: date(t, on)})
		})
	}
	arrive := func(on string) error {
		return late.try(t, jia, func(ctx context.Context, tx *db.Tx) error {
			_, err := Arrive(ctx, tx, early, date(t, on), []int64{1})
			return err
		})
	}
	gone("hire", hire("2026-11-27"))
	gone("arrive", arrive("2026-11-27"))
	gone("refer", late.try(t, jia, func(ctx context.Context, tx *db.Tx) error { _, err := Refer(ctx, tx, 1, 1); return err }))
	_, err := late.plan(t, bureau, func(n *NewDeparture) { n.LeavesOn = date(t, "2026-11-28") })
	gone("plan", err)
	refused(t, "hire the day before", hire("2026-11-26"), nil)
	refused(t, "arrive the day before", arrive("2026-11-26"), nil)
	y.wants(t, "work", "SELECT string_agg(concat_ws(' ', person, enterprise, started), '|' ORDER BY person) FROM placement", "1 1 2026-11-26|2 1 2026-11-26")
}
