package report

import (
	"reflect"
	"testing"
	"time"

	"laowu/internal/db"
)

// TestOverview: the parts are those of their reports, counted on one snapshot.
func TestOverview(t *testing.T) {
	t.Parallel()
	d := tell(t)
	day := onDay(t, "2019-06-30")
	var o Overview
	var h Households
	err := d.ReadTx(t.Context(), county, func(tx *db.Tx) (err error) {
		if o, err = CountOverview(t.Context(), tx, day); err != nil {
			return err
		}
		h, err = CountHouseholds(t.Context(), tx, day)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if o.Flow.Members != 3 || o.Villages != 3 || o.Covered != 1 || o.Associations != 1 || !reflect.DeepEqual(o.Homes, h) || len(o.Quotas.Enterprises) != 1 {
		t.Errorf("counted %+v", o)
	}
	if want := []QuotaMonth{{Month: day, Met: 1}}; !reflect.DeepEqual(o.Months, want) {
		t.Errorf("months %+v, want %+v", o.Months, want)
	}
}

// TestIdleTownships: households by township, the longest wait and the late ones.
func TestIdleTownships(t *testing.T) {
	t.Parallel()
	got := idleTownships([]UncoveredHousehold{
		{Township: "甲镇", Since: "2019-11-05", Overdue: true}, {Township: "乙镇", Since: "2019-12-01"}, {Township: "乙镇", Since: "2019-10-01", Overdue: true}, {Since: "2019-12-20"},
	})
	want := []IdleTownship{{"乙镇", 2, 1, "2019-10-01"}, {"甲镇", 1, 1, "2019-11-05"}, {"", 1, 0, "2019-12-20"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// TestQuotaMonths: each frozen month that is over counts its enterprises as they
// were then, and the counted day as they are.
func TestQuotaMonths(t *testing.T) {
	t.Parallel()
	d := tellStory(t, story+`
		UPDATE agreement SET ends = NULL;
		INSERT INTO quota_freeze (county, enterprise, month, figures, frozen_at, frozen_by) VALUES
		  ('141123', 1, '2019-03-01', '{"regular": {"hires": 10, "local": 5, "required": 0.6, "met": false, "local_hires_needed": 3}, "temporary": {"met": true}}', now(), ''),
		  ('141123', 1, '2019-04-01', '{"regular": {"hires": 10, "local": 6, "required": 0.6, "met": true}, "temporary": {"met": true}}', now(), ''),
		  ('141123', 1, '2019-05-01', '{"regular": {"hires": 10, "local": 9, "required": 0.6, "met": true}, "temporary": {"met": true}}', now(), '')`)
	month := func(m time.Month) time.Time { return time.Date(2019, m, 1, 0, 0, 0, 0, time.UTC) }
	for day, want := range map[string][]QuotaMonth{
		"2019-05-30": {{month(3), true, 0, 0, 1}, {month(4), true, 0, 1, 0}, {onDay(t, "2019-05-30"), false, 1, 0, 0}},
		"2019-06-01": {{month(3), true, 0, 0, 1}, {month(4), true, 0, 1, 0}, {month(5), true, 1, 0, 0}, {onDay(t, "2019-06-01"), false, 1, 0, 0}},
	} {
		err := d.ReadTx(t.Context(), county, func(tx *db.Tx) error {
			now, err := CountQuotas(t.Context(), tx, onDay(t, day))
			if err != nil {
				return err
			}
			got, err := quotaMonths(t.Context(), tx, now)
			if !reflect.DeepEqual(got, want) {
				t.Errorf("as of %s: %+v, want %+v", day, got, want)
			}
			points, err2 := QuotaTrend(t.Context(), tx, 1)
			if err2 != nil || len(points) != 3 || points[2].Quota.Regular.Percent() != "90%" {
				t.Errorf("the enterprise's months are %+v, %v", points, err2)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
