package imports

import (
	"context"
	"testing"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db/testdb"
)

// An enterprise's new name goes to openings that another county keeps too.
func TestRenamedEnterprise(t *testing.T) {
	t.Parallel()
	const head = "企业名称,统一社会信用代码,联系人\n"
	url := testdb.URL(t)
	d := openDesk(t, testdb.Open(t, url))
	d.csv(t, "enterprises", head+"示例铝业有限公司,91141123MA0AL47R7J,高海\n")
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(t.Context()))
	if _, err := conn.Exec(t.Context(), `INSERT INTO opening (id, county, enterprise, title, place_text, headcount, form, published_to)
		SELECT 77, '141124', id, '电工', '临县', 3, 'regular', '{141124}' FROM enterprise`); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		want bool
	}{{"示例铝业有限公司", false}, {"示例铝业集团", true}} {
		var told bool
		d.csv(t, "enterprises", head+c.name+",91141123MA0AL47R7J,高海\n")
		if err := conn.QueryRow(t.Context(), "SELECT EXISTS (SELECT FROM search.outbox WHERE kind = 'opening' AND county = '141124' AND records = '{77}')").Scan(&told); err != nil || told != c.want {
			t.Errorf("%s: told %v, want %v (%v)", c.name, told, c.want, err)
		}
		if _, err := conn.Exec(t.Context(), "DELETE FROM search.outbox"); err != nil {
			t.Fatal(err)
		}
	}
}
