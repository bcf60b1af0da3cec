package hiring

import (
	"errors"
	"strings"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
)

// An account's organisation is found by what people call it; of several each is
// named with its code, and the county's own bureau is made where there is none.
func TestOrganisation(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	y.exec(t, "SELECT nextval(pg_get_serial_sequence('office', 'id')) FROM generate_series(1, 9)")
	y.exec(t, "INSERT INTO association (county, id, code, township, name, founded) VALUES ('141123', 3, '141123104001', '141123104', '乙村务工协会', '2018-01-01')")
	y.exec(t, "INSERT INTO enterprise (id, county, uscc, name) VALUES (3, '141123', '91141123MA0AL47R8X', '示例养老院')")
	for _, c := range []struct {
		role         db.Role
		called, name string
		err          error
		says         string
	}{
		{db.Association, " 甲村务工协会", "甲村务工协会", nil, ""},
		{db.Association, "141123104001", "乙村务工协会", nil, ""},
		{db.Association, "乙村务工协会", "", ErrSeveral, "141123103002（康宁镇）、141123104001（高家村镇）"},
		{db.Association, "丙村务工协会", "", ErrNoAssociation, ""},
		{db.Association, "", "", ErrNoAssociation, ""},
		{db.Enterprise, "91141123MA0AL47R7J", "示例铝业有限公司", nil, ""},
		{db.Enterprise, "示例养老院", "", ErrSeveral, "91150602MA0FAG439B"},
		{db.Enterprise, "没有的厂", "", ErrNoEmployer, ""},
		{db.Station, "太原工作站", "太原工作站", nil, ""},
		{db.Station, "4", "太原工作站", nil, ""},
		{db.Station, "", "", access.ErrOffices, ""},
		{db.Trainer, "", "", access.ErrNoOffice, ""},
		{db.Auditor, "", "兴县人力资源和社会保障局", nil, ""},
		{db.Admin, "别的局", "", access.ErrNoOffice, ""},
		{db.Worker, "甲村务工协会", "", access.ErrNoOffice, ""},
	} {
		var id int64
		var name string
		err := y.Tx(t.Context(), db.Actor{County: "141123", Role: db.Admin, Name: "admin"}, func(tx *db.Tx) (err error) {
			id, name, err = Organisation(t.Context(), tx, c.role, c.called)
			return err
		})
		if name != c.name || (id > 0) != (c.err == nil) || !errors.Is(err, c.err) || err != nil && !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s %q: %d %q, %v", c.role, c.called, id, name, err)
		}
	}
}
