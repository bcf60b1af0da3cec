package report

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/value"
)

// Finding is one record that words or a number mean.
type Finding struct {
	ID    int64
	Text  string
	Small string // what else tells it
}

// Finds are the records of a kind, a page of them.
type Finds struct {
	Total int
	Lines []Finding
}

// finder finds records of a kind. Of its statement $1 is the county, $2 what was
// typed, $3 the same as a record's number (0: it is none), $4 and $5 limit and
// offset; its columns are id, text, small, and how many there are in all.
type finder struct {
	kind, sql string
}

const (
	findPage = " ORDER BY 2, 1 LIMIT $4 OFFSET $5"
	findLast = " ORDER BY 1 DESC LIMIT $4 OFFSET $5"
)

// holdsTyped says that a text holds what was typed, whatever its case; nothing but a
// number is asked for by number alone.
func holdsTyped(text string) string { return "position(lower($2) IN lower(" + text + ")) > 0" }

// finders are all kinds, in the order in which the page shows them. People are
// found by their own lists, where numbers are sealed.
func finders() []finder {
	return []finder{
		{"enterprise", `SELECT e.id, e.name, concat_ws('，', e.uscc, nullif(e.place_text, '')), count(*) OVER () FROM enterprise e
			WHERE e.county = $1 AND $3::bigint IS NOT NULL AND ` + holdsTyped("e.name || ' ' || e.uscc") + findPage},
		{"opening", `SELECT o.id, o.title, concat_ws('，', e.name, o.place_text, CASE WHEN o.closed_at IS NOT NULL THEN '已经关闭' END), count(*) OVER ()
			FROM opening o JOIN enterprise e ON e.id = o.enterprise
			WHERE o.county = $1 AND (o.id = $3 OR ` + holdsTyped("o.title || ' ' || e.name") + `) ORDER BY o.closed_at IS NOT NULL, o.title, 1 LIMIT $4 OFFSET $5`},
		{"association", `SELECT a.id, a.name, t.name, count(*) OVER () FROM association a JOIN area t ON t.code = a.township
			WHERE a.county = $1 AND $3::bigint IS NOT NULL AND (` + holdsTyped("a.name || ' ' || t.name") + ` OR a.code = $2)` + findPage},
		{"village", `SELECT coalesce(c.association, 0), v.name, concat_ws('，', t.name, a.name), count(*) OVER () FROM area v JOIN area t ON t.code = v.parent
			LEFT JOIN association_village c ON c.county = $1 AND c.village = v.code AND c.valid_to IS NULL LEFT JOIN association a ON a.county = $1 AND a.id = c.association
			WHERE t.parent = $1 AND v.level = 'village' AND $3::bigint IS NOT NULL AND (` + holdsTyped("v.name") + ` OR v.code = $2)` + findPage},
		{"class", `SELECT c.id, p.name || c.number, concat_ws('，', nullif(c.institution, ''), c.starts::text), count(*) OVER () FROM class c JOIN programme p ON p.id = c.programme
			WHERE c.county = $1 AND (c.id = $3 OR ` + holdsTyped("p.name || c.number || ' ' || c.institution || ' ' || c.trade") + `)` + findLast},
		{"import", `SELECT i.id, '第 ' || i.id || ' 号导入', concat_ws('，', f.names, access.organisation_name(i.county, i.role, i.organisation), (i.created_at AT TIME ZONE 'Asia/Shanghai')::date::text), count(*) OVER ()
			FROM import i, LATERAL (SELECT string_agg(f.name, '、' ORDER BY f.number) AS names FROM import_file f WHERE f.county = i.county AND f.import = i.id) f
			WHERE i.county = $1 AND (i.id = $3 OR ` + holdsTyped("coalesce(f.names, '')") + `)` + findLast},
		{"case", `SELECT k.id, '第 ' || k.id || ' 号案件', concat_ws('，', nullif(coalesce(p.employer, k.employer), ''), '期限 ' || k.deadline, CASE k.state WHEN 'closed' THEN '已结案' END), count(*) OVER ()
			FROM followup_case k LEFT JOIN placement p ON p.county = k.county AND p.id = k.placement
			WHERE k.county = $1 AND (k.id = $3 OR ` + holdsTyped("coalesce(p.employer, k.employer)") + `)` + findLast},
	}
}

// FindAll looks for what was typed among the records that the actor sees, kind by
// kind, at most limit of each after the first at; of one kind alone where one is
// named. What holds a personal number finds none of these.
func FindAll(ctx context.Context, tx *db.Tx, typed, kind string, limit, at int) (map[string]Finds, error) {
	out := map[string]Finds{}
	typed = strings.TrimSpace(typed)
	if typed == "" || value.Redact(typed) != typed {
		return out, nil
	}
	for _, f := range finders() {
		if kind != "" && f.kind != kind {
			continue
		}
		rows, err := tx.Query(ctx, f.sql, tx.Actor.County, typed, recordNumber(typed), limit, at)
		if err != nil {
			return nil, fmt.Errorf("find %s: %w", f.kind, err)
		}
		var found Finds
		found.Lines, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (l Finding, err error) {
			err = row.Scan(&l.ID, &l.Text, &l.Small, &found.Total)
			return l, err
		})
		if err != nil {
			return nil, fmt.Errorf("find %s: %w", f.kind, err)
		}
		if found.Total > 0 {
			out[f.kind] = found
		}
	}
	return out, nil
}

// recordNumber is what was typed as a record's number, 12 or 第 12 号; 0 where it
// is none.
func recordNumber(typed string) (n int64) {
	digits := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(strings.TrimPrefix(typed, "第")), "号"))
	if len(digits) == 0 || len(digits) > 9 {
		return 0
	}
	for _, r := range digits {
		if r < '0' || r > '9' {
			return 0
		}
		n = 10*n + int64(r-'0')
	}
	return n
}
