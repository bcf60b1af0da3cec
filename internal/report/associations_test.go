package report

import (
	"reflect"
	"testing"
	"time"

	"laowu/internal/db"
)

// TestAssociations: each association's members and their work, counted by hand;
// who was not heard of in the period is missing, and the ranking says so too.
func TestAssociations(t *testing.T) {
	t.Parallel()
	d := tellStory(t, flowStory+`
		UPDATE person SET created_at = '2018-01-01', updated_at = '2018-01-01';
		INSERT INTO area (code, name, level, parent, county) VALUES ('141123103v001', '甲村', 'village', '141123103', '141123');
		INSERT INTO association_village (county, association, village, valid_from) VALUES ('141123', 1, '141123103v001', '2017-05-01');
		UPDATE person SET relocated = true, household_kind = 'lifted', able = true, willing = true, village = '141123103v001' WHERE id IN (1, 6);
		INSERT INTO import (county, id, kind, state, dry_run, actor, role, organisation, account, finished_at)
		  SELECT '141123', n, 'members', CASE n WHEN 3 THEN 'failed' ELSE 'done' END, n = 2, '{}', 'county', access.organisation(), access.account(), '2019-07-01' FROM generate_series(1, 3) n;
		UPDATE import SET role = 'association', organisation = CASE id WHEN 1 THEN 1 ELSE 2 END;`)
	sent := time.Date(2019, 7, 1, 0, 0, 0, 0, time.Local)
	for day, missing := range map[string]bool{"2019-07-10": false, "2019-12-31": true} {
		var got []AssociationLine
		var r Ranking
		err := d.ReadTx(t.Context(), county, func(tx *db.Tx) (err error) {
			if got, err = CountAssociations(t.Context(), tx, onDay(t, day)); err != nil {
				return err
			}
			r, err = CountRanking(t.Context(), tx, onDay(t, day))
			return err
		})
		if err != nil || len(got) != 2 || got[0].Sent == nil {
			t.Fatalf("%+v, %v", got, err)
		}
		if apart := got[0].Sent.Sub(sent).Abs(); apart > 24*time.Hour || got[1].Sent != nil {
			t.Errorf("sent on %v and %v", got[0].Sent, got[1].Sent)
		}
		got[0].Sent = nil
		want := []AssociationLine{
			{ID: 1, Code: "a", Name: "甲村务工协会", Township: "康宁镇", Villages: 1, Members: 6, Away: 4, Here: 1, Idle: 1, Missing: missing},
			{ID: 2, Code: "b", Name: "乙村务工协会", Township: "瓦塘镇", Members: 2, Away: 1, Missing: missing},
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("as of %s:\n got %+v\nwant %+v", day, got, want)
		}
		for _, k := range r.Associations {
			if (k.State == Missing) != missing {
				t.Errorf("as of %s the ranking has %s as %s", day, k.Name, k.State)
			}
		}
	}
}
