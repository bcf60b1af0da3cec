package roster

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
)

// TestMyData: the person, his association and the county read all that is on
// record of him, and nothing of others.
func TestMyData(t *testing.T) {
	t.Parallel()
	p := settle(t)
	v := vault(t, p.DB)
	p.full(t, v)
	p.exec(t, `
		INSERT INTO household (county, id, village, number, relocated, site) VALUES ('141123', 1, '141123103v001', 'H7', true, '乔家沟安置点');
		INSERT INTO household_kind (county, household, kind, valid_to) VALUES ('141123', 1, 'lifted', '2020-06-01'), ('141123', 1, 'general', NULL);
		UPDATE person SET household = 1, relocated = NULL, household_kind = NULL WHERE id IN (1, 2)`)
	p.introduce(t, own, 1)
	p.correct(t, worker, 1, "name", "王健")
	p.correct(t, neighbour, 2, "name", "李瑛")
	p.must(t, township, func(ctx context.Context, tx *db.Tx) error {
		return access.Note(ctx, tx, access.Revealed, "person", 1, map[string]any{"reason": "核对补贴"})
	})
	p.must(t, township, func(ctx context.Context, tx *db.Tx) error {
		return access.Note(ctx, tx, access.Revealed, "login", 1, nil)
	})
	for name, as := range map[string]db.Actor{"worker": worker, "association": own, "county": county, "admin": admin} {
		p.must(t, as, func(ctx context.Context, tx *db.Tx) error {
			d, err := FindMyData(ctx, tx, v, 1)
			got := fmt.Sprintf("%s %s %s %s %s|%s %s %s %s %v %s|%s %s %s %s %v %v|%s %s %d %d|%s|%s %s %s|%s", d.Name, d.Sex, d.Birth.Format("2006-01-02"),
				d.Number.Reveal(), d.Phone.Reveal(), d.Village, d.Household, d.Relation, d.Kind, *d.Relocated, d.Site,
				d.Ethnicity, d.Education, d.Health, d.Skills, *d.Able, *d.Willing, d.WishTrades, d.WishPlaces, *d.WishWageMin, *d.WishWageMax,
				d.Remark, d.Registered, d.RegisteredSource, d.RegisteredOn.Format("2006-01-02"), d.AnnouncedOn.Format("2006-01-02"))
			want := "王建 male 1976-03-08 142325197603089998 14000000001|141123103v001 H7 户主之弟 general true 乔家沟安置点|" +
				"族族 初初 膝痛 会瓦工 true true|想做护工 想去东胜 4444 5555|爱喝酒|141123 roster 2020-01-01|2026-11-01"
			if got != want {
				t.Errorf("%s reads\n%s, want\n%s", name, got, want)
			}
			if len(d.Memberships) != 1 || d.Memberships[0].AssociationName != "甲村务工协会" || len(d.Consents) != 1 || len(d.Requests) != 1 || d.Requests[0].Said != "王健" {
				t.Errorf("%s: %+v %+v %+v", name, d.Memberships, d.Consents, d.Requests)
			}
			if len(d.Trail) != 3 || d.Trail[0].Action != access.Revealed || d.Trail[0].Organisation != "康宁镇" || d.Trail[0].Role != db.Township || d.Trail[0].Reason != "核对补贴" {
				t.Errorf("%s: trail %+v", name, d.Trail)
			}
			if all := fmt.Sprintf("%+v", d); strings.Contains(all, "李") || strings.Contains(all, number) || strings.Contains(all, phone) {
				t.Errorf("%s prints %s", name, all)
			}
			return err
		})
	}
}

func TestMyDataByScope(t *testing.T) {
	t.Parallel()
	p := settle(t)
	v := vault(t, p.DB)
	p.full(t, v)
	id := p.introduce(t, own, 1)
	p.must(t, worker, func(ctx context.Context, tx *db.Tx) error { return Answer(ctx, tx, id, true) })
	for _, c := range []struct {
		name string
		as   db.Actor
		want error
	}{
		{"another worker", neighbour, access.ErrNotFound}, {"another association", foreign, access.ErrNotFound}, {"another county", otherCount, access.ErrNotFound},
		{"township", township, ErrRole}, {"auditor", auditor, ErrRole}, {"an enterprise with consent", aluminium, ErrRole}, {"station", station, ErrRole},
	} {
		refused(t, c.name, p.try(t, c.as, func(ctx context.Context, tx *db.Tx) error { _, err := FindMyData(ctx, tx, v, 1); return err }), c.want)
	}
	// Whatever the program forgets, the database tells the trail to nobody else.
	for name, as := range map[string]db.Actor{"another worker": neighbour, "another association": foreign, "an enterprise with consent": aluminium, "station": station} {
		p.must(t, as, func(ctx context.Context, tx *db.Tx) error {
			all, err := trail(ctx, tx, 1)
			if len(all) != 0 {
				t.Errorf("%s reads the trail: %v", name, all)
			}
			return err
		})
	}
}
