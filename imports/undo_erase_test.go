package imports

import (
	"testing"

	"laowu/internal/db"
	"laowu/internal/roster"
)

// TestImagesAreErased: of who is erased no image is left, nor is one that an
// import kept of a record that is one with his; until then his own copy tells.
func TestImagesAreErased(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.csv(t, "associations", oneAssociation)
	if got := summary(d.csv(t, "members", "姓名,身份证号码,村,电话\n王建,142325197603089998,甲村,14000000001\n王建,142325197603089971,甲村,14000000001\n李英,142325197001019984,甲村,14000000003")); got != "3/0/0/0" {
		t.Fatal(got)
	}
	id := d.keeps(t, "members", "姓名,身份证号码,村,电话\n王建,142325197603089998,甲村,14000000005\n王建,142325197603089971,甲村,14000000005\n李英,142325197001019984,甲村,14000000006")
	const whose = "SELECT string_agg(whom::text, ' ' ORDER BY whom) FROM import_change WHERE sealed IS NOT NULL"
	d.wants(t, "1 2 3", whose)
	err := d.service.DB.Tx(t.Context(), d.actor, func(tx *db.Tx) error {
		if _, err := roster.Join(t.Context(), tx, d.service.Vault, 1, 2, "看过户口本"); err != nil {
			return err
		}
		own, err := roster.FindMyData(t.Context(), tx, d.service.Vault, 1)
		if err == nil && (len(own.Images) != 1 || own.Images[0].Import != id || own.Images[0].Images != 2) {
			t.Errorf("his own copy tells of %+v", own.Images)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	d.erase(t, 1)
	d.wants(t, "3", whose)
}
