package pgsearch_test

import (
	"context"
	"strconv"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/matching"
	"laowu/matching/contract"
)

// Whom a day changes is noted, though nobody touched his record; and nobody else.
func TestTurnDay(t *testing.T) {
	t.Parallel()
	url := testdb.URL(t)
	d := testdb.Open(t, url)
	_, staff, _ := peopleDesk(t, d, []contract.Worker{carer})
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(t.Context()))
	today := db.Day(d.Now())
	const spell = "INSERT INTO placement (county, person, employer, full_time, started, ended, term_ends, reported_on, sources) VALUES ('141123', ID, '小吃店', "
	const class = "INSERT INTO class (county, id, programme, number, institution, trade, ends) SELECT '141123', 1, min(id), '第3期', '学校', '厨师', DAY FROM programme; INSERT INTO enrolment (county, person, class, result) VALUES ('141123', ID, 1, 'good')"
	const paper = "INSERT INTO certificate (county, person, kind, code, expires) VALUES ('141123', ID, 'skill', 'elder_care', DAY)"
	for _, c := range []struct {
		name, sql string
		days      int // of DAY from today
		noted     bool
	}{
		{"nothing", "SELECT", 0, false},
		{"work begins", spell + "true, DAY, NULL, NULL, '2020-01-01', '{roster}')", 0, true},
		{"work began while the service was away", spell + "true, DAY, NULL, NULL, '2020-01-01', '{roster}')", -7, true},
		{"work began long ago", spell + "true, DAY, NULL, NULL, '2020-01-01', '{roster}')", -8, false},
		{"work will begin", spell + "true, DAY, NULL, NULL, '2020-01-01', '{roster}')", 1, false},
		{"work ends", spell + "true, '2020-01-01', DAY, NULL, '2020-01-01', '{roster}')", 0, true},
		{"a term ends", spell + "true, '2020-01-01', NULL, DAY, '2020-01-01', '{roster}')", 0, true},
		{"work beside begins", spell + "false, DAY, NULL, NULL, '2020-01-01', '{roster}')", 0, false},
		{"a class ended", class, -1, true},
		{"a class will end", class, 1, false},
		{"a certificate ended", paper, -1, true},
		{"a certificate ends today", paper, 0, false},
	} {
		owner(t, url, "DELETE FROM search.outbox", "DELETE FROM enrolment", "DELETE FROM class", "DELETE FROM placement", "DELETE FROM certificate")
		id := staff.IDs[0]
		sql := strings.NewReplacer("ID", strconv.FormatInt(id, 10), "DAY", "date '"+today.AddDate(0, 0, c.days).Format("2006-01-02")+"'").Replace(c.sql)
		owner(t, url, strings.Split(sql, "; ")...)
		if err := d.Tx(t.Context(), clerk, func(tx *db.Tx) error { return matching.TurnDay(t.Context(), tx) }); err != nil {
			t.Fatal(err)
		}
		var noted bool
		if err := conn.QueryRow(t.Context(), "SELECT EXISTS (SELECT FROM search.outbox WHERE kind = 'worker' AND records = ARRAY[$1::bigint])", id).Scan(&noted); err != nil || noted != c.noted {
			t.Errorf("%s: noted %v, want %v (%v)", c.name, noted, c.noted, err)
		}
	}
}
