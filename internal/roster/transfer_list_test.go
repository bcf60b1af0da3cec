package roster

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
)

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
