package access

import (
	"errors"
	"strconv"
	"testing"

	"laowu/internal/db"
)

func TestAddOffice(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	for _, x := range []struct {
		o    Office
		want error
	}{
		{Office{Kind: "township", Name: "魏家滩镇人民政府", Place: "141123101"}, nil},
		{Office{Kind: "township", Name: "恶虎滩乡人民政府", Place: "141123201"}, nil}, // merged in 2021
		{Office{Kind: "station", Name: "太原联络部", Place: "140100"}, nil},
		{Office{Kind: "station", Name: " 太原联络部 ", Place: "140105"}, ErrOfficeKnown},
		{Office{Kind: "trainer", Name: "太原联络部", Place: "140105"}, nil}, // of another kind
		{Office{Kind: "village", Name: "x", Place: "141123"}, ErrOfficeKind},
		{Office{Kind: "station", Name: " ", Place: "140100"}, ErrOfficeName},
		{Office{Kind: "station", Name: "太原 0351-0000001", Place: "140100"}, ErrOfficeName},
		{Office{Kind: "station", Name: "x", Place: "990000"}, ErrOfficePlace},
		{Office{Kind: "station", Name: "x", Place: ""}, ErrOfficePlace},
		{Office{Kind: "county", Name: "x", Place: "141124"}, ErrOfficeCounty},
		{Office{Kind: "township", Name: "x", Place: "141123"}, ErrOfficeTownship},
		{Office{Kind: "township", Name: "x", Place: "141124"}, ErrOfficeTownship},
	} {
		err := c.db.Tx(t.Context(), actor(), func(tx *db.Tx) error {
			_, err := AddOffice(t.Context(), tx, x.o)
			return err
		})
		if !errors.Is(err, x.want) || (err == nil) != (x.want == nil) {
			t.Errorf("%+v: %v, want %v", x.o, err, x.want)
		}
	}
	if n := read[int](t, c, "SELECT count(*) FROM audit WHERE action = 'office_added'"); n != 4+len(c.offices) {
		t.Errorf("noted %d times", n)
	}
	if err := c.db.Tx(t.Context(), db.Actor{County: "141123", Role: db.County}, func(tx *db.Tx) error {
		_, err := AddOffice(t.Context(), tx, Office{Kind: "station", Name: "x", Place: "140100"})
		return err
	}); !denied(err) {
		t.Errorf("added by who is no admin: %v", err)
	}
}

func TestFindOffice(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	var second int64
	c.tx(t, actor(), func(tx *db.Tx) (err error) {
		second, err = AddOffice(t.Context(), tx, Office{Kind: "station", Name: "太原联络部", Place: "140100"})
		return err
	})
	for _, x := range []struct {
		role   db.Role
		called string
		id     int64
		err    error
	}{
		{db.County, "", c.offices["county"], nil},
		{db.Auditor, "", c.offices["county"], nil},
		{db.Admin, "county", c.offices["county"], nil},
		{db.Trainer, "", c.offices["trainer"], nil},
		{db.Station, "", 0, ErrOffices},
		{db.Station, "太原联络部", second, nil},
		{db.Station, strconv.FormatInt(second, 10), second, nil},
		{db.Trainer, strconv.FormatInt(second, 10), 0, ErrNoOffice},
		{db.Station, "没有的工作站", 0, ErrNoOffice},
		{db.Association, "", 0, ErrNoOffice},
	} {
		c.tx(t, actor(), func(tx *db.Tx) error {
			o, err := FindOffice(t.Context(), tx, x.role, x.called)
			if o.ID != x.id || !errors.Is(err, x.err) {
				t.Errorf("%s %q: %+v, %v", x.role, x.called, o, err)
			}
			return nil
		})
	}
	c.hand(t, "UPDATE office SET closed_on = '2026-01-01' WHERE id = $1", second)
	c.tx(t, actor(), func(tx *db.Tx) error {
		if o, err := FindOffice(t.Context(), tx, db.Station, ""); err != nil || o.ID != c.offices["station"] {
			t.Errorf("a closed office counts: %+v, %v", o, err)
		}
		return nil
	})
}
