package report

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/value"
)

// Households is how the county keeps what it promised its relocated households
// (有劳动能力的搬迁贫困户每户至少一人就业), as of a day. In an accountant's words:
//
// Counted is a household, not a person. In the base (有劳动能力且有就业意愿的搬迁
// 贫困户) is each relocated household (易地搬迁) that was on the register of the
// poor on the day (建档立卡: 脱贫户 or 脱贫不稳定户; a household that is watched
// and never was poor is not in it) and in which at least one person is able to
// work and willing to, both as the household register says: a cell that is empty
// is no yes. A relocated member without a household number is a household of one.
//
// Covered is each of those in which somebody works on the day, whoever of the
// household it is, away or at home, in whatever channel, a public-welfare post or
// a season in the woods among them: a spell that had begun by the day and was not
// over on it. A spell whose start nobody wrote down counts from the day it was
// reported. Uncovered is the rest of the base, listed household by household.
//
// Ability and wish carry no date: for an earlier day they are as last known.
type Households struct {
	AsOf      time.Time            `json:"-"`
	Able      int                  `json:"able_and_willing"`
	Covered   int                  `json:"covered"`
	Uncovered []UncoveredHousehold `json:"uncovered"`
}

// UncoveredHousehold is a household in which nobody works. It is to be helped by
// the deadline: so many days after the last work in it ended, or, where no work is
// on record, after it came on record, at the latest the counted day. The days are
// of the table guarantee_rule, by the day from which they run.
type UncoveredHousehold struct {
	ID       int64        `json:"-"`         // of the household; of a person without one, his own made negative
	Number   string       `json:"household"` // within its village; empty for a person without one
	Village  string       `json:"village"`
	Township string       `json:"township"`
	Site     string       `json:"site"`     // of resettlement; empty where none is known
	Since    string       `json:"since"`    // 2019-12-31
	Deadline string       `json:"deadline"` // 2020-01-20
	Overdue  bool         `json:"overdue"`  // the deadline was before the counted day
	Workers  []IdleWorker `json:"workers"`
}

// IdleWorker is somebody able and willing in an uncovered household; the name is
// masked.
type IdleWorker struct {
	ID     int64  `json:"id,string"`
	Name   string `json:"name"` // 王**
	Sex    string `json:"sex"`  // male, female
	Age    int    `json:"age"`  // on the counted day
	Trades string `json:"trades"`
	Places string `json:"places"`
}

// Share is the percentage of the base that is covered, exact; 0 without a base.
func (h Households) Share() float64 {
	if h.Able == 0 {
		return 0
	}
	return 100 * float64(h.Covered) / float64(h.Able)
}

// CountHouseholds counts as of a day, of the households that the actor sees; the
// uncovered ones by deadline. ErrFuture: the day has not come.
func CountHouseholds(ctx context.Context, tx *db.Tx, asOf time.Time) (Households, error) {
	h := Households{AsOf: asOf, Uncovered: []UncoveredHousehold{}}
	if asOf.After(tx.Today()) {
		return h, ErrFuture
	}
	if err := prepare(ctx, tx); err != nil {
		return h, err
	}
	err := tx.QueryRow(ctx, relocatedKin+"SELECT count(DISTINCT home) FROM kin WHERE poor AND can", tx.Actor.County, asOf).Scan(&h.Able)
	if err != nil {
		return h, fmt.Errorf("count households: %w", err)
	}
	rows, err := tx.Query(ctx, uncovered, tx.Actor.County, asOf)
	if err != nil {
		return h, fmt.Errorf("list uncovered households: %w", err)
	}
	lines, err := pgx.CollectRows(rows, scanUncovered)
	if err != nil {
		return h, fmt.Errorf("list uncovered households: %w", err)
	}
	for _, line := range lines {
		h.add(line)
	}
	h.Covered = h.Able - len(h.Uncovered)
	return h, nil
}

// uncovered has a line for each person able and willing in a household where
// nobody works, those of a household together. They are few: OFFSET 0 has their
// persons and spells looked up by key.
const uncovered = relocated + `,
	idle AS MATERIALIZED (SELECT id, site FROM home WHERE poor AND can AND NOT works),
	quiet AS (
		SELECT i.id, i.site, coalesce(max(w.ended), least((min(p.created_at) AT TIME ZONE 'Asia/Shanghai')::date, $2)) AS since
		FROM idle i JOIN kin k ON k.home = i.id, LATERAL (SELECT created_at FROM person WHERE county = $1 AND id = k.person OFFSET 0) p,
		LATERAL (SELECT max(ended) AS ended FROM (SELECT ended FROM placement WHERE county = $1 AND person = k.person AND ended <= $2 OFFSET 0) w) w GROUP BY i.id, i.site),
	due AS (
		SELECT q.*, q.since + coalesce((SELECT r.days FROM guarantee_rule r WHERE r.valid_from <= q.since ORDER BY r.valid_from DESC LIMIT 1),
		         (SELECT r.days FROM guarantee_rule r ORDER BY r.valid_from LIMIT 1), 0) AS deadline FROM quiet q)
	SELECT d.id, k.number, coalesce(v.name, k.village, ''), coalesce(t.name, ''), d.site, d.since::text, d.deadline::text, d.deadline < $2,
	       p.id, p.name, p.sex, extract(year FROM age($2, p.birth))::integer, p.wish_trades, p.wish_places
	FROM due d JOIN kin k ON k.home = d.id AND k.can
	CROSS JOIN LATERAL (SELECT id, name, sex, birth, wish_trades, wish_places FROM person WHERE county = $1 AND id = k.person OFFSET 0) p
	LEFT JOIN area v ON v.code = k.village LEFT JOIN area t ON t.code = CASE v.level WHEN 'village' THEN v.parent ELSE v.code END
	ORDER BY d.deadline, d.id, p.id`

// add puts a line's worker into its household.
func (h *Households) add(line UncoveredHousehold) {
	if n := len(h.Uncovered); n > 0 && h.Uncovered[n-1].ID == line.ID {
		h.Uncovered[n-1].Workers = append(h.Uncovered[n-1].Workers, line.Workers...)
		return
	}
	h.Uncovered = append(h.Uncovered, line)
}

// scanUncovered reads a line: a household with one of its workers.
func scanUncovered(row pgx.CollectableRow) (UncoveredHousehold, error) {
	var u UncoveredHousehold
	var w IdleWorker
	err := row.Scan(&u.ID, &u.Number, &u.Village, &u.Township, &u.Site, &u.Since, &u.Deadline, &u.Overdue,
		&w.ID, &w.Name, &w.Sex, &w.Age, &w.Trades, &w.Places)
	w.Name = value.MaskName(w.Name)
	u.Workers = []IdleWorker{w}
	return u, err
}
