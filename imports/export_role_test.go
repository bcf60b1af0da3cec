package imports

import (
	"errors"
	"io"
	"strings"
	"testing"

	"laowu/internal/db"
)

// Each role exports what it sees, and only the county's numbers are whole.
func TestExportOfRoles(t *testing.T) {
	t.Parallel()
	d := roles(t)
	d.csv(t, "members", people.Replace("村,姓名,身份证号码\n甲村,{王建}\n"))
	auditor := &testDesk{service: d.service, actor: db.Actor{County: d.actor.County, Role: db.Auditor, Name: "auditor"}}
	for name, c := range map[string]struct {
		desk *testDesk
		sees string
	}{
		"county":      {d, "王建 李英 张平 刘兰"},
		"auditor":     {auditor, "王建 李英 张平 刘兰"},
		"association": {d.as(t, db.Association, "甲村务工协会"), "王建 李英"},
		"township":    {d.as(t, db.Township, "康宁镇政府"), "王建 李英"},
		"enterprise":  {d.as(t, db.Enterprise, "甲厂"), ""},
	} {
		shown := ""
		for _, k := range Kinds() {
			data, _ := c.desk.export(t, Export{Kind: k})
			shown += c.desk.shown(t, data)
			err := c.desk.service.DB.Tx(t.Context(), c.desk.actor, func(tx *db.Tx) error {
				_, err := Export{Kind: k, Reveal: true}.Write(t.Context(), tx, d.service.Vault, io.Discard)
				return err
			})
			if county := name == "county"; county != (err == nil) || !county && !errors.Is(err, ErrReveal) {
				t.Errorf("%s reveals %s: %v", name, k.Name, err)
			}
		}
		for _, who := range []string{"王建", "李英", "张平", "刘兰"} {
			if sees := strings.Contains(c.sees, who); sees != strings.Contains(shown, who) {
				t.Errorf("%s: %s is exported: %v", name, who, !sees)
			}
		}
	}
}
