package imports

import (
	"context"
	"testing"
	"time"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/roster"
	"laowu/training"
)

// heard does something to records, which has to change what search says of
// people, and compares that with what search was told.
func (d *testDesk) heard(t *testing.T, act string, do func(context.Context, *db.Tx) error) {
	t.Helper()
	before := d.tell(t, toldOfPeople)
	if err := d.service.DB.Tx(t.Context(), d.actor, func(tx *db.Tx) error { return do(t.Context(), tx) }); err != nil {
		t.Fatalf("%s: %v", act, err)
	}
	if d.tell(t, toldOfPeople) == before {
		t.Errorf("%s changed nothing that search says", act)
	}
	d.search(t, act)
}

const toldOfPeople = `
	SELECT 'member', person, association::text, left_on::text FROM membership
	UNION ALL SELECT 'work', person, started::text, ended::text FROM placement
	UNION ALL SELECT 'paper', person, name || issued, replaced_by::text FROM certificate ORDER BY 1, 2, 3, 4`

// Search hears of an arrival that is taken back.
func TestHeardOfArrivals(t *testing.T) {
	t.Parallel()
	d := sent(t)
	d.coach(t)
	d.heard(t, "arrival taken back", func(ctx context.Context, tx *db.Tx) error {
		_, err := hiring.TakeBackArrival(ctx, tx, 1, "记错了车次")
		return err
	})
}

// Search hears of two records that become one, and of their parting.
func TestHeardOfMerges(t *testing.T) {
	t.Parallel()
	d := story(t, founding, act{"members", "村,姓名,身份证号码\n丙村,{王建}\n丙村,王建,142325197603089971\n", "2/0/0/0"})
	d.witness = d.watched(t)
	var merge int64
	d.heard(t, "join", func(ctx context.Context, tx *db.Tx) (err error) {
		merge, err = roster.Join(ctx, tx, d.service.Vault, 1, 2, "看过户口本")
		return err
	})
	d.heard(t, "part", func(ctx context.Context, tx *db.Tx) error { return roster.Part(ctx, tx, merge, "认错了人") })
}

// Search hears of a member who goes over to another association.
func TestHeardOfTransfers(t *testing.T) {
	t.Parallel()
	d := story(t, founding, act{"members", "村,姓名,身份证号码\n丙村,{张平}\n", "1/0/0/0"})
	d.witness = d.watched(t)
	d.heard(t, "transfer", func(ctx context.Context, tx *db.Tx) error {
		id, err := roster.AskTransfer(ctx, tx, d.service.Vault, "142325198005129974", "张平", 1, "搬到甲村了")
		if err != nil {
			return err
		}
		return roster.AnswerTransfer(ctx, tx, id, true, "")
	})
}

// Search hears of certificates that a class gets, and of one that is renewed.
func TestHeardOfCertificates(t *testing.T) {
	t.Parallel()
	d := story(t, founding, act{"members", "村,姓名,身份证号码\n丙村,{李英}\n", "1/0/0/0"},
		act{"training", "姓名,身份证号码,培训项目,期次,培训机构,开班时间,结业时间,考核结果\n{李英},护工,第1期,甲校,2026-09-01,2026-10-01,合格\n", "1/0/0/0"})
	d.witness = d.watched(t)
	day := time.Date(2026, time.November, 2, 0, 0, 0, 0, time.UTC)
	register, err := training.NewRegister()
	if err != nil {
		t.Fatal(err)
	}
	d.heard(t, "award", func(ctx context.Context, tx *db.Tx) error {
		n, err := training.GiveCertificates(ctx, tx, register, 1, training.Award{Name: "养老护理员（五级）职业技能等级证书", Issued: day})
		if err == nil && n != 1 {
			t.Errorf("%d certificates", n)
		}
		return err
	})
	d.heard(t, "renewal", func(ctx context.Context, tx *db.Tx) error {
		_, err := training.Renew(ctx, tx, 1, training.Renewal{Number: "N2", Issued: day.AddDate(0, 0, 1)})
		return err
	})
}
